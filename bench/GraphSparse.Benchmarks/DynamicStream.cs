using System.Diagnostics;
using System.Globalization;
using GraphSparse.IO;
using GraphSparse.Sparsification.Dynamic;
using GraphSparse.Sparsification.Spectral;

namespace GraphSparse.Benchmarks;

/// <summary>A sparsifier of a network under the published kind of stream: 0.245 n insertions in 10 batches, then 1 % n deletions of sparsifier edges in 10.
/// The baseline (the published walk rule) and ours begin with the same sparsifier and take the same stream.</summary>
internal static class DynamicStream
{
    public static int Run(string file, bool isLocal, int seeds)
    {
        CsrGraph graph = GraphReader.Read(file).Graph;
        CsrGraph initial = SpectralSparsifier.Sparsify(graph).Graph;
        Print($"{Path.GetFileName(file)}: n {graph.VertexCount}, m {graph.EdgeCount}, initial E/N {(double)initial.EdgeCount / graph.VertexCount:0.0000}; new edges join {(isLocal ? "vertices 2 to 30 random steps apart" : "uniformly random vertices")}, weight 1 or 2");
        for (int seed = 1; seed <= seeds; seed++)
        {
            List<EdgeUpdate> insertions = Insertions(graph, isLocal, seed);
            Print($"seed {seed}");
            (long size, double baseline) = One("walk (published)", graph, initial, insertions, seed, DynamicSpectralOptions.Published, null);
            Matched(graph, initial, insertions, seed, size, baseline);
            if (seeds > 1)
                continue; // several seeds: the comparison with the baseline alone
            One("walk", graph, initial, insertions, seed, new DynamicSpectralOptions { Method = DynamicMethod.Walk }, null);
            One("oracle", graph, initial, insertions, seed, DynamicSpectralOptions.Default, null);
            One("resistance", graph, initial, insertions, seed, new DynamicSpectralOptions { Method = DynamicMethod.Resistance }, null);
            One("lrd", graph, initial, insertions, seed, new DynamicSpectralOptions { Method = DynamicMethod.Lrd }, null);
            One("oracle + 2 % repair", graph, initial, insertions, seed, DynamicSpectralOptions.Default, graph.VertexCount / 50);
        }

        return 0;
    }

    private static (long Edges, double Kappa) One(string name, CsrGraph graph, CsrGraph initial, List<EdgeUpdate> insertions, int seed, DynamicSpectralOptions options, int? repair)
    {
        var sparsifier = new DynamicSpectralSparsifier(graph, initial, options, (ulong)seed, null, Parallelism.Sequential);
        Decide(sparsifier, insertions[..Math.Min(200, insertions.Count)]); // compiles
        double rate = Decide(sparsifier, insertions);
        foreach (EdgeUpdate[] batch in insertions.Chunk((insertions.Count + 9) / 10))
            sparsifier.ApplyBatch(batch);
        double repairSeconds = repair is { } budget ? sparsifier.Repair(budget).Seconds : 0;
        (long edges, double density, double kappa) = (sparsifier.Statistics.SparsifierEdges, sparsifier.Statistics.EdgesPerVertex, sparsifier.EstimateKappa());
        var random = new KeyedRandom((ulong)seed, "bench.deletions");
        EdgeUpdate[] deletions = [.. sparsifier.SparsifierSnapshot().Edges().Select((e, i) => (e, Key: random.NextUInt64(i))).OrderBy(x => x.Key)
            .Take(Math.Max(1, graph.VertexCount / 100)).Select(x => EdgeUpdate.Delete(x.e.Source, x.e.Target))];
        double deleteSeconds = deletions.Chunk((deletions.Length + 9) / 10).Sum(batch => sparsifier.ApplyBatch(batch).Seconds);
        if (sparsifier.Verify() is { } problem)
            throw new InvalidOperationException(problem);
        DynamicStatistics after = sparsifier.Statistics;
        Print($"{name,-20} E/N {density:0.0000} kappa {kappa,7:0.0} | after deletions E/N {after.EdgesPerVertex:0.0000} D {after.OffForestPercent,5:0.0} % kappa {sparsifier.EstimateKappa(),7:0.0}");
        Print($"{"",-20} {rate,8:0} decisions/s per core, p50 {1e6 * after.MedianUpdateSeconds,6:0.0} us, p99 {1e6 * after.SlowUpdateSeconds,7:0.0} us, {deletions.Length / deleteSeconds,7:0} deletions/s, repair {repairSeconds:0.00} s");
        return (edges, kappa);
    }

    /// <summary>Ours at the baseline's size: an oracle that lets few edges in, then repair with as many edges as the baseline has more.</summary>
    private static void Matched(CsrGraph graph, CsrGraph initial, List<EdgeUpdate> insertions, int seed, long size, double baseline)
    {
        const double threshold = 50;
        var sparsifier = new DynamicSpectralSparsifier(graph, initial, new DynamicSpectralOptions { Threshold = threshold }, (ulong)seed, null, Parallelism.Sequential);
        double seconds = insertions.Chunk((insertions.Count + 9) / 10).Sum(batch => sparsifier.ApplyBatch(batch).Seconds);
        RepairReport repair = sparsifier.Repair((int)Math.Max(0, size - sparsifier.Statistics.SparsifierEdges));
        double kappa = sparsifier.EstimateKappa();
        Print($"{"oracle K 50 + repair",-20} E/N {sparsifier.Statistics.EdgesPerVertex:0.0000} kappa {kappa,7:0.0} = {kappa / baseline:0.00} of the baseline's; updates {seconds:0.00} s, repair of {repair.EdgesAdded} edges {repair.Seconds:0.00} s");
    }

    /// <summary>Decisions per second on one thread against the sparsifier as it begins.</summary>
    private static double Decide(DynamicSpectralSparsifier sparsifier, List<EdgeUpdate> updates)
    {
        var watch = Stopwatch.StartNew();
        sparsifier.Test(updates, 0);
        return updates.Count / watch.Elapsed.TotalSeconds;
    }

    private static List<EdgeUpdate> Insertions(CsrGraph graph, bool isLocal, int seed)
    {
        int n = graph.VertexCount;
        var random = new KeyedRandom((ulong)seed, "bench.stream");
        var seen = new HashSet<(int, int)>();
        var updates = new List<EdgeUpdate>();
        for (long draw = 0; updates.Count < (int)(0.245 * n); draw++)
        {
            int u = (int)(n * random.NextDouble(draw, 0));
            int v = isLocal ? u : (int)(n * random.NextDouble(draw, 1));
            int steps = 2 + (int)(29 * random.NextDouble(draw, 2));
            for (int step = 0; isLocal && step < steps && graph.Degree(v) > 0; step++)
                v = graph.Neighbors(v)[(int)(graph.Degree(v) * random.NextDouble(draw, 30 + step))];
            if (u != v && !graph.HasArc(u, v) && seen.Add((Math.Min(u, v), Math.Max(u, v))))
                updates.Add(EdgeUpdate.Insert(u, v, random.NextDouble(draw, 20) < 0.5 ? 1 : 2));
        }

        return updates;
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
