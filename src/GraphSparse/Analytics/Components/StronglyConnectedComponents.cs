namespace GraphSparse.Analytics;

/// <summary>Finds the strongly connected components of a directed graph: vertices with paths to and from one another.</summary>
/// <remarks>
/// Source: Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1(2), 1972, with a stack of its own instead of recursion.
/// On an undirected graph they are the connected components.
/// <para>Cost: O(n + m), 24 bytes per vertex, one thread. Determinism: exact.</para>
/// </remarks>
public static class StronglyConnectedComponents
{
    /// <summary>Labels every vertex with the smallest vertex of its component.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="parallelism">Threads where the graph is undirected, all cores by default; one thread searches a directed graph.</param>
    /// <param name="progress">Vertices met so far.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    public static Components Find(CsrGraph graph, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (!graph.IsDirected)
            return ConnectedComponents.Find(graph, parallelism, progress, cancellationToken);
        int n = graph.VertexCount;
        var number = new int[n]; // order of discovery from 1 on, 0 where not yet met
        var low = new int[n];
        var place = new int[n]; // next arc to follow
        var path = new int[n];
        var open = new int[n]; // vertices whose component is not yet known
        var labels = new int[n];
        Array.Fill(labels, -1);
        int openCount = 0;
        int met = 0;
        int count = 0;
        int largest = 0;
        for (int root = 0; root < n; root++)
        {
            if (number[root] != 0)
                continue;
            int depth = 0;
            Enter(root);
            while (depth > 0)
            {
                int u = path[depth - 1];
                ReadOnlySpan<int> neighbors = graph.Neighbors(u);
                if (place[u] < neighbors.Length)
                {
                    int v = neighbors[place[u]++];
                    if (number[v] == 0)
                        Enter(v);
                    else if (labels[v] < 0)
                        low[u] = Math.Min(low[u], number[v]);
                    continue;
                }

                depth--;
                if (depth > 0)
                    low[path[depth - 1]] = Math.Min(low[path[depth - 1]], low[u]);
                if (low[u] == number[u])
                    Close(u);
            }

            void Enter(int v)
            {
                if ((met & 0xFFFF) == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    progress?.Report(new Progress("finding strong components", met, n));
                }

                number[v] = low[v] = ++met;
                path[depth++] = v;
                open[openCount++] = v;
            }
        }

        return new Components(labels, count, largest);

        void Close(int u)
        {
            int start = openCount - 1;
            while (open[start] != u)
                start--;
            ReadOnlySpan<int> members = open.AsSpan(start, openCount - start);
            int label = u;
            foreach (int v in members)
                label = Math.Min(label, v);
            foreach (int v in members)
                labels[v] = label;
            openCount = start;
            count++;
            largest = Math.Max(largest, members.Length);
        }
    }
}
