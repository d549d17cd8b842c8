using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using GraphSparse.Embeddings;
using GraphSparse.IO;
using MathNet.Numerics.Statistics;

namespace GraphSparse.Benchmarks;

/// <summary>Time and quality of embeddings of labelled networks: each method with five seeds, each evaluated on five splits at each share.</summary>
internal static class EmbeddingTimes
{
    private const int Seeds = 5;

    /// <summary>Graphs, with labels beside them. Of networks of more than 40,000 vertices a smaller share is learnt from; "node2vec" among the names adds that method, which takes minutes.</summary>
    public static int Run(string[] files)
    {
        foreach (string file in files.Where(f => f != "node2vec"))
            Run(file, files.Contains("node2vec"));
        return 0;
    }

    private static void Run(string file, bool withWalks)
    {
        LoadedGraph loaded = GraphReader.Read(file);
        CsrGraph graph = loaded.Graph.Symmetrize();
        VertexLabels labels = VertexLabels.From(graph.VertexCount, Labels(file.Replace("edges.", "labels.", StringComparison.Ordinal), loaded));
        double[] shares = graph.VertexCount > 40000 ? [0.01, 0.05] : [0.1, 0.5, 0.9];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}: {graph.VertexCount} vertices, {graph.EdgeCount} edges, {labels.Names.Count} labels, {labels.Count} of vertices"));
        Console.WriteLine($"| method | seconds | CPU seconds | {string.Join(" | ", shares.Select(s => $"{100 * s:0} %: micro / macro F1"))} |");
        Report("fastrp", seed => FastRp.Embed(graph, seed: seed));
        Report("fastrp, 512 columns", seed => FastRp.Embed(graph, new FastRpOptions { Dimension = 512 }, seed: seed), most: 1); // of longer vectors learning takes minutes
        Report("fastrp + propagation", seed => SpectralPropagation.Apply(graph, FastRp.Embed(graph, seed: seed)));
        Report("fastrp 256 to 128 + propagation", seed => SpectralPropagation.Apply(graph, Whitening.Apply(FastRp.Embed(graph, new FastRpOptions { Dimension = 256 }, seed: seed), 128)));
        Report("prone", seed => Prone.Embed(graph, seed: seed));
        Report("prone, unit rows, cost 1", seed => Prone.Embed(graph, seed: seed), EmbeddingScaling.UnitRows, 1);
        Report("whitened, 20 x 1, self 0", seed => WhitenedIteration.Embed(graph, new WhitenedIterationOptions { Rounds = 20, Steps = 1, SelfShare = 0 }, seed));
        Report("whitened, 40 x 1, self 0", seed => WhitenedIteration.Embed(graph, new WhitenedIterationOptions { Rounds = 40, Steps = 1, SelfShare = 0 }, seed));
        Report("whitened (default)", seed => WhitenedIteration.Embed(graph, seed: seed));
        Report("whitened + propagation", seed => SpectralPropagation.Apply(graph, WhitenedIteration.Embed(graph, seed: seed)));
        Report("whitened, 10 rounds (quality)", seed => WhitenedIteration.Embed(graph, WhitenedIterationOptions.Quality, seed));

        if (withWalks)
            Report("node2vec", seed => Node2vec.Embed(graph, seed: seed));

        void Report(string name, Func<ulong, Embedding> embed, EmbeddingScaling scaling = EmbeddingScaling.StandardColumns, double cost = 0.1, int most = int.MaxValue)
        {
            most = Math.Min(most, shares.Length);
            embed(1);
            var seconds = new double[Seeds];
            var cpuSeconds = new double[Seeds];
            var scores = new LabelScores[shares.Length, Seeds];
            for (int s = 0; s < Seeds; s++)
            {
                TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
                long began = Stopwatch.GetTimestamp();
                Embedding embedding = embed((ulong)s + 1);
                seconds[s] = Stopwatch.GetElapsedTime(began).TotalSeconds;
                cpuSeconds[s] = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;
                for (int i = 0; i < most; i++)
                    scores[i, s] = LabelPrediction.Evaluate(embedding, labels, new LabelPredictionOptions { TrainingShare = shares[i], Splits = 5, Costs = [cost], Scaling = scaling }, (ulong)s + 1);
            }

            Console.Write(string.Create(CultureInfo.InvariantCulture, $"| {name} | {seconds.Median():0.000} | {cpuSeconds.Median():0.000} |"));
            for (int i = 0; i < most; i++)
            {
                LabelScores[] all = [.. Enumerable.Range(0, Seeds).Select(s => scores[i, s])];
                Console.Write($" {Text(all.Select(x => (x.MicroF1, x.MicroDeviation)))} / {Text(all.Select(x => (x.MacroF1, x.MacroDeviation)))} |");
            }

            Console.WriteLine();
        }
    }

    /// <summary>Mean and deviation over all splits of all seeds, in percent.</summary>
    private static string Text(IEnumerable<(double Mean, double Deviation)> seeds)
    {
        (double Mean, double Deviation)[] all = [.. seeds];
        double mean = all.Average(s => s.Mean);
        double deviation = Math.Sqrt(all.Average(s => s.Deviation * s.Deviation) + all.Average(s => (s.Mean - mean) * (s.Mean - mean)));
        return string.Create(CultureInfo.InvariantCulture, $"{100 * mean:0.0} ± {100 * deviation:0.0}");
    }

    private static IEnumerable<(int Vertex, string Label)> Labels(string file, LoadedGraph loaded)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(' ', '\t', ',');
            int vertex = loaded.Ids is { } ids ? ids.TryFind(fields[0], out int found) ? found : -1 : int.TryParse(fields[0], CultureInfo.InvariantCulture, out int number) ? number : -1;
            if (vertex >= 0 && vertex < loaded.Graph.VertexCount) // of vertices without edges there is nothing to learn from
                {
                if (fields[1] != "-1")
                    yield return (vertex, fields[1]);
            }
        }
    }
}
