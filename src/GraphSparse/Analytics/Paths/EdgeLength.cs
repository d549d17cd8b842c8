namespace GraphSparse.Analytics;

/// <summary>How long an edge is, for everything that follows shortest paths.</summary>
public enum EdgeLength
{
    /// <summary>As long as its weight, where weights are lengths; 1 in an unweighted graph.</summary>
    Weight,

    /// <summary>1 / weight, where weights are strengths: a strong tie is a short way. The default of everything that follows paths.</summary>
    Inverse,

    /// <summary>1, whatever its weight.</summary>
    Unit,
}

/// <summary>The lengths of the arcs of a graph, checked to be above 0.</summary>
internal sealed class ArcLengths
{
    private readonly CsrGraph _graph;
    private readonly ArcValues<double>? _inverse;

    public ArcLengths(CsrGraph graph, EdgeLength length, Parallelism parallelism, CancellationToken cancellationToken)
    {
        _graph = graph;
        IsUnit = length == EdgeLength.Unit || !graph.IsWeighted;
        if (IsUnit)
            return;
        Edge? bad = Require.FirstWeight(graph, length == EdgeLength.Inverse ? static w => !(w > 0 && double.IsNormal(w)) : static w => !(w > 0));
        if (bad is { } edge)
        {
            throw new InvalidWeightException(edge, length == EdgeLength.Inverse
                ? "Shortest paths take one over the weight as length, which is defined for weights above 0 that are not subnormal"
                : "Shortest paths take weights as lengths, which are above 0", "");
        }

        _inverse = length == EdgeLength.Inverse ? new ArcValues<double>(graph) : null;
        if (_inverse is null)
            return;
        parallelism.ForBounds(graph.VertexRanges(), (_, first, last) =>
        {
            for (int u = first; u < last; u++)
            {
                ReadOnlySpan<double> weights = graph.Weights(u);
                Span<double> inverse = _inverse.Of(u);
                for (int k = 0; k < weights.Length; k++)
                    inverse[k] = 1 / weights[k];
            }
        }, cancellationToken);
    }

    /// <summary>Whether all lengths are 1, so that a search by levels will do.</summary>
    public bool IsUnit { get; }

    /// <summary>Lengths of the arcs of a vertex, in the order of its neighbours.</summary>
    public ReadOnlySpan<double> Of(int u) => _inverse is null ? _graph.Weights(u) : _inverse.Of(u);
}

/// <summary>Lengths of edges whose weights have a sense.</summary>
internal static class SenseLengths
{
    /// <summary>How long an edge is for what follows paths on the graph itself.</summary>
    public static EdgeLength Lengths(this WeightSense sense) => sense switch
    {
        WeightSense.Strength => EdgeLength.Inverse,
        WeightSense.Length => EdgeLength.Weight,
        _ => EdgeLength.Unit,
    };
}
