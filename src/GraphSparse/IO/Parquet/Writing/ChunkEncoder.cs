namespace GraphSparse.IO.Parquet;

/// <summary>Rows of a column that make one page, and the values that belong to them.</summary>
internal readonly record struct PageRange(int FirstRow, int EndRow, int FirstValue, int EndValue)
{
    public int Rows => EndRow - FirstRow;
}

/// <summary>Turns one column of a row group into pages. Every page is encoded on its own, so that threads can share them.</summary>
internal abstract class ChunkEncoder(ParquetColumn column, ParquetField field)
{
    // What a dictionary of values that mostly occur once has to save, at least, to be built: a 16th.
    protected const int WorthwhileDictionary = 16;

    // Less than a 32nd saved is not worth decompressing.
    private const int WorthwhileShare = 32;

    private long _bestSize;

    /// <summary>As the file declares it: it may be optional where the column is not.</summary>
    public ParquetField Field { get; } = field;

    public ParquetColumn Column { get; } = column;

    public IReadOnlyList<PageRange> Pages { get; protected set; } = [];

    /// <summary>How all pages are encoded; chosen by <see cref="Analyze"/>.</summary>
    public PageEncoding Encoding { get; protected set; } = PageEncoding.Plain;

    /// <summary>Entries of the dictionary, or 0.</summary>
    public virtual int DictionaryCount => 0;

    public ParquetStatistics Statistics { get; protected set; } = new();

    /// <summary>Whether samples of the encoding became smaller by compression.</summary>
    public bool IsCompressible { get; private set; }

    /// <summary>Bytes that the best encoding so far takes, compressed.</summary>
    protected long Best { get; private set; } = long.MaxValue;

    /// <summary>Divides the column into pages, measures it and chooses the encoding that takes the fewest bytes after compression.</summary>
    public abstract void Analyze(ParquetWriterOptions options);

    /// <summary>Appends the values of one page.</summary>
    public abstract void EncodeValues(PageRange page, ByteSink sink);

    /// <summary>Appends the entries of the dictionary.</summary>
    public abstract void EncodeDictionary(ByteSink sink);

    /// <summary>Gives back what encoding took; nothing is encoded after that.</summary>
    public virtual void Release()
    {
    }

    /// <summary>Values of a page as its header counts them: with nulls, and one for each empty list.</summary>
    public abstract int EntryCount(PageRange page);

    /// <summary>Appends the levels of one page.</summary>
    public virtual void EncodeLevels(PageRange page, ByteSink sink)
    {
        if (!Field.IsOptional)
            return;

        byte[] levels = System.Buffers.ArrayPool<byte>.Shared.Rent(page.Rows);
        Span<byte> present = levels.AsSpan(0, page.Rows);
        present.Fill(1);
        if (Column.NullCount > 0)
        {
            ReadOnlySpan<bool> nulls = Column.Nulls[page.FirstRow..page.EndRow];
            for (int i = 0; i < present.Length; i++)
                present[i] = nulls[i] ? (byte)0 : (byte)1;
        }

        WriteLevels(sink, present, 1);
        System.Buffers.ArrayPool<byte>.Shared.Return(levels);
    }

    public static ChunkEncoder Create(ParquetColumn column, ParquetField field) => column switch
    {
        ParquetColumn<bool> c => new NumberChunkEncoder<bool>(c, field),
        ParquetColumn<int> c => new NumberChunkEncoder<int>(c, field),
        ParquetColumn<long> c => new NumberChunkEncoder<long>(c, field),
        ParquetColumn<float> c => new NumberChunkEncoder<float>(c, field),
        ParquetColumn<double> c => new NumberChunkEncoder<double>(c, field),
        ParquetUtf8Column c => new Utf8ChunkEncoder(c, field),
        _ => throw new ArgumentException($"Column '{field.Name}' is of an unknown kind.", nameof(column)),
    };

    /// <summary>Takes an encoding if it is smaller than all before; returns whether it is. Ties go to the one that was there, and compression has to be worthwhile.</summary>
    /// <param name="encoding">The encoding.</param>
    /// <param name="size">Bytes without compression.</param>
    /// <param name="compressed">Bytes with it.</param>
    /// <param name="atLeast">The share of the best so far that it has to save.</param>
    protected bool TakeIfSmaller(PageEncoding encoding, long size, double compressed, double atLeast = 0)
    {
        bool isCompressible = compressed < size - size / WorthwhileShare;
        double least = isCompressible ? Math.Max(atLeast, 1.0 / WorthwhileShare) : atLeast;
        if (size < _bestSize / 2) // there is less to misjudge by samples, and less to decompress
            least = -1.0 / WorthwhileDictionary;
        if (compressed >= Best * (1 - least))
            return false;
        _bestSize = size;
        Encoding = encoding;
        Best = (long)Math.Ceiling(compressed);
        IsCompressible = isCompressible;
        return true;
    }

    /// <summary>Levels with the length of their runs before them.</summary>
    protected static void WriteLevels(ByteSink sink, ReadOnlySpan<byte> levels, int max)
    {
        int start = sink.Length;
        sink.AddInt32(0);
        RleWriter.Write(sink, levels, BitPacking.Width((ulong)max));
        sink.PatchInt32(start, sink.Length - start - 4);
    }

    /// <summary>Indices into a dictionary, with the bits of each before them.</summary>
    protected static void WriteIndices(ByteSink sink, ReadOnlySpan<int> indices, int dictionaryCount)
    {
        int width = IndexWidth(dictionaryCount);
        sink.Add((byte)width);
        RleWriter.Write(sink, indices, width);
    }

    /// <summary>About what indices take, from above: packed, or a run for each stretch of equal values.</summary>
    protected static long IndexSize(long count, long changes, int dictionaryCount)
    {
        int width = IndexWidth(dictionaryCount);
        return Math.Min(BitPacking.ByteCount(count, width) + 8, (changes + 1) * ((width + 7) / 8 + 2));
    }

    private static int IndexWidth(int dictionaryCount) => BitPacking.Width((ulong)Math.Max(0, dictionaryCount - 1));
}
