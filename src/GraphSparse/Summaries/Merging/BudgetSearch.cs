namespace GraphSparse.Summaries;

/// <summary>The best of many partitions for each of some budgets.</summary>
/// <param name="bits">The budgets.</param>
/// <param name="norm">The error to make small.</param>
/// <param name="isWeighted">Whether superedges have weights.</param>
internal sealed class BudgetSearch(IReadOnlyList<double> bits, SummaryNorm norm, bool isWeighted)
{
    /// <summary>Partitions are looked at when this share of the supervertices of the last one is left.</summary>
    private const double Step = 0.995;

    private readonly RankedBlocks _ranked = new();
    private readonly Found[] _best = [.. bits.Select(_ => new Found(-1, 0, []))];
    private int _last = int.MaxValue;

    /// <summary>By how much the best superedges of a budget lower the error: half the sum of differences, or of their squares.</summary>
    public double GainAt(int budget) => _best[budget].Gain;

    /// <summary>Looks at a partition, unless it is almost the last one.</summary>
    public void See(SupervertexRows rows)
    {
        if (rows.Count > Step * _last)
            return;
        _last = rows.Count;
        _ranked.Rank(rows, norm, isWeighted);
        int[]? superOf = null;
        for (int i = 0; i < bits.Count; i++)
        {
            Selection selection = FinalSelection.Select(_ranked, rows.VertexCount, rows.Count, bits[i], isWeighted);
            if (selection.Gain > _best[i].Gain || (selection.Gain == _best[i].Gain && selection.Bits < _best[i].Bits))
                _best[i] = new Found(selection.Gain, selection.Bits, superOf ??= rows.SuperOf().ToArray());
        }
    }

    /// <summary>The partition of a budget.</summary>
    public ReadOnlySpan<int> PartitionAt(int budget) => _best[budget].SuperOf;

    /// <summary>The summary of a budget.</summary>
    public Summary Summarize(CsrGraph graph, int budget) => Summary.Of(graph, _best[budget].SuperOf, bits[budget], norm, isWeighted);

    private sealed record Found(double Gain, double Bits, int[] SuperOf);
}
