using System.Globalization;

namespace GraphSparse;

/// <summary>What to do with edges that are given more than once.</summary>
/// <remarks>Where every row of an undirected graph has its reverse with an equal weight, the input lists each edge in both directions: the reverses are the same
/// edges and not duplicates. Otherwise rows in either direction are observations of one edge, and this policy holds for all of them.</remarks>
public enum DuplicatePolicy
{
    /// <summary><see cref="Sum"/> for weighted input, <see cref="First"/> for unweighted input.</summary>
    Auto,

    /// <summary>Add the weights.</summary>
    Sum,

    /// <summary>Keep the weight given first.</summary>
    First,

    /// <summary>Keep the smallest weight.</summary>
    Min,

    /// <summary>Keep the largest weight.</summary>
    Max,

    /// <summary>Refuse the input.</summary>
    Error,
}

/// <summary>What to do with an edge from a vertex to itself.</summary>
public enum SelfLoopPolicy
{
    /// <summary>Leave it out and count it.</summary>
    Drop,

    /// <summary>Refuse the input.</summary>
    Error,
}

/// <summary>How <see cref="GraphBuilder"/> makes a simple graph of the edges it is given; immutable, vary with <c>with</c>.</summary>
public sealed record BuildOptions
{
    /// <summary>Undirected; duplicates as <see cref="DuplicatePolicy.Auto"/> says, self-loops dropped.</summary>
    public static BuildOptions Default { get; } = new();

    /// <summary>Whether edges have a direction. Default false.</summary>
    public bool Directed { get; init; }

    /// <summary>What repeated edges become. Default <see cref="DuplicatePolicy.Auto"/>.</summary>
    public DuplicatePolicy Duplicates { get; init; } = DuplicatePolicy.Auto;

    /// <summary>What self-loops become. Default <see cref="SelfLoopPolicy.Drop"/>.</summary>
    public SelfLoopPolicy SelfLoops { get; init; } = SelfLoopPolicy.Drop;

    /// <summary>What errors call a vertex.</summary>
    internal Func<int, string> NameOf { get; init; } = static v => v.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What was left out or merged to make a graph simple.</summary>
/// <param name="Rows">Edges given.</param>
/// <param name="SelfLoopsDropped">Edges from a vertex to itself that were left out.</param>
/// <param name="DuplicatesMerged">Edges merged into an earlier one under the duplicate policy.</param>
/// <param name="ReciprocalDuplicatesMerged">Rows v–u that stand for the same edge as their row u–v: half of the rows where every row has its reverse with an equal
/// weight, else 0.</param>
public readonly record struct BuildReport(long Rows, long SelfLoopsDropped, long DuplicatesMerged, long ReciprocalDuplicatesMerged);
