using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphSparse.Numerics;

/// <summary>Sums and products of rows of numbers, in vectors of the processor; each entry by itself, products rounded before they are added.</summary>
internal static class DenseRows
{
    /// <summary>Σ a·b.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Vector<double> sum = default;
        int j = 0;
        for (; j <= a.Length - Vector<double>.Count; j += Vector<double>.Count)
            sum += new Vector<double>(a[j..]) * new Vector<double>(b[j..]);
        double total = Vector.Sum(sum);
        for (; j < a.Length; j++)
            total += a[j] * b[j];
        return total;
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
