namespace GraphSparse.Numerics;

/// <summary>The addition and multiplication of a matrix product. Implemented by structs without fields, for which the product is compiled anew: calls cost nothing.</summary>
/// <remarks>Addition must be associative up to rounding and have <see cref="Zero"/> as its identity. It need not be commutative: products add terms in ascending order of the inner index.</remarks>
/// <typeparam name="T">Type of the values.</typeparam>
public interface ISemiring<T> where T : unmanaged
{
    /// <summary>Identity of the addition: Add(Zero, x) has the bits of x.</summary>
    static abstract T Zero { get; }

    /// <summary>What an entry of a pattern counts as; the identity of the multiplication, usually.</summary>
    static abstract T One { get; }

    /// <summary>Whether <see cref="Multiply"/> gives the same for all values, so that none need be read. Default false.</summary>
    static virtual bool IgnoresValues => false;

    /// <summary>The sum.</summary>
    static abstract T Add(T left, T right);

    /// <summary>The product of an entry of the left matrix and one of the right.</summary>
    static abstract T Multiply(T left, T right);
}
