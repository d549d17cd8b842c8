using System.Buffers.Binary;
using System.IO.Hashing;

namespace GraphSparse.IO;

/// <summary>What a .gsb file holds and where: a header of 256 bytes, then the parts, each from a place divisible by 64, then a checksum for every block of them.</summary>
/// <remarks>
/// Numbers are little-endian. Header: magic (8 bytes), version (4), flags (4), n (8), arcs (8), largest degree (8), length of the text of ids (8), length of the
/// metadata (8), zeros, XXH3 of all that (8). Parts: where each row begins, and the end of the last (int64, n + 1); neighbours (int32); weights (float64, where there
/// are any); ids (int64 each; of text where each begins, and the end of the last, then its UTF-8); metadata (lines KEY=VALUE, UTF-8). Then XXH3 of each block of 1 MiB
/// of the parts (8 bytes each), XXH3 of these (8), and the magic again. Lengths follow from the header, so a file that is cut short or lies about its size is known
/// from its length alone.
/// </remarks>
internal sealed record BinaryLayout(BinaryFlags Flags, long Vertices, long Arcs, long MaxDegree, long IdTextBytes, long MetadataBytes)
{
    public const int HeaderBytes = 256;
    public const int BlockBytes = 1 << 20;
    public const int Alignment = 64;
    private const uint Version = 1;
    private const int HashAt = HeaderBytes - sizeof(ulong);

    /// <summary>As PNG's: shows transfers that change line ends or cut the highest bit.</summary>
    public static ReadOnlySpan<byte> Magic => [0x89, (byte)'G', (byte)'S', (byte)'B', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    public bool IsWeighted => Flags.HasFlag(BinaryFlags.Weighted);

    public bool HasIds => (Flags & (BinaryFlags.IntegerIds | BinaryFlags.TextIds)) != 0;

    public long NeighborsAt => After(HeaderBytes, (Vertices + 1) * sizeof(long));

    public long WeightsAt => After(NeighborsAt, Arcs * sizeof(int));

    public long IdsAt => After(WeightsAt, IsWeighted ? Arcs * sizeof(double) : 0);

    public long IdTextAt => After(IdsAt, !HasIds ? 0 : (Vertices + (Flags.HasFlag(BinaryFlags.TextIds) ? 1 : 0)) * sizeof(long));

    public long MetadataAt => After(IdTextAt, IdTextBytes);

    /// <summary>Where the checksums begin.</summary>
    public long ChecksumsAt => After(MetadataAt, MetadataBytes);

    public long Blocks => (ChecksumsAt - HeaderBytes + BlockBytes - 1) / BlockBytes;

    public long FileBytes => ChecksumsAt + Blocks * sizeof(ulong) + sizeof(ulong) + Magic.Length;

    /// <summary>The header as it is written.</summary>
    public byte[] ToHeader()
    {
        var header = new byte[HeaderBytes];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), Version);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(12), (uint)Flags);
        long[] numbers = [Vertices, Arcs, MaxDegree, IdTextBytes, MetadataBytes];
        for (int i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(16 + i * sizeof(long)), numbers[i]);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(HashAt), XxHash3.HashToUInt64(header.AsSpan(0, HashAt)));
        return header;
    }

    /// <summary>Reads a header and holds it against the length of the file.</summary>
    /// <exception cref="GraphFormatException">It is none, of another version, damaged, or of a file of another length.</exception>
    public static BinaryLayout Parse(ReadOnlySpan<byte> header, long fileBytes)
    {
        if (header.Length < HeaderBytes || !header.StartsWith(Magic))
            throw new GraphFormatException("is not a .gsb file, by its first bytes");
        uint version = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        if (version != Version)
            throw new GraphFormatException($"is of version {version} of the format, and this program reads version {Version}");
        if (BinaryPrimitives.ReadUInt64LittleEndian(header[HashAt..]) != XxHash3.HashToUInt64(header[..HashAt]))
            throw new GraphFormatException("has a damaged header: its checksum is wrong").At("", byteOffset: 0);
        var flags = (BinaryFlags)BinaryPrimitives.ReadUInt32LittleEndian(header[12..]);
        var numbers = new long[5];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = BinaryPrimitives.ReadInt64LittleEndian(header[(16 + i * sizeof(long))..]);
        var layout = new BinaryLayout(flags, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
        // Each part fits the file before lengths are added, so that sums do not overflow.
        if ((flags & ~BinaryFlags.All) != 0 || layout.Vertices is < 0 or >= int.MaxValue || Array.Exists(numbers, number => number < 0 || number > fileBytes)
            || layout.MaxDegree > layout.Vertices || layout.FileBytes != fileBytes)
            throw new GraphFormatException($"has {fileBytes} bytes, which is not the length of what its header says; it was cut short or changed");
        return layout;
    }

    private static long After(long start, long bytes) => (start + bytes + Alignment - 1) / Alignment * Alignment;
}

/// <summary>What a .gsb file holds.</summary>
[Flags]
internal enum BinaryFlags : uint
{
    None = 0,
    Directed = 1,
    Weighted = 2,
    IntegerIds = 4,
    UnsignedIds = 8,
    TextIds = 16,
    Sample = 32,
    All = 63,
}
