namespace GraphSparse.Sampling;

/// <summary>Samplers that spread from a vertex; where they get stuck they start again from a fresh uniform vertex.</summary>
/// <remarks>Cost: O(n + m). Determinism: exact; of the last level so many are taken as are missing, in the order of their random keys.</remarks>
internal static class TraversalSamplers
{
    public static SampleSelection Bfs(SampleContext context) => Levels(context, int.MaxValue);

    public static SampleSelection Snowball(SampleContext context) => Levels(context, context.Options.Neighbors);

    /// <summary>Deeper as long as there is an untaken neighbour, a random one; then back.</summary>
    public static SampleSelection Dfs(SampleContext context)
    {
        CsrGraph graph = context.Traversed();
        var visited = new Visited(context);
        var near = new Surroundings(graph, visited, context, "depth.order");
        var stack = new Stack<(int Vertex, int From)>();
        while (!visited.IsDone)
        {
            if (stack.Count == 0)
                stack.Push((visited.Start(), -1));
            (int u, int from) = stack.Pop();
            if (visited.Contains(u))
                continue;
            visited.Take(u, from);
            near.Gather(u);
            for (int i = near.Candidates.Count - 1; i >= 0; i--)
                stack.Push((near.Candidates[i].Vertex, u));
        }

        return visited.Choice();
    }

    /// <summary>A fire burns from vertex to vertex: each burning vertex sets fire to x unburnt neighbours, x geometric with mean p / (1 − p).</summary>
    /// <remarks>With a backward ratio r a directed graph burns along its arcs with p and against them with r p.</remarks>
    public static SampleSelection ForestFire(SampleContext context)
    {
        double backward = context.Graph.IsDirected ? context.Options.BackwardRatio ?? 0 : 0;
        CsrGraph graph = context.Options.BackwardRatio is null ? context.Traversed() : context.Graph;
        var visited = new Visited(context);
        var near = new Surroundings(graph, visited, context, "fire.order");
        Surroundings? behind = backward == 0 ? null
            : new Surroundings(context.Graph.Reverse(context.Parallelism, context.CancellationToken), visited, context, "fire.order.backward");
        KeyedRandom sizes = context.Random("fire.sizes");
        var queue = new Queue<int>();
        while (!visited.IsDone)
        {
            if (queue.Count == 0)
            {
                int start = visited.Start();
                visited.Take(start);
                queue.Enqueue(start);
            }

            int u = queue.Dequeue();
            Burn(near, u, context.Options.ForwardProbability, 0);
            if (behind is not null)
                Burn(behind, u, backward * context.Options.ForwardProbability, 1);
        }

        return visited.Choice();

        void Burn(Surroundings around, int u, double probability, int purpose)
        {
            double wanted = Math.Floor(Math.Log(1 - sizes.NextDouble(u, purpose)) / Math.Log(probability)); // ln 0 = −∞ gives 0
            if (!(wanted >= 1))
                return;
            around.Gather(u);
            for (int i = 0; i < around.Candidates.Count && i < wanted; i++)
            {
                if (visited.Take(around.Candidates[i].Vertex, u))
                    queue.Enqueue(around.Candidates[i].Vertex);
            }
        }
    }

    /// <summary>Level by level; each vertex brings in at most so many neighbours.</summary>
    private static SampleSelection Levels(SampleContext context, int mostNeighbors)
    {
        CsrGraph graph = context.Traversed();
        var visited = new Visited(context);
        KeyedRandom order = context.Random("levels.order");
        var near = new Surroundings(graph, visited, context, "levels.order");
        var level = new List<int>();
        var isNext = new bool[graph.VertexCount];
        while (!visited.IsDone)
        {
            if (level.Count == 0)
            {
                int starts = visited.Count == 0 ? Math.Max(context.Options.SeedCount, context.Options.SeedVertices.Count) : 1;
                for (int i = 0; i < starts && !visited.IsDone; i++)
                {
                    level.Add(visited.Start(isFurther: i > 0));
                    visited.Take(level[^1]);
                }
            }

            var next = new List<(int Vertex, int From)>();
            foreach (int u in level)
            {
                near.Gather(u, sort: mostNeighbors < graph.Degree(u));
                for (int i = 0, brought = 0; i < near.Candidates.Count && brought < mostNeighbors; i++, brought++)
                {
                    if (isNext[near.Candidates[i].Vertex])
                        continue;
                    isNext[near.Candidates[i].Vertex] = true;
                    next.Add((near.Candidates[i].Vertex, u));
                }
            }

            if (next.Count > context.Target - visited.Count) // stops mid-level: in the order of the keys, not of the ids
                next = [.. next.OrderBy(v => order.NextUInt64(v.Vertex)).ThenBy(v => v.Vertex)];
            foreach ((int v, int from) in next)
                visited.Take(v, from);
            level = [.. next.Select(v => v.Vertex)];
        }

        return visited.Choice();
    }

    /// <summary>The neighbours of a vertex that are not taken.</summary>
    private sealed class Surroundings
    {
        private readonly CsrGraph _graph;
        private readonly Visited _visited;
        private readonly KeyedRandom _order;
        private readonly bool _weighted;

        public Surroundings(CsrGraph graph, Visited visited, SampleContext context, string purpose)
        {
            (_graph, _visited, _order) = (graph, visited, context.Random(purpose));
            _weighted = context.Options.Weighted && graph.IsWeighted;
        }

        /// <summary>What was gathered.</summary>
        public List<(ulong Key, int Vertex)> Candidates { get; } = [];

        /// <summary>Gathers the neighbours that are not taken, in a random order where asked to: heavy edges tend to come first where weights count.</summary>
        public void Gather(int u, bool sort = true)
        {
            Candidates.Clear();
            ReadOnlySpan<int> neighbors = _graph.Neighbors(u);
            for (int k = 0; k < neighbors.Length; k++)
            {
                int v = neighbors[k];
                if (_visited.Contains(v))
                    continue;
                ulong key = sort ? _order.NextUInt64(u, 1 + (long)v) : 0;
                if (sort && _weighted)
                {
                    double weight = _graph.Weights(u)[k];
                    key = BitConverter.DoubleToUInt64Bits(-Math.Log(1 - (key >> 11) * (1.0 / (1UL << 53))) / weight); // positive doubles are in the order of their bits
                }

                Candidates.Add((key, v));
            }

            if (sort)
                Candidates.Sort();
        }
    }
}
