using System.Diagnostics;
using System.Globalization;
using GraphSparse.Graphlets;
using GraphSparse.IO;
using MathNet.Numerics.Statistics;

namespace GraphSparse.Benchmarks;

/// <summary>Orbit counts and orbit adjacencies of networks, on one thread and on all; counts are checked against the sums of the matrices.</summary>
internal static class GraphletTimes
{
    private const long MostEntries = 1 << 28; // in memory
    private const int Repeats = 6; // the first is a warm-up

    /// <summary>Orbits of five vertices alone where the first argument is "five".</summary>
    public static int Run(string[] files)
    {
        bool isFive = files is ["five", ..];
        foreach (string file in files.Skip(isFive ? 1 : 0))
            (isFive ? RunFive : (Action<string, CsrGraph>)Run)(Path.GetFileName(file), GraphReader.Read(file).Graph.Symmetrize());
        return 0;
    }

    private static void Run(string name, CsrGraph graph)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {graph.VertexCount} vertices, {graph.EdgeCount} edges"));
        foreach (Parallelism threads in new[] { Parallelism.Sequential, Parallelism.AllCores })
        {
            var passes = new Dictionary<string, List<double>>();
            OrbitCounts counts = null!;
            double count = Median(() =>
            {
                counts = OrbitCounter.Count(graph, parallelism: threads);
                foreach ((string pass, double seconds) in counts.Seconds)
                    (passes.TryGetValue(pass, out List<double>? list) ? list : passes[pass] = []).Add(seconds);
            });
            IReadOnlyList<AdjacencyTotals<OrbitPair>> totals = [];
            double streamed = Median(() => totals = OrbitAdjacency.Sum(graph, parallelism: threads));
            if (totals.Single(t => t.Matrix == new OrbitPair(1, 14, 14)).Sum != 12 * counts.Graphlets.Cliques || totals.Single(t => t.Matrix.Hop == 3).Sum != 2 * counts.Graphlets.Paths4)
                throw new InvalidOperationException("The matrices do not add up to the counts.");
            bool fits = totals.Sum(t => t.NonZeros) <= MostEntries;
            double materialised = fits ? Median(() => OrbitAdjacency.Count(graph, parallelism: threads)) : double.NaN;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {threads.Degree} threads: orbits {count:0.000} s ({string.Join(", ", passes.Select(p => $"{p.Key} {p.Value.Median():0.000}"))}), 28 matrices in memory {materialised:0.000} s, rows alone {streamed:0.000} s, {totals.Sum(t => t.NonZeros):#,0} entries"));
        }
    }

    private static void RunFive(string name, CsrGraph graph)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {graph.VertexCount} vertices, {graph.EdgeCount} edges"));
        foreach (Parallelism threads in new[] { Parallelism.Sequential, Parallelism.AllCores })
        {
            FiveVertexOrbits orbits = null!;
            double seconds = Median(() => orbits = FiveVertexOrbitCounter.Count(graph, threads));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {threads.Degree} threads: {seconds:0.000} s ({string.Join(", ", orbits.Seconds.Select(p => $"{p.Key} {p.Value:0.000}"))}), {orbits.Graphlets.Skip(9).Aggregate((a, b) => a + b):#,0} copies of five vertices, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB"));
        }
    }

    private static double Median(Action work)
    {
        var seconds = new List<double>();
        for (int i = 0; i < Repeats; i++)
        {
            long began = Stopwatch.GetTimestamp();
            work();
            if (i > 0)
                seconds.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        return seconds.Median();
    }
}
