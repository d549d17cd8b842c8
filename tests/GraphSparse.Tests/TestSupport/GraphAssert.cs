namespace GraphSparse.Tests.TestSupport;

/// <summary>Comparisons of graphs to the last bit, and the invariants of every graph.</summary>
internal static class GraphAssert
{
    /// <summary>The same vertices, arcs and weights, bit for bit.</summary>
    public static void Same(CsrGraph expected, CsrGraph actual)
    {
        Assert.Equal(expected.VertexCount, actual.VertexCount);
        Assert.Equal(expected.IsDirected, actual.IsDirected);
        Assert.Equal(expected.ArcCount, actual.ArcCount);
        if (expected.ArcCount > 0) // without a row nothing says whether a graph is weighted
            Assert.Equal(expected.IsWeighted, actual.IsWeighted);
        for (int u = 0; u < expected.VertexCount; u++)
        {
            if (!expected.Neighbors(u).SequenceEqual(actual.Neighbors(u)))
                Assert.Fail($"row {u}: [{string.Join(' ', expected.Neighbors(u).ToArray())}] expected, [{string.Join(' ', actual.Neighbors(u).ToArray())}] found");
            if (expected.IsWeighted && !expected.Weights(u).SequenceEqual(actual.Weights(u)))
                Assert.Fail($"weights {u}: [{string.Join(' ', expected.Weights(u).ToArray())}] expected, [{string.Join(' ', actual.Weights(u).ToArray())}] found");
        }
    }

    /// <summary>The same ids, or none in both.</summary>
    public static void Same(VertexIds? expected, VertexIds? actual)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is null || actual is null)
            return;
        Assert.Equal(expected.AreIntegers, actual.AreIntegers);
        Assert.Equal(Texts(expected), Texts(actual));
    }

    public static IEnumerable<string> Texts(VertexIds ids) => Enumerable.Range(0, ids.Count).Select(ids.GetText);

    /// <summary>Rows ascending, in range, without self-loops; undirected arcs have mirrors with the same weight.</summary>
    public static void IsSimple(CsrGraph graph)
    {
        long arcs = 0;
        for (int u = 0; u < graph.VertexCount; u++)
        {
            Assert.Equal(arcs, graph.Offset(u));
            ReadOnlySpan<int> row = graph.Neighbors(u);
            Assert.Equal(row.Length, graph.Degree(u));
            for (int k = 0; k < row.Length; k++)
            {
                if (row[k] == u || row[k] < 0 || row[k] >= graph.VertexCount || (k > 0 && row[k] <= row[k - 1]))
                    Assert.Fail($"row {u} is [{string.Join(' ', row.ToArray())}]");
                if (graph.IsDirected)
                    continue;
                int mirror = graph.Neighbors(row[k]).BinarySearch(u);
                Assert.True(mirror >= 0, $"{u}–{row[k]} has no mirror");
                Assert.Equal(graph.Weights(u)[k], graph.Weights(row[k])[mirror]);
            }

            arcs += row.Length;
        }

        Assert.Equal(arcs, graph.ArcCount);
    }

    /// <summary>The edges as text, which reads well when a test fails.</summary>
    public static string Text(CsrGraph graph) =>
        $"n={graph.VertexCount} " + string.Join(' ', graph.Edges().Select(e => graph.IsWeighted
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{e.Source}-{e.Target}:{e.Weight}")
            : $"{e.Source}-{e.Target}"));
}
