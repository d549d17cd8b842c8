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
        double[] shares = graph.VertexCount > 40000 ? [0.01, 0.05, 0.1] : [0.1, 0.5, 0.9];
        Report("prone", () => Prone.Embed(graph), labels, shares);
        long pairs = 0;
        Report("node2vec", () => Node2vec.Embed(graph, null, 42, null, null, null, out pairs, default), labels, shares);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  node2vec trained {pairs / 1e6:0.0} million pairs"));
        foreach ((int t, int every, double lazy, double over) in new (int, int, double, double)[] { (20, 1, 0, 1), (32, 8, 0.2, 1), (80, 8, 0.2, 1), (80, 8, 0.2, 1.25), (80, 8, 0.2, 2), (80, 4, 0.2, 2) })
        {
            Report($"{t} every {every} lazy {lazy} over {over}", () => WhitenedIteration.Embed(graph, new() { Rounds = t, Every = every, Lazy = lazy, Over = over }), labels, shares);
            Report("    + prop", () => SpectralPropagation.Apply(graph, WhitenedIteration.Embed(graph, new() { Rounds = t, Every = every, Lazy = lazy, Over = over })), labels, shares);
        }
    }

    internal static void Report(string name, Func<Embedding> embed, VertexLabels labels, double[] shares)
    {
        Embedding embedding = embed();
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        long began = Stopwatch.GetTimestamp();
        embedding = embed();
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        double cpuSeconds = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;
        Console.Write(string.Create(CultureInfo.InvariantCulture, $"| {name,-28} | {seconds,6:0.000} s | {cpuSeconds,6:0.000} s |"));
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
