using System.Diagnostics;
using System.Globalization;
using GraphSparse.IO;
using GraphSparse.Summaries;

namespace GraphSparse.Benchmarks;

/// <summary>Summaries of networks at several budgets: errors beside SSumM as published, seconds, peak memory, answers from the summary beside those of the graph.</summary>
internal static class SummaryTimes
{
    private static readonly double[] Ratios = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6];

    /// <summary>R-MAT graphs of growing size where the first argument is "rmat", with the scales after it; searches with fewer and fewer blocks in memory where it is "batches", lossless ones alone where it is "lossless", with files after it.</summary>
    public static int Run(string[] arguments)
    {
        if (arguments is ["rmat", .. var scales])
            return Grow([.. scales.Select(s => int.Parse(s, CultureInfo.InvariantCulture))]);
        if (arguments is ["batches", .. var files])
            return Batches(files);
        bool isLossless = arguments is ["lossless", ..];
        foreach (string file in arguments.Skip(1).Where(_ => isLossless))
        {
            CsrGraph graph = GraphReader.Read(file, new GraphReadOptions { Directed = false }).Graph;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}: {graph.VertexCount} vertices, {graph.EdgeCount} edges"));
            Lossless(graph);
        }

        if (isLossless)
            return 0;
        foreach (string file in arguments)
            Run(Path.GetFileName(file), GraphReader.Read(file, new GraphReadOptions { Directed = false }).Graph);
        return 0;
    }

    private static void Run(string name, CsrGraph graph)
    {
        double full = SummaryBits.OfGraph(graph.VertexCount, graph.EdgeCount);
        double[] bits = [.. Ratios.Select(r => r * full)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {graph.VertexCount} vertices, {graph.EdgeCount} edges, RE1 without superedges {2e4 * graph.EdgeCount / graph.VertexCount / (graph.VertexCount - 1.0):0.0000}e-4"));
        foreach (int threads in new[] { 1, 2 })
            Print($"annealing, {threads} threads, six budgets", () => Summarizer.Summarize(graph, bits, new SummaryOptions(), parallelism: new Parallelism(threads)));
        Print("annealing, RE2, weights auto", () => Summarizer.Summarize(graph, bits, new SummaryOptions { Norm = SummaryNorm.Two }));
        if (graph.EdgeCount < 500_000)
        {
            Print("SSumM, unweighted, six searches", () => Summarizer.Summarize(graph, bits, new SummaryOptions { Algorithm = SummaryAlgorithm.Reference, Weights = SummaryWeights.Off }));
            Print("SSumM, weighted, six searches", () => Summarizer.Summarize(graph, bits, new SummaryOptions { Algorithm = SummaryAlgorithm.Reference, Weights = SummaryWeights.On }));
        }

        Fidelity(graph, "RE1, ratio 0.2", Summarizer.Summarize(graph, new SummaryOptions { Ratio = 0.2 }));
        Fidelity(graph, "RE2 weighted, ratio 0.2", Summarizer.Summarize(graph, new SummaryOptions { Ratio = 0.2, Norm = SummaryNorm.Two, Weights = SummaryWeights.On }));
        Lossless(graph);
    }

    private static void Lossless(CsrGraph graph)
    {
        var clock = Stopwatch.StartNew();
        CorrectedSummary exact = Summarizer.SummarizeExactly(graph, new ExactSummaryOptions { Refinements = graph.EdgeCount < 500_000 ? 20 : 0 });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  lossless: {clock.Elapsed.TotalSeconds:0.00} s, relative size {exact.RelativeSize:0.0000}, with membership {exact.RelativeSizeWithMembership:0.0000}"));
        clock.Restart();
        NestedSummary nested = Summarizer.SummarizeNested(graph);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  nested: {clock.Elapsed.TotalSeconds:0.00} s, relative size {nested.RelativeSize:0.0000}, {(double)nested.TreeEdges / graph.EdgeCount:0.0000} of it tree edges"));
    }

    private static void Print(string what, Func<Summary[]> work)
    {
        var clock = Stopwatch.StartNew();
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        Summary[] found = work();
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime - before;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {what}: {clock.Elapsed.TotalSeconds:0.00} s ({cpu.TotalSeconds:0.0} CPU s), peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB, {found[0].Passes} passes; RE1 e-4 {string.Join(" ", found.Select(s => (1e4 * s.Error.Re1).ToString("0.0000", CultureInfo.InvariantCulture)))}; RE2 e-6 {string.Join(" ", found.Select(s => (1e6 * s.Error.Re2).ToString("0.000", CultureInfo.InvariantCulture)))}"));
    }

    private static void Fidelity(CsrGraph graph, string what, Summary summary)
    {
        var queries = new SummaryQueries(summary);
        var exact = new SummaryQueries(Summary.Of(graph, (int[])[.. Enumerable.Range(0, graph.VertexCount)], double.MaxValue));
        var clock = Stopwatch.StartNew();
        double[] rank = queries.PageRank();
        double seconds = clock.Elapsed.TotalSeconds;
        clock.Restart();
        double[] exactRank = exact.PageRank();
        double exactSeconds = clock.Elapsed.TotalSeconds;
        double rankError = rank.Zip(exactRank, (x, y) => Math.Abs(x - y)).Sum();
        double[] degrees = queries.Degrees();
        double degreeError = Enumerable.Range(0, graph.VertexCount).Average(v => Math.Abs(degrees[v] - graph.Degree(v)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  answers, {what}: PageRank L1 {rankError:0.000} ({seconds:0.000} s, on the graph {exactSeconds:0.000}), mean degree error {degreeError:0.00}, triangles {queries.Triangles():#,0} of {exact.Triangles():#,0}"));
    }

    private static int Batches(string[] files)
    {
        foreach (string file in files)
        {
            CsrGraph graph = GraphReader.Read(file, new GraphReadOptions { Directed = false }).Graph;
            double full = SummaryBits.OfGraph(graph.VertexCount, graph.EdgeCount);
            double[] bits = [.. Ratios.Select(r => r * full)];
            foreach (double share in new[] { 1, 0.7, 0.3, 0.1 })
                Print(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}, {share:0.00} of its {graph.EdgeCount} edges in memory"), () => Summarizer.Summarize(graph, bits, new SummaryOptions { MaxBlocks = (int)(share * graph.EdgeCount) }));
        }

        return 0;
    }

    private static int Grow(int[] scales)
    {
        foreach (int scale in scales)
        {
            CsrGraph graph = Rmat.Generate(scale, edgeFactor: 4);
            var clock = Stopwatch.StartNew();
            Summary summary = Summarizer.Summarize(graph, new SummaryOptions { Ratio = 0.3 });
            double seconds = clock.Elapsed.TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"R-MAT {scale}: {graph.EdgeCount:#,0} edges, {seconds:0.00} s, {1e6 * seconds / graph.EdgeCount:0.0} µs per edge, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB, RE1 {summary.Error.Re1:0.000e0}"));
        }

        return 0;
    }
}
