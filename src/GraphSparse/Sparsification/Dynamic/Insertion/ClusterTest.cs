namespace GraphSparse.Sparsification.Dynamic;

/// <summary>The test by clusters of low resistance diameter: one edge per pair of clusters is enough, and none within a cluster.</summary>
/// <remarks>
/// Source: Aghdaei and Feng, inGRASS (DAC 2024). Edges that join the coarsest clusters are looked at first. Deviation: weights of edges that stay out
/// are not added to those of the sparsifier, which stays a subgraph. A baseline to compare with: the clusters are those of the sparsifier
/// at the start, and it is they, not the sparsifier as it is now, that decide.
/// </remarks>
internal sealed class ClusterTest : IInsertionTest
{
    private readonly ResistanceClusters _clusters;
    private readonly int[]? _filter; // cluster of each vertex on the filtering level; null where no level is fine enough

    /// <summary>Builds the clusters.</summary>
    /// <param name="clusterVertices">Clusters of the filtering level have fewer vertices than this.</param>
    /// <param name="sparsifier">The sparsifier at the start.</param>
    /// <param name="seed">Seed of the estimate.</param>
    /// <param name="cancellationToken">Looked at often.</param>
    public ClusterTest(double clusterVertices, CsrGraph sparsifier, ulong seed, CancellationToken cancellationToken)
    {
        _clusters = new ResistanceClusters(sparsifier, seed, cancellationToken);
        int level = _clusters.CoarsestBelow(clusterVertices);
        _filter = level < 0 ? null : _clusters.Level(level);
    }

    public bool FindsPaths => false;

    public void Decide(DynamicAdjacency sparsifier, Candidate[] candidates, byte[] redundant, long[] ticks, CancellationToken cancellationToken)
    {
        if (_filter is null || candidates.Length == 0)
            return; // without a level nothing is redundant
        long began = System.Diagnostics.Stopwatch.GetTimestamp();
        HashSet<long> joined = JoinedPairs(sparsifier, candidates);
        var order = new int[candidates.Length];
        var separation = new int[candidates.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
            separation[i] = -Separation(candidates[i]);
        }

        Array.Sort(order, (a, b) => separation[a] != separation[b] ? separation[a].CompareTo(separation[b]) : a.CompareTo(b));
        foreach (int i in order)
        {
            int a = _filter[candidates[i].Source];
            int b = _filter[candidates[i].Target];
            redundant[i] = a == b || !joined.Add(Pair(a, b)) ? (byte)1 : (byte)0;
        }

        long each = (System.Diagnostics.Stopwatch.GetTimestamp() - began) / candidates.Length;
        for (int i = 0; i < ticks.Length; i++)
            ticks[i] += each;
    }

    /// <summary>Pairs of clusters that an edge of the sparsifier joins, as far as a candidate asks for them.</summary>
    private HashSet<long> JoinedPairs(DynamicAdjacency sparsifier, Candidate[] candidates)
    {
        var asked = new HashSet<int>();
        foreach (Candidate candidate in candidates)
        {
            asked.Add(_filter![candidate.Source]);
            asked.Add(_filter[candidate.Target]);
        }

        var joined = new HashSet<long>();
        for (int u = 0; u < _filter!.Length; u++)
        {
            if (!asked.Contains(_filter[u]))
                continue;
            foreach (int v in sparsifier.Neighbors(u))
            {
                if (_filter[u] != _filter[v])
                    joined.Add(Pair(_filter[u], _filter[v]));
            }
        }

        return joined;
    }

    /// <summary>Levels on which the ends are in different clusters.</summary>
    private int Separation(Candidate candidate)
    {
        int levels = 0;
        while (levels < _clusters.LevelCount && _clusters.Level(levels)[candidate.Source] != _clusters.Level(levels)[candidate.Target])
            levels++;
        return levels;
    }

    private static long Pair(int a, int b) => ((long)Math.Min(a, b) << 32) | (uint)Math.Max(a, b);
}
