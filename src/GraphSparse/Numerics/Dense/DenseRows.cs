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

    /// <summary>values · factor, in place.</summary>
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
