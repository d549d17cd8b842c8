namespace GraphSparse.Summaries;

/// <summary>A pair of vertices that a summary is wrong about.</summary>
/// <param name="U">The vertex of smaller number.</param>
/// <param name="V">The other.</param>
public readonly record struct VertexPair(int U, int V) : IComparable<VertexPair>
{
    /// <inheritdoc/>
    public int CompareTo(VertexPair other) => U != other.U ? U.CompareTo(other.U) : V.CompareTo(other.V);

    /// <summary>Whether it comes before another.</summary>
    public static bool operator <(VertexPair left, VertexPair right) => left.CompareTo(right) < 0;

    /// <summary>Whether it comes after another.</summary>
    public static bool operator >(VertexPair left, VertexPair right) => left.CompareTo(right) > 0;

    /// <summary>Whether it is the same or comes before another.</summary>
    public static bool operator <=(VertexPair left, VertexPair right) => left.CompareTo(right) <= 0;

    /// <summary>Whether it is the same or comes after another.</summary>
    public static bool operator >=(VertexPair left, VertexPair right) => left.CompareTo(right) >= 0;
}
