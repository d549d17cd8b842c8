namespace GraphSparse.Sampling;

/// <summary>No simple graph has the given degree matrices.</summary>
public sealed class NotRealizableException : ArgumentException
{
    /// <summary>Creates the error of a cell.</summary>
    /// <param name="cell">The two degrees.</param>
    /// <param name="needed">What is asked for there.</param>
    /// <param name="cap">What is possible.</param>
    /// <param name="reason">The condition that fails, as a sentence.</param>
    public NotRealizableException((int First, int Second) cell, long needed, long cap, string reason) : base(reason)
    {
        Cell = cell;
        Needed = needed;
        Cap = cap;
    }

    /// <summary>The two degrees.</summary>
    public (int First, int Second) Cell { get; }

    /// <summary>What is asked for there.</summary>
    public long Needed { get; }

    /// <summary>What is possible.</summary>
    public long Cap { get; }
}
