using System.Globalization;

namespace GraphSparse.Cli.Tests.TestSupport;

/// <summary>Writes seeded random graphs that are large enough to take a while.</summary>
internal static class SyntheticGraphs
{
    /// <summary>Writes pairs of vertices, a few of them twice and some loops, as an edge list.</summary>
    public static void WriteEdgeList(string path, int vertices, int pairs, int seed = 1)
    {
        var random = new Random(seed);
        using var writer = new StreamWriter(path);
        for (int i = 0; i < pairs; i++)
        {
            writer.Write(random.Next(vertices).ToString(CultureInfo.InvariantCulture));
            writer.Write(' ');
            writer.Write(random.Next(vertices).ToString(CultureInfo.InvariantCulture));
            writer.Write('\n');
        }
    }
}
