namespace GraphSparse.Summaries;

/// <summary>A summary without weights, with the pairs of vertices that it is wrong about: together they are the graph, or within a bound for each vertex.</summary>
public sealed class CorrectedSummary
{
    private readonly VertexPair[] _added;
    private readonly VertexPair[] _removed;
    private readonly long _edges;

    internal CorrectedSummary(Summary summary, VertexPair[] added, VertexPair[] removed, double errorBound, long edges)
    {
        (Summary, _added, _removed, ErrorBound, _edges) = (summary, added, removed, errorBound, edges);
    }

    /// <summary>The summary that is corrected.</summary>
    public Summary Summary { get; }

    /// <summary>Edges that no superedge stands for, ascending.</summary>
    public ReadOnlySpan<VertexPair> Added => _added;

    /// <summary>Pairs of superedges that are no edges, ascending.</summary>
    public ReadOnlySpan<VertexPair> Removed => _removed;

    /// <summary>The most wrong neighbours of a vertex, as a share of its degree; 0 where nothing is wrong.</summary>
    public double ErrorBound { get; }

    /// <summary>Distance from the graph that it was made of, corrections included.</summary>
    public SummaryError Error
    {
        get
        {
            double wrong = Summary.Error.L1 / 2 - _added.Length - _removed.Length; // a correction sets one pair right
            return new SummaryError(2 * wrong, Math.Sqrt(2 * wrong), Summary.VertexCount);
        }
    }

    /// <summary>Superedges and corrections for each edge of the graph, as Shin et al. (WWW 2019, SWeG) count; 0 without edges.</summary>
    public double RelativeSize => _edges == 0 ? 0 : (double)(Summary.Superedges.Length + _added.Length + _removed.Length) / _edges;

    /// <summary>The same with one for each vertex that shares its supervertex, as Lee et al. (ICDE 2022, SLUGGER) count.</summary>
    public double RelativeSizeWithMembership
    {
        get
        {
            long shared = 0;
            foreach (int size in Summary.Sizes)
                shared += size > 1 ? size : 0;
            return _edges == 0 ? 0 : RelativeSize + (double)shared / _edges;
        }
    }

    /// <summary>Size in bits: the summary, and two vertices for each correction.</summary>
    public double Bits => Summary.Bits + (_added.Length + (double)_removed.Length) * 2 * SummaryBits.Log2(Summary.VertexCount);

    /// <summary>The graph that it stands for.</summary>
    /// <exception cref="ResourceLimitException">Its superedges stand for more edges than an array holds, which only those of a file can.</exception>
    public CsrGraph ToGraph()
    {
        var builder = new GraphBuilder(Summary.VertexCount);
        var rows = new SuperedgeRows(Summary);
        var removed = new HashSet<VertexPair>(_removed);
        foreach (Superedge edge in Summary.Superedges)
        {
            foreach (int u in rows.Members(edge.A))
            {
                foreach (int v in rows.Members(edge.B))
                {
                    if ((edge.A != edge.B || u < v) && !removed.Contains(new VertexPair(Math.Min(u, v), Math.Max(u, v))))
                        builder.AddEdge(u, v);
                }
            }
        }

        foreach (VertexPair pair in _added)
            builder.AddEdge(pair.U, pair.V);
        return builder.Build();
    }
}
