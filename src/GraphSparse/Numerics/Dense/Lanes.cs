using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphSparse.Numerics;

/// <summary>One entry of one or several vectors that are worked on side by side, so that one pass over a matrix serves them all.</summary>
/// <remarks>Every lane goes through the same operations in the same order, so a lane's result does not depend on its neighbours.</remarks>
internal interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>Number of vectors.</summary>
    static abstract int Count { get; }

    /// <summary>The same value in every lane.</summary>
    static abstract TSelf All(double value);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, double b);

    /// <summary>The value of one lane.</summary>
    double this[int lane] { get; }

    /// <summary>A copy in which one lane has another value.</summary>
    TSelf With(int lane, double value);
}

/// <summary>One vector.</summary>
internal readonly struct One(double value) : ILanes<One>
{
    public readonly double Value = value;

    public static int Count => 1;

    public static One All(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static One operator +(One a, One b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static One operator -(One a, One b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static One operator *(One a, One b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static One operator *(One a, double b) => new(a.Value * b);

    public double this[int lane] => Value;

    public One With(int lane, double value) => new(value);
}

/// <summary>Four vectors.</summary>
internal readonly struct Four(Vector256<double> value) : ILanes<Four>
{
    public readonly Vector256<double> Value = value;

    public static int Count => 4;

    public static Four All(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four operator +(Four a, Four b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four operator -(Four a, Four b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four operator *(Four a, Four b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four operator *(Four a, double b) => new(a.Value * b);

    public double this[int lane] => Value[lane];

    public Four With(int lane, double value) => new(Value.WithElement(lane, value));
}

/// <summary>Vectors of lanes: sums and products over all entries, in an order that depends on the length alone.</summary>
internal static class LaneVectors
{
    private const int Grain = 16_384;

    /// <summary>Σ a·b, lane by lane.</summary>
    public static T Dot<T>(T[] a, T[] b, Parallelism parallelism)
        where T : struct, ILanes<T>
    {
        var parts = new T[(a.Length + Grain - 1) / Grain];
        parallelism.ForRanges(a.Length, Grain, (chunk, start, end) => parts[chunk] = Dot(a.AsSpan((int)start, (int)(end - start)), b.AsSpan((int)start, (int)(end - start))));
        T sum = T.All(0);
        foreach (T part in parts)
            sum += part;
        return sum;
    }

    /// <summary>y += x · factor.</summary>
    public static void Add<T>(T[] y, T[] x, T factor, Parallelism parallelism)
        where T : struct, ILanes<T> =>
        parallelism.ForRanges(y.Length, Grain, (_, start, end) =>
        {
            Span<T> to = y.AsSpan((int)start, (int)(end - start));
            ReadOnlySpan<T> from = x.AsSpan((int)start, (int)(end - start));
            for (int i = 0; i < to.Length; i++)
                to[i] += from[i] * factor;
        });

    /// <summary>y = x + y · factor.</summary>
    public static void ScaleAndAdd<T>(T[] y, T factor, T[] x, Parallelism parallelism)
        where T : struct, ILanes<T> =>
        parallelism.ForRanges(y.Length, Grain, (_, start, end) =>
        {
            Span<T> to = y.AsSpan((int)start, (int)(end - start));
            ReadOnlySpan<T> from = x.AsSpan((int)start, (int)(end - start));
            for (int i = 0; i < to.Length; i++)
                to[i] = from[i] + to[i] * factor;
        });

    private static T Dot<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : struct, ILanes<T>
    {
        // Two sums: an addition takes four cycles, and the next need not wait for it.
        T even = T.All(0);
        T odd = T.All(0);
        int i = 0;
        for (; i + 1 < a.Length; i += 2)
        {
            even += a[i] * b[i];
            odd += a[i + 1] * b[i + 1];
        }

        if (i < a.Length)
            even += a[i] * b[i];
        return even + odd;
    }
}
