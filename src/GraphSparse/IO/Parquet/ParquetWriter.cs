namespace GraphSparse.IO.Parquet;

/// <summary>Writes a Parquet file, one row group after the other.</summary>
/// <remarks>
/// Data pages of version 1. Per column and row group the encoding that is the smallest after compression, judged by samples: PLAIN, RLE_DICTIONARY, for integers
/// DELTA_BINARY_PACKED, for strings DELTA_LENGTH_BYTE_ARRAY and DELTA_BYTE_ARRAY. Columns that compression does not make smaller are left uncompressed. Strings are annotated as UTF-8, other fields as their logical type says; lists are written in
/// three levels with required elements. Minimum, maximum and null count are stated.
/// <para>Determinism: the bytes depend on the columns, the options and the division into row groups; never on the number of threads.
/// With GZip and Brotli they also depend on the runtime's implementation of these, with Snappy on whether the processor has instructions for CRC-32C
/// (x86-64 since 2008 and ARM64 have them).</para>
/// <para>Memory: a row group is held in memory in its encoded and its compressed form while it is written.</para>
/// <para>Not safe to use from several threads at once; it uses several itself where it is told to.</para>
/// </remarks>
public sealed class ParquetWriter : IDisposable
{
    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly ParquetField[] _fields;
    private readonly ParquetWriterOptions _options;
    private readonly List<WrittenGroup> _groups = [];
    private long _position;
    private bool _isClosed;
    private bool _isBroken;

    /// <summary>Starts a file.</summary>
    /// <param name="stream">Written from its present position on, which becomes the first byte of the file; need not be able to seek.</param>
    /// <param name="fields">The columns; at least one, names distinct and not empty. Lists hold anything but strings.</param>
    /// <param name="options">How to write, or <see langword="null"/> for the defaults.</param>
    /// <param name="leaveOpen">Whether disposing this leaves <paramref name="stream"/> open.</param>
    public ParquetWriter(Stream stream, IReadOnlyList<ParquetField> fields, ParquetWriterOptions? options = null, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fields);
        _options = options ?? ParquetWriterOptions.Default;
        _options.Validate();
        _stream = stream;
        _leaveOpen = leaveOpen;
        _fields = [.. fields];
        if (_fields.Length == 0)
            throw new ArgumentException("A Parquet file needs at least one column.", nameof(fields));
        var names = new HashSet<string>();
        foreach (ParquetField field in _fields)
        {
            if (string.IsNullOrEmpty(field.Name) || !names.Add(field.Name))
                throw new ArgumentException($"Column name '{field.Name}' is empty or occurs twice.", nameof(fields));
            if (field.Type == ParquetType.FixedBytes && field.FixedLength < 1)
                throw new ArgumentException($"Column '{field.Name}' does not say how long its values are.", nameof(fields));
            if (field is { IsList: true, Type: ParquetType.Utf8 or ParquetType.FixedBytes or ParquetType.Int96 })
                throw new ArgumentException($"Column '{field.Name}': lists of strings are not supported.", nameof(fields));
        }

