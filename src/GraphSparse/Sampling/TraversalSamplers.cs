namespace GraphSparse.Sampling;

/// <summary>Samplers that spread from a vertex; where they get stuck they start again from a fresh uniform vertex.</summary>
/// <remarks>Cost: O(n + m). Determinism: exact; of the last level so many are taken as are missing, in the order of their random keys.</remarks>
internal static class TraversalSamplers
{
    public static SampleChoice Bfs(SampleContext context) => Levels(context, int.MaxValue);

    public static SampleChoice Snowball(SampleContext context) => Levels(context, context.Options.Neighbors);

    /// <summary>A fire burns from vertex to vertex: each burning vertex sets fire to x unburnt neighbours, x geometric with mean p / (1 − p).</summary>
    public static SampleChoice ForestFire(SampleContext context)
    {
        CsrGraph graph = context.Travelled();
        var visited = new Visited(context);
        KeyedRandom sizes = context.Random("fire.sizes");
        KeyedRandom order = context.Random("fire.order");
        double logBurn = Math.Log(context.Options.Burn);
        var queue = new Queue<int>();
        var candidates = new List<(ulong Key, int Vertex)>();
        while (!visited.IsDone)
        {
            if (queue.Count == 0)
            {
                int start = visited.Fresh();
                visited.Restarts += visited.Count > 0 ? 1 : 0;
                visited.Take(start);
                queue.Enqueue(start);
            }

            int u = queue.Dequeue();
            double wanted = Math.Floor(Math.Log(1 - sizes.NextDouble(u)) / logBurn); // ln 0 = −∞ gives 0
            if (!(wanted >= 1))
                continue;
            Gather(graph, visited, order, u, candidates);
            for (int i = 0; i < candidates.Count && i < wanted; i++)
            {
                if (visited.Take(candidates[i].Vertex))
                    queue.Enqueue(candidates[i].Vertex);
            }
        }

        return visited.Choice();
    }

    /// <summary>Level by level; each vertex brings in at most so many neighbours.</summary>
    private static SampleChoice Levels(SampleContext context, int mostNeighbors)
    {
        CsrGraph graph = context.Travelled();
        var visited = new Visited(context);
        KeyedRandom order = context.Random("levels.order");
        var candidates = new List<(ulong Key, int Vertex)>();
        var level = new List<int>();
        var isNext = new bool[graph.VertexCount];
        while (!visited.IsDone)
        {
            if (level.Count == 0)
            {
                int start = visited.Fresh();
                visited.Restarts += visited.Count > 0 ? 1 : 0;
                visited.Take(start);
                level.Add(start);
            }

            var next = new List<int>();
            foreach (int u in level)
            {
                Gather(graph, visited, order, u, candidates, sort: mostNeighbors < graph.Degree(u));
                for (int i = 0, brought = 0; i < candidates.Count && brought < mostNeighbors; i++, brought++)
                {
                    if (isNext[candidates[i].Vertex])
                        continue;
                    isNext[candidates[i].Vertex] = true;
                    next.Add(candidates[i].Vertex);
                }
            }

            if (next.Count > context.Target - visited.Count) // stops mid-level: in the order of the keys, not of the ids
                next = [.. next.OrderBy(v => order.NextUInt64(v)).ThenBy(v => v)];
            foreach (int v in next)
                visited.Take(v);
            level = next;
        }

        return visited.Choice();
    }

    /// <summary>The neighbours of a vertex that are not taken, in a random order.</summary>
    private static void Gather(CsrGraph graph, Visited visited, KeyedRandom order, int u, List<(ulong Key, int Vertex)> candidates, bool sort = true)
    {
        candidates.Clear();
        foreach (int v in graph.Neighbors(u))
        {
            if (!visited.Contains(v))
                candidates.Add((sort ? order.NextUInt64(u, 1 + (long)v) : 0, v));
        }

        if (sort)
            candidates.Sort();
    }
}
