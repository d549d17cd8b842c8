namespace GraphSparse.Analytics;

/// <summary>Dijkstra's search from one vertex after another, on the same arrays.</summary>
internal sealed class DijkstraSearch
{
    private readonly CsrGraph _graph;
    private readonly ArcLengths _lengths;
    private readonly PriorityQueue<int, double> _queue = new();

    public DijkstraSearch(CsrGraph graph, ArcLengths lengths)
    {
        (_graph, _lengths) = (graph, lengths);
        Distances = new double[graph.VertexCount];
        Array.Fill(Distances, double.PositiveInfinity);
    }

    /// <summary>Distances from the last source, infinite where there is no path.</summary>
    public double[] Distances { get; }

    /// <summary>The vertices reached, by distance.</summary>
    public List<int> Order { get; } = [];

    public void From(int source, CancellationToken cancellationToken)
    {
        foreach (int v in Order)
            Distances[v] = double.PositiveInfinity;
        Order.Clear();
        _queue.Clear();
        Distances[source] = 0;
        _queue.Enqueue(source, 0);
        while (_queue.TryDequeue(out int u, out double distance))
        {
            // An entry is stale where a shorter way came later. Equal entries cannot be: only a shorter way enters one.
            if (distance != Distances[u])
                continue;
            if ((Order.Count & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            Order.Add(u);
            ReadOnlySpan<int> neighbors = _graph.Neighbors(u);
            ReadOnlySpan<double> row = _lengths.Of(u);
            for (int k = 0; k < neighbors.Length; k++)
            {
                double through = distance + row[k];
                if (through < Distances[neighbors[k]])
                {
                    Distances[neighbors[k]] = through;
                    _queue.Enqueue(neighbors[k], through);
                }
            }
        }
    }
}
