using System.Buffers;
using System.Buffers.Binary;

namespace GraphSparse.IO.Parquet;

/// <summary>A Parquet file opened for reading. Only what is asked for is read: a column of a row group at a time.</summary>
/// <remarks>
/// Format: Apache Parquet, flat columns of every type and lists of numbers; see <see cref="UnsupportedFields"/> for what a file
/// has beyond that. Encodings PLAIN, RLE, dictionary, DELTA_BINARY_PACKED, DELTA_LENGTH_BYTE_ARRAY, DELTA_BYTE_ARRAY and
/// BYTE_STREAM_SPLIT, data pages of both versions, compression None, Snappy, GZip, Brotli, Zstandard and LZ4 in its three forms.
/// Values are handed out as they are stored; <see cref="ParquetField.LogicalType"/> says what they stand for. A null inside a
/// list is refused. Checksums of pages are verified where the file has them.
/// <para>Whatever the bytes are, the only error about them is <see cref="GraphFormatException"/>; what would take more
/// memory than the limit is a <see cref="ResourceLimitException"/>.</para>
/// <para>Safe to use from several threads at once: reading has no position.</para>
/// </remarks>
public sealed class ParquetFile : IColumnTable
{
    private const int TailSize = 8;
    private const int MostRented = 1 << 24; // a larger array would stay in the pool for long

    private readonly ByteSource _source;
    private readonly long _memoryLimit;
    private readonly FileMetadata _metadata;
    private readonly SchemaTree _tree;

    private ParquetFile(ByteSource source, string name, long? memoryLimit)
    {
        _source = source;
        Name = name;
        _memoryLimit = memoryLimit ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (_memoryLimit <= 0)
            throw new ArgumentOutOfRangeException(nameof(memoryLimit), _memoryLimit, "The memory limit must be above 0.");

        try
        {
            _metadata = ReadFooter(source, _memoryLimit);
            _tree = SchemaTree.Build(_metadata.Schema);
            RowCount = CountRows(_metadata);
        }
        catch (GraphFormatException e)
        {
            throw e.At(name);
        }

        Fields = [.. _tree.Leaves.Select(leaf => leaf.Field)];
        RowGroups = [.. _metadata.RowGroups.Select(group => new ParquetRowGroup(group.RowCount, new ChunkList(group, _tree)))];
    }

    /// <summary>The path, or the name given with the bytes.</summary>
    public string Name { get; }

    /// <summary>The columns that can be read, in the order of the file.</summary>
    public IReadOnlyList<ParquetField> Fields { get; }

    /// <summary>The columns that cannot be read, with the reasons.</summary>
    public IReadOnlyList<ParquetUnsupportedField> UnsupportedFields => _tree.Unsupported;

    /// <summary>Rows of the file.</summary>
    public long RowCount { get; }

    /// <summary>The row groups in the order of the file.</summary>
    public IReadOnlyList<ParquetRowGroup> RowGroups { get; }

    /// <summary>The file's own key-value metadata.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _metadata.KeyValues;

    /// <summary>The program that wrote the file, as it names itself; may be empty.</summary>
    public string CreatedBy => _metadata.CreatedBy;

