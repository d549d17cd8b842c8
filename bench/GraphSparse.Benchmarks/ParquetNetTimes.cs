using GraphSparse.IO;
using GraphSparse.ParquetNet;
using Parquet;

namespace GraphSparse.Benchmarks;

/// <summary>Times a network's Parquet file read and written by GraphSparse, and by Parquet.Net through GraphSparse.ParquetNet; the graphs must be equal.</summary>
internal static class ParquetNetTimes
{
    public static int Run(string file, int repeats)
    {
        LoadedGraph network = GraphReader.Read(file);
        string folder = Directory.CreateTempSubdirectory("graphsparse-").FullName;
        try
        {
            string ours = Path.Combine(folder, "ours.parquet"), theirs = Path.Combine(folder, "theirs.parquet");
            WriteOurs(network, ours, Parallelism.AllCores);
            WriteTheirs(network, theirs);
            Console.WriteLine($"{network.Graph.VertexCount} vertices, {network.Graph.EdgeCount} edges, weighted: {network.Graph.IsWeighted}, ids: {(network.Ids is null ? "none" : network.Ids.AreIntegers ? "integers" : "strings")}");
            Console.WriteLine($"bytes: ours {new FileInfo(ours).Length}, theirs {new FileInfo(theirs).Length}");
            foreach (string written in (string[])[ours, theirs])
            {
                string name = Path.GetFileNameWithoutExtension(written);
                Check(network.Graph, GraphReader.Read(written).Graph);
                Check(network.Graph, ReadTheirs(written));
                AnalyticsTimes.Time($"read-{name}-ours-1", repeats, () => GraphReader.Read(written, parallelism: Parallelism.Sequential).Graph.ArcCount);
                AnalyticsTimes.Time($"read-{name}-theirs", repeats, () => ReadTheirs(written).ArcCount);
            }

            AnalyticsTimes.Time("write-ours-1", repeats, () => WriteOurs(network, ours, Parallelism.Sequential));
            AnalyticsTimes.Time("write-theirs", repeats, () => WriteTheirs(network, theirs));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static CsrGraph ReadTheirs(string path)
    {
        return Read().GetAwaiter().GetResult().Graph;

        async Task<LoadedGraph> Read()
        {
            await using ParquetReader reader = await ParquetReader.CreateAsync(path);
            return await reader.ReadGraphAsync(name: path, parallelism: Parallelism.Sequential);
        }
    }

    private static double WriteOurs(LoadedGraph network, string path, Parallelism threads) =>
        GraphWriter.Write(path, network.Graph, network.Ids, overwrite: true, parallelism: threads)[0].Bytes;

    private static double WriteTheirs(LoadedGraph network, string path)
    {
        using FileStream stream = File.Create(path);
        new GraphTable(network.Graph, network.Ids).WriteAsync(stream).GetAwaiter().GetResult();
        return stream.Length;
    }

    private static void Check(CsrGraph expected, CsrGraph read)
    {
        if (!expected.Edges().SequenceEqual(read.Edges()))
            throw new InvalidOperationException("Another graph came back.");
    }
}
