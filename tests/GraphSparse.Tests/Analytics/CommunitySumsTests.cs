using GraphSparse.Analytics;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Analytics;

public class CommunitySumsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Add_SumsByCommunity_AndListsEachOnce(bool weighted)
    {
        CsrGraph graph = Fixtures.Random(200, 2_000, 3, weighted: weighted);
        int[] labels = [.. Enumerable.Range(0, 200).Select(v => v * 7 % 150)];
        var sums = new CommunitySums(200);
        for (int u = 0; u + 1 < 200; u += 2)
        {
            sums.Add(graph, u, labels);
            sums.Add(graph, u + 1, labels);
            var expected = new SortedDictionary<int, double>();
            foreach (int v in new[] { u, u + 1 })
            {
                for (int k = 0; k < graph.Degree(v); k++)
                    expected[labels[graph.Neighbors(v)[k]]] = expected.GetValueOrDefault(labels[graph.Neighbors(v)[k]]) + graph.Weights(v)[k];
            }

            Assert.Equal(expected.Keys, sums.SortedTouched(u % 4 == 0 ? 150 : 200_000).ToArray());
            Assert.Equal(expected.Values, sums.Touched.ToArray().Select(sums.Take));
            sums.Forget();
            Assert.Empty(sums.Touched.ToArray());
        }
    }

    [Fact]
    public void Add_ListsACommunityOfNoWeightOnce()
    {
        var builder = new GraphBuilder();
        double[] weights = [0.0, -0.0, -0.0, 2];
        for (int k = 0; k < weights.Length; k++)
            builder.AddEdge(0, k + 1, weights[k]);
        CsrGraph graph = builder.Build();
        var sums = new CommunitySums(5);
        sums.Add(graph, 0, [0, 1, 1, 1, 1]);
        Assert.Equal([1], sums.Touched.ToArray());
        Assert.Equal(2, sums[1]);
        sums.Clear();
        Assert.Equal(0, sums[1]);
    }

    [Fact]
    public void AddWithin_LeavesOtherCommunitiesOut()
    {
        CsrGraph graph = Fixtures.FromText("0-1 0-2 0-3 0-4");
        var sums = new CommunitySums(5);
        sums.AddWithin(graph, 0, [0, 0, 0, 1, 0], [0, 1, 1, 3, 4]);
        Assert.Equal([1, 4], sums.Touched.ToArray());
        Assert.Equal([2.0, 1.0], sums.Touched.ToArray().Select(c => sums[c]));
    }
}