    /// <summary>Opens a file and reads its footer.</summary>
    /// <param name="path">The file.</param>
    /// <param name="memoryLimit">Bytes that the footer and one column of one row group may take together; <see langword="null"/>
    /// for what the machine has.</param>
    /// <exception cref="GraphFormatException">The file is not Parquet, or damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ParquetFile Open(string path, long? memoryLimit = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Open(ByteSource.OfFile(path), path, memoryLimit);
    }

    /// <summary>Opens a file that is in memory, which is not copied and must not change.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="memoryLimit">As for a file on disk.</param>
    public static ParquetFile Open(ReadOnlyMemory<byte> bytes, string name, long? memoryLimit = null) =>
        Open(ByteSource.OfMemory(bytes), name, memoryLimit);

    /// <summary>The names of all columns in the order of the file, also of those that cannot be read.</summary>
    public IReadOnlyList<string> ColumnNames => [.. _tree.Columns.Select(column => column.Name)];

    /// <summary>The index in <see cref="Fields"/> of the column with a name, or -1 where the file has none.</summary>
    /// <exception cref="GraphFormatException">The file has such a column, but of a kind that cannot be read; says which.</exception>
    public int FindField(string name)
    {
        for (int i = 0; i < _tree.Columns.Count; i++)
        {
            if (_tree.Columns[i].Name == name)
                return FieldOf(i);
        }

        return -1;
    }

    /// <summary>The index in <see cref="Fields"/> of a column of <see cref="ColumnNames"/>.</summary>
    /// <exception cref="GraphFormatException">The column is of a kind that cannot be read; says which.</exception>
    public int FieldOf(int column)
    {
        SchemaColumn found = _tree.Columns[column];
        return found.Refusal is null ? found.Readable : throw new GraphFormatException($"column '{found.Name}' cannot be read: {found.Refusal}").At(Name);
    }

    /// <summary>Why a column of <see cref="ColumnNames"/> cannot be read, or null.</summary>
    string? IColumnTable.RefusalOf(int column) => _tree.Columns[column].Refusal;

    int IColumnTable.RowGroupCount => RowGroups.Count;

    long IColumnTable.RowsOf(int rowGroup) => RowGroups[rowGroup].RowCount;

    /// <summary>Bytes of the values of a column in all row groups, uncompressed, as the footer states them.</summary>
    long IColumnTable.BytesOf(int field) => _metadata.RowGroups.Sum(group => Math.Max(0, group.Chunks[_tree.Leaves[field].Leaf].UncompressedBytes));

    /// <summary>Reads one column of one row group.</summary>
    /// <param name="rowGroup">Index in <see cref="RowGroups"/>.</param>
    /// <param name="field">Index in <see cref="Fields"/>.</param>
    /// <param name="cancellationToken">Looked at before each page.</param>
    /// <returns>A <see cref="ParquetColumn{T}"/> of the field's type, or a <see cref="ParquetUtf8Column"/>.</returns>
    public ParquetColumn ReadColumn(int rowGroup, int field, CancellationToken cancellationToken = default)
    {
        SchemaLeaf leaf = Leaf(rowGroup, field);
        RowGroupMetadata group = _metadata.RowGroups[rowGroup];
        if (group.RowCount > Array.MaxLength)
            throw new ResourceLimitException($"{Name}: row group {rowGroup} has {group.RowCount:N0} rows; an array holds at most {Array.MaxLength:N0}.");

        ChunkMetadata chunk = group.Chunks[leaf.Leaf];
        DecodeBudget budget = Budget(leaf);
        int rows = (int)group.RowCount;
        return leaf.Field.Type switch
        {
            ParquetType.Boolean => ReadNumbers<bool>(),
            ParquetType.Int32 => ReadNumbers<int>(),
            ParquetType.Int64 => ReadNumbers<long>(),
            ParquetType.Float => ReadNumbers<float>(),
            ParquetType.Double => ReadNumbers<double>(),
            _ => ReadBytes(),
        };

        ParquetColumn<T> ReadNumbers<T>() where T : unmanaged => Guarded(rowGroup, leaf, chunk, rows, budget, stored =>
        {
            var reader = new NumberChunkReader<T>(leaf, chunk, rows, budget);
            ReadPages(reader, stored, leaf, chunk, budget, cancellationToken);
            return reader.Finish();
        });

        ParquetUtf8Column ReadBytes() => Guarded(rowGroup, leaf, chunk, rows, budget, stored =>
        {
            var reader = new BytesChunkReader(leaf, chunk, rows, budget);
            ReadPages(reader, stored, leaf, chunk, budget, cancellationToken);
            return reader.Finish();
        });
    }

    /// <summary>Reads one column of one row group into memory of the caller, so that row groups can be put side by side in one array.</summary>
    /// <param name="rowGroup">Index in <see cref="RowGroups"/>.</param>
    /// <param name="field">Index in <see cref="Fields"/> of a column that is not a list; a null in it is a <see cref="GraphFormatException"/>.</param>
    /// <param name="destination">As long as the row group has rows. Its content is undefined after an error.</param>
    /// <param name="cancellationToken">Looked at before each page.</param>
    /// <typeparam name="T">The type of the column: bool, int, long, float or double. Unsigned values come as their bits.</typeparam>
    public void ReadColumn<T>(int rowGroup, int field, Memory<T> destination, CancellationToken cancellationToken = default) where T : unmanaged
    {
        SchemaLeaf leaf = Leaf(rowGroup, field);
        if (leaf.Field.IsList || leaf.Field.Type != ParquetColumn<T>.ValueType)
            throw new ArgumentException($"Column '{leaf.Field.Name}' holds {leaf.Field.Type}{(leaf.Field.IsList ? " lists" : "")}, not {typeof(T).Name}.", nameof(field));
        RowGroupMetadata group = _metadata.RowGroups[rowGroup];
        if (destination.Length != group.RowCount)
            throw new ArgumentException($"Row group {rowGroup} has {group.RowCount} rows, the destination {destination.Length}.", nameof(destination));

        ChunkMetadata chunk = group.Chunks[leaf.Leaf];
        DecodeBudget budget = Budget(leaf);
        Guarded(rowGroup, leaf, chunk, destination.Length, budget, stored =>
        {
            ReadPages(new NumberChunkReader<T>(leaf, chunk, destination, budget), stored, leaf, chunk, budget, cancellationToken);
            return true;
        });
    }

    /// <inheritdoc/>
    IdColumn? IColumnTable.ReadIds(int rowGroup, int field, out int nullRow, CancellationToken cancellationToken)
    {
        nullRow = -1;
        SchemaLeaf leaf = Leaf(rowGroup, field);
        RowGroupMetadata group = _metadata.RowGroups[rowGroup];
        if (leaf.Field.IsList || leaf.Field.Type != ParquetType.Int64 || group.RowCount > Array.MaxLength)
            return null;
        ChunkMetadata chunk = group.Chunks[leaf.Leaf];
        DecodeBudget budget = Budget(leaf);
        IntegerChunkReader reader = Guarded(rowGroup, leaf, chunk, (int)group.RowCount, budget, stored =>
        {
            var integers = new IntegerChunkReader(leaf, chunk, (int)group.RowCount, budget);
            ReadPages(integers, stored, leaf, chunk, budget, cancellationToken);
            return integers;
        });
        nullRow = reader.NullRow;
        (int[]? narrow, long[]? wide) = reader.Finish();
        return IdColumn.OfInt64(leaf.Field, narrow, wide);
    }

    /// <inheritdoc/>
    int[]? IColumnTable.ReadNames(int rowGroup, int field, NameNumbering numberOf, out int nullRow, CancellationToken cancellationToken)
    {
        nullRow = -1;
        SchemaLeaf leaf = Leaf(rowGroup, field);
        RowGroupMetadata group = _metadata.RowGroups[rowGroup];
        if (leaf.Field is not { IsList: false, Type: ParquetType.Utf8 } || group.RowCount > Array.MaxLength)
            return null;
        ChunkMetadata chunk = group.Chunks[leaf.Leaf];
        DecodeBudget budget = Budget(leaf);
        NameChunkReader reader = Guarded(rowGroup, leaf, chunk, (int)group.RowCount, budget, stored =>
        {
            var names = new NameChunkReader(leaf, chunk, (int)group.RowCount, budget, numberOf);
            ReadPages(names, stored, leaf, chunk, budget, cancellationToken);
            return names;
        });
        nullRow = reader.NullRow;
        return reader.FinishNumbers();
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _source.Dispose();

    private static ParquetFile Open(ByteSource source, string name, long? memoryLimit)
    {
        try
        {
            return new ParquetFile(source, name, memoryLimit);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private DecodeBudget Budget(SchemaLeaf leaf) => new(Math.Max(1, _memoryLimit - _metadata.MemoryBytes), leaf.Field.Name);

    private SchemaLeaf Leaf(int rowGroup, int field)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rowGroup);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rowGroup, RowGroups.Count);
        ArgumentOutOfRangeException.ThrowIfNegative(field);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(field, Fields.Count);
        return _tree.Leaves[field];
    }

    /// <summary>Fetches the stored bytes of a chunk and decodes them; errors say the column and the place.</summary>
    private TResult Guarded<TResult>(
        int rowGroup, SchemaLeaf leaf, ChunkMetadata chunk, int rows, DecodeBudget budget, Func<ReadOnlyMemory<byte>, TResult> decode)
    {
        byte[]? rented = null;
        try
        {
            RequireReadable(leaf, chunk, rows);
            if (chunk.CompressedBytes > Array.MaxLength)
                throw new ResourceLimitException($"{Name}: column '{leaf.Field.Name}' takes {chunk.CompressedBytes:N0} bytes in row group {rowGroup}; at most {Array.MaxLength:N0} are possible.");
            budget.Take(chunk.CompressedBytes, "its stored form");
            int size = (int)chunk.CompressedBytes;
            rented = size <= MostRented ? ArrayPool<byte>.Shared.Rent(size) : null;
            return decode(_source.Read(chunk.Start, size, rented));
        }
        catch (GraphFormatException e)
        {
            throw new GraphFormatException($"Parquet column '{leaf.Field.Name}', row group {rowGroup}: {e.Reason}", e).At(Name, byteOffset: e.ByteOffset);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static void ReadPages(
        ChunkReader reader, ReadOnlyMemory<byte> stored, SchemaLeaf leaf, ChunkMetadata chunk, DecodeBudget budget, CancellationToken cancellationToken)
    {
        using var cursor = new PageCursor(stored, chunk.Start, FormatNames.Codec(chunk.Codec) ?? ParquetCompression.None, leaf, budget);
        try
        {
            reader.ReadAll(cursor, cancellationToken);
        }
        catch (GraphFormatException e)
        {
            throw e.At(byteOffset: cursor.Offset);
        }
    }

    private void RequireReadable(SchemaLeaf leaf, ChunkMetadata chunk, int rows)
    {
        if (chunk.Unreadable is not null)
            throw new GraphFormatException(chunk.Unreadable);
        if (FormatNames.Codec(chunk.Codec) is null)
            throw new GraphFormatException($"compression {FormatNames.OfCodec(chunk.Codec)} is not supported; write the file with SNAPPY, ZSTD or none");
        if (chunk.Type != FormatNames.Physical(leaf.Field.Type))
            throw new GraphFormatException($"stored as {FormatNames.Of(chunk.Type)}, the schema says {FormatNames.Of(FormatNames.Physical(leaf.Field.Type))}");
        if (chunk.ValueCount < 0 || (!leaf.Field.IsList && chunk.ValueCount != rows) || chunk.ValueCount < rows)
            throw new GraphFormatException($"{chunk.ValueCount} values in {rows} rows");

        // The Start of an empty chunk may be anything.
        if (chunk.CompressedBytes < 0 || chunk.Start < 0 || chunk.Start > _source.Length || chunk.CompressedBytes > _source.Length - chunk.Start)
            throw new GraphFormatException($"{chunk.CompressedBytes} bytes from {chunk.Start} on, but the file has {_source.Length}");
    }

    private static FileMetadata ReadFooter(ByteSource source, long memoryLimit)
    {
        long length = source.Length;
        if (length < 4 + TailSize)
            throw new GraphFormatException($"not a Parquet file: {length} bytes");

        ReadOnlySpan<byte> head = source.Read(0, 4).Span;
        ReadOnlySpan<byte> tail = source.Read(length - TailSize, TailSize).Span;
        if (tail[4..].SequenceEqual("PARE"u8))
            throw new GraphFormatException("an encrypted Parquet file; encryption is not supported");
        if (!head.SequenceEqual("PAR1"u8))
            throw new GraphFormatException($"not a Parquet file: begins with '{GraphFormatException.Excerpt(head)}', expected 'PAR1'").At(byteOffset: 0);
        if (!tail[4..].SequenceEqual("PAR1"u8))
            throw new GraphFormatException("not a whole Parquet file: does not end with 'PAR1'; was writing it interrupted?").At(byteOffset: length - 4);

        uint size = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        if (size > length - 4 - TailSize || size > int.MaxValue)
            throw new GraphFormatException($"a footer of {size} bytes in a file of {length}").At(byteOffset: length - TailSize);
        if (size > memoryLimit)
            throw new ResourceLimitException($"The Parquet footer needs {size:N0} bytes, the limit is {memoryLimit:N0}. Raise the memory limit.");

        long start = length - TailSize - size;
        return MetadataReader.ReadFile(source.Read(start, (int)size).Span, start, memoryLimit);
    }

    /// <summary>The rows of the row groups, which have to be those of the file; some old writers leave 0 for the file.</summary>
    private static long CountRows(FileMetadata metadata)
    {
        Int128 rows = 0;
        foreach (RowGroupMetadata group in metadata.RowGroups)
            rows += group.RowCount;
        return rows <= long.MaxValue && metadata.RowCount == 0 || rows == metadata.RowCount
            ? (long)rows
            : throw new GraphFormatException($"Parquet footer: {metadata.RowCount} rows, its row groups have {rows}");
    }
}
