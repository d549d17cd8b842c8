using System.Runtime.CompilerServices;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GraphSparse.IO.Parquet;

/// <summary>Writes DELTA_BINARY_PACKED in blocks of 128 values, in four parts of 32.</summary>
internal static class DeltaWriter
{
    private const int Block = 128;
    private const int Part = 32;
    private const int Parts = Block / Part;

    /// <summary>Bytes that <see cref="Write{T}"/> will take, to decide whether it is worth it. T is int or long.</summary>
    [MethodImpl(Hot.Loop)]
    public static long Size<T>(ReadOnlySpan<T> values) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        if (values.IsEmpty)
            return 5;

        long size = 3 + VarintSize((ulong)values.Length) + VarintSize(ZigZag(values[0]));
        Span<T> minima = stackalloc T[Parts], maxima = stackalloc T[Parts];
        for (int at = 1; at < values.Length; at += Block)
        {
            int count = Math.Min(Block, values.Length - at);
            T min = Range(values, at, count, minima, maxima);
            size += VarintSize(ZigZag(min)) + Parts;
            for (int p = 0; p * Part < count; p++)
                size += Part / 8 * WidthOf(maxima[p], min);
        }

        return size;
    }

    /// <summary>Appends all values. T is int or long.</summary>
    [MethodImpl(Hot.Loop)]
    public static void Write<T>(ByteSink sink, ReadOnlySpan<T> values) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        sink.AddVarint(Block);
        sink.AddVarint(Parts);
        sink.AddVarint((ulong)values.Length);
        sink.AddVarint(values.IsEmpty ? 0 : ZigZag(values[0]));
        Span<T> minima = stackalloc T[Parts], maxima = stackalloc T[Parts], differences = stackalloc T[Part];
        for (int at = 1; at < values.Length; at += Block)
        {
            int count = Math.Min(Block, values.Length - at);
            T min = Range(values, at, count, minima, maxima);
            sink.AddVarint(ZigZag(min));
            for (int p = 0; p < Parts; p++)
                sink.Add((byte)(p * Part < count ? WidthOf(maxima[p], min) : 0));

            for (int p = 0; p * Part < count; p++)
            {
                int width = WidthOf(maxima[p], min);
                if (width == 0)
                    continue;

                int start = at + p * Part, used = Math.Min(Part, count - p * Part);
                ReadOnlySpan<T> now = values.Slice(start, used), before = values.Slice(start - 1, used);
                if (used == Part)
                {
                    Subtract(ref MemoryMarshal.GetReference(now), ref MemoryMarshal.GetReference(before), min, ref MemoryMarshal.GetReference(differences));
                }
                else
                {
                    for (int i = 0; i < used; i++)
                        differences[i] = unchecked(now[i] - before[i] - min);
                    differences[used..].Clear();
                }

                Span<byte> target = sink.Reserve(Part / 8 * width + 8);
                int bytes = typeof(T) == typeof(int)
                    ? BitPacking.Pack(MemoryMarshal.Cast<T, uint>(differences), width, target)
                    : BitPacking.Pack(MemoryMarshal.Cast<T, ulong>(differences), width, target);
                sink.Advance(bytes);
            }
        }
    }

    /// <summary>Differences of a full part, less the smallest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Subtract<T>(ref T now, ref T before, T min, ref T differences) where T : unmanaged
    {
        Vector256<T> least = Vector256.Create(min);
        for (int i = 0; i < Part; i += Vector256<T>.Count)
            (Vector256.LoadUnsafe(ref now, (nuint)i) - Vector256.LoadUnsafe(ref before, (nuint)i) - least).StoreUnsafe(ref differences, (nuint)i);
    }

    /// <summary>The smallest difference of a block; per part the smallest and largest.</summary>
    [MethodImpl(Hot.Loop)]
    private static T Range<T>(ReadOnlySpan<T> values, int at, int count, Span<T> minima, Span<T> maxima)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        T least = T.MaxValue;
        for (int p = 0; p * Part < count; p++)
        {
            int start = at + p * Part, used = Math.Min(Part, count - p * Part);
            ReadOnlySpan<T> now = values.Slice(start, used), before = values.Slice(start - 1, used);
            T min = T.MaxValue, max = T.MinValue;
            if (used == Part)
            {
                (min, max) = RangeOfPart(ref MemoryMarshal.GetReference(now), ref MemoryMarshal.GetReference(before));
            }
            else
            {
                for (int i = 0; i < used; i++)
                {
                    T difference = unchecked(now[i] - before[i]);
                    min = T.Min(min, difference);
                    max = T.Max(max, difference);
                }
            }

            minima[p] = min;
            maxima[p] = max;
            least = T.Min(least, min);
        }

        return least;
    }

    [MethodImpl(Hot.Loop)]
    private static (T Min, T Max) RangeOfPart<T>(ref T now, ref T before) where T : unmanaged, IBinaryInteger<T>
    {
        Vector256<T> min = Vector256.LoadUnsafe(ref now) - Vector256.LoadUnsafe(ref before);
        Vector256<T> max = min;
        for (int i = Vector256<T>.Count; i < Part; i += Vector256<T>.Count)
        {
            Vector256<T> difference = Vector256.LoadUnsafe(ref now, (nuint)i) - Vector256.LoadUnsafe(ref before, (nuint)i);
            min = Vector256.Min(min, difference);
            max = Vector256.Max(max, difference);
        }

        Vector128<T> low = Vector128.Min(min.GetLower(), min.GetUpper());
        Vector128<T> high = Vector128.Max(max.GetLower(), max.GetUpper());
        low = Vector128.Min(low, UpperHalfFirst(low));
        high = Vector128.Max(high, UpperHalfFirst(high));
        return Vector128<T>.Count == 2 ? (low[0], high[0]) : (T.Min(low[0], low[1]), T.Max(high[0], high[1]));
    }

    private static Vector128<T> UpperHalfFirst<T>(Vector128<T> vector) => Vector128.Shuffle(vector.AsInt64(), Vector128.Create(1L, 0)).As<long, T>();

    // Both wrap around in the type's own width, so the distance is right as an unsigned number even where it overflows.
    private static int WidthOf<T>(T max, T min) where T : unmanaged, IBinaryInteger<T> =>
        typeof(T) == typeof(int)
            ? BitPacking.Width(unchecked(uint.CreateTruncating(max) - uint.CreateTruncating(min)))
            : BitPacking.Width(unchecked(ulong.CreateTruncating(max) - ulong.CreateTruncating(min)));

    private static ulong ZigZag<T>(T value) where T : unmanaged, IBinaryInteger<T>
    {
        long wide = long.CreateTruncating(value);
        return unchecked((ulong)((wide << 1) ^ (wide >> 63)));
    }

    private static int VarintSize(ulong value) => Math.Max(1, (BitPacking.Width(value) + 6) / 7);
}
