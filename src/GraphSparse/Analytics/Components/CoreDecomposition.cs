using System.Runtime.CompilerServices;

namespace GraphSparse.Analytics;

/// <summary>How deep each vertex lies.</summary>
/// <param name="Coreness">For each vertex the largest k such that it belongs to a subgraph of degrees at least k.</param>
/// <param name="Degeneracy">The largest coreness, 0 without edges.</param>
public sealed record CoreNumbers(int[] Coreness, int Degeneracy);

/// <summary>Finds the k-cores of a graph, directions ignored.</summary>
/// <remarks>
/// Source: Matula and Beck, "Smallest-last ordering and clustering and graph coloring algorithms", JACM 30(3), 1983: the vertex of
/// smallest degree is taken away again and again, vertices kept sorted by degree in buckets.
/// <para>Cost: O(n + m), 16 bytes per vertex; one thread. Determinism: exact.</para>
/// </remarks>
public static class CoreDecomposition
{
    /// <summary>Finds the coreness of every vertex.</summary>
    /// <param name="graph">Any graph; an edge counts once whatever its direction and weight.</param>
    /// <param name="parallelism">Threads for making a directed graph undirected, all cores by default.</param>
    /// <param name="progress">Vertices taken away so far.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    public static CoreNumbers Find(CsrGraph graph, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        CsrGraph simple = graph.Symmetrize(parallelism, cancellationToken);
        int[] degree = Degrees.Out(simple);
        Peel(simple, degree, progress, cancellationToken);
        return new CoreNumbers(degree, degree.Length == 0 ? 0 : degree.Max());
    }

    /// <summary>Turns degrees into corenesses.</summary>
    [MethodImpl(Hot.Loop)]
    private static void Peel(CsrGraph graph, int[] degree, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        int n = degree.Length;
        var start = new int[graph.MaxDegree + 2]; // first place of each degree
        foreach (int d in degree)
            start[d + 1]++;
        for (int d = 0; d <= graph.MaxDegree; d++)
            start[d + 1] += start[d];
        var order = new int[n];
        var place = new int[n];
        var fill = (int[])start.Clone();
        for (int v = 0; v < n; v++)
        {
            place[v] = fill[degree[v]]++;
            order[place[v]] = v;
        }

        for (int i = 0; i < n; i++)
        {
            if ((i & 0x3FFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(new Progress("finding cores", i, n));
            }

            int u = order[i];
            foreach (int v in graph.Neighbors(u))
            {
                int d = degree[v];
                if (d <= degree[u])
                    continue;
                // v changes places with the first vertex of its degree, whose bucket then begins one later.
                int first = start[d]++;
                int other = order[first];
                (order[first], order[place[v]]) = (v, other);
                (place[other], place[v]) = (place[v], first);
                degree[v] = d - 1;
            }
        }
    }
}
