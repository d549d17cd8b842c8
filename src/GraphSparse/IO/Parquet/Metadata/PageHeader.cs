namespace GraphSparse.IO.Parquet;

internal enum PageKind
{
    Data = 0,
    Index = 1,
    Dictionary = 2,
    DataV2 = 3,
}

/// <summary>The header before each page. Sizes are as claimed; only their signs are checked here.</summary>
internal struct PageHeader
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
        var field = default(ThriftField);
        while (reader.Next(ref field))
        {
            switch (field.Id)
            {
                case 1:
                    header.Kind = (PageKind)reader.Int32(field);
                    break;
                case 2:
                    header.UncompressedSize = reader.Int32(field);
                    break;
                case 3:
                    header.CompressedSize = reader.Int32(field);
                    break;
                case 4:
                    header.Crc = unchecked((uint)reader.Int32(field));
                    break;
                case 5:
                    reader.Struct(field);
                    ReadData(ref reader, ref header);
                    break;
                case 7:
                    reader.Struct(field);
                    ReadDictionary(ref reader, ref header);
                    break;
                case 8:
                    reader.Struct(field);
                    ReadDataV2(ref reader, ref header);
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }

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

    private static void ReadData(ref ThriftReader reader, ref PageHeader header)
    {
        var field = default(ThriftField);
        while (reader.Next(ref field))
        {
            switch (field.Id)
            {
                case 1:
                    header.ValueCount = reader.Int32(field);
                    break;
                case 2:
                    header.Encoding = (PageEncoding)reader.Int32(field);
                    break;
                case 3:
                    header.DefinitionEncoding = (PageEncoding)reader.Int32(field);
                    break;
                case 4:
                    header.RepetitionEncoding = (PageEncoding)reader.Int32(field);
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }
    }

    private static void ReadDictionary(ref ThriftReader reader, ref PageHeader header)
    {
        var field = default(ThriftField);
        while (reader.Next(ref field))
        {
            if (field.Id == 1)
                header.ValueCount = reader.Int32(field);
            else if (field.Id == 2)
                header.Encoding = (PageEncoding)reader.Int32(field);
            else
                reader.Skip(field);
        }
    }

    private static void ReadDataV2(ref ThriftReader reader, ref PageHeader header)
    {
        var field = default(ThriftField);
        while (reader.Next(ref field))
        {
            switch (field.Id)
            {
                case 1:
                    header.ValueCount = reader.Int32(field);
                    break;
                case 4:
                    header.Encoding = (PageEncoding)reader.Int32(field);
                    break;
                case 5:
                    header.DefinitionBytes = reader.Int32(field);
                    break;
                case 6:
                    header.RepetitionBytes = reader.Int32(field);
                    break;
                case 7:
                    header.IsCompressed = reader.Bool(field);
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }
    }
}
