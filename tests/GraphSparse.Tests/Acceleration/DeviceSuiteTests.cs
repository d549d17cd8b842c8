using System.Reflection;
using GraphSparse.Acceleration;
using GraphSparse.Analytics;
using GraphSparse.DeviceCheck;
using GraphSparse.Gpu;
using GraphSparse.Graphlets;
using GraphSparse.Tests.Acceleration.Gpu;

namespace GraphSparse.Tests.Acceleration;

/// <summary>What the bundle for machines with a GPU does, in this process: it covers every kernel, and sees where a device differs.</summary>
public class DeviceSuiteTests
{
    private static readonly Workload Small = new("random", 1025, Inputs.Skewed);

    [Fact]
    public void EveryKernel_IsCheckedByAnOperation() =>
        Assert.Equal(KernelTextTests.Entries.Select(e => e.GetCustomAttribute<KernelAttribute>()!.Name).Order(), Operation.All.SelectMany(o => o.Kernels).Distinct().Order());

    [Fact]
    public void EveryOperation_IsSeen_WhereADeviceDiffers()
    {
        using var wrong = new WrongAccelerator();
        List<DeviceRow> rows = Rows(wrong, hasDouble: true, suite => suite.Check([Small]));
        Assert.Equal(Operation.All.Select(o => o.Name), rows.Select(r => r.Operation));
        Assert.All(rows, r => Assert.True(r is { Verified: false, Problem: "the result is not that of the CPU" }, r.ToString()));
    }

    [Fact]
    public void SumsOfDoubles_AreNotRun_WithoutDoublePrecision()
    {
        List<DeviceRow> rows = Rows(TestDevices.Cpu, hasDouble: false, suite => suite.Check([Small]));
        Assert.Equal(["spmv", "spmm-16", "spmm-128", "jaccard", "pagerank", "pagerank-directed"], rows.Where(r => r.Verified is null).Select(r => r.Operation));
        Assert.DoesNotContain(rows, r => r.Verified == false);
    }

    private static List<DeviceRow> Rows(IAccelerator device, bool hasDouble, Action<DeviceSuite> run)
    {
        var rows = new List<DeviceRow>();
        run(new DeviceSuite(TestDevices.Cpu, device, hasDouble, device is GpuAccelerator gpu ? () => gpu.Context.KernelTime : null, rows.Add));
        return rows;
    }

    /// <summary>On a device.</summary>
    [Trait("Device", "Gpu")]
    public class OnADevice
    {
        [AcceleratorFact]
        public void EveryOperation_IsThatOfTheCpu_AndIsTimed()
        {
            List<DeviceRow> rows = Rows(TestDevices.Gpu, hasDouble: true, suite =>
            {
                suite.Check(Workload.ForChecks(Path.Combine(TestSupport.Repository.Root, "datasets", "networks")).Take(6));
                suite.Time(Workload.ForTimes(scale: 6), repeats: 3);
            });
            Assert.All(rows, r => Assert.True(r.Verified, r.ToString()));
            Assert.Equal(Operation.All.Count - 1, rows.Count(r => r is { CpuSeconds: > 0, DeviceSeconds: > 0, KernelSeconds: > 0, Items: > 0 } && r.KernelSeconds < r.DeviceSeconds));
        }
    }

    /// <summary>A device that is wrong by little.</summary>
    private sealed class WrongAccelerator : IAccelerator, IHittingWalks, IGraphletKernels
    {
        private readonly CpuAccelerator _right = new(Parallelism.Sequential);

        public string Name => "wrong";

        public DeviceKind Kind => DeviceKind.OpenCl;

        public long MemoryBytes => 0;

        public void RandomWords(ulong seed, ulong first, uint counter2, uint counter3, Memory<uint> words, CancellationToken cancellationToken = default)
        {
            _right.RandomWords(seed, first, counter2, counter3, words, cancellationToken);
            words.Span[^1] ^= 1;
        }

        public long[] PrefixSum(ReadOnlyMemory<int> counts, CancellationToken cancellationToken = default) => OneMore(_right.PrefixSum(counts, cancellationToken));

