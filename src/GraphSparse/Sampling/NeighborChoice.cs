namespace GraphSparse.Sampling;

/// <summary>Draws neighbours uniformly, or in proportion to the weights of the edges by prefix sums and binary search.</summary>
internal sealed class NeighborChoice
{
    private readonly CsrGraph _graph;
    private readonly KeyedRandom _random;
    private readonly ArcValues<double>? _sums; // of the weights of the row up to the arc

    /// <summary>Prepares draws.</summary>
    public NeighborChoice(CsrGraph graph, KeyedRandom random, bool weighted)
    {
        (_graph, _random) = (graph, random);
        if (!weighted || !graph.IsWeighted)
            return;
        _sums = new ArcValues<double>(graph);
        for (int u = 0; u < graph.VertexCount; u++)
        {
            double sum = 0;
            Span<double> sums = _sums.Of(u);
            ReadOnlySpan<double> weights = graph.Weights(u);
            for (int k = 0; k < sums.Length; k++)
                sums[k] = sum += weights[k];
        }
    }

    /// <summary>Draws for the rows of the graph.</summary>
    public CsrGraph Graph => _graph;

    /// <summary>Whether draws go by weight.</summary>
    public bool IsWeighted => _sums is not null;

    /// <summary>Degree, or sum of weights.</summary>
    public double Strength(int v) => _sums is null ? _graph.Degree(v) : _graph.Degree(v) == 0 ? 0 : _sums.Of(v)[^1];

    /// <summary>A neighbour of a vertex that has some; a pure function of the keys.</summary>
    public int Draw(int at, long key, int purpose = 0)
    {
        ReadOnlySpan<int> neighbors = _graph.Neighbors(at);
        if (_sums is null)
            return neighbors[KeyedChoice.Below(_random, neighbors.Length, key, purpose)];
        ReadOnlySpan<double> sums = _sums.Of(at);
        double wanted = _random.NextDouble(key, (long)purpose << 8) * sums[^1];
        int place = sums.BinarySearch(wanted);
        return neighbors[Math.Min(place < 0 ? ~place : place + 1, neighbors.Length - 1)]; // the first sum above it
    }

    /// <summary>A uniform integer in [0, bound) of the same generator.</summary>
    public int Below(int bound, long key) => KeyedChoice.Below(_random, bound, key, 0);

    /// <summary>A uniform number of the same generator.</summary>
    public double Uniform(long key, long purpose) => _random.NextDouble(key, purpose);
}
