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

    /// <summary>Requires a graph on which every arc has its mirror.</summary>
    public static void Undirected(CsrGraph graph, string method, [CallerArgumentExpression(nameof(graph))] string name = "")
    {
        if (graph.IsDirected)
            throw new ArgumentException($"{method} is defined for undirected graphs and this graph is directed; read it with --directed false.", name);
    }

    [DoesNotReturn]
    private static void ThrowRange<T>(string name, T value, T low, T high, bool lowerOpen) where T : INumber<T> =>
        throw new ArgumentOutOfRangeException(name, high is double.MaxValue or int.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be {(lowerOpen ? "above" : "at least")} {low}.")
            : string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be in {(lowerOpen ? '(' : '[')}{low}, {high}]."));
}
