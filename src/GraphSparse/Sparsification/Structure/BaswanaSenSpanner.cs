namespace GraphSparse.Sparsification;

/// <summary>Spanner of stretch 2k − 1 by clusters, in linear time and of expected size O(k n^(1 + 1/k)).</summary>
/// <remarks>
/// Source: Baswana and Sen, "A Simple and Linear Time Randomized Algorithm for Computing Sparse Spanners in Weighted Graphs", Random Struct. Algorithms 30(4),
/// 2007. Clusters begin as single vertices. In each of k − 1 rounds a cluster survives with probability n^(−1/k); a vertex of another joins the surviving cluster
/// that its shortest edge leads to, and keeps that edge and the shortest to every cluster that is nearer; where none is near it keeps the shortest to every cluster and is
/// done. At last every vertex keeps its shortest edge to each remaining cluster. Edges are compared by (length, edge id).
/// <para>Cost: O(k m). One thread. Determinism: exact, a function of graph and seed.</para>
/// </remarks>
internal sealed class BaswanaSenSpanner
{
    private const int None = -1;
    private readonly CsrGraph _graph;
    private readonly EdgeIndex _index;
    private readonly ScoreContext _context;
    private readonly bool[] _kept;
    private readonly bool[] _gone;    // edges that need not be looked at any more
    private readonly int[] _nearest;  // per cluster: place of the shortest edge from the vertex at hand, or none
    private readonly List<int> _near = [];
    private int[] _cluster;           // the vertex that a vertex's cluster began with, or none

    private BaswanaSenSpanner(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        (_graph, _index, _context) = (graph, index, context);
        _kept = new bool[index.EdgeCount];
        _gone = new bool[index.EdgeCount];
        _nearest = new int[graph.VertexCount];
        Array.Fill(_nearest, None);
        _cluster = [.. Enumerable.Range(0, graph.VertexCount)];
    }

    /// <summary>Flags the edges of a spanner; <paramref name="stretch"/> is odd.</summary>
    public static bool[] Build(CsrGraph graph, EdgeIndex index, int stretch, ScoreContext context)
    {
        var spanner = new BaswanaSenSpanner(graph, index, context);
        int k = (stretch + 1) / 2;
        for (int round = 1; round < k; round++)
        {
            context.Progress?.Report(new Progress("building the spanner", round - 1, k));
            spanner.Round(round, Math.Pow(graph.VertexCount, -1.0 / k));
        }

        for (int v = 0; v < graph.VertexCount; v++)
        {
            spanner.Gather(v);
            foreach (int cluster in spanner._near)
                spanner.Keep(v, spanner._nearest[cluster]);
            spanner.Forget();
        }

        return spanner._kept;
    }

    private void Round(int round, double probability)
    {
        var coin = new KeyedRandom(_context.Seed, $"sparsify.spanner.{round}");
        var survives = new bool[_graph.VertexCount];
        for (int c = 0; c < survives.Length; c++)
            survives[c] = coin.NextDouble(c) < probability;
        var next = new int[_cluster.Length];
        for (int v = 0; v < next.Length; v++)
            next[v] = _cluster[v] == None ? None : survives[_cluster[v]] ? _cluster[v] : Leave(v, survives);
        _cluster = next;
        for (int v = 0; v < next.Length; v++) // edges inside a cluster are spanned by its tree
        {
            ReadOnlySpan<int> neighbors = _graph.Neighbors(v);
            ReadOnlySpan<int> edges = _index.Of(v);
            for (int i = 0; i < neighbors.Length; i++)
            {
                if (next[v] != None && next[v] == next[neighbors[i]])
                    _gone[edges[i]] = true;
            }
        }
    }

    /// <summary>The cluster that a vertex joins whose own has not survived, or none.</summary>
    private int Leave(int v, bool[] survives)
    {
        Gather(v);
        int joined = None;
        foreach (int cluster in _near)
        {
            if (survives[cluster] && (joined == None || Compare(v, _nearest[cluster], _nearest[joined]) < 0))
                joined = cluster;
        }

        foreach (int cluster in _near)
        {
            if (joined == None || cluster == joined || Compare(v, _nearest[cluster], _nearest[joined]) < 0)
                Keep(v, _nearest[cluster]);
        }

        ReadOnlySpan<int> neighbors = _graph.Neighbors(v);
        ReadOnlySpan<int> edges = _index.Of(v);
        int bound = joined == None ? None : _nearest[joined];
        for (int i = 0; i < neighbors.Length; i++)
        {
            int cluster = _cluster[neighbors[i]];
            if (cluster != None && !_gone[edges[i]] && (joined == None || cluster == joined || Compare(v, _nearest[cluster], bound) < 0))
                _gone[edges[i]] = true;
        }

        Forget();
        return joined;
    }

    /// <summary>Finds the clusters next to a vertex and the shortest edge to each.</summary>
    private void Gather(int v)
    {
        if ((v & 0xFFF) == 0)
            _context.CancellationToken.ThrowIfCancellationRequested();
        ReadOnlySpan<int> neighbors = _graph.Neighbors(v);
        ReadOnlySpan<int> edges = _index.Of(v);
        for (int i = 0; i < neighbors.Length; i++)
        {
            int cluster = _cluster[neighbors[i]];
            if (cluster == None || _gone[edges[i]] || cluster == _cluster[v])
                continue;
            if (_nearest[cluster] == None)
                _near.Add(cluster);
            if (_nearest[cluster] == None || Compare(v, i, _nearest[cluster]) < 0)
                _nearest[cluster] = i;
        }
    }

    private void Forget()
    {
        foreach (int cluster in _near)
            _nearest[cluster] = None;
        _near.Clear();
    }

    private void Keep(int v, int place) => _kept[_index.Of(v)[place]] = true;

    private int Compare(int v, int place, int other)
    {
        int byLength = _graph.IsWeighted ? _graph.Weights(v)[place].CompareTo(_graph.Weights(v)[other]) : 0;
        return byLength != 0 ? byLength : _index.Of(v)[place].CompareTo(_index.Of(v)[other]);
    }
}
