using System.Buffers;

namespace GraphSparse.IO.Parquet;

/// <summary>What reading a column chunk has in common for all types: the walk over its pages, and null flags.</summary>
internal abstract class ChunkReader(SchemaLeaf leaf, ChunkMetadata chunk, int rowCount, DecodeBudget budget)
{
    private bool[]? _nulls;

    protected SchemaLeaf Leaf { get; } = leaf;

    protected ChunkMetadata Chunk { get; } = chunk;

    protected int RowCount { get; } = rowCount;

    protected DecodeBudget Budget { get; } = budget;

    /// <summary>A flag per row up to the last null one read, or null where there was none.</summary>
    protected bool[]? Nulls => _nulls;

    /// <summary>The first row that <see cref="CountPresent"/> found to be null, or −1.</summary>
    public int NullRow { get; private set; } = -1;

    /// <summary>Decodes all pages.</summary>
    public void ReadAll(PageCursor cursor, CancellationToken cancellationToken)
    {
        long entries = 0;
        while (entries < Chunk.ValueCount)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!cursor.MoveNext())
                throw new GraphFormatException($"the pages hold {entries} values, the footer says {Chunk.ValueCount}");

            PageHeader header = cursor.Header;
            if (header.Kind == PageKind.Dictionary)
            {
                if (header.Encoding is not (PageEncoding.Plain or PageEncoding.PlainDictionary))
                    throw new GraphFormatException($"a dictionary in encoding {FormatNames.Of(header.Encoding)} is not supported");
                ReadDictionary(cursor.Values.Span, header.ValueCount);
                continue;
            }

            if (header.ValueCount > Chunk.ValueCount - entries)
                throw new GraphFormatException($"the pages hold more than the {Chunk.ValueCount} values that the footer says");
            entries += header.ValueCount;
            ReadPage(cursor);
        }
    }

    protected abstract void ReadDictionary(ReadOnlySpan<byte> bytes, int count);

    protected abstract void ReadPage(PageCursor cursor);

    /// <summary>Levels of a page in a rented array, after the bytes have shown that they hold them.</summary>
    protected byte[] RentLevels(ReadOnlySpan<byte> runs, int max, int count)
    {
        int width = BitPacking.Width((ulong)max);
        if (!RleReader.Holds(runs, width, count))
            throw new GraphFormatException($"levels end before the {count} values of the page");
        Budget.Require(count, "levels");
        byte[] levels = ArrayPool<byte>.Shared.Rent(count);
        new RleReader(runs, width).Read(levels.AsSpan(0, count));
        return levels;
    }

    /// <summary>How many rows of a page of a flat column are not null; takes note of the first that is.</summary>
    protected int CountPresent(PageCursor cursor, int firstRow)
    {
        int entries = cursor.Header.ValueCount;
        if (Leaf.MaxDefinition == 0)
            return entries;
        byte[] rented = RentLevels(cursor.Definitions.Span, Leaf.MaxDefinition, entries);
        ReadOnlySpan<byte> levels = rented.AsSpan(0, entries);
        int present = levels.Count((byte)Leaf.MaxDefinition);
        if (present < entries && NullRow < 0)
            NullRow = firstRow + levels.IndexOfAnyExcept((byte)Leaf.MaxDefinition);
        ArrayPool<byte>.Shared.Return(rented);
        return present;
    }

    /// <summary>Remembers which rows of a page are null, where at least one is.</summary>
    protected void MarkNulls(int firstRow, ReadOnlySpan<byte> levels, int capacity)
    {
        EnsureNulls(firstRow + levels.Length, capacity);
        for (int i = 0; i < levels.Length; i++)
            _nulls![firstRow + i] = levels[i] == 0;
    }

    protected void MarkNull(int row, int capacity)
    {
        EnsureNulls(row + 1, capacity);
        _nulls![row] = true;
    }

    /// <summary>One flag per row, or null.</summary>
    protected bool[]? FinishNulls()
    {
        if (_nulls is not null && _nulls.Length != RowCount)
            Array.Resize(ref _nulls, RowCount);
        return _nulls;
    }

    private void EnsureNulls(int needed, int capacity)
    {
        if (_nulls is not null && _nulls.Length >= needed)
            return;
        int size = Math.Min(RowCount, Math.Max(needed, capacity));
        Budget.Take(size - (_nulls?.Length ?? 0), "null flags");
        Array.Resize(ref _nulls, size);
    }

    /// <summary>Makes an array longer, by doubling, up to what the footer says there will be.</summary>
    protected void Grow<T>(ref T[] array, int used, long needed, long most, string what) where T : unmanaged
    {
        if (needed <= array.Length)
            return;
        T[] larger = Budget.Allocate<T>(Math.Min(Math.Max(needed, 2L * array.Length), Math.Max(needed, most)), what);
        array.AsSpan(0, used).CopyTo(larger);
        Budget.Release<T>(array.Length);
        array = larger;
    }

    /// <summary>The room to begin with: all of it where the stored bytes make that plausible, else little.</summary>
    protected int Plausible(long count, int size)
    {
        long honest = ((1L << 20) + 64 * Chunk.CompressedBytes) / size;
        return (int)Math.Min(Math.Min(count, honest), Array.MaxLength);
    }
}
