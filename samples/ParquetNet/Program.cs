using GraphSparse;
using GraphSparse.IO;
using GraphSparse.ParquetNet;
using GraphSparse.Sparsification;
using Parquet;

// A graph from an open reader of Parquet.Net: columns are found by name, ids are those of the file, further columns are kept for later.
await using ParquetReader reader = await ParquetReader.CreateAsync(args[0]);
LoadedGraph network = await reader.ReadGraphAsync(name: args[0]);
Console.WriteLine($"read: {network.Graph.VertexCount} vertices, {network.Graph.EdgeCount} edges");

SparsifiedGraph sparse = Sparsifier.Sparsify(network.Graph, new SparsifierOptions { Method = "local-degree", Keep = 0.3 }, seed: 42);
EdgeAttributes columns = EdgeAttributes.Read(network, sparse.Graph, network.Ids);

// Back through Parquet.Net, with the options of its writer.
var table = new GraphTable(sparse.Graph, network.Ids, columns);
await using FileStream output = File.Create(args[1]);
await table.WriteAsync(output, new ParquetOptions { CompressionMethod = CompressionMethod.Zstd });
Console.WriteLine($"written: {table.RowCount} edges, columns {string.Join(", ", table.Fields.Select(field => field.Name))}");
