using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GraphSparse.IO.Parquet;

/// <summary>Writes the run-length / bit-packed hybrid.</summary>
internal static class RleWriter
{
    private const int MinRun = 8;

    /// <summary>Appends all values: runs of eight and more equal ones as runs, the others packed in groups of eight.</summary>
    /// <param name="sink">Target.</param>
    /// <param name="values">None needs more than <paramref name="width"/> bits.</param>
    /// <param name="width">Bits of a value, 0 to 32.</param>
    /// <typeparam name="T">An unsigned integer or int.</typeparam>
    public static void Write<T>(ByteSink sink, ReadOnlySpan<T> values, int width) where T : unmanaged, IBinaryInteger<T>
    {
        int literal = 0, at = 0;
        while ((at = NextRepeat(values, at)) < values.Length)
        {
            ReadOnlySpan<T> rest = values[at..];
            int run = RunLength(rest);

            // A packed stretch must end on a multiple of eight, so it takes from the run what it lacks.
            int lacking = (8 - ((at - literal) & 7)) & 7;
            if (run - lacking >= MinRun)
            {
                WritePacked(sink, values[literal..(at + lacking)], width);
                WriteRun(sink, run - lacking, uint.CreateTruncating(rest[0]), width);
                literal = at + run;
            }

            at += run;
        }

        WritePacked(sink, values[literal..], width);
    }

    /// <summary>From where on a value equals the next one, or the length.</summary>
    [MethodImpl(Hot.Loop)]
    private static int NextRepeat<T>(ReadOnlySpan<T> values, int from) where T : unmanaged, IBinaryInteger<T>
    {
        ref T first = ref MemoryMarshal.GetReference(values);
        int i = from;
        for (; i + Vector256<T>.Count < values.Length; i += Vector256<T>.Count)
        {
            uint same = Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)i), Vector256.LoadUnsafe(ref first, (nuint)i + 1)).ExtractMostSignificantBits();
            if (same != 0)
                return i + BitOperations.TrailingZeroCount(same);
        }

        for (; i + 1 < values.Length; i++)
        {
            if (values[i] == values[i + 1])
                return i;
        }

        return values.Length;
    }

    private static int RunLength<T>(ReadOnlySpan<T> values) where T : unmanaged, IBinaryInteger<T>
    {
        int end = values.IndexOfAnyExcept(values[0]);
        return end < 0 ? values.Length : end;
    }

    private static void WriteRun(ByteSink sink, int count, uint value, int width)
    {
        sink.AddVarint((ulong)count << 1);
        for (int bits = 0; bits < width; bits += 8, value >>= 8)
            sink.Add(unchecked((byte)value));
    }

    private static void WritePacked<T>(ByteSink sink, ReadOnlySpan<T> values, int width) where T : unmanaged, IBinaryInteger<T>
    {
        if (values.IsEmpty)
            return;

        int groups = (values.Length + 7) / 8;
        sink.AddVarint(((ulong)groups << 1) | 1);
        Span<uint> batch = stackalloc uint[256];
        for (int at = 0; at < values.Length; at += batch.Length)
        {
            ReadOnlySpan<T> part = values[at..Math.Min(values.Length, at + batch.Length)];
            int padded = (part.Length + 7) & ~7;
            Span<byte> target = sink.Reserve((int)BitPacking.ByteCount(padded, width) + 8);
            if (typeof(T) == typeof(int) && part.Length == padded)
            {
                sink.Advance(BitPacking.Pack(MemoryMarshal.Cast<T, uint>(part), width, target));
                continue;
            }

            for (int i = 0; i < part.Length; i++)
                batch[i] = uint.CreateTruncating(part[i]);
            batch[part.Length..padded].Clear();
            sink.Advance(BitPacking.Pack(batch[..padded], width, target));
        }
    }
}
