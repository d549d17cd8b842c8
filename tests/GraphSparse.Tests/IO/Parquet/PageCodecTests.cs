using System.Buffers;
using System.Buffers.Binary;
using GraphSparse.IO.Parquet;
using K4os.Compression.LZ4;

namespace GraphSparse.Tests.IO.Parquet;

/// <summary>Every codec gives back what went in, and of damaged bytes an error of the format: no other, no wrong length, no memory that the bytes cannot fill.</summary>
public class PageCodecTests
{
    public static TheoryData<ParquetCompression> Codecs => [.. Enum.GetValues<ParquetCompression>().Except([ParquetCompression.None])];

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Decompress_InvertsCompress_ForDataOfAnyEntropy(ParquetCompression codec)
    {
        var random = new Random(3);
        for (int trial = 0; trial < 60; trial++)
        {
            byte[] data = Data(random, trial == 0 ? 0 : random.Next(trial % 10 == 0 ? 300_000 : 3000));
            Assert.True(Decompress(codec, Compress(codec, data), data.Length).AsSpan().SequenceEqual(data));
        }
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Decompress_Refuses_WhereverTheBytesAreCut(ParquetCompression codec)
    {
        byte[] data = Data(new Random(4), 500), good = Compress(codec, data);
        for (int length = 0; length < good.Length; length++)
            Assert.Throws<GraphFormatException>(() => Decompress(codec, good[..length], data.Length));
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Decompress_Refuses_WhenBytesFollow(ParquetCompression codec)
    {
        var random = new Random(5);
        byte[] data = Data(random, 500), good = Compress(codec, data), tail = new byte[40];
        for (int length = 1; length <= tail.Length; length++)
        {
            random.NextBytes(tail);
            Assert.Throws<GraphFormatException>(() => Decompress(codec, [.. good, .. tail.AsSpan(0, length)], data.Length));
        }
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Decompress_Refuses_WhenTheStatedLengthIsWrong(ParquetCompression codec)
    {
        byte[] good = Compress(codec, Data(new Random(6), 5000));
        foreach (int size in (int[])[0, 1, 4999, 5001, 100_000, 1 << 24, int.MaxValue])
            Assert.Throws<GraphFormatException>(() => Decompress(codec, good, size));
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Decompress_GivesTheStatedLengthOrAFormatError_WhateverByteIsChanged(ParquetCompression codec)
    {
        byte[] data = Data(new Random(7), 200), good = Compress(codec, data);
        for (int at = 0; at < good.Length; at++)
        {
            for (int change = 1; change < 256; change++)
            {
                byte[] bad = [.. good];
                bad[at] ^= (byte)change;
                TryDecompress(codec, bad, data.Length);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Decompress_GivesTheStatedLengthOrAFormatError_ForGarbage(ParquetCompression codec)
    {
        var random = new Random(8);
        for (int trial = 0; trial < 2000; trial++)
        {
            var bytes = new byte[random.Next(300)];
            random.NextBytes(bytes);
            byte[] head = Compress(codec, Data(random, 300));
            TryDecompress(codec, [.. head.Take(random.Next(20)), .. bytes], random.Next(1000));
        }
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Decompress_TakesLittleMemory_WhenFewBytesClaimMuch(ParquetCompression codec)
    {
        byte[] bytes = Compress(codec, Data(new Random(9), 100));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<GraphFormatException>(() => Decompress(codec, bytes, int.MaxValue));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    /// <summary>Runs of new bytes from an alphabet of random size, and of bytes from before.</summary>
    private static byte[] Data(Random random, int length)
    {
        int alphabet = 1 << random.Next(9);
        var data = new byte[length];
        for (int i = 0; i < length;)
        {
            int run = random.Next(1, 100), from = i < 200 ? -1 : random.Next(i - 100);
            for (int k = 0; k < run && i < length; k++, i++)
                data[i] = random.Next(3) == 0 || from < 0 ? (byte)random.Next(alphabet) : data[from + k];
        }

        return data;
    }

    private static byte[] Compress(ParquetCompression codec, byte[] data)
    {
        if (codec is ParquetCompression.Lz4 or ParquetCompression.Lz4Raw)
        {
            var block = new byte[LZ4Codec.MaximumOutputSize(data.Length) + 1];
            block = block[..(data.Length == 0 ? 1 : LZ4Codec.Encode(data, block))];
            if (codec == ParquetCompression.Lz4Raw)
                return block;
            var head = new byte[8];
            BinaryPrimitives.WriteInt32BigEndian(head, data.Length);
            BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), block.Length);
            return [.. head, .. block];
        }

        using var sink = new ByteSink();
        PageCodec.Compress(codec, data, sink);
        return sink.Bytes.ToArray();
    }

    private static byte[] Decompress(ParquetCompression codec, byte[] bytes, int size)
    {
        byte[] rented = PageCodec.Decompress(codec, bytes, size);
        byte[] result = rented[..size];
        ArrayPool<byte>.Shared.Return(rented);
        return result;
    }

    private static void TryDecompress(ParquetCompression codec, byte[] bytes, int size)
    {
        try
        {
            Decompress(codec, bytes, size);
        }
        catch (GraphFormatException)
        {
        }
    }
}
