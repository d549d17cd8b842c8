namespace GraphSparse.IO.Parquet;

/// <summary>Appends the encoded form of some values of a column.</summary>
internal delegate void PieceEncoder(int first, int count, ByteSink sink);

/// <summary>What pieces of a column take.</summary>
/// <param name="Values">Values in them, nulls included.</param>
/// <param name="Raw">Bytes as encoded.</param>
/// <param name="Compressed">Bytes after compression, or as encoded where that is less.</param>
internal readonly record struct PieceSizes(long Values, long Raw, long Compressed);

/// <summary>How much of its bytes an encoding keeps when it is compressed, judged by a few pieces of the column.</summary>
/// <remarks>The places of the pieces depend on the number of values only, so that the choice made by them is always the same.</remarks>
internal static class CompressionSample
{
    private const int Pieces = 4;
    private const int SampledShare = 32;
    private const int LeastBytes = 1 << 14;
    private const int MostBytes = 1 << 16;

    /// <summary>Values of a piece, where all values take <paramref name="bytes"/>.</summary>
    public static int PieceOf(int count, long bytes)
    {
        long piece = Math.Clamp(bytes / (SampledShare * Pieces), LeastBytes, MostBytes);
        return (int)Math.Clamp(piece * count / Math.Max(1, bytes), 1, int.MaxValue);
    }

    /// <summary>The compressed size over the size; 1 where it would grow, there are no values, or nothing is compressed.</summary>
    /// <param name="codec">The codec.</param>
    /// <param name="count">Values of the column.</param>
    /// <param name="size">Bytes of all values in this encoding.</param>
    /// <param name="encode">Encodes a piece.</param>
    public static double KeptShare(ParquetCompression codec, int count, long size, PieceEncoder encode)
    {
        if (codec == ParquetCompression.None || count == 0)
            return 1;
        PieceSizes sizes = Measure(codec, count, PieceOf(count, size), encode);
        return sizes.Raw == 0 ? 1 : (double)sizes.Compressed / sizes.Raw;
    }

    /// <summary>Encodes and compresses pieces of a column with at least one value.</summary>
    public static PieceSizes Measure(ParquetCompression codec, int count, int piece, PieceEncoder encode)
    {
        using var raw = new ByteSink(MostBytes);
        using var compressed = new ByteSink(MostBytes);
        int pieces = (int)Math.Min(Pieces, (count + (long)piece - 1) / piece);
        long values = 0, bytes = 0;
        for (int i = 0; i < pieces; i++)
        {
            int first = pieces == 1 ? 0 : (int)((long)i * (count - piece) / (pieces - 1)), taken = Math.Min(piece, count - first);
            encode(first, taken, raw);
            if (codec != ParquetCompression.None)
                PageCodec.Compress(codec, raw.Bytes, compressed);
            values += taken;
            bytes += raw.Length;
            raw.Clear();
        }

        return new PieceSizes(values, bytes, codec == ParquetCompression.None ? bytes : Math.Min(bytes, compressed.Length));
    }
}
