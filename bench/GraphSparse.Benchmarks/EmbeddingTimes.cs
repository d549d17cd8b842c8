using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using GraphSparse.Embeddings;
using GraphSparse.IO;
using GraphSparse.Numerics;

namespace GraphSparse.Benchmarks;

/// <summary>Time and quality of embeddings of labelled networks.</summary>
internal static class EmbeddingTimes
{
    public static int Run(string[] files)
    {
        foreach (string file in files)
            Run(file);
        return 0;
    }

    private static void Run(string file)
    {
        LoadedGraph loaded = GraphReader.Read(file);
        CsrGraph graph = loaded.Graph.Symmetrize();
        VertexLabels labels = VertexLabels.From(graph.VertexCount, Labels(file.Replace("edges.", "labels.", StringComparison.Ordinal), loaded));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}: {graph.VertexCount} vertices, {graph.EdgeCount} edges, {labels.Names.Count} labels, {labels.Count} of vertices"));
        double[] shares = graph.VertexCount > 40000 ? [0.01, 0.05, 0.5] : [0.1, 0.5, 0.9];
        Report("fastrp", () => FastRp.Embed(graph), labels, shares);
        Report("fastrp, 512 columns", () => FastRp.Embed(graph, new FastRpOptions { Dimension = 512 }), labels, shares);
        Report("fastrp + propagation", () => SpectralPropagation.Apply(graph, FastRp.Embed(graph)), labels, shares);
        Report("fastrp 256 > 128 + propagation", () => SpectralPropagation.Apply(graph, Whitening.Apply(FastRp.Embed(graph, new FastRpOptions { Dimension = 256 }), 128)), labels, shares);
        Report("prone", () => Prone.Embed(graph), labels, shares);
        Report("whitened, 20 x 1, self 0", () => WhitenedIteration.Embed(graph, new WhitenedIterationOptions { Rounds = 20, Steps = 1, SelfShare = 0 }), labels, shares);
        Report("whitened, 40 x 1, self 0", () => WhitenedIteration.Embed(graph, new WhitenedIterationOptions { Rounds = 40, Steps = 1, SelfShare = 0 }), labels, shares);
        Report("whitened (default)", () => WhitenedIteration.Embed(graph), labels, shares);
        Report("whitened + propagation", () => SpectralPropagation.Apply(graph, WhitenedIteration.Embed(graph)), labels, shares);
        Report("whitened, 10 rounds (quality)", () => WhitenedIteration.Embed(graph, WhitenedIterationOptions.Quality), labels, shares);
    }

    internal static void Report(string name, Func<Embedding> embed, VertexLabels labels, double[] shares)
    {
        Embedding embedding = embed();
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        long began = Stopwatch.GetTimestamp();
        embedding = embed();
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        double cpuSeconds = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;
        Console.Write(string.Create(CultureInfo.InvariantCulture, $"| {name,-30} | {seconds,6:0.000} s | {cpuSeconds,6:0.000} s |"));
        foreach (double share in shares)
        {
            LabelScores scores = LabelPrediction.Evaluate(embedding, labels, new LabelPredictionOptions { TrainingShare = share, Splits = 5, Costs = [0.1] });
            Console.Write(string.Create(CultureInfo.InvariantCulture, $" {100 * scores.MicroF1:0.0} ± {100 * scores.MicroDeviation:0.0} / {100 * scores.MacroF1:0.0} ± {100 * scores.MacroDeviation:0.0} |"));
        }

        Console.WriteLine();
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
