namespace GraphSparse.Analytics;

/// <summary>Parameters of <see cref="Diameter"/>; immutable, vary with <c>with</c>.</summary>
public sealed record DiameterOptions
{
    /// <summary>At most 4000 searches.</summary>
    public static DiameterOptions Default { get; } = new();

    /// <summary>Most breadth-first searches, at least 1; where they do not settle the diameter, bounds are given. Default 4000.</summary>
    public int Searches { get; init; } = 4000;

    internal void Validate() => Require.InRange(Searches, 1, int.MaxValue);
}

/// <summary>The diameter of the largest component, or bounds of it.</summary>
/// <param name="Lower">A distance that occurs.</param>
/// <param name="Upper">No distance is larger.</param>
/// <param name="ComponentSize">Vertices of the component.</param>
/// <param name="Searches">Breadth-first searches done.</param>
/// <param name="Options">What was asked for.</param>
public sealed record DiameterBounds(int Lower, int Upper, int ComponentSize, int Searches, DiameterOptions Options)
{
    /// <summary>Whether the bounds meet: then both are the diameter.</summary>
    public bool IsExact => Lower == Upper;
}

/// <summary>Finds the largest distance, in edges, within the largest component.</summary>
/// <remarks>
/// Source: Crescenzi, Grossi, Habib, Lanzi and Marino, "On computing the diameter of real-world undirected graphs", Theor. Comput. Sci. 514, 2013 (iFUB):
/// four sweeps find a central vertex; then eccentricities are taken from the outermost level inwards until none further in can be larger. Of
/// components of equal size the one with the smallest vertex. Weights are ignored.
/// <para>Cost: a few searches on most networks, half the vertices at worst, at most what the options say; levels are searched 64 vertices at a time.
/// Determinism: exact.</para>
/// </remarks>
public static class Diameter
{
    private const int Sweeps = 5;
    private const int Batch = 64;

    /// <summary>Finds the diameter.</summary>
    /// <param name="graph">Undirected.</param>
    /// <param name="options">Most searches, or <see langword="null"/> for the defaults.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Searches done.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="ArgumentException">The graph is directed.</exception>
    public static DiameterBounds Find(
        CsrGraph graph, DiameterOptions? options = null, Parallelism? parallelism = null,
        IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Require.Undirected(graph, "The diameter");
        options ??= DiameterOptions.Default;
        options.Validate();
        parallelism ??= Parallelism.AllCores;
        if (graph.VertexCount == 0)
            return new DiameterBounds(0, 0, 0, 0, options);
        (int start, int size) = HighestOfLargest(graph, ConnectedComponents.Find(graph, parallelism, null, cancellationToken));

        // Two double sweeps: from a far vertex to another, then on from the middle of that way; the last middle is the centre.
        int lower = 0;
        int searches = 0;
        BreadthFirstTree centre = Search(start);
        while (searches < Math.Min(Sweeps, options.Searches))
        {
            BreadthFirstTree far = Search(Farthest(centre));
            if (searches >= options.Searches)
                return new DiameterBounds(lower, Math.Min(2 * centre.Depth, 2 * far.Depth), size, searches, options);
            centre = Search(Middle(far));
        }

        (int[] offsets, int[] byLevel) = Levels(centre);
        int level = centre.Depth;
        while (level > 0 && lower < 2 * level) // vertices of this level and further in are at most that far apart
        {
            for (int from = offsets[level]; from < offsets[level + 1]; from += Batch)
            {
                int count = Math.Min(Batch, offsets[level + 1] - from);
                if (searches + count > options.Searches)
                    return new DiameterBounds(lower, Math.Max(lower, 2 * level), size, searches, options);
                foreach (BreadthFirstSummary found in MultiSourceSearch.Survey(graph, byLevel.AsSpan(from, count).ToArray(), parallelism, null, cancellationToken))
                    lower = Math.Max(lower, found.Eccentricity);
                searches += count;
                progress?.Report(new Progress("diameter", searches, 0));
            }

            level--;
        }

        return new DiameterBounds(lower, lower, size, searches, options);

        BreadthFirstTree Search(int source)
        {
            BreadthFirstTree tree = BreadthFirstSearch.Search(graph, source, parallelism, null, cancellationToken);
            searches++;
            lower = Math.Max(lower, tree.Depth);
            progress?.Report(new Progress("diameter", searches, 0));
            return tree;
        }
    }

    private static (int Vertex, int Size) HighestOfLargest(CsrGraph graph, Components components)
    {
        var sizes = new int[graph.VertexCount];
        foreach (int label in components.Labels)
            sizes[label]++;
        int largest = Array.IndexOf(sizes, components.LargestSize);
        int best = largest;
        for (int v = 0; v < graph.VertexCount; v++)
        {
            if (components.Labels[v] == largest && graph.Degree(v) > graph.Degree(best))
                best = v;
        }

        return (best, components.LargestSize);
    }

    private static int Farthest(BreadthFirstTree tree) => Array.IndexOf(tree.Distances, tree.Depth);

    private static int Middle(BreadthFirstTree tree)
    {
        int v = Farthest(tree);
        for (int steps = tree.Depth / 2; steps > 0; steps--)
            v = tree.Parents[v];
        return v;
    }

    private static (int[] Offsets, int[] Vertices) Levels(BreadthFirstTree tree)
    {
        int[] offsets = new int[tree.Depth + 2];
        foreach (int d in tree.Distances)
        {
            if (d >= 0)
                offsets[d + 1]++;
        }

        for (int d = 0; d <= tree.Depth; d++)
            offsets[d + 1] += offsets[d];
        int[] next = offsets[..^1];
        int[] vertices = new int[tree.Reached];
        for (int v = 0; v < tree.Distances.Length; v++)
        {
            if (tree.Distances[v] >= 0)
                vertices[next[tree.Distances[v]]++] = v;
        }

        return (offsets, vertices);
    }
}
