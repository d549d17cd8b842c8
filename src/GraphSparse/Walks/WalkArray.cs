namespace GraphSparse.Walks;

/// <summary>All walks of a run in one array: rows of length + 1 vertices, padded with −1 after the end of a walk.</summary>
/// <remarks>The layout that trainers of embeddings take: (number of walks) × <see cref="Width"/>, row by row.</remarks>
public sealed class WalkArray
{
    private readonly int[] _rows;

    internal WalkArray(int[] rows, int width, WalkTotals totals) => (_rows, Width, Totals) = (rows, width, totals);

    /// <summary>Number of walks. Walk i starts at vertex i mod n.</summary>
    public int Count => (int)Totals.Walks;

    /// <summary>Vertices of a row: length + 1.</summary>
    public int Width { get; }

    /// <summary>What was walked.</summary>
    public WalkTotals Totals { get; }

    /// <summary>All rows, one after the other.</summary>
    public ReadOnlyMemory<int> Rows => _rows;

    /// <summary>The vertices that a walk visited, without padding.</summary>
    public ReadOnlySpan<int> this[int walk]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(walk);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(walk, Count);
            ReadOnlySpan<int> row = _rows.AsSpan(walk * Width, Width);
            int end = row.IndexOf(-1);
            return end < 0 ? row : row[..end];
        }
    }

    /// <summary>Numbers of walks and steps.</summary>
    public override string ToString() => $"{Totals.Walks} walks, {Totals.Steps} steps";
}
