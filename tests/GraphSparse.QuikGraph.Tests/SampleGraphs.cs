using GraphSparse.Tests.TestSupport;

namespace GraphSparse.QuikGraph.Tests;

/// <summary>Graphs of every kind: directed and not, weighted and not, with isolated vertices, without edges, empty.</summary>
internal static class SampleGraphs
{
    public static IEnumerable<CsrGraph> All()
    {
        foreach (bool directed in new[] { false, true })
        {
            yield return CsrGraph.Empty(0, directed);
            yield return CsrGraph.Empty(3, directed);
            yield return Fixtures.FromText("0-1:2.5 1-2:-1 2-0:0 4-1:3", vertexCount: 6, directed);
            foreach (bool weighted in new[] { false, true })
            {
                yield return Fixtures.Random(40, 60, seed: 1, directed, weighted); // sparse: isolated vertices
                yield return Fixtures.Random(30, 300, seed: 2, directed, weighted);
            }
        }
    }

    public static IEnumerable<CsrGraph> Undirected() => All().Where(graph => !graph.IsDirected);

    public static IEnumerable<CsrGraph> Directed() => All().Where(graph => graph.IsDirected);
}
