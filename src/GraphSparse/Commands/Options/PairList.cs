using System.Globalization;
using GraphSparse.Graphlets;

namespace GraphSparse.Commands;

/// <summary>Orbit adjacencies that an option names as HOP:I,J, separated by blanks.</summary>
internal static class PairList
{
    /// <summary>They, in the order of the text.</summary>
    /// <exception cref="ArgumentException">A name is none, or there is no name.</exception>
    public static OrbitPair[] Parse(string option, string text)
    {
        OrbitPair[] named = [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ParseOne)];
        if (named.GroupBy(p => p).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"{option} names {twice.Key} twice.");
        return named.Length > 0 ? named : throw new ArgumentException($"{option} names no orbit adjacency.");
    }

    private static OrbitPair ParseOne(string text)
    {
        int[] numbers = [.. text.Split(':', ',').Select(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1)];
        OrbitPair pair = numbers.Length == 3 && text.Contains(':', StringComparison.Ordinal) ? new OrbitPair(numbers[0], numbers[1], numbers[2]) : default;
        return OrbitPair.All.Contains(pair) ? pair : throw new ArgumentException($"'{text}' is no orbit adjacency; there are {string.Join(' ', OrbitPair.All)}.");
    }
}
