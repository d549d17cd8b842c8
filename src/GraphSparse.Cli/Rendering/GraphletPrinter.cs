using System.Text.Json.Nodes;
using GraphSparse.Graphlets;
using Spectre.Console;

namespace GraphSparse.Cli.Rendering;

/// <summary>Counts of graphlets as tables for people.</summary>
internal static class GraphletPrinter
{
    /// <summary>Copies of each graphlet.</summary>
    /// <param name="counts">By graphlet.</param>
    /// <param name="errors">Standard errors of estimates; null for exact counts.</param>
    public static Table Counts(JsonObject counts, JsonObject? errors)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("graphlet");
        table.AddColumn("");
        table.AddColumn(new TableColumn("copies").RightAligned());
        for (int i = 0; i < counts.Count; i++)
            table.AddRow($"G{i}", FiveVertexOrbits.Names[i], errors is null ? Digits(counts[$"G{i}"]) : $"{Rounded(counts[$"G{i}"])} ± {Rounded(errors[$"G{i}"])}");
        return table;
    }

    /// <summary>The census of triads.</summary>
    public static Table Triads(JsonObject triads)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("triad");
        table.AddColumn(new TableColumn("copies").RightAligned());
        foreach ((string name, JsonNode? count) in triads)
            table.AddRow(name, Digits(count));
        return table;
    }

    /// <summary>Adjacency matrices of orbits, without those that have the same numbers as their transposes, or of graphlets.</summary>
    public static Table Matrices(JsonArray matrices)
    {
        JsonObject[] all = [.. matrices.Select(m => m!.AsObject())];
        bool areOfOrbits = all.Length > 0 && all[0].ContainsKey("hop");
        var table = new Table { Border = TableBorder.Rounded };
        foreach (string column in areOfOrbits ? ["hop", "orbits"] : new[] { "graphlet" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (string column in new[] { "entries", "sum", "largest" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (JsonObject matrix in all.Where(m => !areOfOrbits || !RepeatsTranspose(m, all)))
            table.AddRow([.. areOfOrbits ? [$"{matrix["hop"]}", $"{matrix["i"]}, {matrix["j"]}"] : new[] { $"G{matrix["graphlet"]}" }, Digits(matrix["nonZeros"]), Digits(matrix["sum"]), Digits(matrix["largest"])]);
        return table;
    }

    private static bool RepeatsTranspose(JsonObject matrix, JsonObject[] all) => (int)matrix["i"]! > (int)matrix["j"]! && all.Any(other =>
        (int)other["hop"]! == (int)matrix["hop"]! && (int)other["i"]! == (int)matrix["j"]! && (int)other["j"]! == (int)matrix["i"]!
        && JsonNode.DeepEquals(other["nonZeros"], matrix["nonZeros"]) && JsonNode.DeepEquals(other["sum"], matrix["sum"]) && JsonNode.DeepEquals(other["largest"], matrix["largest"]));

    private static string Rounded(JsonNode? number) => ((double)number!).ToString("#,0", System.Globalization.CultureInfo.InvariantCulture);

    private static string Digits(JsonNode? number) => System.Numerics.BigInteger.Parse(number!.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture).ToString("#,0", System.Globalization.CultureInfo.InvariantCulture);
}
