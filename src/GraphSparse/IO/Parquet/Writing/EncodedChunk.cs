using System.IO.Hashing;

namespace GraphSparse.IO.Parquet;

/// <summary>One page on its way to the file: encoded, and compressed where that is worth it.</summary>
internal sealed class EncodedPage(PageRange range, bool isDictionary) : IDisposable
{
    public PageRange Range { get; } = range;

    public bool IsDictionary { get; } = isDictionary;

    public int EntryCount { get; set; }

    public ByteSink? Raw { get; set; }

    public ByteSink? Compressed { get; set; }

    /// <summary>Checksum of what is written, compressed or not.</summary>
    public uint Crc { get; set; }

    public void Dispose()
    {
        Raw?.Dispose();
        Compressed?.Dispose();
    }
}

/// <summary>The pages of one column in one row group.</summary>
internal sealed class EncodedChunk(ChunkEncoder encoder) : IDisposable
{
    private bool _isCompressed;

    public ChunkEncoder Encoder { get; } = encoder;

    /// <summary>The dictionary page first, if there is one.</summary>
    public EncodedPage[] Pages { get; private set; } = [];

    public void Analyze(ParquetWriterOptions options)
    {
        Encoder.Analyze(options);
        IEnumerable<EncodedPage> data = Encoder.Pages.Select(range => new EncodedPage(range, isDictionary: false));
        Pages = [.. Encoder.DictionaryCount > 0 ? data.Prepend(new EncodedPage(default, isDictionary: true)) : data];
    }

    public void Encode(EncodedPage page)
    {
        page.Raw = new ByteSink(1 << 16);
        if (page.IsDictionary)
        {
            page.EntryCount = Encoder.DictionaryCount;
            Encoder.EncodeDictionary(page.Raw);
        }
        else
        {
            page.EntryCount = Encoder.EntryCount(page.Range);
            Encoder.EncodeLevels(page.Range, page.Raw);
            Encoder.EncodeValues(page.Range, page.Raw);
        }
    }

    public static void Compress(EncodedPage page, ParquetCompression codec)
    {
        page.Compressed = new ByteSink(page.Raw!.Length / 2);
        PageCodec.Compress(codec, page.Raw.Bytes, page.Compressed);
    }

    /// <summary>Decides whether compressed pages are written, and takes the checksum of what will be.</summary>
    public void Finish()
    {
        _isCompressed = Encoder.IsCompressible && Pages.Sum(page => (long)page.Compressed!.Length) < Pages.Sum(page => (long)page.Raw!.Length);
        foreach (EncodedPage page in Pages)
            page.Crc = Crc32.HashToUInt32(Body(page).Bytes);
    }

    /// <summary>Writes the pages; returns what the footer says about them.</summary>
    public WrittenChunk Write(Stream stream, long position, ParquetCompression codec)
    {
        long start = position, uncompressed = 0, values = 0, dataOffset = -1;
        long? dictionaryOffset = null;
        using var head = new ByteSink();
        var writer = new ThriftWriter(head);
        foreach (EncodedPage page in Pages)
        {
            ByteSink body = Body(page);
            int before = head.Length;
            if (page.IsDictionary)
            {
                dictionaryOffset = position;
                PageHeader.WriteDictionary(writer, page.Raw!.Length, body.Length, page.EntryCount, page.Crc);
            }
            else
            {
                if (dataOffset < 0)
                    dataOffset = position;
                values += page.EntryCount;
                PageHeader.WriteData(writer, page.Raw!.Length, body.Length, page.EntryCount, Encoder.Encoding, page.Crc);
            }

            int headSize = head.Length - before;
            stream.Write(head.Bytes[before..]);
            stream.Write(body.Bytes);
            position += headSize + body.Length;
            uncompressed += headSize + page.Raw!.Length;
        }

        return new WrittenChunk(
            Encoder.Field, Encoder.Encoding, _isCompressed ? codec : ParquetCompression.None, values, uncompressed, position - start,
            dataOffset, dictionaryOffset, Encoder.Statistics);
    }

    public void Dispose()
    {
        Encoder.Release();
        foreach (EncodedPage page in Pages)
            page.Dispose();
    }

    private ByteSink Body(EncodedPage page) => _isCompressed ? page.Compressed! : page.Raw!;
}

/// <summary>The columns of a row group in their encoded form.</summary>
internal sealed class EncodedRowGroup(EncodedChunk[] chunks) : IDisposable
{
    public EncodedChunk[] Chunks { get; } = chunks;

    public int RowCount => Chunks[0].Encoder.Column.RowCount;

    public void Dispose()
    {
        foreach (EncodedChunk chunk in Chunks)
            chunk.Dispose();
    }
}
