using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphSparse.Numerics;

/// <summary>Sums of products: the ordinary matrix product. NaN and infinities go through as in arithmetic; integers wrap around.</summary>
/// <typeparam name="T">A number: double, float, long, int.</typeparam>
public readonly struct PlusTimes<T> : ISemiring<T> where T : unmanaged, INumber<T>
{
    // −0 of floating point, which unlike +0 leaves every value as it is; 0 of integers.
    static T ISemiring<T>.Zero => -T.Zero;

    static T ISemiring<T>.One => T.One;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T ISemiring<T>.Add(T left, T right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T ISemiring<T>.Multiply(T left, T right) => left * right;
}

/// <summary>Counts pairs of entries, whatever their values: entry (i, j) of A·B is the number of k with entries (i, k) and (k, j), as common neighbours.</summary>
/// <typeparam name="T">A number: long, int, double, float.</typeparam>
public readonly struct PlusPair<T> : ISemiring<T> where T : unmanaged, INumber<T>
{
    // −0 of floating point, 0 of integers.
    static T ISemiring<T>.Zero => -T.Zero;

    static T ISemiring<T>.One => T.One;

    // True: no value is read.
    static bool ISemiring<T>.IgnoresValues => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T ISemiring<T>.Add(T left, T right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T ISemiring<T>.Multiply(T left, T right) => T.One;
}

/// <summary>Or of ands: which pairs are joined by a step of A and a step of B. An entry whose terms are all false is stored as false.</summary>
public readonly struct OrAnd : ISemiring<bool>
{
    static bool ISemiring<bool>.Zero => false;

    static bool ISemiring<bool>.One => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool ISemiring<bool>.Add(bool left, bool right) => left | right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool ISemiring<bool>.Multiply(bool left, bool right) => left & right;
}

/// <summary>Smallest sums: lengths of shortest paths of a step of A and a step of B. NaN goes through; −0 is smaller than +0.</summary>
/// <typeparam name="T">double or float.</typeparam>
public readonly struct MinPlus<T> : ISemiring<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    static T ISemiring<T>.Zero => T.PositiveInfinity;

    // 0: a pattern's entries have no length.
    static T ISemiring<T>.One => T.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T ISemiring<T>.Add(T left, T right) => T.Min(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T ISemiring<T>.Multiply(T left, T right) => left + right;
}
