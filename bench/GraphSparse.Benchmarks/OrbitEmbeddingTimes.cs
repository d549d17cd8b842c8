using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using GraphSparse.Embeddings;
using GraphSparse.Graphlets;
using GraphSparse.IO;
using GraphSparse.Numerics;

namespace GraphSparse.Benchmarks;

/// <summary>Labels predicted from factors of orbit adjacencies, and of walks of several windows, by one protocol.</summary>
internal static class OrbitEmbeddingTimes
{
    private const int Dimension = 128;

    /// <summary>A graph, and its labels beside it.</summary>
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
        VertexLabels labels = VertexLabels.From(graph.VertexCount, Labels(file.Replace(".edges.", ".labels.", StringComparison.Ordinal), loaded));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}: {graph.VertexCount} vertices, {graph.EdgeCount} edges, {labels.Names.Count} labels, {labels.Count} of vertices"));
        foreach (OrbitPair pair in OrbitPair.Stored)
        {
            Report(pair.ToString(), () => OrbitEmbedder.Embed(graph, new OrbitEmbeddingOptions { Matrices = [pair], Dimension = Dimension }), labels);
            if (!pair.IsSymmetric)
                Report($"{pair} + transpose", () => OrbitEmbedder.Embed(graph, new OrbitEmbeddingOptions { Matrices = [pair], Dimension = Dimension, Symmetric = true }), labels);
        }

        foreach (int window in new[] { 1, 2, 3, 10 })
        {
            Report($"walks, window {window}", () =>
            {
                var matrix = new WalkInformation(graph, window, 1, Parallelism.AllCores, CancellationToken.None);
                var vectors = new TallMatrix(graph.VertexCount, Dimension);
                RandomizedSvd.Compute(matrix, vectors, 0, Dimension, OrbitEmbedder.Oversampling, 2, 42, Parallelism.AllCores, null, CancellationToken.None);
                return new Embedding(vectors, []);
            }, labels);
        }
    }

    private static void Report(string name, Func<Embedding> embed, VertexLabels labels)
    {
        long began = Stopwatch.GetTimestamp();
        Embedding embedding = embed();
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        began = Stopwatch.GetTimestamp();
        LabelScores scores = LabelPrediction.Evaluate(embedding, labels);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {100 * scores.MicroF1:0.0} ± {100 * scores.MicroDeviation:0.0} | {100 * scores.MacroF1:0.0} ± {100 * scores.MacroDeviation:0.0} | {seconds:0.0} s | C {string.Join(' ', scores.Costs)}, {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s"));
    }

    private static IEnumerable<(int Vertex, string Label)> Labels(string file, LoadedGraph loaded)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(' ', '\t', ',');
            int vertex = loaded.Ids is { } ids ? ids.TryFind(fields[0], out int found) ? found : -1 : int.Parse(fields[0], CultureInfo.InvariantCulture);
            if (vertex >= 0 && vertex < loaded.Graph.VertexCount) // of vertices without edges there is nothing to learn from
                yield return (vertex, fields[1]);
        }
    }
}
