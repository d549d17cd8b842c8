using System.Diagnostics;
using System.Globalization;
using GraphSparse.IO;
using MathNet.Numerics.Statistics;

namespace GraphSparse.Benchmarks;

/// <summary>Times reading a text edge list, writing it as Parquet and reading that, in one process; median of several after two warm-ups.</summary>
internal static class WholeFiles
{
    private const int WarmUps = 2;

    public static int Run(string file, int repeats)
    {
        string parquet = Path.Combine(Path.GetTempPath(), $"graphsparse-bench-{Environment.ProcessId}.parquet");
        try
        {
            var text = new List<double>();
            var write = new List<double>();
            var read = new List<double>();
            double firstText = 0;
            for (int i = 0; i < WarmUps + repeats; i++)
            {
                (CsrGraph graph, double textSeconds) = Timed(() => GraphReader.Read(file).Graph);
                (_, double writeSeconds) = Timed(() => GraphWriter.Write(parquet, graph, overwrite: true));
                (CsrGraph again, double readSeconds) = Timed(() => GraphReader.Read(parquet).Graph);
                if (again.EdgeCount != graph.EdgeCount || !again.Edges().SequenceEqual(graph.Edges()))
                    throw new InvalidOperationException("The graph that was written is not the one that was read.");
                if (i == 0)
                    firstText = textSeconds;
                if (i < WarmUps)
                    continue;
                text.Add(textSeconds);
                write.Add(writeSeconds);
                read.Add(readSeconds);
            }

            Print("text to graph, first in the process", firstText);
            Print("text to graph", text.Median());
            Print("graph to Parquet", write.Median());
            Print("Parquet to graph", read.Median());
            return 0;
        }
        finally
        {
            File.Delete(parquet);
        }
    }

    private static (T Value, double Seconds) Timed<T>(Func<T> work)
    {
        GC.Collect();
        var watch = Stopwatch.StartNew();
        T value = work();
        return (value, watch.Elapsed.TotalSeconds);
    }

    private static void Print(string what, double seconds) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-40} {seconds:0.000} s"));
}
