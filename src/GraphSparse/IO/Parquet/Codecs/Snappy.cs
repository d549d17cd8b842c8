using System.Runtime.CompilerServices;

namespace GraphSparse.IO.Parquet;

/// <summary>The raw Snappy format, by Snappier, with the lengths checked that it leaves to its caller.</summary>
/// <remarks>Snappier stops where the stated length is reached: bytes behind it, or a last piece that is longer than the rest, pass unseen. So the pieces are
/// measured first; what they hold is for Snappier to check.</remarks>
internal static class Snappy
{
    // A copy of 64 bytes takes at least three bytes, so nothing grows more than this.
    private const int MaxExpansion = 22;

    // Of each first byte of a piece: the bytes that it takes, and above them those that it stands for. 0 for literals with a length of their own.
    private static readonly ushort[] Pieces = [.. Enumerable.Range(0, 256).Select(Piece)];

    /// <summary>Bytes that the compressed form may take at most.</summary>
    public static long MaxSize(int length) => 32L + length + length / 6;

    /// <summary>Compresses into <paramref name="target"/> of at least <see cref="MaxSize"/> bytes; returns the bytes written.</summary>
    public static int Compress(ReadOnlySpan<byte> source, Span<byte> target) => Snappier.Snappy.Compress(source, target);

    /// <summary>Reads the length that the bytes claim to expand to; false where it cannot be true.</summary>
    public static bool TryReadLength(ReadOnlySpan<byte> source, out int length, out int headSize)
    {
        ulong value = 0;
        length = headSize = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            if (headSize == source.Length)
                return false;
            byte b = source[headSize++];
            value |= (ulong)(b & 127) << shift;
            if (b >= 128)
                continue;
            length = (int)Math.Min(value, int.MaxValue);
            return value <= (ulong)Math.Min(int.MaxValue, (long)source.Length * MaxExpansion);
        }

        return false;
    }

    /// <summary>Decompresses into <paramref name="target"/>, which must be exactly as long as the result.</summary>
    public static void Decompress(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (!TryReadLength(source, out int length, out int head))
            throw Bad("the length at its start cannot be true");
        if (length != target.Length)
            throw Bad($"it expands to {length} bytes, {target.Length} were announced");
        long measured = Measure(source[head..]);
        if (measured != length)
            throw Bad(measured < 0 ? "it ends within a piece" : $"its pieces make {measured} bytes, {length} were announced");
        if (target.IsEmpty)
            return;

        try
        {
            if (!Snappier.Snappy.TryDecompress(source, target, out int written) || written != length)
                throw Bad($"it does not expand to the {length} bytes that were announced");
        }
        catch (InvalidDataException e)
        {
            throw new GraphFormatException("Snappy: " + e.Message, e);
        }
    }

    /// <summary>The bytes that all pieces together stand for, or -1 where the last one is cut.</summary>
    [MethodImpl(Hot.Loop)]
    private static long Measure(ReadOnlySpan<byte> pieces)
    {
        long total = 0, at = 0;
        while (at < pieces.Length)
        {
            int piece = Pieces[pieces[(int)at]];
            if (piece != 0)
            {
                at += piece & 255;
                total += piece >> 8;
                continue;
            }

            int size = (pieces[(int)at] >> 2) - 59; // bytes of the length
            if (at + 1 + size > pieces.Length)
                return -1;
            long count = 1;
            for (int i = 0; i < size; i++)
                count += (long)pieces[(int)at + 1 + i] << (8 * i);
            at += 1 + size + count;
            total += count;
        }

        return at == pieces.Length ? total : -1;
    }

    private static ushort Piece(int tag)
    {
        int upper = tag >> 2;
        (int taken, int made) = (tag & 3) switch
        {
            0 when upper >= 60 => (0, 0),
            0 => (upper + 2, upper + 1),
            1 => (2, (upper & 7) + 4),
            2 => (3, upper + 1),
            _ => (5, upper + 1),
        };
        return (ushort)(taken | (made << 8));
    }

    private static GraphFormatException Bad(string reason) => new($"Snappy: {reason}");
}
