using System.Diagnostics;
using System.Globalization;
using GraphSparse.Embeddings;
using GraphSparse.IO;
using GraphSparse.Numerics;
using MathNet.Numerics.Statistics;

namespace GraphSparse.Benchmarks;

/// <summary>Times of the product of an adjacency matrix with a tall one, and of embeddings; medians of several, beside the bandwidth of memory that this run measures.</summary>
internal static class EmbeddingSpeed
{
    private const int Dimension = 128;

    /// <summary>Files, and "rmat" with a scale, of which products alone are timed.</summary>
    public static int Run(string[] args)
    {
        int repeats = 5;
        double bandwidth = Bandwidth(repeats);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true); // or its memory is given back bit by bit while others are timed
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory: {bandwidth:0.0} GB/s read and written by a copy of 1 GiB, {Environment.ProcessorCount} threads"));
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] == "rmat")
                Report($"R-MAT {args[++i]}", Rmat.Generate(int.Parse(args[i], CultureInfo.InvariantCulture), 16), repeats, bandwidth, productsOnly: true);
            else
                Report(Path.GetFileName(args[i]), GraphReader.Read(args[i]).Graph.Symmetrize(), repeats, bandwidth, productsOnly: false);
        }

        return 0;
    }

    private static void Report(string name, CsrGraph graph, int repeats, double bandwidth, bool productsOnly)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {graph.VertexCount} vertices, {graph.EdgeCount} edges"));
        foreach (int threads in new[] { 1, Environment.ProcessorCount })
        {
            var parallelism = new Parallelism(threads);
            var adjacency = new AdjacencyOperator(graph, parallelism);
            var x = TallMatrix.Gaussian(graph.VertexCount, Dimension, 1, "bench", parallelism, default);
            var y = new TallMatrix(graph.VertexCount, Dimension);
            double[] ones = [.. Enumerable.Repeat(1.0, graph.VertexCount)];
            double product = Median(repeats, () => adjacency.Times(x, ones, y, default(Nothing), default));
            double bytes = graph.ArcCount * (4.0 + 4 * Dimension) + 4.0 * graph.VertexCount * Dimension;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {threads} threads: product {1e3 * product:0.00} ms, {2e-9 * graph.ArcCount * Dimension / product:0.0} GFLOP/s, {1e-9 * bytes / product:0.0} GB/s by its formula{(threads > 1 ? $" ({1e-9 * bytes / product / bandwidth:0.00} of the copy)" : "")}"));
            if (!productsOnly)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {threads} threads: fastrp {Median(repeats, () => FastRp.Embed(graph, parallelism: parallelism)):0.000} s, whitened {Median(Math.Min(3, repeats), () => WhitenedIteration.Embed(graph, parallelism: parallelism)):0.000} s"));
        }

        Console.WriteLine($"  peak memory {MemoryBudget.Text(Process.GetCurrentProcess().PeakWorkingSet64)}");
    }

    private static double Bandwidth(int repeats)
    {
        const int parts = 64;
        const int length = (1 << 28) / parts; // floats: 1 GiB in all
        float[][] from = [.. Enumerable.Range(0, parts).Select(_ => new float[length])];
        float[][] to = [.. Enumerable.Range(0, parts).Select(_ => new float[length])];
        double seconds = Median(repeats, () => Parallelism.AllCores.For(parts, p => from[p].CopyTo(to[p], 0)));
        return 2.0 * parts * length * sizeof(float) / seconds * 1e-9;
    }

    internal static double Median(int repeats, Action work)
    {
        work();
        var seconds = new double[repeats];
        for (int i = 0; i < repeats; i++)
        {
            long began = Stopwatch.GetTimestamp();
            work();
            seconds[i] = Stopwatch.GetElapsedTime(began).TotalSeconds;
        }

        return seconds.Median();
    }

    private readonly struct Nothing : IRowStep
    {
        public void Apply(int vertex, Span<float> row)
        {
        }
    }
}
