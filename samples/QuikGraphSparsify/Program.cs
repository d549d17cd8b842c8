using GraphSparse;
using GraphSparse.Analytics;
using GraphSparse.QuikGraph;
using GraphSparse.Sparsification;
using QuikGraph;
using QuikGraph.Algorithms;

// A QuikGraph graph with strings as vertices: people who work together, weighted by the number of their common projects.
var people = new UndirectedGraph<string, TaggedEdge<string, double>>();
string[] teams = ["Ada Ben Cai Dov", "Eva Fay Gus Hal", "Ida Jon Kim Leo"];
foreach (string[] team in teams.Select(team => team.Split(' ')))
{
    for (int i = 0; i < team.Length; i++)
    {
        for (int j = 0; j < i; j++)
            people.AddVerticesAndEdge(new TaggedEdge<string, double>(team[j], team[i], 1 + i + j));
    }
}

people.AddEdge(new TaggedEdge<string, double>("Dov", "Eva", 1));
people.AddEdge(new TaggedEdge<string, double>("Hal", "Ida", 1));
people.AddEdge(new TaggedEdge<string, double>("Ida", "Hal", 1)); // a parallel edge: the weights are added
people.AddVertex("Mia");

// To GraphSparse: vertices become 0..n−1, and the report says what was merged.
NumberedGraph<string> numbered = people.ToCsr(edge => edge.Tag);
Console.WriteLine($"{numbered.Graph.VertexCount} people, {numbered.Graph.EdgeCount} edges, {numbered.Report.DuplicatesMerged} merged");

SparsifiedGraph sparse = Sparsifier.Sparsify(numbered.Graph, new SparsifierOptions { Method = "local-degree", Keep = 0.6 });
Components components = ConnectedComponents.Find(sparse.Graph);
Console.WriteLine($"{sparse.Graph.EdgeCount} edges kept, {components.Count} components");

// Back, in two ways: the edges of the QuikGraph graph that were kept, or a new graph with the same vertices.
bool IsKept(TaggedEdge<string, double> edge) => sparse.Graph.HasArc(numbered.NumberOf(edge.Source), numbered.NumberOf(edge.Target));
Console.WriteLine($"{people.Edges.Count(IsKept)} of {people.EdgeCount} edges of the QuikGraph graph stay");
UndirectedGraph<string, EquatableTaggedEdge<string, double>> kept = sparse.Graph.ToUndirectedGraph(v => numbered.Vertices[v]);

// QuikGraph's algorithms on the new graph, or on a view of the sparsifier, which copies nothing.
var path = kept.ShortestPathsDijkstra(edge => 1 / edge.Tag, "Ada");
Console.WriteLine(path("Leo", out var steps) ? $"Ada to Leo: {string.Join(", ", steps)}" : "Ada and Leo are not connected");
double total = sparse.Graph.AsUndirectedGraph().MinimumSpanningTreeKruskal(edge => -edge.Weight).Sum(edge => edge.Weight);
Console.WriteLine($"the heaviest spanning forest holds {total} projects");