        Write("PAR1"u8);
    }

    /// <summary>Writes one row group.</summary>
    /// <param name="columns">One per field, in their order, with equal row counts. A column without nulls may stand for an optional field.</param>
    /// <param name="threads">Threads to encode with, at least 1.</param>
    /// <param name="cancellationToken">Looked at between pages; a cancelled row group is not written at all.</param>
    /// <exception cref="ArgumentException">The columns are not those of the fields.</exception>
    /// <exception cref="InvalidOperationException">The stream failed before, halfway through a row group.</exception>
    public void WriteRowGroup(IReadOnlyList<ParquetColumn> columns, int threads = 1, CancellationToken cancellationToken = default) =>
        WriteRowGroups([columns], threads, cancellationToken);

    /// <summary>Encodes several row groups at once and writes them in their order. The bytes are as if they were written one by one.</summary>
    /// <param name="groups">The columns of each, as for <see cref="WriteRowGroup"/>. A group without rows is left out.</param>
    /// <param name="threads">Threads to encode with, at least 1.</param>
    /// <param name="cancellationToken">Looked at between pages; a cancelled row group is not written at all.</param>
    public void WriteRowGroups(
        IReadOnlyList<IReadOnlyList<ParquetColumn>> groups, int threads = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        RequireWritable();

        EncodedRowGroup[] encoded = [.. groups.Select(columns => new EncodedRowGroup(Prepare(columns)))];
        try
        {
            Encode([.. encoded.Where(group => group.RowCount > 0).SelectMany(group => group.Chunks)], threads, cancellationToken);
            foreach (EncodedRowGroup group in encoded)
                Write(group);
        }
        finally
        {
            foreach (EncodedRowGroup group in encoded)
                group.Dispose();
        }
    }

    /// <summary>Encodes a row group that is written later. Several threads may do so at once, also while another one writes.</summary>
    internal EncodedRowGroup Encode(IReadOnlyList<ParquetColumn> columns, CancellationToken cancellationToken = default)
    {
        var group = new EncodedRowGroup(Prepare(columns));
        Encode(group.Chunks, threads: 1, cancellationToken);
        return group;
    }

    /// <summary>Writes what <see cref="Encode(IReadOnlyList{ParquetColumn}, CancellationToken)"/> gave; a group without rows is left out.</summary>
    internal void Write(EncodedRowGroup group)
    {
        RequireWritable();
        if (group.RowCount == 0)
            return;
        _isBroken = true;
        _groups.Add(new WrittenGroup(group.RowCount, [.. group.Chunks.Select(WriteChunk)]));
        _isBroken = false;
    }

    /// <summary>Writes the footer; nothing can be written after it.</summary>
    /// <param name="metadata">Keys and values of the user, in the order in which they are to be written.</param>
    public void Close(IEnumerable<KeyValuePair<string, string>>? metadata = null)
    {
        RequireWritable();
        using var sink = new ByteSink(1 << 12);
        MetadataWriter.WriteFile(sink, _fields, _groups, FooterChecksum.Among([.. metadata ?? []]), _options.CreatedBy);
        FooterChecksum.Seal(sink.Written);
        sink.AddInt32(sink.Length);
        sink.Add("PAR1"u8);
        Write(sink.Bytes);
        _stream.Flush();
        _isClosed = true;
    }

    /// <summary>Ends the use of the stream. Without <see cref="Close"/> before, what was written is not a Parquet file.</summary>
    public void Dispose()
    {
        _isClosed = true;
        if (!_leaveOpen)
            _stream.Dispose();
    }

    private void RequireWritable()
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        if (_isBroken)
            throw new InvalidOperationException("Writing a row group failed halfway; the file cannot be completed.");
    }

    private void Encode(EncodedChunk[] chunks, int threads, CancellationToken cancellationToken)
    {
        ParquetCompression codec = _options.Codec;
        SharedWork.Run(chunks.Length, threads, i => chunks[i].Analyze(_options), cancellationToken);

        (EncodedChunk Chunk, EncodedPage Page)[] pages = [.. chunks.SelectMany(chunk => chunk.Pages.Select(page => (chunk, page)))];
        SharedWork.Run(pages.Length, threads, i => pages[i].Chunk.Encode(pages[i].Page), cancellationToken);

        EncodedPage[] worthwhile = [.. pages.Where(p => p.Chunk.Encoder.IsCompressible).Select(p => p.Page)];
        SharedWork.Run(worthwhile.Length, threads, i => EncodedChunk.Compress(worthwhile[i], codec), cancellationToken);
        SharedWork.Run(chunks.Length, threads, i => chunks[i].Finish(), cancellationToken);
    }

    private WrittenChunk WriteChunk(EncodedChunk chunk)
    {
        WrittenChunk written = chunk.Write(_stream, _position, _options.Codec);
        _position += written.CompressedBytes;
        return written;
    }

    private EncodedChunk[] Prepare(IReadOnlyList<ParquetColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count != _fields.Length)
            throw new ArgumentException($"{columns.Count} columns given, the file has {_fields.Length}.", nameof(columns));

        var chunks = new EncodedChunk[_fields.Length];
        for (int i = 0; i < chunks.Length; i++)
        {
            ParquetField field = _fields[i], given = columns[i].Field;
            if (given with { IsOptional = field.IsOptional } != field)
                throw new ArgumentException($"Column {i} is {given}, the file has {field}.", nameof(columns));
            if (!field.IsOptional && columns[i].NullCount > 0)
                throw new ArgumentException($"Column '{field.Name}' has null rows, the file's is not optional.", nameof(columns));
            if (columns[i].RowCount != columns[0].RowCount)
                throw new ArgumentException($"Column '{field.Name}' has {columns[i].RowCount} rows, the first one {columns[0].RowCount}.", nameof(columns));
            chunks[i] = new EncodedChunk(ChunkEncoder.Create(columns[i], field));
        }

        return chunks;
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _stream.Write(bytes);
        _position += bytes.Length;
    }
}
