using GraphSparse.Analytics;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Analytics;

public class BreadthFirstSearchTests
{
    [Fact]
    public void Search_FindsTheSmallestParents_ByHand()
    {
        BreadthFirstTree tree = BreadthFirstSearch.Search(Fixtures.FromText("0-3 0-2 2-4 3-4 4-5 1-6"), 0);
        Assert.Equal([0, -1, 1, 1, 2, 3, -1], tree.Distances);
        Assert.Equal([-1, -1, 0, 0, 2, 4, -1], tree.Parents);
        Assert.Equal(5, tree.Reached);
        Assert.Equal(3, tree.Depth);
    }

    [Theory]
    [InlineData(false, 200, 300)]
    [InlineData(true, 200, 600)]
    [InlineData(false, 20_000, 120_000)]
    [InlineData(true, 20_000, 120_000)]
    public void Search_EqualsAQueue_ForEveryNumberOfThreads(bool directed, int vertices, int edges)
    {
        for (ulong seed = 0; seed < 4; seed++)
        {
            CsrGraph graph = Fixtures.Random(vertices, edges, seed, directed);
            int source = (int)seed * 7;
            (int[] distances, int[] parents) = Queue(graph, source);
            foreach (int threads in new[] { 1, 2, 3, 8 })
            {
                BreadthFirstTree tree = BreadthFirstSearch.Search(graph, source, new Parallelism(threads));
                Assert.Equal(distances, tree.Distances);
                Assert.Equal(parents, tree.Parents);
                Assert.Equal(distances.Count(d => d >= 0), tree.Reached);
                Assert.Equal(distances.Max(), tree.Depth);
            }
        }
    }

    [Fact]
    public void Search_EndsOnHardGraphs()
    {
        Assert.Equal(2, BreadthFirstSearch.Search(HardGraphs.Star, 5).Depth);
        Assert.Equal(999_999, BreadthFirstSearch.Search(HardGraphs.Path, 0).Depth);
        Assert.Equal(1, BreadthFirstSearch.Search(HardGraphs.Isolated, 3).Reached);
        Assert.Equal(2, BreadthFirstSearch.Search(HardGraphs.TwoHubs, 0).Depth);
        Assert.Equal(1, BreadthFirstSearch.Search(HardGraphs.Complete, 0).Depth);
    }

    [Fact]
    public void Search_RefusesWhatIsNoVertex() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BreadthFirstSearch.Search(Fixtures.Karate, 34));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Survey_SumsUpWhatSearchesFind(bool directed)
    {
        CsrGraph graph = Fixtures.Random(400, 700, 5, directed);
        int[] sources = [.. Enumerable.Range(0, 150).Select(i => i * 37 % 400)];
        BreadthFirstSummary[] survey = MultiSourceSearch.Survey(graph, sources, new Parallelism(3));
        int[][] distances = MultiSourceSearch.Distances(graph, sources, new Parallelism(2));
        for (int s = 0; s < sources.Length; s++)
        {
            int[] expected = BreadthFirstSearch.Search(graph, sources[s]).Distances;
            Assert.Equal(expected, distances[s]);
            Assert.Equal(expected.Max(), survey[s].Eccentricity);
            Assert.Equal(expected.Count(d => d >= 0), survey[s].Reached);
            Assert.Equal(expected.Where(d => d > 0).Sum(), survey[s].TotalDistance);
            Assert.Equal(expected.Where(d => d > 0).Sum(d => 1.0 / d), survey[s].HarmonicSum, 9);
        }
    }

    [Fact]
    public void Survey_GivesThePublishedDistances_OnKarate()
    {
        BreadthFirstSummary[] all = MultiSourceSearch.Survey(Fixtures.Karate, [.. Enumerable.Range(0, 34)]);
        Assert.Equal(2 * 1351, all.Sum(s => s.TotalDistance));
        Assert.Equal(5, all.Max(s => s.Eccentricity));
        Assert.Equal(3, all.Min(s => s.Eccentricity));
    }

    [Fact]
    public void Survey_GivesTheSameBits_ForEveryNumberOfThreads()
    {
        CsrGraph graph = Fixtures.Random(20_000, 120_000, 1);
        AnyThreads.GiveTheSame(p => MultiSourceSearch.Survey(graph, [.. Enumerable.Range(0, 200)], p));
        AnyThreads.GiveTheSame(p => MultiSourceSearch.Survey(graph, [3, 3, 17], p));
    }

    [Fact]
    public void Survey_AndDistances_AreThoseOfSearches_WhereLevelsAreNarrow()
    {
        // A ladder of 3000 rungs with a far piece: levels of two vertices.
        CsrGraph graph = ClassicGraphs.Union(ClassicGraphs.Grid(3000, 2), ClassicGraphs.Path(40));
        int[] sources = [.. Enumerable.Range(0, 75).Select(i => i * 80), graph.VertexCount - 1];
        BreadthFirstSummary[] survey = MultiSourceSearch.Survey(graph, sources);
        int[][] rows = MultiSourceSearch.Distances(graph, sources);
        for (int s = 0; s < sources.Length; s++)
        {
            int[] distances = BreadthFirstSearch.Search(graph, sources[s]).Distances;
            int[] far = [.. distances.Where(d => d > 0)];
            Assert.Equal(distances, rows[s]);
            Assert.Equal((sources[s], far.Max(), far.Length + 1, far.Sum(d => (long)d)), (survey[s].Source, survey[s].Eccentricity, survey[s].Reached, survey[s].TotalDistance));
            Assert.Equal(far.Sum(d => 1.0 / d), survey[s].HarmonicSum, 9);
        }
    }

    [Fact]
    public void Survey_EndsOnHardGraphs()
    {
        foreach (CsrGraph graph in HardGraphs.All)
            Assert.Equal(2, MultiSourceSearch.Survey(graph, [0, 5]).Length);
        Assert.Equal(999_999, MultiSourceSearch.Survey(HardGraphs.Path, [0, 500_000])[0].Eccentricity);
    }

    private static (int[] Distances, int[] Parents) Queue(CsrGraph graph, int source)
    {
        int[] distances = [.. Enumerable.Repeat(-1, graph.VertexCount)];
        int[] parents = [.. Enumerable.Repeat(-1, graph.VertexCount)];
        var queue = new Queue<int>([source]);
        distances[source] = 0;
        while (queue.TryDequeue(out int u))
        {
            foreach (int v in graph.Neighbors(u))
            {
                if (distances[v] < 0)
                {
                    distances[v] = distances[u] + 1;
                    parents[v] = u;
                    queue.Enqueue(v);
                }
                else if (distances[v] == distances[u] + 1)
                {
                    parents[v] = Math.Min(parents[v], u);
                }
            }
        }

        return (distances, parents);
    }
}
