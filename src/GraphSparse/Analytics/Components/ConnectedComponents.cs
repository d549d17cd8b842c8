using System.Runtime.CompilerServices;

namespace GraphSparse.Analytics;

/// <summary>The (weakly) connected components of a graph.</summary>
/// <param name="Labels">For each vertex the smallest vertex of its component.</param>
/// <param name="Count">Number of components.</param>
/// <param name="LargestSize">Vertices of the largest component, 0 for a graph without vertices.</param>
public sealed record Components(int[] Labels, int Count, int LargestSize);

/// <summary>Finds connected components; of a directed graph the weakly connected ones.</summary>
/// <remarks>
/// Source: Sutton, Ben-Nun and Barak, "Optimizing Parallel Graph Connectivity Computation via Subgraph Sampling", IPDPS 2018 (Afforest):
/// the first two neighbours of every vertex join most of the graph; then rows of the component that most vertices are in by now
/// need not be read, because each of their edges is met from its other end. A directed graph stores an arc at one end only, so all rows are read.
/// <para>Cost: near O(n) where one component holds most vertices, O(n + m) otherwise; 4 bytes per vertex beside the result.
/// Determinism: exact; a larger root always hooks below a smaller one, so a root is the smallest vertex in whatever order edges are met.</para>
/// </remarks>
public static class ConnectedComponents
{
    private const int SampledNeighbors = 2;
    private const int SampledVertices = 1024;

    /// <summary>Labels every vertex with the smallest vertex of its component.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Told when the search begins; it takes milliseconds on millions of edges.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    public static Components Find(CsrGraph graph, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        progress?.Report(new Progress("finding components", 0, graph.VertexCount));
        parallelism = graph.ArcCount + graph.VertexCount < Parallelism.InlineBelow ? Parallelism.Sequential : parallelism ?? Parallelism.AllCores;
        int n = graph.VertexCount;
        var parent = new int[n];
        for (int v = 0; v < n; v++)
            parent[v] = v;

        int[] ranges = graph.VertexRanges();
        if (graph.IsDirected)
        {
            parallelism.ForBounds(ranges, (_, first, last) => LinkRows(graph, parent, first, last, from: 0, skip: -1), cancellationToken);
        }
        else
        {
            for (int k = 0; k < SampledNeighbors; k++)
            {
                int place = k;
                parallelism.ForBounds(ranges, (_, first, last) => LinkOne(graph, parent, first, last, place), cancellationToken);
            }

            parallelism.ForBounds(ranges, (_, first, last) => Flatten(parent, first, last), cancellationToken);
            int frequent = MostFrequent(parent);
            parallelism.ForBounds(ranges, (_, first, last) => LinkRows(graph, parent, first, last, SampledNeighbors, frequent), cancellationToken);
        }

        return Label(parent, cancellationToken);
    }

    [MethodImpl(Hot.Loop)]
    private static void LinkOne(CsrGraph graph, int[] parent, int first, int last, int place)
    {
        for (int u = first; u < last; u++)
        {
            ReadOnlySpan<int> neighbors = graph.Neighbors(u);
            if (place < neighbors.Length)
                Link(parent, u, neighbors[place]);
        }
    }

    [MethodImpl(Hot.Loop)]
    private static void LinkRows(CsrGraph graph, int[] parent, int first, int last, int from, int skip)
    {
        for (int u = first; u < last; u++)
        {
            if (Volatile.Read(ref parent[u]) == skip)
                continue;
            ReadOnlySpan<int> neighbors = graph.Neighbors(u);
            for (int k = from; k < neighbors.Length; k++)
                Link(parent, u, neighbors[k]);
        }
    }

    /// <summary>Joins two trees: the root that is larger hooks below the other, and tries again where another thread was first.</summary>
    private static void Link(int[] parent, int u, int v)
    {
        int a = Volatile.Read(ref parent[u]);
        int b = Volatile.Read(ref parent[v]);
        while (a != b)
        {
            int high = Math.Max(a, b);
            int low = Math.Min(a, b);
            int above = Volatile.Read(ref parent[high]);
            if (above == low || (above == high && Interlocked.CompareExchange(ref parent[high], low, high) == high))
                return;
            a = Volatile.Read(ref parent[Volatile.Read(ref parent[high])]);
            b = Volatile.Read(ref parent[low]);
        }
    }

    [MethodImpl(Hot.Loop)]
    private static void Flatten(int[] parent, int first, int last)
    {
        for (int v = first; v < last; v++)
        {
            int root = Volatile.Read(ref parent[v]);
            while (Volatile.Read(ref parent[root]) != root)
                root = Volatile.Read(ref parent[root]);
            Volatile.Write(ref parent[v], root);
        }
    }

    /// <summary>The label met most often at vertices spread over the graph; which one it is changes the time alone.</summary>
    private static int MostFrequent(int[] parent)
    {
        var counts = new Dictionary<int, int>();
        int step = Math.Max(1, parent.Length / SampledVertices);
        int best = -1;
        for (int v = 0; v < parent.Length; v += step)
        {
            int count = counts[parent[v]] = counts.GetValueOrDefault(parent[v]) + 1;
            if (best < 0 || count > counts[best])
                best = parent[v];
        }

        return best;
    }

    [MethodImpl(Hot.Loop)]
    private static Components Label(int[] parent, CancellationToken cancellationToken)
    {
        var sizes = new int[parent.Length];
        int count = 0;
        int largest = 0;
        for (int v = 0; v < parent.Length; v++)
        {
            if ((v & 0xFFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            int root = parent[parent[v]]; // the parent is smaller, so it has its root already
            parent[v] = root;
            count += root == v ? 1 : 0;
            largest = Math.Max(largest, ++sizes[root]);
        }

        return new Components(parent, count, largest);
    }
}
