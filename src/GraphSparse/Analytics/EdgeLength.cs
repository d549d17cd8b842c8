namespace GraphSparse.Analytics;

/// <summary>How long an edge is, for everything that follows shortest paths.</summary>
public enum EdgeLength
{
    /// <summary>As long as its weight; 1 in an unweighted graph.</summary>
    Weight,

    /// <summary>1 / weight: a strong tie is a short way.</summary>
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
        _inverse = length == EdgeLength.Inverse ? new ArcValues<double>(graph) : null;
        parallelism.ForBounds(graph.VertexRanges(), (_, first, last) =>
        {
            for (int u = first; u < last; u++)
            {
                ReadOnlySpan<double> weights = graph.Weights(u);
                Span<double> inverse = _inverse is null ? default : _inverse.Of(u);
                for (int k = 0; k < weights.Length; k++)
                {
                    if (!(weights[k] > 0) || (_inverse is not null && double.IsInfinity(1 / weights[k])))
                        throw new ArgumentException($"Lengths must be above 0, and an edge of vertex {u} has weight {weights[k]}; use length unit.", nameof(graph));
                    if (_inverse is not null)
                        inverse[k] = 1 / weights[k];
                }
            }
        }, cancellationToken);
    }

    /// <summary>Whether all lengths are 1, so that a search by levels will do.</summary>
    public bool IsUnit { get; }

    /// <summary>Lengths of the arcs of a vertex, in the order of its neighbours.</summary>
    public ReadOnlySpan<double> Of(int u) => _inverse is null ? _graph.Weights(u) : _inverse.Of(u);
}
