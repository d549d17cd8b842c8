namespace GraphSparse.IO;

/// <summary>A vector of numbers for each of some vertices, as a file lists them.</summary>
public sealed class VectorTable
{
    private readonly string[]? _ids;
    private readonly LargeArray<float> _values;

    /// <param name="ids">The id of each row, or null where they are 0..n−1.</param>
    /// <param name="values">Rows one after the other.</param>
    /// <param name="dimension">Numbers of a row.</param>
    /// <param name="notes">What was taken and what was left out.</param>
    internal VectorTable(string[]? ids, LargeArray<float> values, int dimension, IReadOnlyList<string> notes)
    {
        (_ids, _values, Dimension, Notes) = (ids, values, dimension, notes);
        Count = dimension == 0 ? 0 : checked((int)(values.Length / dimension));
    }

    /// <summary>Rows.</summary>
    public int Count { get; }

    /// <summary>Numbers of a row.</summary>
    public int Dimension { get; }

    /// <summary>Columns taken and left out, what was assumed.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The id of a row as the file writes it.</summary>
    public string IdOf(int row) => _ids?[row] ?? row.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Whether rows are 0..n−1.</summary>
    internal bool AreCounted => _ids is null;

    /// <summary>The numbers of a row.</summary>
    public ReadOnlySpan<float> this[int row] => _values.Slice((long)row * Dimension, Dimension);
}
