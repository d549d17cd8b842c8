namespace GraphSparse.Summaries;

/// <summary>The error that a summary makes small.</summary>
public enum SummaryNorm
{
    /// <summary>The sum of differences, RE1.</summary>
    One = 1,

    /// <summary>The sum of their squares, RE2.</summary>
    Two = 2,
}
