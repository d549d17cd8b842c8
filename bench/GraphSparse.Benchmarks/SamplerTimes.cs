using System.Diagnostics;
using System.Globalization;
using GraphSparse.IO;
using GraphSparse.Sampling;
using GraphSparse.Sparsification;
using MathNet.Numerics.Statistics;

namespace GraphSparse.Benchmarks;

/// <summary>Times edge scores, samplers and degree matrix samples of one edge list; the least and the median of five runs after two warm-ups.</summary>
internal static class SamplerTimes
{
    private const int WarmUps = 2;
    private const int Repeats = 5;

    public static int Run(string file)
    {
        CsrGraph graph = GraphReader.Read(file).Graph;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{graph.VertexCount} vertices, {graph.EdgeCount} edges, {Environment.ProcessorCount} threads"));
        var index = new EdgeIndex(graph);
        var context = new ScoreContext(42, TieBreaking.Hash, Parallelism.AllCores);
        foreach (SparsifierEntry entry in SparsifierCatalog.Default.Where(e => e.CreateScore is not null && (graph.IsWeighted || e.Name != "disparity")))
            Time($"score {entry.Name}", () => entry.CreateScore!(new SparsifierOptions()).Score(graph, index, context).Count(s => s > 0.5));
        foreach (SamplerEntry entry in SamplerCatalog.Default.Where(e => e.Name != "jdm"))
            Time($"sample {entry.Name} 0.1", () => Sampler.Sample(graph, new SamplerOptions { Method = entry.Name, Fraction = 0.1 }).Graph.EdgeCount);

        CsrGraph directed = GraphReader.Read(file, new GraphReadOptions { Directed = true }).Graph;
        foreach (int swaps in new[] { 0, 10 })
        {
            foreach (double fraction in new[] { 1.0, 0.5 })
            {
                Time($"jdm {fraction.ToString(CultureInfo.InvariantCulture)}, swaps {swaps}, one thread", () =>
                    JdmSampler.Sample(directed, new JdmSamplerOptions { Fraction = fraction, Realization = new RealizationOptions { Swaps = swaps } }, parallelism: Parallelism.Sequential).Graph.EdgeCount);
            }
        }

        return 0;
    }

    private static void Time(string what, Func<long> work)
    {
        var seconds = new List<double>();
        long check = 0;
        for (int i = 0; i < WarmUps + Repeats; i++)
        {
            var watch = Stopwatch.StartNew();
            check = work();
            if (i >= WarmUps)
                seconds.Add(watch.Elapsed.TotalSeconds);
        }

        seconds.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-36} least {seconds[0]:0.0000} s   median {seconds.Median():0.0000} s   check {check}"));
    }
}
