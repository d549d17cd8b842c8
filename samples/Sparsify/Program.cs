using GraphSparse;
using GraphSparse.IO;
using GraphSparse.Metrics;
using GraphSparse.Sparsification;

LoadedGraph network = GraphReader.Read(args[0]);
var options = new SparsifierOptions { Method = "local-degree", Keep = 0.3 };
SparsifiedGraph sparse = Sparsifier.Sparsify(network.Graph, options, seed: 42);

Console.WriteLine($"{sparse.KeptEdgeCount} of {sparse.InputEdgeCount} edges kept");
foreach (MetricValue metric in GraphComparer.Compare(network.Graph, sparse.Graph, ["components", "pagerank"]).Values)
    Console.WriteLine($"{metric.Name}: {metric.Value:0.###}");

GraphWriter.Write(args[1], sparse.Graph, network.Ids, overwrite: true);
