using System.Diagnostics;
using GraphSparse.Embeddings;
using GraphSparse.IO;

namespace GraphSparse.Benchmarks;

internal static class SkipGramTrial
{
    public static int Run(string file, string[] settings)
    {
        LoadedGraph loaded = GraphReader.Read(file);
        CsrGraph graph = loaded.Graph.Symmetrize();
        VertexLabels labels = VertexLabels.From(graph.VertexCount, EmbeddingTimes.Labels(file.Replace("edges.", "labels.", StringComparison.Ordinal), loaded));
        Console.WriteLine($"{Path.GetFileName(file)}: {graph.VertexCount} vertices, {graph.EdgeCount} edges");
        foreach (string setting in settings)
        {
            var options = new Node2vecOptions();
            int threads = 2;
            foreach (string part in setting.Split(','))
            {
                string[] kv = part.Split('=');
                double v = kv.Length > 1 ? double.Parse(kv[1], System.Globalization.CultureInfo.InvariantCulture) : 0;
                if (kv[0] == "sub") options = options with { Subsampling = v };
                if (kv[0] == "lr") options = options with { LearningRate = v };
                if (kv[0] == "e") options = options with { Epochs = (int)v };
                if (kv[0] == "r") options = options with { PerVertex = (int)v };
                if (kv[0] == "w") options = options with { Window = (int)v };
                if (kv[0] == "neg") options = options with { Negatives = (int)v };
                if (kv[0] == "pow") options = options with { NegativePower = v };
                if (kv[0] == "p") options = options with { P = v };
                if (kv[0] == "q") options = options with { Q = v };
                if (kv[0] == "dec") options = options with { Decay = v };
                if (kv[0] == "t") threads = (int)v;
            }

            TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
            long began = Stopwatch.GetTimestamp();
            Embedding embedding = Node2vec.Embed(graph, options, 42, null, new Parallelism(threads), null, out long pairs, default);
            double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            double cpuSeconds = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;
            double norm = 0, most = 0;
            for (int u = 0; u < graph.VertexCount; u++)
            {
                double s = 0;
                foreach (float x in embedding[u]) s += (double)x * x;
                norm += Math.Sqrt(s) / graph.VertexCount;
                most = Math.Max(most, Math.Sqrt(s));
            }
            Console.Write($"{setting,-26} {seconds,6:0.00} s cpu {cpuSeconds,6:0.00} {pairs / 1e6:0.0} Mpairs {pairs / 1e6 / cpuSeconds:0.0} Mp/cpu s norm {norm:0.00} max {most:0.0}");
            foreach (double share in new[] { 0.1, 0.5 })
            {
                LabelScores scores = LabelPrediction.Evaluate(embedding, labels, new LabelPredictionOptions { TrainingShare = share, Splits = 5, Costs = [0.1] });
                Console.Write($" | {100 * scores.MicroF1:0.0} / {100 * scores.MacroF1:0.0}");
            }
            Console.WriteLine();
        }
        return 0;
    }
}
