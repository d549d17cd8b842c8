using System.Diagnostics;
using System.Globalization;
using GraphSparse.Analytics;
using GraphSparse.IO;
using GraphSparse.Sparsification;
using MathNet.Numerics.Statistics;

namespace GraphSparse.Benchmarks;

/// <summary>Times each stage on graphs of growing size, in nanoseconds per edge, beside what the machine's memory allows.</summary>
internal static class GrowthTimes
{
    private const int Repeats = 3;

    public static int Run(string[] files)
    {
        var columns = new List<(string Name, Dictionary<string, double> Times)> { ("", Machine()) };
        foreach ((string what, double value) in columns[0].Times)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-34} {value,9:0.0}"));
        columns.Clear();
        foreach (string file in files)
            columns.Add((Path.GetFileNameWithoutExtension(file), Stages(file)));
        Console.WriteLine($"| ns per edge | {string.Join(" | ", columns.Select(c => c.Name))} | last / first |");
        Console.WriteLine($"|---|{string.Concat(columns.Select(_ => "---:|"))}---:|");
        foreach (string stage in columns[0].Times.Keys)
        {
            double[] row = [.. columns.Select(c => c.Times[stage])];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {stage} | {string.Join(" | ", row.Select(t => t.ToString("0.0", CultureInfo.InvariantCulture)))} | {row[^1] / row[0]:0.0} |"));
        }

        return 0;
    }

    /// <summary>What memory gives: a stream read and written, and reads far apart, on all threads.</summary>
    private static Dictionary<string, double> Machine()
    {
        const int length = 1 << 25; // 256 MB of 8 bytes each: beyond all caches
        long[] values = HugePages.Of(new long[length]);
        long[] copy = HugePages.Of(new long[length]);
        Parallelism threads = Parallelism.AllCores;
        double read = Best(() => threads.Sum(length, (from, to) => SumOf(values.AsSpan((int)from, (int)(to - from)))));
        double write = Best(() =>
        {
            threads.ForRanges(length, 1 << 16, (_, from, to) => values.AsSpan((int)from, (int)(to - from)).CopyTo(copy.AsSpan((int)from)));
            return copy[0];
        });
        var random = new KeyedRandom(1, "bench.access");
        int[] places = HugePages.Of(new int[1 << 23]);
        threads.ForRanges(places.Length, 1 << 16, (_, from, to) =>
        {
            for (long i = from; i < to; i++)
                places[i] = (int)(random.NextUInt64(i) % length);
        });
        double far = Best(() => threads.Sum(places.Length, (from, to) =>
        {
            long sum = 0;
            for (long i = from; i < to; i++)
                sum += values[places[i]];
            return sum;
        }));
        return new Dictionary<string, double>
        {
            ["GB/s read"] = length * 8.0 / read / 1e9,
            ["GB/s copied (read and written)"] = length * 16.0 / write / 1e9,
            ["ns per read far apart"] = far / places.Length * 1e9,
        };
    }

    private static double SumOf(ReadOnlySpan<long> values)
    {
        System.Numerics.Vector<long> sum = System.Numerics.Vector<long>.Zero;
        foreach (System.Numerics.Vector<long> part in System.Runtime.InteropServices.MemoryMarshal.Cast<long, System.Numerics.Vector<long>>(values))
            sum += part;
        return System.Numerics.Vector.Sum(sum);
    }

    private static double Best(Func<double> work) => Enumerable.Range(0, 5).Min(_ =>
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalSeconds;
    });

    private static Dictionary<string, double> Stages(string file)
    {
        CsrGraph graph = GraphReader.Read(file).Graph;
        Parallelism threads = Parallelism.AllCores;
        var times = new Dictionary<string, double>();
        string binary = Path.ChangeExtension(Path.GetTempFileName(), ".gsb");
        try
        {
            Time("Parquet to graph", () => GraphReader.Read(file).Graph.EdgeCount);
            GraphWriter.Write(binary, graph);
            Time(".gsb, opened and checked", () => GraphReader.Read(binary, new GraphReadOptions { Verify = true }).Graph.EdgeCount);
            string parquet = Path.ChangeExtension(binary, ".parquet");
            Time("graph to Parquet", () => GraphWriter.Write(parquet, graph, overwrite: true).Count);
            File.Delete(parquet);
        }
        finally
        {
            File.Delete(binary);
        }

        var index = new EdgeIndex(graph, threads);
        var context = new ScoreContext(42, TieBreaking.Hash, threads);
        Time("a pass over the rows", () => PassOver(graph, threads));
        Time("edge ids of larger ends", () => new EdgeIndex(graph, threads).EdgeCount);
        Time("edge ids of all arcs", () => new EdgeIndex(graph, threads).Of(0).Length);
        bool[] kept = ((ICompactScore)new RandomScore()).Top(graph, index, index.EdgeCount * 3L / 10, context)!;
        double[] scores = new RandomScore().Score(graph, index, context);
        Time("selection of scores", () => TopSelection.Top(scores, index.EdgeCount * 3L / 10, context.TieOrder, threads).Length);
        Time("random selection", () => ((ICompactScore)new RandomScore()).Top(graph, index, index.EdgeCount * 3L / 10, context)!.Length);
        Time("keeping 30 %", () => graph.KeepEdges(index, kept, threads).EdgeCount);
        Time("components", () => ConnectedComponents.Find(graph, threads).Count);
        Time("breadth-first search", () => BreadthFirstSearch.Search(graph, 0, threads).Reached);
        Time("PageRank", () => PageRank.Compute(graph, parallelism: threads).Iterations);
        foreach (string method in new[] { "random", "k-neighbor", "local-degree", "g-spar" })
            Time($"sparsify {method}", () => Sparsifier.Sparsify(graph, new SparsifierOptions { Method = method, Keep = 0.3 }, 42, parallelism: threads).Graph.EdgeCount);
        return times;

        void Time(string stage, Func<long> work)
        {
            var seconds = new List<double>();
            for (int i = 0; i < Repeats; i++)
            {
                GC.Collect();
                var watch = Stopwatch.StartNew();
                work();
                seconds.Add(watch.Elapsed.TotalSeconds);
            }

            times[stage] = seconds.Median() / graph.EdgeCount * 1e9;
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)} {stage}: {times[stage]:0.0} ns per edge"));
        }
    }

    private static long PassOver(CsrGraph graph, Parallelism threads) => (long)threads.Sum(graph.VertexCount, (from, to) =>
    {
        long sum = 0;
        for (int u = (int)from; u < to; u++)
        {
            foreach (int v in graph.Neighbors(u))
                sum += v;
        }

        return sum;
    });
}
