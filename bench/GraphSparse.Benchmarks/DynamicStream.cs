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
        (CsrGraph graph, CsrGraph initial) = Read(file);
        Print($"{Path.GetFileName(file)}: n {graph.VertexCount}, m {graph.EdgeCount}, initial E/N {(double)initial.EdgeCount / graph.VertexCount:0.0000}; new edges join {(isLocal ? "vertices 2 to 30 random steps apart" : "uniformly random vertices")}, weight 1 or 2");
        for (int seed = 1; seed <= seeds; seed++)
        {
            List<EdgeUpdate> insertions = Insertions(graph, isLocal, seed);
            Print($"seed {seed}");
            (long size, double baseline) = One("walk (published)", graph, initial, insertions, seed, DynamicSpectralOptions.Published, null);
            Matched(graph, initial, insertions, seed, size, baseline);
            if (seeds > 1)
                continue; // several seeds: the comparison with the baseline alone
            foreach (InsertionTestMethod method in Enum.GetValues<InsertionTestMethod>())
                One(Name(method), graph, initial, insertions, seed, new DynamicSpectralOptions { Method = method }, null);
            One("oracle + 2 % repair", graph, initial, insertions, seed, DynamicSpectralOptions.Default, graph.VertexCount / 50);
        }

        return 0;
    }

    /// <summary>κ before and after deletions of 1 % n sparsifier edges, by method, over seeds; with a path for each alone, and mended.</summary>
    public static int Deletions(string file, int seeds)
    {
        (CsrGraph graph, CsrGraph initial) = Read(file);
        foreach (InsertionTestMethod method in Enum.GetValues<InsertionTestMethod>())
        {
            foreach (bool isMended in new[] { false, true })
            {
                var ratios = new double[seeds];
                var growths = new double[seeds];
                double seconds = 0;
                int count = 0;
                for (int seed = 1; seed <= seeds; seed++)
                {
                    DynamicSpectralSparsifier sparsifier = Start(graph, initial, new DynamicSpectralOptions { Method = method, Repair = isMended }, seed);
                    Apply(sparsifier, Insertions(graph, isLocal: true, seed));
                    (double kappa, double density) = (sparsifier.EstimateKappa(), sparsifier.Statistics.EdgesPerVertex);
                    EdgeUpdate[] deletions = Deletions(sparsifier, seed);
                    seconds += Apply(sparsifier, deletions);
                    count += deletions.Length;
                    (ratios[seed - 1], growths[seed - 1]) = (sparsifier.EstimateKappa() / kappa, sparsifier.Statistics.EdgesPerVertex - density);
                }

                Print($"{Path.GetFileName(file)} {Name(method),-10} {(isMended ? "mended" : "paths"),-7} kappa after / before {string.Join(' ', ratios.Select(r => r.ToString("0.000", CultureInfo.InvariantCulture)))}, E/N +{growths.Average():0.0000}, {count / seconds:0} deletions/s");
            }
        }

        return 0;
    }

    /// <summary>One file after the other: what a decision takes. Deletions come after the insertions.</summary>
    public static int Scaling(string[] files)
    {
        foreach (string file in files)
        {
            (CsrGraph graph, CsrGraph initial) = Read(file);
            List<EdgeUpdate> insertions = Insertions(graph, isLocal: true, 1);
            foreach (DynamicSpectralOptions options in new[] { DynamicSpectralOptions.Default, DynamicSpectralOptions.Published })
            {
                DynamicSpectralSparsifier sparsifier = Start(graph, initial, options, 1);
                List<EdgeUpdate> sample = insertions[..Math.Min(4000, insertions.Count)]; // the same number at every size
                double rate = Enumerable.Range(0, 9).Select(_ => Decide(sparsifier, sample)).Order().ElementAt(4);
                double applied = Apply(sparsifier, insertions);
                EdgeUpdate[] deletions = Deletions(sparsifier, 1);
                double deleted = Apply(sparsifier, deletions);
                DynamicSpectralStatistics after = sparsifier.Statistics;
                Print($"{Path.GetFileName(file)} n {graph.VertexCount} {Name(options.Method),-6} {rate:0} decisions/s, settled per decision {Settled(graph, initial, sample):0.0}, {insertions.Count / applied:0} insertions/s, {deletions.Length / deleted:0} deletions/s, p50 {1e6 * after.P50LatencySeconds:0.0} us, p99 {1e6 * after.P99LatencySeconds:0.0} us");
            }
        }

        return 0;
    }

    private static double Settled(CsrGraph graph, CsrGraph initial, List<EdgeUpdate> sample)
    {
        var dynamic = new DynamicGraph(graph);
        dynamic.StartSparsifier(initial);
        var finder = new PathFinder();
        return sample.Average(u =>
        {
            finder.Search(dynamic.Sparsifier, u.Source, u.Target, DynamicSpectralOptions.PathThreshold / u.Weight);
            return finder.Settled;
        });
    }

    private static string Name(InsertionTestMethod method) => method.ToString().ToLowerInvariant();

    private static (CsrGraph Graph, CsrGraph Initial) Read(string file)
    {
        CsrGraph graph = GraphReader.Read(file).Graph;
        return (graph, SpectralSparsifier.Sparsify(graph).Graph);
    }

    private static DynamicSpectralSparsifier Start(CsrGraph graph, CsrGraph initial, DynamicSpectralOptions options, int seed) =>
        DynamicSpectralSparsifier.Create(graph, initial, options, (ulong)seed, null, Parallelism.Sequential);

    /// <summary>Ten batches; seconds.</summary>
    private static double Apply(DynamicSpectralSparsifier sparsifier, IReadOnlyCollection<EdgeUpdate> updates) =>
        updates.Chunk((updates.Count + 9) / 10).Sum(batch => sparsifier.ApplyBatch(batch).Seconds);

    /// <summary>1 % n edges of the sparsifier as it is.</summary>
    private static EdgeUpdate[] Deletions(DynamicSpectralSparsifier sparsifier, int seed)
    {
        var random = new KeyedRandom((ulong)seed, "bench.deletions");
        return [.. sparsifier.SparsifierSnapshot().Edges().Select((e, i) => (e, Key: random.NextUInt64(i))).OrderBy(x => x.Key)
            .Take(Math.Max(1, sparsifier.VertexCount / 100)).Select(x => EdgeUpdate.Delete(x.e.Source, x.e.Target))];
    }

    private static (long Edges, double Kappa) One(string name, CsrGraph graph, CsrGraph initial, List<EdgeUpdate> insertions, int seed, DynamicSpectralOptions options, int? repair)
    {
        DynamicSpectralSparsifier sparsifier = Start(graph, initial, options, seed);
        Decide(sparsifier, insertions[..Math.Min(200, insertions.Count)]); // compiles
        double rate = Decide(sparsifier, insertions);
        Apply(sparsifier, insertions);
        double repairSeconds = repair is { } budget ? sparsifier.AddEdges(budget).Seconds : 0;
        (long edges, double density, double kappa) = (sparsifier.Statistics.SparsifierEdges, sparsifier.Statistics.EdgesPerVertex, sparsifier.EstimateKappa());
        EdgeUpdate[] deletions = Deletions(sparsifier, seed);
        double deleteSeconds = Apply(sparsifier, deletions);
        if (sparsifier.Verify() is { } problem)
            throw new InvalidOperationException(problem);
        DynamicSpectralStatistics after = sparsifier.Statistics;
        Print($"{name,-20} E/N {density:0.0000} kappa {kappa,7:0.0} | after deletions E/N {after.EdgesPerVertex:0.0000} off-tree {after.OffTreePerVertex:0.0000} kappa {sparsifier.EstimateKappa(),7:0.0}");
        Print($"{"",-20} {rate,8:0} decisions/s per core, p50 {1e6 * after.P50LatencySeconds,6:0.0} us, p99 {1e6 * after.P99LatencySeconds,7:0.0} us, {deletions.Length / deleteSeconds,7:0} deletions/s, repair {repairSeconds:0.00} s");
        return (edges, kappa);
    }

    /// <summary>Ours at the baseline's size: an oracle that lets few edges in, then repair with as many edges as the baseline has more, or one or two exchanges to its size.</summary>
    private static void Matched(CsrGraph graph, CsrGraph initial, List<EdgeUpdate> insertions, int seed, long size, double baseline)
    {
        for (int exchanges = 0; exchanges <= 2; exchanges++)
        {
            DynamicSpectralSparsifier sparsifier = Start(graph, initial, new DynamicSpectralOptions { Threshold = 50 }, seed);
            double seconds = Apply(sparsifier, insertions);
            double repairSeconds = exchanges == 0
                ? sparsifier.AddEdges((int)Math.Max(0, size - sparsifier.Statistics.SparsifierEdges)).Seconds
                : Enumerable.Range(0, exchanges).Sum(_ => sparsifier.ExchangeEdges(size).Seconds);
            if (sparsifier.Verify() is { } problem)
                throw new InvalidOperationException(problem);
            double kappa = sparsifier.EstimateKappa();
            string name = exchanges == 0 ? "oracle K 50 + repair" : $"oracle K 50, {exchanges} exchange{(exchanges == 1 ? "" : "s")}";
            Print($"{name,-24} E/N {sparsifier.Statistics.EdgesPerVertex:0.0000} kappa {kappa,7:0.0} = {kappa / baseline:0.00} of the baseline's; updates {seconds:0.00} s, repair or exchange {repairSeconds:0.00} s");
        }
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
