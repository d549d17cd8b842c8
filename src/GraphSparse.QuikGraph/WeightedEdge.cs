using System.Globalization;
using QuikGraph;

namespace GraphSparse.QuikGraph;

/// <summary>An edge of a view: endpoints, weight and edge id; 24 bytes, made when it is asked for.</summary>
/// <remarks>
/// Two edges are equal if all four values are, so an edge can be a key of QuikGraph's dictionaries. An undirected view gives the same edge from both
/// endpoints, with <see cref="Source"/> &lt; <see cref="Target"/>. An edge of one graph differs from the edge between the same vertices of its sparsifier,
/// since edge ids differ: compare endpoints there, or ask with <c>ContainsEdge(source, target)</c>.
/// </remarks>
/// <param name="Source">A vertex, 0..n−1; the smaller endpoint in an undirected view.</param>
/// <param name="Target">A vertex, 0..n−1; the larger endpoint in an undirected view.</param>
/// <param name="Weight">The weight as the graph stores it; 1 in an unweighted graph.</param>
/// <param name="Id">The edge id, 0..m−1, as in <see cref="EdgeIndex"/>; both arcs of an undirected edge share one. −1 for an edge that belongs to no graph, as those are
/// that algorithms add.</param>
public readonly record struct WeightedEdge(int Source, int Target, double Weight = 1, int Id = -1) : IEdge<int>
{
    /// <summary>The endpoint that is not <paramref name="vertex"/>; as QuikGraph's <c>GetOtherVertex</c>, without allocating.</summary>
    /// <exception cref="ArgumentException"><paramref name="vertex"/> is no endpoint.</exception>
    public int Other(int vertex) => vertex == Source ? Target : vertex == Target ? Source
        : throw new ArgumentException($"Vertex {vertex} is not an endpoint of {this}.", nameof(vertex));

    /// <summary>A hash of the endpoints, which tell edges of a simple graph apart.</summary>
    public override int GetHashCode() => HashCode.Combine(Source, Target);

    /// <summary>The edge as "source -> target (weight)".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Source} -> {Target} ({Weight})");
}
