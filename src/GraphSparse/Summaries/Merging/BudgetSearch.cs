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

    /// <summary>Keeps the best of many blocks for <see cref="See(ReadOnlySpan{Block}, int[], int)"/>.</summary>
    public BestBlocks Best(long most) => new(norm, isWeighted, most);

    /// <summary>Looks at a partition, unless it is almost the last one.</summary>
    public void See(SupervertexRows rows) => See(rows, rows.VertexCount, () => rows.SuperOf().ToArray());

    /// <summary>The same where rows are of groups of vertices.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="vertexCount">Number of vertices.</param>
    /// <param name="superOf">The supervertex of each vertex.</param>
    public void See(SupervertexRows rows, int vertexCount, Func<int[]> superOf)
    {
        if (rows.Count > Step * _last)
            return;
        _ranked.Rank(rows, norm, isWeighted);
        Select(vertexCount, rows.Count, superOf);
    }

    /// <summary>Looks at a partition by its best blocks.</summary>
    /// <param name="blocks">The blocks, by A, then B.</param>
    /// <param name="superOf">The smallest of the supervertex of each vertex.</param>
    /// <param name="count">Number of supervertices.</param>
    public void See(ReadOnlySpan<Block> blocks, int[] superOf, int count)
    {
        if (count > Step * _last)
            return;
        _ranked.Rank(blocks, norm, isWeighted);
        Select(superOf.Length, count, () => [.. superOf]);
    }

    /// <summary>The partition of a budget.</summary>
    public ReadOnlySpan<int> PartitionAt(int budget) => _best[budget].SuperOf;

    /// <summary>The summary of a budget.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="budget">Index of the budget.</param>
    /// <param name="most">Most blocks that are looked at for superedges.</param>
    public Summary Summarize(CsrGraph graph, int budget, long most) => Summary.Of(graph, new Partition(_best[budget].SuperOf), bits[budget], norm, isWeighted, most);

    private void Select(int vertexCount, int count, Func<int[]> copy)
    {
        _last = count;
        int[]? superOf = null;
        Selection[] selections = FinalSelection.Select(_ranked, vertexCount, count, bits, isWeighted);
        for (int i = 0; i < bits.Count; i++)
        {
            Selection selection = selections[i];
            if (selection.Gain > _best[i].Gain || (selection.Gain == _best[i].Gain && selection.Bits < _best[i].Bits))
                _best[i] = new Found(selection.Gain, selection.Bits, superOf ??= copy());
        }
    }

    private sealed record Found(double Gain, double Bits, int[] SuperOf);
}
