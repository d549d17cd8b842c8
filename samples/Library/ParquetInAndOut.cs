using GraphSparse.IO;
using GraphSparse.IO.Parquet;
using GraphSparse.Sampling;

namespace GraphSparse.Samples;

internal static class ParquetInAndOut
{
    public static async Task Run(string network, string folder)
    {
        // A file of any known format; ids, weights and notes of what was merged come with the graph.
        LoadedGraph loaded = await GraphReader.ReadAsync(network);
        Console.WriteLine($"{loaded.Graph}; {loaded.Ids?.ToString() ?? "ids 0..n-1"}");

        // A sample; its vertices keep their ids, which are those of the original vertices.
        SampledGraph sample = Sampler.Sample(loaded.Graph, new SamplerOptions { Method = SamplerMethods.RandomWalk, Fraction = 0.1 }, seed: 3);
        VertexIds ids = VertexIds.FromStrings(sample.Vertices!.Select(v => "v" + loaded.NameOf(v)));
        Console.WriteLine(sample);

        // Out and in again. A file is there whole or not at all, and not replaced unless overwrite says so.
        string path = Path.Combine(folder, "sample.parquet");
        await GraphWriter.WriteAsync(path, sample.Graph, ids, options: new GraphWriteOptions { Codec = ParquetCompression.Zstd });
        LoadedGraph again = await GraphReader.ReadAsync(path);
        Console.WriteLine($"{again.Graph}; {again.Ids}");

        // Streams, for data that is no file.
        using var memory = new MemoryStream();
        GraphWriter.Write(memory, sample.Graph, GraphFormat.EdgeList);
        memory.Position = 0;
        Console.WriteLine(GraphReader.Read(memory, GraphFormat.EdgeList, name: "memory").Graph);

        // Columns that a program holds already become a graph without a file.
        int[] sources = [0, 1, 2];
        int[] targets = [1, 2, 0];
        ParquetColumn source = ParquetColumn.Create<int>("source", sources);
        ParquetColumn target = ParquetColumn.Create<int>("target", targets);
        var table = new ParquetTable("edges", [source.Field, target.Field], [[source, target]]);
        Console.WriteLine(GraphReader.Read(table).Graph);
    }
}
