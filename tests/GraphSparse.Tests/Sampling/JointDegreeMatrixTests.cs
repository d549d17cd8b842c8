using GraphSparse.Sampling;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Sampling;

/// <summary>Joint degree matrices of undirected graphs: by hand, against all small graphs, and as laws.</summary>
public class JointDegreeMatrixTests
{
    [Fact]
    public void Matrices_AreByHand()
    {
        JointDegreeMatrix matrices = JointDegreeMatrix.FromGraph(Fixtures.FromText("0-1 0-2 1-2 2-3", vertexCount: 5)); // degrees 2, 2, 3, 1, 0
        Assert.Equal([KeyValuePair.Create(0, 1L), KeyValuePair.Create(1, 1L), KeyValuePair.Create(2, 2L), KeyValuePair.Create(3, 1L)], matrices.Histogram);
        Assert.Equal([new DegreeCell(1, 3, 1), new DegreeCell(2, 2, 1), new DegreeCell(2, 3, 2)], matrices.Correlation);
        matrices.Validate();
    }

    [Fact]
    public void Realizable_IsWhatSomeGraphOfFiveVerticesHas()
    {
        var realized = new HashSet<string>();
        (int U, int V)[] pairs = [.. from u in Enumerable.Range(0, 5) from v in Enumerable.Range(u + 1, 4 - u) select (u, v)];
        for (int mask = 0; mask < 1 << pairs.Length; mask++)
            realized.Add(Text(JointDegreeMatrix.FromGraph(ClassicGraphs.Build(5, pairs.Where((_, i) => (mask >> i & 1) == 1)))));

        int asked = 0;
        int possible = 0;
        foreach (int[] degrees in Sequences(5, 4))
        {
            foreach (JointDegreeMatrix candidate in Candidates(degrees))
            {
                asked++;
                bool isValid = Record.Exception(candidate.Validate) is null;
                Assert.Equal(realized.Contains(Text(candidate)), isValid);
                if (!isValid)
                    continue;
                possible++;
                Assert.Equal(Text(candidate), Text(JointDegreeMatrix.FromGraph(UndirectedRealizer.Realize(candidate, new RealizationOptions { Swaps = 3 }).Graph)));
            }
        }

        Assert.Equal(realized.Count, possible);
        Assert.True(asked > possible);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void Sample_HasTheSameMatrices_WhenNothingIsLeftOut(int swaps)
    {
        for (ulong seed = 1; seed <= 8; seed++)
        {
            CsrGraph graph = Fixtures.Random(300, 400 * (int)seed, seed);
            JdmSample sample = Jdm.Sample(graph, 1, swaps: swaps, seed: seed);
            Assert.Equal(Text(JointDegreeMatrix.FromGraph(graph)), Text(JointDegreeMatrix.FromGraph(sample.Graph)));
            Assert.Equal((0, 0, 0.0, 0.0), (sample.Report.UnplacedStubs, sample.Report.VerticesAdjusted, sample.Report.JointDistance, sample.Report.CorrelationDistance));
            Assert.Equal(swaps > 0, sample.Realized.SwapsAccepted > 0);
        }
    }

    [Fact]
    public void Sample_HasExactlyTheRescaledMatrices()
    {
        int whole = 0;
        foreach (double fraction in new[] { 0.75, 0.5, 0.31, 0.1 })
        {
            for (ulong seed = 1; seed <= 10; seed++)
            {
                CsrGraph graph = Fixtures.Random(600, 3000, seed);
                (JointDegreeMatrix matrices, RescaleReport report) = JointDegreeMatrix.FromGraph(graph).Rescale(fraction, seed);
                Assert.InRange(matrices.VertexCount, fraction * 600 - 2, fraction * 600 + 2);
                Assert.True(report.UnplacedStubs >= report.UnplacedLowerBound);
                Assert.Equal(matrices.Histogram.Sum(p => p.Key * p.Value) / 2 - matrices.EdgeCount, report.UnplacedStubs);
                Assert.Equal(0, matrices.Histogram.Sum(p => p.Key * p.Value) % 2);
                CsrGraph sample = Jdm.Sample(graph, fraction, seed: seed).Graph;
                JointDegreeMatrix made = JointDegreeMatrix.FromGraph(sample);
                Assert.Equal(matrices.EdgeCount, sample.EdgeCount);
                if (report.UnplacedStubs > 0)
                    continue;
                whole++;
                Assert.Equal(Text(matrices), Text(made));
                foreach ((int degree, long count) in JointDegreeMatrix.FromGraph(graph).Histogram)
                    Assert.True(Math.Abs(made.Histogram.GetValueOrDefault(degree) - fraction * count) < (report.VerticesAdjusted == 0 ? 1 : 2));
            }
        }

        Assert.True(whole >= 20);
    }

    [Fact]
    public void Sample_OfCopies_IsFewerCopies()
    {
        CsrGraph graph = Fixtures.FromText(string.Join(' ', Enumerable.Range(0, 40).Select(c => $"{4 * c}-{4 * c + 1} {4 * c}-{4 * c + 2} {4 * c + 1}-{4 * c + 2} {4 * c + 2}-{4 * c + 3}")));
        JdmSample sample = Jdm.Sample(graph, 0.5);
        Assert.Equal((80, 80, 0, 0.0), (sample.Graph.VertexCount, sample.Graph.EdgeCount, sample.Report.VerticesAdjusted, sample.Report.CorrelationDistance));
    }

    [Fact]
    public void Hubs_WithTooFewPartners_AreReported_SpilledOrRefused()
    {
        // One of two hubs with 200 common leaves stays, with 100 leaves: 100 edges, and the leaves' other stubs join each other.
        CsrGraph hubs = ClassicGraphs.Bipartite(2, 200);
        JdmSample trimmed = Jdm.Sample(hubs, 0.5);
        Assert.Equal((50, 50, 150), (trimmed.Report.UnplacedStubs, trimmed.Report.UnplacedLowerBound, trimmed.Graph.EdgeCount));
        Assert.Equal([200], trimmed.Report.TrimmedOutDegrees);
        Assert.Equal(200, Jdm.Sample(hubs, 0.5, UnplacedEdgePolicy.Redistribute).Graph.EdgeCount);
        var error = Assert.Throws<NotRealizableException>(() => Jdm.Sample(hubs, 0.5, UnplacedEdgePolicy.Fail));
        Assert.Equal((200, 100), (error.Needed, error.Cap));
    }

    [Fact]
    public void Matching_PlacesTheMost_OfSmallTables()
    {
        var random = new Random(5);
        int exact = 0;
        for (int trial = 0; trial < 300; trial++)
        {
            DegreeClasses classes = DegreeClasses.Of(Enumerable.Range(1, 6).OrderBy(_ => random.Next()).Take(3));
            long[] vertices = [.. Enumerable.Range(0, 3).Select(_ => (long)random.Next(1, 4))];
            long most = Most(classes, vertices);
            var matching = new StubMatching(classes, vertices);
            for (int i = 0; i < 4; i++)
                matching.Place(random.Next(3), random.Next(3), random.Next(3)); // a bad beginning, to be undone
            long atLeast = matching.Complete(CancellationToken.None);
            long stubs = vertices.Select((n, a) => n * classes.Degrees[a]).Sum();
            long placed = (stubs - matching.LeftOver.Sum()) / 2;
            Assert.InRange(placed, 0, most);
            Assert.True(most <= stubs / 2 - (stubs % 2 == 0 ? atLeast : atLeast - 1));
            exact += placed == most ? 1 : 0;
        }

        Assert.True(exact >= 297, $"{exact} of 300 tables were filled as far as they can be");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Bins_KeepDegreesExactly_AndChangeNothingWhereDegreesAreSmall(bool directed)
    {
        CsrGraph small = ClassicGraphs.Grid(20, 20);
        CsrGraph graph = Fixtures.Random(800, 12_000, 3, directed);
        if (!directed)
            Assert.Equal(Jdm.Sample(small, 0.5).Graph.Edges(), Jdm.Sample(small, 0.5, binRatio: 1.25).Graph.Edges());
        JdmSample exact = Jdm.Sample(graph, 0.5);
        JdmSample binned = Jdm.Sample(graph, 0.5, binRatio: 1.5);
        Assert.Equal(exact.Report.JointDistance, binned.Report.JointDistance);
        Assert.True(binned.Report.CorrelationDistance > exact.Report.CorrelationDistance); // cells that were empty are filled
        Assert.InRange(binned.Report.CorrelationDistanceBinned, 0, 2 * exact.Report.CorrelationDistanceBinned + 0.1);
        Assert.Equal(0, binned.Report.UnplacedStubs);
        JdmSample whole = Jdm.Sample(graph, 1, binRatio: 1.5);
        Assert.Equal(Degrees.Total(graph).Order(), Degrees.Total(whole.Graph).Order());
    }

    [Fact]
    public void Sample_IsTheSame_ForEveryNumberOfThreads()
    {
        CsrGraph graph = Fixtures.Random(2000, 20_000, 4);
        AnyThreads.GiveTheSame(threads => Jdm.Sample(graph, 0.4, seed: 3, parallelism: threads).Graph.Edges().ToArray());
        Assert.NotEqual(Jdm.Sample(graph, 0.4, seed: 3).Graph.Edges(), Jdm.Sample(graph, 0.4, seed: 4).Graph.Edges());
    }

    [Fact]
    public void Matrices_AreRefused_WithTheNumbers()
    {
        var loop = new JointDegreeMatrix([KeyValuePair.Create(2, 1L)], [new DegreeCell(2, 2, 1)]);
        Assert.Equal((1, 0), (Assert.Throws<NotRealizableException>(loop.Validate).Needed, Assert.Throws<NotRealizableException>(loop.Validate).Cap));
        Assert.Throws<NotRealizableException>(new JointDegreeMatrix([KeyValuePair.Create(1, 2L)], []).Validate);
        Assert.Throws<ArgumentException>(() => new JointDegreeMatrix([], [new DegreeCell(3, 2, 1)]));
        Assert.Throws<ArgumentException>(() => JointDegreeMatrix.FromGraph(Fixtures.FromText("0-1", directed: true)));
    }

    private static string Text(JointDegreeMatrix matrices) => string.Join(' ', matrices.Histogram) + " | " + string.Join(' ', matrices.Correlation);

    /// <summary>Sequences that do not fall.</summary>
    private static IEnumerable<int[]> Sequences(int length, int most) => length == 0
        ? [[]]
        : from rest in Sequences(length - 1, most) from d in Enumerable.Range(rest.Length == 0 ? 0 : rest[^1], most + 1 - (rest.Length == 0 ? 0 : rest[^1])) select rest.Append(d).ToArray();

    /// <summary>Every matrix whose rows use up the stubs, whether or not cells are too full.</summary>
    private static IEnumerable<JointDegreeMatrix> Candidates(int[] degrees)
    {
        KeyValuePair<int, long>[] histogram = [.. degrees.GroupBy(d => d).Select(g => KeyValuePair.Create(g.Key, (long)g.Count()))];
        int[] classes = [.. degrees.Where(d => d > 0).Distinct()];
        (int A, int B)[] cells = [.. from a in Enumerable.Range(0, classes.Length) from b in Enumerable.Range(a, classes.Length - a) select (a, b)];
        long[] left = [.. classes.Select(d => d * (long)degrees.Count(e => e == d))];
        return Fill(0, []);

        IEnumerable<JointDegreeMatrix> Fill(int at, DegreeCell[] made)
        {
            if (at == cells.Length)
            {
                if (left.All(stubs => stubs == 0))
                    yield return new JointDegreeMatrix(histogram, made);
                yield break;
            }

            (int a, int b) = cells[at];
            for (long count = 0; a == b ? 2 * count <= left[a] : count <= Math.Min(left[a], left[b]); count++)
            {
                left[a] -= count;
                left[b] -= count;
                foreach (JointDegreeMatrix whole in Fill(at + 1, [.. made, new DegreeCell(classes[a], classes[b], count)]))
                    yield return whole;
                left[a] += count;
                left[b] += count;
            }
        }
    }

    /// <summary>The most edges between three classes, by trying every count of every cell but two.</summary>
    private static long Most(DegreeClasses classes, long[] n)
    {
        long[] left = [.. n.Select((count, a) => count * classes.Degrees[a])];
        (int A, int B)[] cells = [(0, 0), (1, 1), (2, 2), (0, 1), (0, 2), (1, 2)];
        return Best(0);

        long Best(int at)
        {
            if (at == cells.Length)
                return 0;
            (int a, int b) = cells[at];
            long cap = a == b ? n[a] * (n[a] - 1) / 2 : n[a] * n[b];
            long most = Math.Min(cap, a == b ? left[a] / 2 : Math.Min(left[a], left[b]));
            long best = 0;
            for (long count = at == cells.Length - 1 ? most : 0; count <= most; count++)
            {
                left[a] -= count;
                left[b] -= count;
                best = Math.Max(best, count + Best(at + 1));
                left[a] += count;
                left[b] += count;
            }

            return best;
        }
    }
}
