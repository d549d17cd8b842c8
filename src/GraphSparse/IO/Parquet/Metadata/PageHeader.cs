namespace GraphSparse.IO.Parquet;

internal enum PageKind
{
    Data = 0,
    Index = 1,
    Dictionary = 2,
    DataV2 = 3,
}

/// <summary>The header before each page. Sizes are as claimed; only their signs are checked here.</summary>
internal struct PageHeader : IThriftStruct
{
    public PageKind Kind;
    public int UncompressedSize;
    public int CompressedSize;
    public int ValueCount;
    public PageEncoding Encoding;
    public PageEncoding DefinitionEncoding;
    public PageEncoding RepetitionEncoding;
    public int DefinitionBytes;
    public int RepetitionBytes;
    public bool IsCompressed;

    /// <summary>Checksum of the stored bytes, or null where the writer gave none.</summary>
    public uint? Crc;

    public static PageHeader Read(ref ThriftReader reader)
    {
        var header = new PageHeader
        {
            Kind = (PageKind)(-1),
            UncompressedSize = -1,
            CompressedSize = -1,
            ValueCount = -1,
            Encoding = (PageEncoding)(-1),
            DefinitionEncoding = PageEncoding.Rle,
            RepetitionEncoding = PageEncoding.Rle,
            IsCompressed = true,
        };
        reader.ReadStruct(ref header);
        if (header.UncompressedSize < 0 || header.CompressedSize < 0)
            throw reader.Bad("a page header without sizes");
        if (header.Kind is PageKind.Data or PageKind.Dictionary or PageKind.DataV2)
        {
            if (header.ValueCount < 0)
                throw reader.Bad("a page header without a count of values");
            if (header.DefinitionBytes < 0 || header.RepetitionBytes < 0)
                throw reader.Bad("a page header with negative sizes of levels");
        }

        return header;
    }

    public static void WriteData(ThriftWriter writer, int uncompressedSize, int compressedSize, int valueCount, PageEncoding encoding, uint? crc = null)
    {
        writer.BeginElement();
        writer.Int32(1, (int)PageKind.Data);
        writer.Int32(2, uncompressedSize);
        writer.Int32(3, compressedSize);
        if (crc is { } checksum)
            writer.Int32(4, unchecked((int)checksum));
        writer.BeginStruct(5);
        writer.Int32(1, valueCount);
        writer.Int32(2, (int)encoding);
        writer.Int32(3, (int)PageEncoding.Rle);
        writer.Int32(4, (int)PageEncoding.Rle);
        writer.EndStruct();
        writer.EndStruct();
    }

    public static void WriteDictionary(ThriftWriter writer, int uncompressedSize, int compressedSize, int valueCount, uint? crc = null)
    {
        writer.BeginElement();
        writer.Int32(1, (int)PageKind.Dictionary);
        writer.Int32(2, uncompressedSize);
        writer.Int32(3, compressedSize);
        if (crc is { } checksum)
            writer.Int32(4, unchecked((int)checksum));
        writer.BeginStruct(7);
        writer.Int32(1, valueCount);
        writer.Int32(2, (int)PageEncoding.Plain);
        writer.EndStruct();
        writer.EndStruct();
    }

    bool IThriftStruct.TryRead(ref ThriftReader reader, ThriftField field)
    {
        switch (field.Id)
        {
            case 1:
                Kind = (PageKind)reader.Int32(field);
                return true;
            case 2:
                UncompressedSize = reader.Int32(field);
                return true;
            case 3:
                CompressedSize = reader.Int32(field);
                return true;
            case 4:
                Crc = unchecked((uint)reader.Int32(field));
                return true;
            case 5:
                var data = new DataPageHeader(this);
                reader.ReadStruct(field, ref data);
                this = data.Page;
                return true;
            case 7:
                var dictionary = new DictionaryPageHeader(this);
                reader.ReadStruct(field, ref dictionary);
                this = dictionary.Page;
                return true;
            case 8:
                var dataV2 = new DataPageHeaderV2(this);
                reader.ReadStruct(field, ref dataV2);
                this = dataV2.Page;
                return true;
            default:
                return false;
        }
    }

    private struct DataPageHeader(PageHeader page) : IThriftStruct
    {
        public PageHeader Page = page;

        public bool TryRead(ref ThriftReader reader, ThriftField field)
        {
            switch (field.Id)
            {
                case 1:
                    Page.ValueCount = reader.Int32(field);
                    return true;
                case 2:
                    Page.Encoding = (PageEncoding)reader.Int32(field);
                    return true;
                case 3:
                    Page.DefinitionEncoding = (PageEncoding)reader.Int32(field);
                    return true;
                case 4:
                    Page.RepetitionEncoding = (PageEncoding)reader.Int32(field);
                    return true;
                default:
                    return false;
            }
        }
    }

    private struct DictionaryPageHeader(PageHeader page) : IThriftStruct
    {
        public PageHeader Page = page;

        public bool TryRead(ref ThriftReader reader, ThriftField field)
        {
            switch (field.Id)
            {
                case 1:
                    Page.ValueCount = reader.Int32(field);
                    return true;
                case 2:
                    Page.Encoding = (PageEncoding)reader.Int32(field);
                    return true;
                default:
                    return false;
            }
        }
    }

    private struct DataPageHeaderV2(PageHeader page) : IThriftStruct
    {
        public PageHeader Page = page;

        public bool TryRead(ref ThriftReader reader, ThriftField field)
        {
            switch (field.Id)
            {
                case 1:
                    Page.ValueCount = reader.Int32(field);
                    return true;
                case 4:
                    Page.Encoding = (PageEncoding)reader.Int32(field);
                    return true;
                case 5:
                    Page.DefinitionBytes = reader.Int32(field);
                    return true;
                case 6:
                    Page.RepetitionBytes = reader.Int32(field);
                    return true;
                case 7:
                    Page.IsCompressed = reader.Bool(field);
                    return true;
                default:
                    return false;
            }
        }
    }
}
