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
        int[] parent = HugePages.Of(GC.AllocateUninitializedArray<int>(n));
        int[] ranges = graph.VertexRanges();
        if (graph.IsDirected)
        {
            for (int v = 0; v < n; v++)
                parent[v] = v;
            parallelism.ForBounds(ranges, (_, first, last) => LinkRows(graph, parent, first, last, skip: -1), cancellationToken);
            return Label(parent, -1, parallelism, cancellationToken);
        }

        parallelism.ForBounds(ranges, (_, first, last) => BelowSmallest(graph, parent, first, last), cancellationToken);
        parallelism.ForBounds(ranges, (_, first, last) => LinkSecond(graph, parent, first, last), cancellationToken);
        parallelism.ForBounds(ranges, (_, first, last) => Flatten(parent, first, last), cancellationToken);
        int frequent = MostFrequent(parent);
        parallelism.ForBounds(ranges, (_, first, last) => LinkRows(graph, parent, first, last, frequent), cancellationToken);
        return Label(parent, frequent, parallelism, cancellationToken);
    }

    /// <summary>Every vertex below its smallest neighbour where that is smaller: no thread can be in the way.</summary>
    [MethodImpl(Hot.Loop)]
    private static void BelowSmallest(CsrGraph graph, int[] parent, int first, int last)
    {
        for (int u = first; u < last; u++)
        {
            ReadOnlySpan<int> neighbors = graph.Neighbors(u);
            int below = neighbors.IsEmpty ? u : Math.Min(u, neighbors[0]);
            parent[u] = below >= first && below < u ? parent[below] : below; // what this range has set is as far down as it leads here
        }
    }

    [MethodImpl(Hot.Loop)]
    private static void LinkSecond(CsrGraph graph, int[] parent, int first, int last)
    {
        for (int u = first; u < last; u++)
        {
            ReadOnlySpan<int> neighbors = graph.Neighbors(u);
            if (neighbors.Length > 1)
                Link(parent, u, neighbors[1]);
        }
    }

    /// <summary>Joins whole rows but those of one tree.</summary>
    [MethodImpl(Hot.Loop)]
    private static void LinkRows(CsrGraph graph, int[] parent, int first, int last, int skip)
    {
        for (int u = first; u < last; u++)
        {
            if (Volatile.Read(ref parent[u]) == skip)
                continue;
            foreach (int v in graph.Neighbors(u))
                Link(parent, u, v);
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

    /// <summary>Labels every vertex with its root, the smallest of its tree, and counts.</summary>
    /// <param name="parent">Trees.</param>
    /// <param name="frequent">A root below which many vertices are, or −1.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at for every range.</param>
    private static Components Label(int[] parent, int frequent, Parallelism parallelism, CancellationToken cancellationToken)
    {
        int count = 0;
        int most = 0;
        parallelism.ForRanges(parent.Length, 1 << 15, (_, from, to) =>
        {
            (int roots, int ofFrequent) = LabelRange(parent, (int)from, (int)to, frequent);
            Interlocked.Add(ref count, roots);
            Interlocked.Add(ref most, ofFrequent);
        }, cancellationToken);
        return new Components(parent, count, most > parent.Length / 2 ? most : LargestSize(parent));
    }

    [MethodImpl(Hot.Loop)]
    private static (int Roots, int OfFrequent) LabelRange(int[] parent, int from, int to, int frequent)
    {
        (int roots, int ofFrequent) = (0, 0);
        for (int v = from; v < to; v++)
        {
            int root = Volatile.Read(ref parent[v]);
            while (Volatile.Read(ref parent[root]) is int above && above != root)
                root = above;
            Volatile.Write(ref parent[v], root);
            roots += root == v ? 1 : 0;
            ofFrequent += root == frequent ? 1 : 0;
        }

        return (roots, ofFrequent);
    }

    [MethodImpl(Hot.Loop)]
    private static int LargestSize(int[] labels)
    {
        var sizes = new int[labels.Length];
        int largest = 0;
        foreach (int label in labels)
            largest = Math.Max(largest, ++sizes[label]);
        return largest;
    }
}
