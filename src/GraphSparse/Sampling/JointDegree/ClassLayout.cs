namespace GraphSparse.Sampling;

/// <summary>Degree matrices by class number: rows are out-degrees, columns are in-degrees.</summary>
internal sealed class ClassLayout
{
    private readonly DegreeMatrices _matrices;

    private ClassLayout(DegreeMatrices matrices)
    {
        _matrices = matrices;
        Rows = DegreeClasses.Of(matrices.Joint.Select(c => c.Second).Concat(matrices.Correlation.Select(c => c.First)));
        Columns = DegreeClasses.Of(matrices.Joint.Select(c => c.First).Concat(matrices.Correlation.Select(c => c.Second)));
        RowVertices = new long[Rows.Count];
        ColumnVertices = new long[Columns.Count];
        foreach (DegreeCell cell in matrices.Joint)
        {
            if (cell.Second > 0)
                RowVertices[Rows.IndexOf(cell.Second)] += cell.Count;
            if (cell.First > 0)
                ColumnVertices[Columns.IndexOf(cell.First)] += cell.Count;
            if (cell.First > 0 && cell.Second > 0)
                Both[(Rows.IndexOf(cell.Second), Columns.IndexOf(cell.First))] = cell.Count;
        }
    }

    /// <summary>Out-degrees.</summary>
    public DegreeClasses Rows { get; }

    /// <summary>In-degrees.</summary>
    public DegreeClasses Columns { get; }

    /// <summary>Vertices of each out-degree.</summary>
    public long[] RowVertices { get; }

    /// <summary>Vertices of each in-degree.</summary>
    public long[] ColumnVertices { get; }

    /// <summary>Vertices that are in a row class and in a column class; they cannot be joined to themselves.</summary>
    public Dictionary<(int Row, int Column), long> Both { get; } = [];

    public static ClassLayout Of(DegreeMatrices matrices) => new(matrices);

    /// <summary>Out-stubs of each row.</summary>
    public long[] RowStubs() => [.. RowVertices.Select((count, row) => count * Rows.Degrees[row])];

    /// <summary>In-stubs of each column.</summary>
    public long[] ColumnStubs() => [.. ColumnVertices.Select((count, column) => count * Columns.Degrees[column])];

    /// <summary>Pairs of distinct vertices of a cell: the most arcs that a simple graph has there.</summary>
    public long Cap(int row, int column) => RowVertices[row] * ColumnVertices[column] - Both.GetValueOrDefault((row, column));

    /// <summary>Fails where no simple digraph has the matrices; with <paramref name="exactMargins"/> false rows and columns may fall short of their stubs.</summary>
    public void Validate(bool exactMargins)
    {
        if (_matrices.ArcsIn != _matrices.ArcsOut)
        {
            throw new NotRealizableException(0, 0, _matrices.ArcsIn, _matrices.ArcsOut,
                $"In-degrees add up to {_matrices.ArcsIn} and out-degrees to {_matrices.ArcsOut}; in a graph they are equal.");
        }

        var rowSums = new long[Rows.Count];
        var columnSums = new long[Columns.Count];
        foreach (DegreeCell cell in _matrices.Correlation)
        {
            if (cell.First == 0 || cell.Second == 0)
                throw new NotRealizableException(cell.First, cell.Second, cell.Count, 0, $"Cell ({cell.First}, {cell.Second}) asks for {cell.Count} arcs at vertices of degree 0.");
            rowSums[Rows.IndexOf(cell.First)] += cell.Count;
            columnSums[Columns.IndexOf(cell.Second)] += cell.Count;
        }

        CheckMargins(Rows, rowSums, RowStubs(), "out-degree", exactMargins);
        CheckMargins(Columns, columnSums, ColumnStubs(), "in-degree", exactMargins);
        foreach (DegreeCell cell in _matrices.Correlation)
        {
            long cap = Cap(Rows.IndexOf(cell.First), Columns.IndexOf(cell.Second));
            if (cell.Count > cap)
            {
                throw new NotRealizableException(cell.First, cell.Second, cell.Count, cap,
                    $"Cell ({cell.First}, {cell.Second}) asks for {cell.Count} arcs, and there are {cap} pairs of distinct vertices with these degrees.");
            }
        }
    }

    private static void CheckMargins(DegreeClasses classes, long[] sums, long[] stubs, string what, bool exact)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            if (sums[i] > stubs[i] || (exact && sums[i] < stubs[i]))
            {
                throw new NotRealizableException(classes.Degrees[i], 0, sums[i], stubs[i],
                    $"The arcs at vertices of {what} {classes.Degrees[i]} are {sums[i]} by the correlation matrix and {stubs[i]} by the joint matrix.");
            }
        }
    }
}
