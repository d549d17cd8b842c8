using System.Globalization;

namespace GraphSparse;

/// <summary>What an update does to its edge.</summary>
public enum UpdateKind
{
    /// <summary>Add the edge; an edge that is there becomes heavier by the weight.</summary>
    Insert,

    /// <summary>Remove the edge; the weight is not looked at.</summary>
    Delete,

    /// <summary>Give the edge this weight; it is inserted where it is absent.</summary>
    Set,
}

/// <summary>One change of an undirected graph.</summary>
/// <param name="Source">One end.</param>
/// <param name="Target">The other end; the order of the ends has no meaning for the graph.</param>
/// <param name="Weight">A conductance: finite, above 0 and not subnormal, unless the update deletes.</param>
/// <param name="Kind">What is done.</param>
public readonly record struct EdgeUpdate(int Source, int Target, double Weight, UpdateKind Kind)
{
    /// <summary>An insertion.</summary>
    public static EdgeUpdate Insert(int source, int target, double weight = 1) => new(source, target, weight, UpdateKind.Insert);

    /// <summary>A deletion.</summary>
    public static EdgeUpdate Delete(int source, int target) => new(source, target, 1, UpdateKind.Delete);

    /// <summary>A change of the weight.</summary>
    public static EdgeUpdate Set(int source, int target, double weight) => new(source, target, weight, UpdateKind.Set);

    /// <summary>Why no graph of n vertices can take this update, or null. A self-loop is not refused here.</summary>
    internal string? Problem(int vertexCount)
    {
        if (Source < 0 || Source >= vertexCount)
            return string.Create(CultureInfo.InvariantCulture, $"vertex {Source} is not in 0..{vertexCount - 1}");
        if (Target < 0 || Target >= vertexCount)
            return string.Create(CultureInfo.InvariantCulture, $"vertex {Target} is not in 0..{vertexCount - 1}");
        if (Kind is < UpdateKind.Insert or > UpdateKind.Set)
            return string.Create(CultureInfo.InvariantCulture, $"kind {(int)Kind} is not known");
        return Kind == UpdateKind.Delete ? null : WeightProblem(Weight);
    }

    /// <summary>Why a number cannot be a conductance, or null.</summary>
    internal static string? WeightProblem(double weight) =>
        double.IsNormal(weight) && weight > 0 ? null
            : string.Create(CultureInfo.InvariantCulture, $"weight {weight} is not a finite number above 0 (of at least {DynamicGraph.SmallestWeight:g2})");
}

/// <summary>What an update did to its edge.</summary>
/// <param name="Source">The smaller end.</param>
/// <param name="Target">The larger end.</param>
/// <param name="Before">Its weight before, 0 where it was absent.</param>
/// <param name="After">Its weight now, 0 where it is gone.</param>
public readonly record struct EdgeChange(int Source, int Target, double Before, double After);

/// <summary>An update that the graph cannot take; nothing of its batch was applied.</summary>
public sealed class InvalidUpdateException : ArgumentException
{
    /// <summary>Creates the error.</summary>
    /// <param name="index">Place of the update in its batch, from 0.</param>
    /// <param name="update">The update.</param>
    /// <param name="reason">What is wrong with it.</param>
    public InvalidUpdateException(int index, EdgeUpdate update, string reason)
        : base(string.Create(CultureInfo.InvariantCulture, $"update {index} ({update.Kind} {update.Source}–{update.Target}): {reason}"))
    {
        Index = index;
        Update = update;
        Reason = reason;
    }

    /// <summary>Place of the update in its batch, from 0.</summary>
    public int Index { get; }

    /// <summary>The update.</summary>
    public EdgeUpdate Update { get; }

    /// <summary>What is wrong with it.</summary>
    public string Reason { get; }
}
