namespace GraphSparse.Sampling;

/// <summary>No simple graph has the given degree matrices.</summary>
public sealed class NotRealizableException : ArgumentException
{
    /// <summary>Creates the error of a cell.</summary>
    /// <param name="firstDegree">The first degree of the cell.</param>
    /// <param name="secondDegree">The second degree, 0 where a whole row is meant.</param>
    /// <param name="needed">What is asked for there.</param>
    /// <param name="cap">What is possible.</param>
    /// <param name="reason">The condition that fails, as a sentence.</param>
    public NotRealizableException(int firstDegree, int secondDegree, long needed, long cap, string reason) : base(reason)
    {
        FirstDegree = firstDegree;
        SecondDegree = secondDegree;
        Needed = needed;
        Cap = cap;
    }

    /// <summary>The first degree of the cell.</summary>
    public int FirstDegree { get; }

    /// <summary>The second degree of the cell, 0 where a whole row is meant.</summary>
    public int SecondDegree { get; }

    /// <summary>What is asked for there.</summary>
    public long Needed { get; }

    /// <summary>What is possible.</summary>
    public long Cap { get; }
}
