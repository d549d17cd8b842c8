using GraphSparse.Summaries;

namespace GraphSparse.Commands;

/// <summary>Takes corrections as a file lists them, and refuses what corrects nothing: edges first, then pairs that are none, each in order.</summary>
internal sealed class CorrectionCheck(Summary summary)
{
    private readonly SuperedgeRows _superedges = new(summary);
    private readonly List<VertexPair> _added = [];
    private readonly List<VertexPair> _removed = [];

    /// <summary>How many were taken.</summary>
    public int Count => _added.Count + _removed.Count;

    /// <summary>Takes one.</summary>
    /// <exception cref="GraphFormatException">It is not one, or is not in its place.</exception>
    public void Add(int u, int v, long change)
    {
        var pair = new VertexPair(u, v);
        List<VertexPair> alike = change > 0 ? _added : _removed;
        bool isSuperedge = _superedges.Value(summary.Membership[u], summary.Membership[v]) > 0;
        string? problem = u >= v ? "source does not come before target"
            : change is not (1 or -1) ? $"change is {change}, not 1 or -1"
            : change > 0 == isSuperedge ? $"change is {change}, and a superedge says so already"
            : (alike.Count > 0 && alike[^1] >= pair) || (change > 0 && _removed.Count > 0) ? "the pair stands twice, or rows are not in order"
            : null;
        if (problem is not null)
            throw new GraphFormatException(problem);
        alike.Add(pair);
    }

    /// <summary>The summary with what was taken.</summary>
    /// <exception cref="GraphFormatException">The description says another number.</exception>
    public CorrectedSummary Corrected(SummaryManifest manifest) => Count == manifest.Corrections
        ? new CorrectedSummary(summary, [.. _added], [.. _removed], manifest.ErrorBound, manifest.Edges)
        : throw new GraphFormatException($"there are {Count} corrections, and the summary has {manifest.Corrections}");
}
