using System.Runtime.CompilerServices;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GraphSparse.IO.Parquet;

/// <summary>What one pass over values finds: the range, and how often neighbours differ.</summary>
/// <param name="HasRange">False where there is no value, or only NaN.</param>
/// <param name="Min">The smallest value; NaN is passed over.</param>
/// <param name="Max">The largest value; NaN is passed over.</param>
/// <param name="Changes">Values that differ from the one before.</param>
internal readonly record struct ValueRange<T>(bool HasRange, T Min, T Max, long Changes) where T : unmanaged
{
    public ParquetStatistics ToStatistics(long nullCount)
    {
        var statistics = new ParquetStatistics { NullCount = nullCount };
        return HasRange ? statistics with { HasRange = true, MinBytes = Bytes(Min), MaxBytes = Bytes(Max) } : statistics;
    }

    private static byte[] Bytes(T value)
    {
        LittleEndian.Fix(new Span<T>(ref value));
        return MemoryMarshal.AsBytes(new Span<T>(ref value)).ToArray();
    }
}

/// <summary>Measures values.</summary>
internal static class ValueRange
{
    public static ValueRange<T> Of<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        if (typeof(T) == typeof(int))
            return (ValueRange<T>)(object)OfIntegers(MemoryMarshal.Cast<T, int>(values));
        if (typeof(T) == typeof(long))
            return (ValueRange<T>)(object)OfIntegers(MemoryMarshal.Cast<T, long>(values));
        if (typeof(T) == typeof(float))
            return (ValueRange<T>)(object)OfReals(MemoryMarshal.Cast<T, float>(values));
        if (typeof(T) == typeof(double))
            return (ValueRange<T>)(object)OfReals(MemoryMarshal.Cast<T, double>(values));
        return (ValueRange<T>)(object)OfTruths(MemoryMarshal.Cast<T, bool>(values));
    }

    [MethodImpl(Hot.Loop)]
    private static ValueRange<T> OfIntegers<T>(ReadOnlySpan<T> values) where T : unmanaged, IBinaryInteger<T>
    {
        if (values.IsEmpty)
            return default;

        T min = values[0], max = values[0];
        long changes = 0;
        int i = 1;
        if (values.Length > Vector256<T>.Count)
        {
            ref T first = ref MemoryMarshal.GetReference(values);
            Vector256<T> low = Vector256.Create(min), high = low;
            for (; i + Vector256<T>.Count <= values.Length; i += Vector256<T>.Count)
            {
                Vector256<T> now = Vector256.LoadUnsafe(ref first, (nuint)i);
                Vector256<T> same = Vector256.Equals(now, Vector256.LoadUnsafe(ref first, (nuint)(i - 1)));
                low = Vector256.Min(low, now);
                high = Vector256.Max(high, now);
                changes += Vector256<T>.Count - BitOperations.PopCount(same.ExtractMostSignificantBits());
            }

            for (int k = 0; k < Vector256<T>.Count; k++)
            {
                min = T.Min(min, low[k]);
                max = T.Max(max, high[k]);
            }
        }

        for (; i < values.Length; i++)
        {
            min = T.Min(min, values[i]);
            max = T.Max(max, values[i]);
            changes += values[i] == values[i - 1] ? 0 : 1;
        }

        return new ValueRange<T>(true, min, max, changes);
    }

    [MethodImpl(Hot.Loop)]
    private static ValueRange<T> OfReals<T>(ReadOnlySpan<T> values) where T : unmanaged, IFloatingPointIeee754<T>
    {
        bool any = false;
        T min = T.PositiveInfinity, max = T.NegativeInfinity;
        long changes = 0;
        for (int i = 0; i < values.Length; i++)
        {
            T value = values[i];
            changes += i > 0 && value != values[i - 1] ? 1 : 0;
            if (T.IsNaN(value))
                continue;
            any = true;
            if (value < min)
                min = value;
            if (value > max)
                max = value;
        }

        if (!any)
            return new ValueRange<T>(false, default, default, changes);

        // Readers may order the two zeros, so the range must hold both: the format asks for it.
        return new ValueRange<T>(true, T.IsZero(min) ? T.NegativeZero : min, T.IsZero(max) ? T.Zero : max, changes);
    }

    private static ValueRange<bool> OfTruths(ReadOnlySpan<bool> values) =>
        values.IsEmpty ? default : new ValueRange<bool>(true, !values.Contains(false), values.Contains(true), 0);
}
