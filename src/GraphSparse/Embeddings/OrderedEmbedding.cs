using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>Embeds with vertices in an order of one's own, so that vectors do not depend on how a graph happens to be numbered.</summary>
/// <remarks>Random draws are keyed by vertex numbers and sums go by them. With vertices in an order that the numbers do not change, such as that of their names, graphs that differ in numbers alone have the same vectors, byte for byte. The graph readers number
/// vertices by their ids, so files that list the same edges in another order need nothing of this.</remarks>
public static class OrderedEmbedding
{
    /// <summary>The vectors that a method gives for the graph in that order, each in the row of its vertex.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="order">The vertices, first to last.</param>
    /// <param name="embed">The method.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Vertices renumbered; the method reports by itself.</param>
    /// <param name="cancellationToken">Looked at for every range of vertices.</param>
    /// <exception cref="ArgumentException">The order does not have every vertex once.</exception>
    public static Embedding Embed(CsrGraph graph, IReadOnlyList<int> order, Func<CsrGraph, Embedding> embed, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(embed);
        var places = new int[graph.VertexCount];
        if (order.Count != places.Length || order.Any(v => (uint)v >= (uint)places.Length))
            throw new ArgumentException($"An order of {places.Length} vertices has each of 0..{places.Length - 1} once.", nameof(order));
        for (int i = 0; i < places.Length; i++)
            places[order[i]] = i;
        progress?.Report(new Progress("renumbering", places.Length, places.Length));
        Embedding ordered = embed(graph.Relabel(places, parallelism, cancellationToken));
        TallMatrix vectors = TallMatrix.Uninitialized(places.Length, ordered.Dimension);
        for (int u = 0; u < places.Length; u++)
            ordered[places[u]].CopyTo(vectors.Row(u));
        return new Embedding(vectors, ordered.Notes);
    }
}
