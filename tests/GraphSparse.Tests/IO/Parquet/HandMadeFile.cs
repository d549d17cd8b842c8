using GraphSparse.IO.Parquet;

namespace GraphSparse.Tests.IO.Parquet;

/// <summary>A file of one column in one row group, put together page by page: what our writer would never write.</summary>
internal sealed class HandMadeFile(ParquetField field)
{
    private readonly List<byte> _body = [];
    private int _entries;
    private long? _dictionaryOffset;
    private long _dataOffset = -1;

    public HandMadeFile Dictionary(int count, params byte[] values)
    {
        _dictionaryOffset = 4 + _body.Count;
        Append(head => PageHeader.WriteDictionary(head, values.Length, values.Length, count), values);
        return this;
    }

    public HandMadeFile Page(PageEncoding encoding, int entries, params byte[] body) => Page(encoding, entries, body.Length, body);

    public HandMadeFile Page(PageEncoding encoding, int entries, int claimedSize, byte[] body)
    {
        if (_dataOffset < 0)
            _dataOffset = 4 + _body.Count;
        Append(head => PageHeader.WriteData(head, claimedSize, body.Length, entries, encoding), body);
        _entries += entries;
        return this;
    }

    public HandMadeFile PageV2(PageEncoding encoding, int entries, byte[] repetitions, byte[] definitions, byte[] values, bool? isCompressed = false)
    {
        if (_dataOffset < 0)
            _dataOffset = 4 + _body.Count;
        int size = repetitions.Length + definitions.Length + values.Length;
        Append(
            head =>
            {
                head.BeginElement();
                head.Int32(1, 3);
                head.Int32(2, size);
                head.Int32(3, size);
                head.BeginStruct(8);
                head.Int32(1, entries);
                head.Int32(2, 0);
                head.Int32(3, entries);
                head.Int32(4, (int)encoding);
                head.Int32(5, definitions.Length);
                head.Int32(6, repetitions.Length);
                if (isCompressed is { } compressed)
                    head.Bool(7, compressed);
                head.EndStruct();
                head.EndStruct();
            },
            [.. repetitions, .. definitions, .. values]);
        _entries += entries;
        return this;
    }

    public byte[] ToArray(long? rows = null, long? entries = null, ParquetCompression codec = ParquetCompression.None)
    {
        using var file = new ByteSink();
        file.Add("PAR1"u8);
        file.Add(_body.ToArray());
        var chunk = new WrittenChunk(field, PageEncoding.Plain, codec, entries ?? _entries, _body.Count, _body.Count,
            _dataOffset < 0 ? 4 : _dataOffset, _dictionaryOffset, new ParquetStatistics());
        using var footer = new ByteSink();
        MetadataWriter.WriteFile(footer, [field], [new WrittenGroup(rows ?? _entries, [chunk])], [], "by hand");
        file.Add(footer.Bytes);
        file.AddInt32(footer.Length);
        file.Add("PAR1"u8);
        return file.Bytes.ToArray();
    }

    private void Append(Action<ThriftWriter> head, byte[] body)
    {
        using var sink = new ByteSink();
        head(new ThriftWriter(sink));
        _body.AddRange(sink.Bytes);
        _body.AddRange(body);
    }

    public ParquetColumn Read() => ParquetFiles.ReadOnly(ToArray());
}
