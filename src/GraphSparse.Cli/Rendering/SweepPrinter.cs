using System.Text.Json.Nodes;
using Spectre.Console;

namespace GraphSparse.Cli.Rendering;

/// <summary>Prints which method to use for which goal.</summary>
internal static class SweepPrinter
{
    private const int Shown = 2;

    /// <summary>A row per metric and a column per fraction kept; in a cell the best methods with their values.</summary>
    public static Table Table(JsonArray summary)
    {
        JsonObject[] rows = [.. summary.OfType<JsonObject>()];
        string[] fractions = [.. rows.Select(r => ResultPrinter.Number(r["keep"])).Distinct()];
        var table = new Table { Border = TableBorder.Rounded, ShowRowSeparators = true };
        table.AddColumn("metric");
        table.AddColumn(new TableColumn("ideal").RightAligned());
        foreach (string fraction in fractions)
            table.AddColumn($"best at {Markup.Escape(fraction)} of the edges");
        foreach (IGrouping<string, JsonObject> metric in rows.GroupBy(r => r["metric"]!.GetValue<string>()))
        {
            var cells = new List<string> { $"[bold]{Markup.Escape(metric.Key)}[/]", ResultPrinter.Number(metric.First()["ideal"]) };
            cells.AddRange(fractions.Select(f => Cell(metric.FirstOrDefault(r => ResultPrinter.Number(r["keep"]) == f))));
            table.AddRow([.. cells]);
        }

        return table;
    }

    /// <summary>The first in bold, with all that tie with it, then the next.</summary>
    private static string Cell(JsonObject? row)
    {
        if (row?["methods"] is not JsonArray methods)
            return "";
        var lines = new List<string>();
        foreach (IGrouping<int, JsonNode?> tied in methods.GroupBy(m => m!["rank"]!.GetValue<int>()).Take(Shown))
        {
            string names = Markup.Escape(string.Join(", ", tied.Select(m => m!["method"]!.GetValue<string>())));
            string line = $"{names} {ResultPrinter.Number(tied.First()!["value"])}";
            lines.Add(tied.Key == 1 ? $"[bold]{line}[/]" : $"[grey]{line}[/]");
        }

        return string.Join('\n', lines);
    }
}
