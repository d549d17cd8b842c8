using GraphSparse.Analytics;

namespace GraphSparse.Sparsification;

/// <summary>Rank Degree: a search that follows from each vertex only the edges to its neighbours of highest degree.</summary>
/// <remarks>
/// Source: Voudigari, Salamanos, Papageorgiou and Yannakoudakis, "Rank Degree: An Efficient Algorithm for Graph Sampling", ASONAM 2016.
/// n / 100 uniform vertices are the first seeds; a seed keeps the edges to its first ⌊ρ · d⌋ neighbours (at least one) by degree, ρ = 0.1, and the
/// vertices so reached are the next seeds. Deviations: the score of an edge is minus its place in that order, so that every fraction is a
/// prefix of one order; where seeds run out, n / 100 uniform vertices that were none follow, and where all were, ρ grows by 0.1.
/// <para>Directed: out-neighbours by in-degree. Weights are not looked at. Cost: O(m log d). The search is sequential. Determinism: exact.</para>
/// </remarks>
public sealed class RankDegreeScore : IEdgeScore
{
    private const int Tenths = 10;

    /// <inheritdoc/>
    public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(context);
        (ArcValues<int> bestNeighbors, ArcValues<int> bestEdges) = NeighborsByDegree(graph, index, context);
        int n = graph.VertexCount;
        int[] seedOrder = RandomOrder(n, context.Seed);
        var scores = new double[index.EdgeCount];
        Array.Fill(scores, double.NegativeInfinity);
        int kept = 0;
        for (int tenth = 1; tenth <= Tenths && kept < scores.Length; tenth++)
        {
            var expanded = new bool[n];
            int nextSeed = 0;
            var seeds = new List<int>();
            while (kept < scores.Length)
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                if (seeds.Count == 0)
                    Reseed(seedOrder, expanded, seeds, ref nextSeed, Math.Max(1, n / 100));
                if (seeds.Count == 0)
                    break;
                var reached = new List<int>();
                foreach (int u in seeds)
                {
                    if (expanded[u])
                        continue;
                    expanded[u] = true;
                    int take = Take(graph.Degree(u), tenth);
                    int before = tenth == 1 ? 0 : Take(graph.Degree(u), tenth - 1); // kept already: where ρ grows, every vertex has been a seed
                    ReadOnlySpan<int> edges = bestEdges.Of(u)[..take];
                    for (int k = before; k < edges.Length; k++)
                    {
                        if (double.IsNegativeInfinity(scores[edges[k]]))
                            scores[edges[k]] = -kept++;
                    }

                    foreach (int v in bestNeighbors.Of(u)[..take])
                    {
                        if (!expanded[v])
                            reached.Add(v);
                    }
                }

                seeds = reached;
                context.Progress?.Report(new Progress("ranking edges", kept, scores.Length));
            }
        }

        return scores;
    }

    private static int Take(int degree, int tenth) => Math.Min(degree, Math.Max(1, (int)((long)degree * tenth / Tenths)));

    /// <summary>The next vertices of the random order that are not expanded.</summary>
    private static void Reseed(int[] seedOrder, bool[] expanded, List<int> seeds, ref int nextSeed, int wanted)
    {
        while (nextSeed < seedOrder.Length && seeds.Count < wanted)
        {
            int v = seedOrder[nextSeed++];
            if (!expanded[v])
                seeds.Add(v);
        }
    }

    /// <summary>The neighbours of each vertex, those of highest degree first, and the edges to them.</summary>
    private static (ArcValues<int> Neighbors, ArcValues<int> Edges) NeighborsByDegree(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        int[] degrees = Degrees.In(graph);
        int[] tieRanks = TieRanks(index.EdgeCount, context.TieOrder);
        var sorted = (Neighbors: new ArcValues<int>(graph), Edges: new ArcValues<int>(graph));
        context.Parallelism.ForBounds(graph.VertexRanges(), (_, first, last) =>
        {
            ulong[] keys = [];
            int[] places = [];
            for (int u = first; u < last; u++)
            {
                ReadOnlySpan<int> neighbors = graph.Neighbors(u);
                ReadOnlySpan<int> edges = index.Of(u);
                if (keys.Length < neighbors.Length)
                    (keys, places) = (new ulong[2 * neighbors.Length], new int[2 * neighbors.Length]);
                for (int k = 0; k < neighbors.Length; k++)
                    (keys[k], places[k]) = (((ulong)(int.MaxValue - degrees[neighbors[k]]) << 32) | (uint)tieRanks[edges[k]], k);
                keys.AsSpan(0, neighbors.Length).Sort(places.AsSpan(0, neighbors.Length));
                for (int k = 0; k < neighbors.Length; k++)
                    (sorted.Neighbors.Of(u)[k], sorted.Edges.Of(u)[k]) = (neighbors[places[k]], edges[places[k]]);
            }
        }, context.CancellationToken);
        return sorted;
    }

    /// <summary>The place of every edge in the order of the tie rule.</summary>
    private static int[] TieRanks(int edges, TieOrder ties)
    {
        var hashes = new ulong[edges];
        var order = new int[edges];
        for (int edge = 0; edge < edges; edge++)
            (hashes[edge], order[edge]) = (ties.Hash(edge), edge);
        RadixSort.Sort(hashes, order); // stable: equal hashes stay in the order of the ids
        var ranks = new int[edges];
        for (int place = 0; place < order.Length; place++)
            ranks[order[place]] = place;
        return ranks;
    }

    private static int[] RandomOrder(int n, ulong seed)
    {
        var random = new KeyedRandom(seed, "sparsify.rank-degree.seeds");
        var keys = new ulong[n];
        var order = new int[n];
        for (int v = 0; v < n; v++)
            (keys[v], order[v]) = (random.NextUInt64(v), v);
        RadixSort.Sort(keys, order);
        return order;
    }
}
