using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphSparse.Numerics;

/// <summary>Sums of products: the ordinary matrix product. NaN and infinities go through as in arithmetic; integers wrap around.</summary>
/// <typeparam name="T">A number: double, float, long, int.</typeparam>
public readonly struct PlusTimes<T> : ISemiring<T> where T : unmanaged, INumber<T>
{
    /// <summary>−0 of floating point, which unlike +0 leaves every value as it is; 0 of integers.</summary>
    public static T Zero => -T.Zero;

    /// <summary>1.</summary>
    public static T One => T.One;

    /// <summary>a + b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Add(T left, T right) => left + right;

    /// <summary>a · b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Multiply(T left, T right) => left * right;
}

/// <summary>Counts pairs of entries, whatever their values: entry (i, j) of A·B is the number of k with entries (i, k) and (k, j), as common neighbours.</summary>
/// <typeparam name="T">A number: long, int, double, float.</typeparam>
public readonly struct PlusPair<T> : ISemiring<T> where T : unmanaged, INumber<T>
{
    /// <summary>−0 of floating point, 0 of integers.</summary>
    public static T Zero => -T.Zero;

    /// <summary>1.</summary>
    public static T One => T.One;

    /// <summary>True: no value is read.</summary>
    public static bool IgnoresValues => true;

    /// <summary>a + b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Add(T left, T right) => left + right;

    /// <summary>1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Multiply(T left, T right) => T.One;
}

/// <summary>Or of ands: which pairs are joined by a step of A and a step of B. An entry whose terms are all false is stored as false.</summary>
public readonly struct OrAnd : ISemiring<bool>
{
    /// <summary>False.</summary>
    public static bool Zero => false;

    /// <summary>True.</summary>
    public static bool One => true;

    /// <summary>a or b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Add(bool left, bool right) => left | right;

    /// <summary>a and b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Multiply(bool left, bool right) => left & right;
}

/// <summary>Smallest sums: lengths of shortest paths of a step of A and a step of B. NaN goes through; −0 is smaller than +0.</summary>
/// <typeparam name="T">double or float.</typeparam>
public readonly struct MinPlus<T> : ISemiring<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>+∞.</summary>
    public static T Zero => T.PositiveInfinity;

    /// <summary>0: a pattern's entries have no length.</summary>
    public static T One => T.Zero;

    /// <summary>The smaller.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Add(T left, T right) => T.Min(left, right);

    /// <summary>a + b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Multiply(T left, T right) => left + right;
}
