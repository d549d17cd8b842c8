using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace GraphSparse.Cli.Rendering;

/// <summary>What each batch of <c>stream</c> did, as a table that fits 80 columns: columns that tell nothing are left out, figures are short. JSON has all of them.</summary>
internal static class BatchTable
{
    private static readonly (string Key, string Heading, string Format)[] Columns =
    [
        ("index", "#", "0"),
        ("inserted", "inserted", "0"),
        ("deleted", "deleted", "0"),
        ("weightUpdated", "changed", "0"),
        ("enteredSparsifier", "entered", "0"),
        ("recovered", "recovered", "0"),
        ("edgesAdded", "added", "0"),
        ("edgesRemoved", "removed", "0"),
        ("rebuilt", "rebuilt", ""),
        ("sparsifierEdges", "edges", "0"),
        ("edgesPerVertex", "edges/n", "0.000"),
        ("offTreePerVertex", "off-tree/n", "0.0000"),
        ("seconds", "s", "0.000"),
        ("kappa", "κ", "0.0"),
    ];

    public static Table Of(JsonArray batches)
    {
        var table = new Table { Border = TableBorder.Simple };
        JsonObject[] rows = [.. batches.OfType<JsonObject>()];
        var shown = Columns.Where(column => column.Key == "index" || Tells(rows, column.Key)).ToArray();
        foreach ((_, string heading, _) in shown)
            table.AddColumn(new TableColumn(heading) { Padding = new Padding(0, 0, 1, 0), NoWrap = true }.RightAligned());
        foreach (JsonObject row in rows)
            table.AddRow([.. shown.Select(column => Text(row[column.Key], column.Format))]);
        return table;
    }

    /// <summary>A column of zeros does not, nor one with a single value, which is in the summary.</summary>
    private static bool Tells(JsonObject[] rows, string key) =>
        rows.Any(row => row[key] is JsonValue value && value.ToJsonString() is not ("0" or "false"))
        && (key != "kappa" || rows.Count(row => row[key] is not null) > 1);

    private static string Text(JsonNode? value, string format) => value?.GetValueKind() switch
    {
        null => "",
        JsonValueKind.Number => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture).ToString(format, CultureInfo.InvariantCulture),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => ResultPrinter.Number(value),
    };
}
