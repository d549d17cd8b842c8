namespace GraphSparse.Sampling;

/// <summary>What a rescaled degree correlation starts from, before it is fitted to its new stubs.</summary>
/// <remarks>Exact: the counts of the original times the fraction, cell by cell. Binned: degrees above 8 are grouped into geometric bins, and the count of a pair of bins is
/// spread over the cells of its degrees in proportion to the stubs of both. Degrees stay exact, correlations are coarser, and cells that are thin with noise are filled evenly.</remarks>
internal static class CorrelationPrior
{
    /// <summary>The cells to start from, by class, ascending; classes that have died out have none.</summary>
    /// <param name="original">The original matrix.</param>
    /// <param name="fraction">What counts are multiplied by.</param>
    /// <param name="rows">Classes of the first degree.</param>
    /// <param name="rowStubs">Their stubs.</param>
    /// <param name="columns">Classes of the second degree; the same as the rows where the matrix is that of an undirected graph, with first ≤ second.</param>
    /// <param name="columnStubs">Their stubs.</param>
    /// <param name="binRatio">Ratio of the bins, or null for exact degrees.</param>
    public static (int Row, int Column, double Value)[] Of(
        IReadOnlyList<DegreeCell> original, double fraction, DegreeClasses rows, long[] rowStubs, DegreeClasses columns, long[] columnStubs, double? binRatio)
    {
        if (binRatio is not { } ratio)
        {
            return [.. original.Select(c => (Row: rows.IndexOf(c.First), Column: columns.IndexOf(c.Second), Value: fraction * c.Count))
                .Where(c => c.Row >= 0 && c.Column >= 0)];
        }

        bool isSymmetric = ReferenceEquals(rows, columns);
        ILookup<int, int> rowsOf = Enumerable.Range(0, rows.Count).ToLookup(row => MatrixDistance.Bin(rows.Degrees[row], ratio));
        ILookup<int, int> columnsOf = Enumerable.Range(0, columns.Count).ToLookup(column => MatrixDistance.Bin(columns.Degrees[column], ratio));
        var cells = new List<(int Row, int Column, double Value)>();
        foreach (IGrouping<(int First, int Second), DegreeCell> pair in original.GroupBy(c => (MatrixDistance.Bin(c.First, ratio), MatrixDistance.Bin(c.Second, ratio))))
        {
            double mass = fraction * pair.Sum(c => c.Count);
            double all = rowsOf[pair.Key.First].Sum(row => (double)rowStubs[row]) * columnsOf[pair.Key.Second].Sum(column => (double)columnStubs[column]);
            bool isWithin = isSymmetric && pair.Key.First == pair.Key.Second;
            foreach (int row in rowsOf[pair.Key.First])
            {
                foreach (int column in columnsOf[pair.Key.Second].Where(column => !isWithin || column >= row))
                    cells.Add((row, column, mass * rowStubs[row] * (isWithin && column > row ? 2.0 : 1.0) * columnStubs[column] / all));
            }
        }

        cells.Sort();
        return [.. cells];
    }
}