        public int[] Histogram(ReadOnlyMemory<int> values, int bins, CancellationToken cancellationToken = default) =>
            OneMore(_right.Histogram(values, bins, cancellationToken));

        public SortedPairs SortByKey(ReadOnlyMemory<ulong> keys, ReadOnlyMemory<int> values, CancellationToken cancellationToken = default)
        {
            (ulong[] sorted, int[] moved) = _right.SortByKey(keys, values, cancellationToken);
            return new SortedPairs(sorted, [moved[1], moved[0], .. moved[2..]]); // as a sort that is not stable
        }

        public void Spmv(CsrGraph graph, ReadOnlyMemory<double> x, Memory<double> y, CancellationToken cancellationToken = default)
        {
            _right.Spmv(graph, x, y, cancellationToken);
            y.Span[0] = Math.BitIncrement(y.Span[0]);
        }

        public void Spmm(CsrGraph graph, ReadOnlyMemory<double> x, int columns, Memory<double> y, CancellationToken cancellationToken = default)
        {
            _right.Spmm(graph, x, columns, y, cancellationToken);
            y.Span[0] = Math.BitIncrement(y.Span[0]);
        }

        public int[] TrianglesPerEdge(CsrGraph graph, EdgeIndex index, CancellationToken cancellationToken = default) =>
            OneMore(_right.TrianglesPerEdge(graph, index, cancellationToken));

        public double[] Jaccard(CsrGraph graph, EdgeIndex index, CancellationToken cancellationToken = default)
        {
            double[] scores = _right.Jaccard(graph, index, cancellationToken);
            scores[0] = Math.BitIncrement(scores[0]);
            return scores;
        }

        public PageRankResult PageRank(CsrGraph graph, PageRankOptions? options = null, CancellationToken cancellationToken = default)
        {
            PageRankResult result = _right.PageRank(graph, options, cancellationToken);
            result.Ranks[0] = Math.BitIncrement(result.Ranks[0]);
            return result;
        }

        public void Walks(CsrGraph graph, WalkRequest batch, Memory<int> rows, CancellationToken cancellationToken = default)
        {
            _right.Walks(graph, batch, rows, cancellationToken);
            rows.Span[1] = rows.Span[1] == 1 ? 2 : 1;
        }

        public void NbrwInsert(DynamicAdjacency graph, HittingRequest request, ReadOnlyMemory<HittingQuery> queries, Memory<byte> hits, CancellationToken cancellationToken)
        {
            ((IHittingWalks)_right).NbrwInsert(graph, request, queries, hits, cancellationToken);
            hits.Span[0] ^= 1;
        }

        public void NbrwDelete(DynamicAdjacency graph, HittingRequest request, ReadOnlyMemory<HittingQuery> queries, Memory<int> paths, CancellationToken cancellationToken)
        {
            ((IHittingWalks)_right).NbrwDelete(graph, request, queries, paths, cancellationToken);
            paths.Span[0]++;
        }

        public EdgeArrays CountOnEdges(RankedGraph graph, EdgeCounts needed, CancellationToken cancellationToken)
        {
            EdgeArrays counts = ((IGraphletKernels)_right).CountOnEdges(graph, needed, cancellationToken);
            counts.Cycles[^1]++;
            return counts;
        }

        public long[][] CountOrbits(RankedGraph graph, CancellationToken cancellationToken)
        {
            long[][] columns = ((IGraphletKernels)_right).CountOrbits(graph, cancellationToken);
            columns[^1][0]++;
            return columns;
        }

        public TwoHops FindTwoHops(AdjacencyInput input, ReadOnlyMemory<int> vertices, bool needsChords, CancellationToken cancellationToken)
        {
            TwoHops rows = ((IGraphletKernels)_right).FindTwoHops(input, vertices, needsChords, cancellationToken);
            rows.Chords[^1]++;
            return rows;
        }

        public double MeasureBandwidth() => 0;

        public void Dispose() => _right.Dispose();

        private static long[] OneMore(long[] values) => [.. values[..^1], values[^1] + 1];

        private static int[] OneMore(int[] values) => [.. values[..^1], values[^1] + 1];
    }
}
