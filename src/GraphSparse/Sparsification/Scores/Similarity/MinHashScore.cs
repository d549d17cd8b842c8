using System.Runtime.CompilerServices;

namespace GraphSparse.Sparsification;

/// <summary>Jaccard similarity of the neighbourhoods of an edge's ends, estimated by min-wise hashing.</summary>
/// <remarks>
/// Source: Satuluri, Parthasarathy and Ruan, SIGMOD 2011, after Broder, "On the Resemblance and Containment of Documents", 1997. The share of k hash functions
/// whose minimum over both neighbourhoods is the same; its standard error is √(J (1 − J) / k), at most ½/√k: 0.0625 for k = 64.
/// <para>Directed: without directions. Weights are not looked at. Cost: O(k m), whatever the degrees; 4 k bytes per vertex. Determinism: exact.</para>
/// </remarks>
/// <param name="hashes">k, 1 to 4096.</param>
public sealed class MinHashScore(int hashes = 64) : IEdgeScore
{
    /// <inheritdoc/>
    public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        var view = new UndirectedView(graph, index, context);
        CsrGraph simple = view.Graph;
        var random = new KeyedRandom(context.Seed, "sparsify.min-hash");
        var salts = new ulong[hashes];
        for (int i = 0; i < salts.Length; i++)
            salts[i] = random.NextUInt64(i, 1);
        var places = new ulong[simple.VertexCount];
        for (int v = 0; v < places.Length; v++)
            places[v] = random.NextUInt64(v, 2);
        long size = (long)simple.VertexCount * hashes;
        if (size > Array.MaxLength)
            throw new ResourceLimitException($"{hashes} hashes of {simple.VertexCount} vertices need {size} places, the limit is {Array.MaxLength}; take fewer hashes.");
        var least = new uint[size];
        context.Parallelism.ForBounds(simple.VertexRanges(), (_, first, last) => Sketch(simple, salts, places, least, first, last), context.CancellationToken);
        return view.ScoreEdges((u, k, _) =>
        {
            ReadOnlySpan<uint> a = least.AsSpan(u * hashes, hashes);
            ReadOnlySpan<uint> b = least.AsSpan(simple.Neighbors(u)[k] * hashes, hashes);
            int same = 0;
            for (int i = 0; i < a.Length; i++)
                same += a[i] == b[i] ? 1 : 0;
            return same / (double)hashes;
        });
    }

    [MethodImpl(Hot.Loop)]
    private static void Sketch(CsrGraph graph, ulong[] salts, ulong[] places, uint[] least, int first, int last)
    {
        for (int u = first; u < last; u++)
        {
            Span<uint> mine = least.AsSpan(u * salts.Length, salts.Length);
            mine.Fill(uint.MaxValue);
            foreach (int v in graph.Neighbors(u))
            {
                ulong place = places[v];
                for (int i = 0; i < mine.Length; i++)
                    mine[i] = Math.Min(mine[i], (uint)(unchecked((place ^ salts[i]) * 0x9E3779B97F4A7C15UL) >> 32));
            }
        }
    }
}
