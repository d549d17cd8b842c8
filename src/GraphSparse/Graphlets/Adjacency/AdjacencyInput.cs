using System.Runtime.CompilerServices;

namespace GraphSparse.Graphlets;

/// <summary>What rows of orbit adjacencies are computed from: the graph in its own order, and for each of its arcs the edge of the ranked graph.</summary>
internal sealed class AdjacencyInput
{
    public AdjacencyInput(CsrGraph graph, RankedGraph ranked, EdgePrimitives primitives, CancellationToken cancellationToken)
    {
        (Graph, Ranked, Primitives) = (graph, ranked, primitives);
        Offsets = new int[graph.VertexCount + 1];
        for (int u = 0; u < graph.VertexCount; u++)
            Offsets[u + 1] = Offsets[u] + graph.Degree(u);
        Edges = HugePages.Of(GC.AllocateUninitializedArray<int>(Offsets[^1]));
        Triangles = HugePages.Of(GC.AllocateUninitializedArray<int>(Offsets[^1]));
        FindEdges(cancellationToken);
    }

    public CsrGraph Graph { get; }

    public RankedGraph Ranked { get; }

    public EdgePrimitives Primitives { get; }

    /// <summary>Where the arcs of each vertex begin.</summary>
    private int[] Offsets { get; }

    /// <summary>The edge of each arc.</summary>
    private int[] Edges { get; }

    /// <summary>The triangles on each arc.</summary>
    public int[] Triangles { get; }

    /// <summary>The triangles on the arcs of a vertex.</summary>
    public ReadOnlySpan<int> TrianglesOf(int u) => Triangles.AsSpan(Offsets[u], Offsets[u + 1] - Offsets[u]);

    /// <summary>A device that finds the vertices at distance two; <see langword="null"/> for threads.</summary>
    public IGraphletKernels? Kernels { get; init; }

    /// <summary>Neighbourhoods of more vertices are not laid out as rows of bits: those of 2^14 take 32 MiB.</summary>
    public int MostBitRows { get; init; } = 1 << 14;

    /// <summary>The counts of an edge as seen from u.</summary>
    /// <param name="u">One endpoint.</param>
    /// <param name="v">The other.</param>
    /// <param name="edge">The edge.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ArcOrbits Arc(int u, int v, int edge)
    {
        (int from, int to) = (Ranked.Ranks[u], Ranked.Ranks[v]);
        return ArcOrbits.Of(Primitives.Vertex(from), Primitives.Vertex(to), Primitives.Edge(edge, from < to));
    }

    /// <summary>The edges of the arcs of a vertex.</summary>
    public ReadOnlySpan<int> EdgesOf(int u) => Edges.AsSpan(Offsets[u], Offsets[u + 1] - Offsets[u]);

    /// <summary>Vertices come in the order of their ids, and each gives its edges to its neighbours: their rows fill in that order.</summary>
    [MethodImpl(Hot.Loop)]
    private void FindEdges(CancellationToken cancellationToken)
    {
        int[] next = Offsets[..^1];
        for (int v = 0; v < next.Length; v++)
        {
            if ((v & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            int rank = Ranked.Ranks[v];
            ReadOnlySpan<int> row = Ranked.Row(rank);
            ReadOnlySpan<int> edges = Ranked.EdgesOf(rank);
            for (int k = 0; k < row.Length; k++)
            {
                int arc = next[Ranked.Ids[row[k]]]++;
                Edges[arc] = edges[k];
                Triangles[arc] = Primitives.Triangles(edges[k]);
            }
        }
    }
}
