using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphSparse;

/// <summary>Guards of arguments and options: one sentence that names the parameter, the value and the range.</summary>
internal static class Require
{
    /// <summary>Requires low ≤ value ≤ high (low &lt; value where <paramref name="lowerOpen"/>); NaN fails.</summary>
    public static void InRange<T>(
        T value, T low, T high, bool lowerOpen = false, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : INumber<T>
    {
        bool aboveLow = lowerOpen ? value > low : value >= low;
        if (!(aboveLow && value <= high))
            ThrowRange(name, value, low, high, lowerOpen);
    }

    /// <summary>Requires a value that the enumeration has.</summary>
    public static void Defined<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "") where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
            throw new ArgumentOutOfRangeException(name, $"{name} is {value}; there are {string.Join(", ", Enum.GetNames<T>())}.");
    }

    /// <summary>Requires a graph on which every arc has its mirror.</summary>
    public static void Undirected(CsrGraph graph, string method, [CallerArgumentExpression(nameof(graph))] string name = "")
    {
        if (graph.IsDirected)
            throw new ArgumentException($"{method} is defined for undirected graphs and this graph is directed; read it with GraphReadOptions.Directed = false.", name);
    }

    /// <summary>Requires few enough arcs for an array with a place for each.</summary>
    /// <exception cref="ResourceLimitException">There are more than <see cref="Array.MaxLength"/>.</exception>
    public static void ArcsInArray(CsrGraph graph, string what)
    {
        if (graph.ArcCount > Array.MaxLength)
            throw new ResourceLimitException($"{what} takes graphs of at most {Array.MaxLength} arcs; this one has {graph.ArcCount}.");
    }

    /// <summary>Requires weights that are not negative; strengths and capacities are.</summary>
    /// <exception cref="InvalidWeightException">One is negative; the first such edge.</exception>
    public static void NotNegative(CsrGraph graph, string what, string hint = "")
    {
        if (FirstWeight(graph, static w => !(w >= 0)) is { } edge)
            throw new InvalidWeightException(edge, $"{what} is defined for weights that are not negative", hint);
    }

    /// <summary>Requires weights above 0.</summary>
    /// <exception cref="InvalidWeightException">One is not; the first such edge.</exception>
    public static void Positive(CsrGraph graph, string what, string hint = "")
    {
        if (FirstWeight(graph, static w => !(w > 0)) is { } edge)
            throw new InvalidWeightException(edge, $"{what} is defined for weights above 0", hint);
    }

    /// <summary>The first edge, by source and target, whose weight is wrong.</summary>
    public static Edge? FirstWeight(CsrGraph graph, Func<double, bool> isWrong)
    {
        for (int u = 0; graph.IsWeighted && u < graph.VertexCount; u++)
        {
            ReadOnlySpan<double> weights = graph.Weights(u);
            for (int k = 0; k < weights.Length; k++)
            {
                if (isWrong(weights[k]))
                    return new Edge(u, graph.Neighbors(u)[k], weights[k]);
            }
        }

        return null;
    }

    [DoesNotReturn]
    private static void ThrowRange<T>(string name, T value, T low, T high, bool lowerOpen) where T : INumber<T> =>
        throw new ArgumentOutOfRangeException(name, high is double.MaxValue or int.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be {(lowerOpen ? "above" : "at least")} {low}.")
            : string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be in {(lowerOpen ? '(' : '[')}{low}, {high}]."));
}
