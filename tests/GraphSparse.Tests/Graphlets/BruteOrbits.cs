namespace GraphSparse.Tests.Graphlets;

/// <summary>Orbits by looking at every set of two, three and four vertices: what the definition says, and nothing else.</summary>
internal sealed class BruteOrbits
{
    private readonly bool[,] _edges;
    private readonly int _n;

    public BruteOrbits(CsrGraph graph)
    {
        _n = graph.VertexCount;
        _edges = new bool[_n, _n];
        Orbits = new long[_n, 15];
        for (int u = 0; u < _n; u++)
        {
            foreach (int v in graph.Neighbors(u))
                _edges[u, v] = true;
        }

        for (int a = 0; a < _n; a++)
        {
            for (int b = a + 1; b < _n; b++)
            {
                Add([a, b]);
                for (int c = b + 1; c < _n; c++)
                {
                    Add([a, b, c]);
                    for (int d = c + 1; d < _n; d++)
                        Add([a, b, c, d]);
                }
            }
        }
    }

    /// <summary>How often each vertex stands on each orbit.</summary>
    public long[,] Orbits { get; }

    /// <summary>Copies of G0 to G8.</summary>
    public long[] Graphlets { get; } = new long[9];

    /// <summary>How often u stands on orbit i and v on orbit j of one copy, at a distance inside it.</summary>
    public Dictionary<(int Hop, int I, int J), long[,]> Adjacencies { get; } = [];

    private void Add(int[] set)
    {
        int[] degrees = [.. set.Select(u => set.Count(v => _edges[u, v]))];
        (int graphlet, Func<int, int>? orbitOf) = Kind(set.Length, degrees);
        if (orbitOf is null || Distance(set, 0).Any(d => d < 0))
            return;
        Graphlets[graphlet]++;
        int[] orbits = [.. degrees.Select(orbitOf)];
        for (int i = 0; i < set.Length; i++)
        {
            Orbits[set[i], orbits[i]]++;
            int[] distances = Distance(set, i);
            for (int j = 0; j < set.Length; j++)
            {
                if (i == j)
                    continue;
                (int, int, int) key = (distances[j], orbits[i], orbits[j]);
                if (!Adjacencies.TryGetValue(key, out long[,]? counts))
                    Adjacencies[key] = counts = new long[_n, _n];
                counts[set[i], set[j]]++;
            }
        }
    }

    /// <summary>The graphlet of a connected set, and the orbit by the degree inside it: no graphlet of these sizes has two orbits of one degree.</summary>
    private static (int Graphlet, Func<int, int>? OrbitOf) Kind(int size, int[] degrees)
    {
        string key = string.Concat(degrees.Order());
        return (size, key) switch
        {
            (2, "11") => (0, _ => 0),
            (3, "112") => (1, d => d),
            (3, "222") => (2, _ => 3),
            (4, "1122") => (3, d => d + 3),
            (4, "1113") => (4, d => d == 1 ? 6 : 7),
            (4, "2222") => (5, _ => 8),
            (4, "1223") => (6, d => d + 8),
            (4, "2233") => (7, d => d + 10),
            (4, "3333") => (8, _ => 14),
            _ => (-1, null),
        };
    }

    /// <summary>Distances inside the set from one of its vertices; −1 where there is no way.</summary>
    private int[] Distance(int[] set, int from)
    {
        int[] distances = [.. set.Select(_ => -1)];
        distances[from] = 0;
        for (int d = 0; d < set.Length; d++)
        {
            for (int i = 0; i < set.Length; i++)
            {
                for (int j = 0; j < set.Length && distances[i] == d; j++)
                {
                    if (distances[j] < 0 && _edges[set[i], set[j]])
                        distances[j] = d + 1;
                }
            }
        }

        return distances;
    }
}
