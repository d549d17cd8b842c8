using System.Runtime.InteropServices;
using ParquetSharp;

namespace GraphSparse.Tests.IO.Parquet;

/// <summary>Flat columns as Arrow's C++ reader sees them, each value as its stored bytes.</summary>
internal sealed class ParquetSharpColumns : IDisposable
{
    private readonly ReaderProperties _properties = ReaderProperties.GetDefaultReaderProperties();
    private readonly ParquetFileReader _file;

    public ParquetSharpColumns(string path)
    {
        _properties.EnablePageChecksumVerification();
        _file = new ParquetFileReader(path, _properties);
        SchemaDescriptor schema = _file.FileMetaData.Schema;
        Flat = Enumerable.Range(0, schema.NumColumns)
            .Where(i => schema.Column(i) is { MaxRepetitionLevel: 0 } column && column.Path.ToDotVector().Length == 1)
            .ToDictionary(i => schema.Column(i).Name);
    }

    /// <summary>The columns that lie directly in the root and do not repeat, by name.</summary>
    public IReadOnlyDictionary<string, int> Flat { get; }

    public int GroupCount => _file.FileMetaData.NumRowGroups;

    /// <summary>The physical and the logical type of a column.</summary>
    public string TypeOf(int column)
    {
        ColumnDescriptor described = _file.FileMetaData.Schema.Column(column);
        using LogicalType logical = described.LogicalType;
        return $"{described.PhysicalType} {(described.PhysicalType == PhysicalType.FixedLenByteArray ? described.TypeLength : 0)} {logical}";
    }

    /// <summary>The values of a row group; null where a row is null.</summary>
    public List<byte[]?> Read(int group, int column)
    {
        using RowGroupReader rows = _file.RowGroup(group);
        using ColumnReader reader = rows.Column(column);
        bool optional = _file.FileMetaData.Schema.Column(column).MaxDefinitionLevel > 0;
        int length = _file.FileMetaData.Schema.Column(column).TypeLength;
        return reader switch
        {
            ColumnReader<bool> r => Values(r, optional, v => [v ? (byte)1 : (byte)0]),
            ColumnReader<int> r => Values(r, optional, Bytes),
            ColumnReader<long> r => Values(r, optional, Bytes),
            ColumnReader<float> r => Values(r, optional, Bytes),
            ColumnReader<double> r => Values(r, optional, Bytes),
            ColumnReader<Int96> r => Values(r, optional, Bytes),
            ColumnReader<ByteArray> r => Values(r, optional, v => Copy(v.Pointer, v.Length)),
            ColumnReader<FixedLenByteArray> r => Values(r, optional, v => Copy(v.Pointer, length)),
            _ => throw new NotSupportedException(reader.GetType().Name),
        };
    }

    public void Dispose()
    {
        _file.Dispose();
        _properties.Dispose();
    }

    public static byte[] Bytes<T>(T value) where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();

    private static byte[] Copy(IntPtr pointer, int length)
    {
        var bytes = new byte[length];
        Marshal.Copy(pointer, bytes, 0, length);
        return bytes;
    }

    private static List<byte[]?> Values<T>(ColumnReader<T> reader, bool optional, Func<T, byte[]> bytes) where T : unmanaged
    {
        var rows = new List<byte[]?>();
        var levels = new short[500];
        var values = new T[500];
        while (reader.HasNext)
        {
            long read = reader.ReadBatch(levels.Length, optional ? levels : default, default, values, out long present);
            int at = 0;
            for (int i = 0; i < read; i++)
                rows.Add(optional && levels[i] == 0 ? null : bytes(values[at++]));
            Assert.Equal(present, at);
        }

        return rows;
    }
}
