using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Graphs;

/// <summary>The renumbered copy is the same graph, and the way back is right.</summary>
public class LocalityOrderingTests
{
    public static TheoryData<string> Graphs => ["weights", "pieces", "random", "isolated", "empty"];

    private static CsrGraph Graph(string name) => name switch
    {
        "weights" => ClassicGraphs.Conductances(200, 400, 3),
        "pieces" => ClassicGraphs.Union(ClassicGraphs.Grid(8, 8), ClassicGraphs.Union(CsrGraph.Empty(3), ClassicGraphs.Complete(12))),
        "random" => Fixtures.Random(500, 3000, 5),
        "isolated" => CsrGraph.Empty(5),
        _ => CsrGraph.Empty(0),
    };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void Copy_HasTheSameEdges_WithTheirIdsAndWeights(string name)
    {
        CsrGraph graph = Graph(name);
        LocalityOrdering numbering = LocalityOrdering.BreadthFirst(graph, default);
        (CsrGraph copy, int[] edges) = numbering.Apply(graph, new EdgeIndex(graph), default);
        Assert.Equal(Enumerable.Range(0, graph.VertexCount), numbering.Vertices.Order());
        Assert.Equal(Enumerable.Range(0, graph.VertexCount), numbering.Vertices.Select(v => numbering.Places[v]).Order());
        Edge[] originals = [.. graph.Edges()];
        Edge[] copied = [.. copy.Edges()];
        Assert.Equal(Enumerable.Range(0, originals.Length), edges.Order());
        for (int e = 0; e < copied.Length; e++)
        {
            int u = numbering.Vertices[copied[e].Source];
            int v = numbering.Vertices[copied[e].Target];
            Assert.Equal(originals[edges[e]], new Edge(Math.Min(u, v), Math.Max(u, v), copied[e].Weight));
        }

        for (int u = 0; u < copy.VertexCount; u++)
            Assert.Equal(copy.Neighbors(u).ToArray().Order(), copy.Neighbors(u).ToArray());
    }

    [Fact]
    public void Neighbours_AreClose_WhateverTheNumbersWere()
    {
        // Rows of 40 vertices: breadth first from a corner, layers are diagonals, so neighbours are at most two layers apart.
        CsrGraph grid = ClassicGraphs.Grid(40, 40);
        var random = new KeyedRandom(1, "tests.shuffle");
        int[] shuffled = [.. Enumerable.Range(0, 1600).OrderBy(v => random.NextUInt64(v))];
        CsrGraph graph = ClassicGraphs.Build(1600, grid.Edges().Select(e => (shuffled[e.Source], shuffled[e.Target])));
        CsrGraph copy = LocalityOrdering.BreadthFirst(graph, default).Apply(graph, default);
        Assert.True(graph.Edges().Max(e => e.Target - e.Source) > 1000);
        Assert.True(copy.Edges().Max(e => e.Target - e.Source) <= 160);
    }
}
