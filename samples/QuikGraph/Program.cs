// Three questions that QuikGraph answers and GraphSparse does not, on the neurons of a worm (arcs are weighted by numbers of synapses).
using GraphSparse;
using GraphSparse.Analytics;
using GraphSparse.IO;
using GraphSparse.QuikGraph;
using QuikGraph;
using QuikGraph.Algorithms;
using QuikGraph.Algorithms.MaximumFlow;

CsrGraph neurons = GraphReader.Read(args[0]).Graph;
int n = neurons.VertexCount;

// 1. Matching: every neuron once as a sender (v) and once as a receiver (n + v), and a flow from a source through senders and receivers to a
// sink, one unit through each. The receivers left over must be driven from outside to control all others (Liu, Slotine and Barabási, Nature 473, 2011).
var pairs = new GraphBuilder(2 * n + 2, new BuildOptions { Directed = true });
foreach (Edge arc in neurons.Edges())
    pairs.AddEdge(arc.Source, n + arc.Target);
for (int v = 0; v < n; v++)
{
    pairs.AddEdge(2 * n, v);
    pairs.AddEdge(n + v, 2 * n + 1);
}

AdjacencyGraph<int, WeightedEdge> network = pairs.Build().ToAdjacencyGraph(); // a copy, since the algorithm adds reversed edges: those without an id, which carry nothing
using var reverser = new ReversedEdgeAugmentorAlgorithm<int, WeightedEdge>(network, (source, target) => new WeightedEdge(source, target));
reverser.AddReversedEdges();
var flow = new EdmondsKarpMaximumFlowAlgorithm<int, WeightedEdge>(network, edge => edge.Id < 0 ? 0 : 1, (source, target) => new WeightedEdge(source, target), reverser);
flow.Compute(2 * n, 2 * n + 1);
WeightedEdge[] matched = [.. network.Edges.Where(edge => edge.Id >= 0 && edge.Source < n && flow.ResidualCapacities[edge] == 0)];
Console.WriteLine($"matching: {matched.Length} of {n} neurons are driven by another one each, {n - matched.Length} are left over");

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
