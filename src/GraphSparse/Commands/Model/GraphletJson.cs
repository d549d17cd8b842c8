using System.Globalization;
using System.Text.Json.Nodes;
using GraphSparse.Graphlets;

namespace GraphSparse.Commands;

/// <summary>Counts of graphlets in documents.</summary>
internal static class GraphletJson
{
    /// <summary>G0 to G8.</summary>
    public static JsonObject Of(GraphletCounts counts) => Of(counts.All);

    /// <summary>G0 and on.</summary>
    public static JsonObject Of(IReadOnlyList<UInt128> counts) => new(counts.Select((count, i) => KeyValuePair.Create<string, JsonNode?>($"G{i}", Number(count))));

    /// <summary>Estimates for G0 to G8.</summary>
    public static JsonObject Of(IReadOnlyList<double> values) => new(values.Select((value, i) => KeyValuePair.Create<string, JsonNode?>($"G{i}", JsonNumbers.ToJson(value))));

    /// <summary>Triads by their names.</summary>
    public static JsonObject Of(TriadCounts triads) => new(TriadCounts.Names.Select((name, i) => KeyValuePair.Create<string, JsonNode?>(name, Number(triads.Totals[i]))));

    /// <summary>Each matrix, followed by its transpose where that is another that was not computed itself.</summary>
    public static IEnumerable<AdjacencyTotals<OrbitPair>> WithTransposes(IReadOnlyList<AdjacencyTotals<OrbitPair>> matrices)
    {
        OrbitPair[] computed = [.. matrices.Select(m => m.Matrix)];
        return OrbitPair.All.Where(p => computed.Contains(p) || computed.Contains(p.Transposed)).Select(p => (matrices.FirstOrDefault(m => m.Matrix == p) ?? matrices.First(m => m.Matrix == p.Transposed)) with { Matrix = p });
    }

    /// <summary>A matrix by its graphlet.</summary>
    public static JsonObject Of(AdjacencyTotals<int> matrix) => new()
    {
        ["graphlet"] = matrix.Matrix,
        ["nonZeros"] = matrix.NonZeros,
        ["sum"] = Number(matrix.Sum),
        ["largest"] = matrix.Largest,
    };

    /// <summary>A matrix by its numbers.</summary>
    public static JsonObject Of(AdjacencyTotals<OrbitPair> matrix) => new()
    {
        ["hop"] = matrix.Matrix.Hop,
        ["i"] = matrix.Matrix.I,
        ["j"] = matrix.Matrix.J,
        ["nonZeros"] = matrix.NonZeros,
        ["sum"] = Number(matrix.Sum),
        ["largest"] = matrix.Largest,
    };

    /// <summary>All digits, however many there are.</summary>
    private static JsonNode Number(UInt128 value) => value <= long.MaxValue ? (JsonNode)(long)value : JsonNode.Parse(value.ToString(CultureInfo.InvariantCulture))!;
}
