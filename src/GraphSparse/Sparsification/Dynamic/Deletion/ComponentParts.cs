namespace GraphSparse.Sparsification.Dynamic;

/// <summary>The parts of a graph in which some vertices lie.</summary>
/// <param name="Closed">The vertices of all parts but one, the first of each a vertex that was asked for.</param>
/// <param name="Open">A vertex of the part that was not explored to its end.</param>
internal sealed record ComponentParts(List<IReadOnlyList<int>> Closed, int Open)
{
    /// <summary>Explores from all sources in turn, a vertex each, until all but one part are known whole.</summary>
    /// <remarks>Searches that meet become one. The last part alive is not explored further, so two parts cost what the smaller one holds;
    /// no vertex is visited twice.</remarks>
    public static ComponentParts Explore(DynamicAdjacency graph, int[] sources)
    {
        var searches = new Search[sources.Length];
        var reachedBy = new Dictionary<int, int>();
        for (int i = 0; i < sources.Length; i++)
        {
            searches[i] = new Search(i, sources[i]);
            reachedBy[sources[i]] = i;
        }

        int alive = sources.Length;
        while (alive > 1)
        {
            for (int i = 0; i < searches.Length && alive > 1; i++)
            {
                Search search = searches[i];
                if (search.Root != i || search.IsClosed)
                    continue;
                if (search.Frontier.TryDequeue(out int vertex))
                {
                    alive -= Expand(graph, searches, reachedBy, search, vertex);
                }
                else
                {
                    search.IsClosed = true;
                    alive--;
                }
            }
        }

        Search[] parts = [.. searches.Where(s => s.Root == s.Index)];
        return new ComponentParts([.. parts.Where(p => p.IsClosed).Select(p => p.Members)], parts.Single(p => !p.IsClosed).Members[0]);
    }

    /// <summary>Looks at the neighbours of a vertex; returns how many other searches were met.</summary>
    private static int Expand(DynamicAdjacency graph, Search[] searches, Dictionary<int, int> reachedBy, Search search, int vertex)
    {
        int met = 0;
        foreach (int neighbor in graph.Neighbors(vertex))
        {
            if (!reachedBy.TryGetValue(neighbor, out int other))
            {
                reachedBy[neighbor] = search.Index;
                search.Members.Add(neighbor);
                search.Frontier.Enqueue(neighbor);
                continue;
            }

            while (searches[other].Root != other)
                other = searches[other].Root;
            if (other != search.Index)
            {
                search.Absorb(searches[other]);
                met++;
            }
        }

        return met;
    }

    /// <summary>The exploration from one source.</summary>
    private sealed class Search(int index, int source)
    {
        public int Index { get; } = index;

        /// <summary>The search that this one has become part of, or itself.</summary>
        public int Root { get; private set; } = index;

        public bool IsClosed { get; set; }

        public List<int> Members { get; private set; } = [source];

        public Queue<int> Frontier { get; private set; } = new([source]);

        public void Absorb(Search other)
        {
            other.Root = Index;
            (Members, List<int> fewer) = Members.Count >= other.Members.Count ? (Members, other.Members) : (other.Members, Members);
            Members.AddRange(fewer);
            (Frontier, Queue<int> shorter) = Frontier.Count >= other.Frontier.Count ? (Frontier, other.Frontier) : (other.Frontier, Frontier);
            foreach (int vertex in shorter)
                Frontier.Enqueue(vertex);
        }
    }
}
