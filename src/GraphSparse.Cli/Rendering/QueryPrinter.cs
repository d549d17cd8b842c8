using System.Text.Json.Nodes;
using Spectre.Console;

namespace GraphSparse.Cli.Rendering;

/// <summary>Prints the answers of a query: a row for each value.</summary>
internal static class QueryPrinter
{
    /// <summary>A table of values that have the same keys; a list among them takes one cell.</summary>
    public static Table Values(JsonArray values)
    {
        var table = new Table { Border = TableBorder.Rounded };
        string[] keys = [.. values[0]!.AsObject().Select(pair => pair.Key)];
        foreach (string key in keys)
            table.AddColumn(new TableColumn(ResultPrinter.Words(key)) { Alignment = key is "neighbors" or "answer" or "errorIs" ? Justify.Left : Justify.Right });
        foreach (JsonNode? value in values)
            table.AddRow([.. keys.Select(key => value![key] is JsonArray list ? string.Join(", ", list.Select(Neighbor)) : key is "vertex" or "answer" or "errorIs" ? Markup.Escape(value[key]!.ToString()) : ResultPrinter.Number(value[key]))]);
        return table;
    }

    /// <summary>The vertex, with its value where that is not 1.</summary>
    private static string Neighbor(JsonNode? neighbor)
    {
        string id = Markup.Escape(neighbor!["vertex"]!.ToString());
        return neighbor["value"]!.GetValue<double>() == 1 ? id : $"{id} ({ResultPrinter.Number(neighbor["value"])})";
    }
}
