using System.Globalization;

namespace GraphSparse;

/// <summary>A graph has an edge whose weight a method cannot use: zero, negative or too small where conductances are expected.</summary>
/// <remarks>Where the graph came from a file it is the file that is wrong; the command line ends with the exit code of bad data then.</remarks>
public sealed class InvalidWeightException : ArgumentException
{
    private readonly string _expected;
    private readonly string _hint;

    /// <summary>Creates the error.</summary>
    /// <param name="edge">The first such edge.</param>
    /// <param name="expected">What weights must be, as a sentence without its full stop.</param>
    /// <param name="hint">What to do, beginning with a space; may be empty.</param>
    internal InvalidWeightException(Edge edge, string expected, string hint)
        : base(Compose(expected, $"edge {edge.Source}-{edge.Target}", edge, hint))
    {
        Edge = edge;
        _expected = expected;
        _hint = hint;
    }

    /// <summary>The first such edge.</summary>
    public Edge Edge { get; }

    /// <summary>The message with the vertices named as in the file that the graph was read from.</summary>
    /// <param name="nameOf">Names a vertex, such as <see cref="IO.LoadedGraph.NameOf"/>.</param>
    public string Describe(Func<int, string> nameOf)
    {
        ArgumentNullException.ThrowIfNull(nameOf);
        return Compose(_expected, $"edge {nameOf(Edge.Source)}-{nameOf(Edge.Target)}", Edge, _hint);
    }

    private static string Compose(string expected, string where, Edge edge, string hint) =>
        $"{expected}, and {where} has weight {edge.Weight.ToString("R", CultureInfo.InvariantCulture)}.{hint}";
}
