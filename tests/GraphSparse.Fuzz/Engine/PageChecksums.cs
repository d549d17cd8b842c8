using System.IO.Hashing;
using GraphSparse.IO.Parquet;

namespace GraphSparse.Fuzz.Engine;

/// <summary>Makes the checksums of damaged Parquet pages and footers fit again, so that the damage gets to the decoders.</summary>
internal static class PageChecksums
{
    private const byte NextInt32 = 0x15; // field number one higher, type I32
    private const int VarintBytes = 5;

    /// <summary>A copy with checksums of its own pages; of a file whose footer or headers cannot be read as far as they can.</summary>
    public static byte[] Recomputed(byte[] file)
    {
        byte[] result = [.. file];
        SealFooter(result);
        try
        {
            int footer = BitConverter.ToInt32(result, file.Length - 8);
            int start = file.Length - 8 - footer;
            FileMetadata metadata = MetadataReader.ReadFile(result.AsSpan(start, footer), start, 1 << 22);
            foreach (ChunkMetadata chunk in metadata.RowGroups.SelectMany(group => group.Chunks))
                Recompute(result, (int)chunk.Start, (int)Math.Min(start, chunk.Start + chunk.CompressedBytes));
        }
        catch (Exception error) when (error is GraphFormatException or ResourceLimitException or ArgumentException)
        {
            // No such footer or page: what was done so far is enough damage.
        }

        return result;
    }

    /// <summary>The last eight bytes are the length of the footer and the mark of the format.</summary>
    private static void SealFooter(byte[] file)
    {
        int footer = file.Length < 12 ? -1 : BitConverter.ToInt32(file, file.Length - 8);
        if (footer >= 0 && footer <= file.Length - 12)
            FooterChecksum.Seal(file.AsSpan(file.Length - 8 - footer, footer));
    }

    private static void Recompute(byte[] file, int at, int end)
    {
        while (at >= 0 && at < end)
        {
            var reader = new ThriftReader(file.AsSpan(at, end - at), at);
            PageHeader header = PageHeader.Read(ref reader);
            int body = at + reader.Position;
            if (header.CompressedSize > end - body)
                return;
            if (header.Crc is not null)
                Patch(file.AsSpan(at, reader.Position), Crc32.HashToUInt32(file.AsSpan(body, header.CompressedSize)));
            at = body + header.CompressedSize;
        }
    }

    /// <summary>Our writer puts kind, sizes and checksum first: the checksum is the fourth number.</summary>
    private static void Patch(Span<byte> header, uint crc)
    {
        int at = 0;
        for (int field = 1; field <= 4; field++)
        {
            if (header[at++] != NextInt32)
                return;
            int length = 1 + header[at..].IndexOfAnyInRange((byte)0, (byte)0x7F);
            if (field == 4 && length == VarintBytes)
                Write(header.Slice(at, length), (int)crc);
            at += length;
        }
    }

    private static void Write(Span<byte> to, int number)
    {
        uint left = (uint)((number << 1) ^ (number >> 31));
        for (int i = 0; i < VarintBytes; i++, left >>= 7)
            to[i] = (byte)((left & 127) | (i < VarintBytes - 1 ? 128u : 0));
    }
}
