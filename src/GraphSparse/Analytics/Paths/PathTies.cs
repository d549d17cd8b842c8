namespace GraphSparse.Analytics;

/// <summary>When two paths are equally long although their lengths were added up in floating point, such as 0.1 + 0.2 and 0.3.</summary>
/// <remarks>Every addition may err by half a unit in the last place, so lengths count as equal where they differ by no more than 2⁻⁴² of themselves: the error of a
/// thousand additions.</remarks>
internal static class PathTies
{
    /// <summary>The share by which equal lengths may differ.</summary>
    public const double Slack = 1.0 / (1L << 42);

    /// <summary>Whether an arc ends a shortest path to its target.</summary>
    /// <param name="from">Distance of its source.</param>
    /// <param name="to">Distance of its target.</param>
    /// <param name="length">Its length.</param>
    public static bool IsTight(double from, double to, double length)
    {
        // An arc shorter than the slack must not lead from a vertex to one at the same distance.
        double off = Math.Abs(from + length - to);
        return from < to && off <= Slack * to && off <= length / 2;
    }
}
