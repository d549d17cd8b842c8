// Three questions that QuikGraph answers and GraphSparse does not, on the neurons of a worm (arcs are weighted by numbers of synapses).
using GraphSparse;
using GraphSparse.Analytics;
using GraphSparse.IO;
using GraphSparse.QuikGraph;
using QuikGraph;
using QuikGraph.Algorithms;

CsrGraph neurons = GraphReader.Read(args[0]).Graph;
int n = neurons.VertexCount;

// 1. Matching: every neuron once as a sender (v) and once as a receiver (n + v). In a maximum matching, the receivers left over are the
// neurons that must be driven from outside to control all others (Liu, Slotine and Barabási, Nature 473, 2011).
var pairs = new GraphBuilder(2 * n, new BuildOptions { Directed = true });
foreach (Edge arc in neurons.Edges())
    pairs.AddEdge(arc.Source, n + arc.Target);
int added = 2 * n; // the algorithm adds a source and a sink to its graph, so it gets a copy
var matching = new MaximumBipartiteMatchingAlgorithm<int, WeightedEdge>(
    pairs.Build().ToAdjacencyGraph(), Enumerable.Range(0, n), Enumerable.Range(n, n), () => added++, (source, target) => new WeightedEdge(source, target));
matching.Compute();
Console.WriteLine($"matching: {matching.MatchedEdges.Length} of {n} neurons are driven by another, {n - matching.MatchedEdges.Length} are not");

// 2. Topological order: the strongly connected components, each before those that it sends to.
Components strong = StronglyConnectedComponents.Find(neurons);
int[] roots = [.. strong.Labels.Distinct().Order()];
var condensation = new GraphBuilder(roots.Length, new BuildOptions { Directed = true });
foreach (Edge arc in neurons.Edges())
    condensation.AddEdge(Array.BinarySearch(roots, strong.Labels[arc.Source]), Array.BinarySearch(roots, strong.Labels[arc.Target])); // self-loops are dropped
int[] order = [.. condensation.Build().AsDirectedGraph().TopologicalSort()];
int largest = Array.FindIndex(order, c => strong.Labels.Count(label => label == roots[c]) == strong.LargestSize);
Console.WriteLine($"order: {order.Length} components, the largest with {strong.LargestSize} neurons is number {largest + 1}");

// 3. The five shortest paths between two neurons; many synapses are a short way.
foreach (IEnumerable<WeightedEdge> path in neurons.AsBidirectionalGraph().RankedShortestPathHoffmanPavley(edge => 1 / edge.Weight, 0, 100, 5))
{
    WeightedEdge[] edges = [.. path];
    Console.WriteLine(FormattableString.Invariant($"path: {string.Join(' ', edges.Select(edge => edge.Source))} {edges[^1].Target}, length {edges.Sum(edge => 1 / edge.Weight):0.0000}"));
}
