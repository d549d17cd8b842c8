using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphSparse.Numerics;

/// <summary>Sums and products of rows of numbers, in vectors of the processor; each entry by itself, products rounded before they are added.</summary>
internal static class DenseRows
{
    /// <summary>Σ a·b: eight sums, each of every eighth product, whatever the width of vectors.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Vector256<double> low = default;
        Vector256<double> high = default;
        int j = 0;
        for (; j <= a.Length - 8; j += 8)
        {
            low += Vector256.Create(a[j..]) * Vector256.Create(b[j..]);
            high += Vector256.Create(a[(j + 4)..]) * Vector256.Create(b[(j + 4)..]);
        }

        double total = Vector256.Sum(low + high);
        for (; j < a.Length; j++)
            total += a[j] * b[j];
        return total;
    }

    /// <summary>Σ a², in double precision: eight sums, each of every eighth square.</summary>
    [MethodImpl(Hot.Loop)]
    public static double SquaredLength(ReadOnlySpan<float> a)
    {
        Vector256<double> low = default;
        Vector256<double> high = default;
        int j = 0;
        for (; j <= a.Length - 8; j += 8)
        {
            (Vector256<double> first, Vector256<double> second) = Vector256.Widen(Vector256.Create(a[j..]));
            low += first * first;
            high += second * second;
        }

        double total = Vector256.Sum(low + high);
        for (; j < a.Length; j++)
            total += (double)a[j] * a[j];
        return total;
    }

    /// <summary>sums += values, in double precision.</summary>
    [MethodImpl(Hot.Loop)]
    public static void AddWide(Span<double> sums, ReadOnlySpan<float> values)
    {
        int j = 0;
        for (; j <= sums.Length - 8; j += 8)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.Create(values[j..]));
            (Vector256.Create<double>(sums[j..]) + low).CopyTo(sums[j..]);
            (Vector256.Create<double>(sums[(j + 4)..]) + high).CopyTo(sums[(j + 4)..]);
        }

        for (; j < sums.Length; j++)
            sums[j] += values[j];
    }

    /// <summary>sums += (values − means)², in double precision.</summary>
    [MethodImpl(Hot.Loop)]
    public static void AddSquaredDistances(Span<double> sums, ReadOnlySpan<float> values, ReadOnlySpan<double> means)
    {
        int j = 0;
        for (; j <= sums.Length - 8; j += 8)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.Create(values[j..]));
            low -= Vector256.Create(means[j..]);
            high -= Vector256.Create(means[(j + 4)..]);
            (Vector256.Create<double>(sums[j..]) + low * low).CopyTo(sums[j..]);
            (Vector256.Create<double>(sums[(j + 4)..]) + high * high).CopyTo(sums[(j + 4)..]);
        }

        for (; j < sums.Length; j++)
        {
            double d = values[j] - means[j];
            sums[j] += d * d;
        }
    }

    /// <summary>(values − shift) · scale, in place.</summary>
    [MethodImpl(Hot.Loop)]
    public static void ShiftAndScale(Span<float> values, ReadOnlySpan<float> shift, ReadOnlySpan<float> scale)
    {
        int j = 0;
        for (; j <= values.Length - Vector<float>.Count; j += Vector<float>.Count)
            ((new Vector<float>(values[j..]) - new Vector<float>(shift[j..])) * new Vector<float>(scale[j..])).CopyTo(values[j..]);
        for (; j < values.Length; j++)
            values[j] = (values[j] - shift[j]) * scale[j];
    }

    /// <summary>values · factor, in place.</summary>
    [MethodImpl(Hot.Loop)]
    public static void Scale(Span<float> values, float factor)
    {
        int j = 0;
        for (; j <= values.Length - Vector<float>.Count; j += Vector<float>.Count)
            (factor * new Vector<float>(values[j..])).CopyTo(values[j..]);
        for (; j < values.Length; j++)
            values[j] *= factor;
    }

    /// <summary>sums += factor · values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddScaled<T>(Span<T> sums, T factor, ReadOnlySpan<T> values) where T : unmanaged, INumber<T>
    {
        int j = 0;
        for (; j <= sums.Length - Vector<T>.Count; j += Vector<T>.Count)
            (new Vector<T>(sums[j..]) + factor * new Vector<T>(values[j..])).CopyTo(sums[j..]);
        for (; j < sums.Length; j++)
            sums[j] += factor * values[j];
    }
}
