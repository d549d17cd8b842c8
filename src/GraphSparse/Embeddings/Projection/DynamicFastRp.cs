using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>What an update of a graph took.</summary>
/// <param name="ChangedEdges">Edges that were inserted, deleted or have another weight now.</param>
/// <param name="RecomputedRows">Rows that were computed anew, over all powers; all of them would be vertices times powers.</param>
/// <param name="ChangedVectors">Vertices whose vectors changed.</param>
public sealed record FastRpUpdate(int ChangedEdges, long RecomputedRows, int ChangedVectors);

/// <summary>FastRP of an undirected graph whose edges change: vectors are computed anew where a change reaches them, and nowhere else.</summary>
/// <remarks>
/// The rows of every power are kept. After a batch of updates the ends of changed edges are computed anew in every power, and other rows where the rows that they are means of have moved by more than <c>tolerance</c> times their
/// length since the row was computed. With a tolerance of 0 vectors are those of <see cref="FastRp"/> on the graph as it is now, byte for byte; with more, <see cref="ErrorBounds"/> says how far each can be from them.
/// <para>Cost of a batch: degree · dimension for each row that is computed anew. With tolerance 0 these are all within as many steps of a change as there are powers: most of a small world. Memory: (powers + 2) · n · dimension · 4 bytes and the dynamic graph.</para>
/// <para>Determinism: exact, for every number of threads. Not safe to use from several threads at once.</para>
/// </remarks>
public sealed class DynamicFastRp
{
    private readonly FastRpOptions _options;
    private readonly double _tolerance;
    private readonly CounterRandom _random;
    private readonly double _half;
    private readonly double _root;
    private readonly Parallelism _parallelism;
    private readonly DynamicGraph _graph;
    private readonly double[] _strengths;
    private readonly TallMatrix[] _powers; // the random vectors, then each power
    private readonly double[][] _pending; // by power and vertex: how far the mean of stored rows below can be from the stored row
    private readonly TallMatrix _sum;

    private DynamicFastRp(CsrGraph graph, FastRpOptions options, double tolerance, ulong seed, Parallelism parallelism)
    {
        (_options, _tolerance, _parallelism) = (options, tolerance, parallelism);
        double sparsity = options.SparsityFor(graph.VertexCount);
        (_random, _half, _root) = (new CounterRandom(seed, CounterRandom.Projection), 1 / (2 * sparsity), Math.Sqrt(sparsity));
        _graph = new DynamicGraph(graph);
        _strengths = new double[graph.VertexCount];
        _powers = [.. Enumerable.Range(0, options.IterationWeights.Count + 1).Select(_ => TallMatrix.Uninitialized(graph.VertexCount, options.Dimension))];
        _pending = [.. _powers.Select(_ => new double[graph.VertexCount])];
        _sum = new TallMatrix(graph.VertexCount, options.Dimension);
    }

    /// <summary>The graph, as it is now.</summary>
    public DynamicGraph Graph => _graph;

    /// <summary>Computes all rows of a graph.</summary>
    /// <param name="graph">Undirected; weights are above 0.</param>
    /// <param name="options">As for <see cref="FastRp"/>, rows of each power of length 1 and without features; <see langword="null"/> for the defaults.</param>
    /// <param name="tolerance">How far a row may be from what it would be, in parts of its length, in [0, 1]; 0 for exact vectors.</param>
    /// <param name="seed">Of the projection.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Powers done.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="ArgumentException">The graph is directed, an option is out of range or cannot be kept up to date, or a weight is not above 0.</exception>
    public static DynamicFastRp Create(
        CsrGraph graph, FastRpOptions? options = null, double tolerance = 0, ulong seed = 42, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= new FastRpOptions();
        options.Validate();
        Require.Undirected(graph, "FastRP kept up to date");
        Require.InRange(tolerance, 0, 1);
        Require.Positive(graph, "FastRP kept up to date");
        if (!options.NormalizeIterations || options.PropertyRatio != 0)
            throw new ArgumentException("FastRP is kept up to date with FastRpOptions.NormalizeIterations = true and without features.", nameof(options));
        var dynamic = new DynamicFastRp(graph, options, tolerance, seed, parallelism ?? Parallelism.AllCores);
        int[] all = [.. Enumerable.Range(0, graph.VertexCount)];
        foreach (int u in all)
            dynamic.SumWeights(u);
        for (int k = 0; k < dynamic._powers.Length; k++)
        {
            dynamic.Compute(k, all, cancellationToken);
            progress?.Report(new Progress("projecting", k, options.IterationWeights.Count));
        }

        dynamic.AddUp(all, cancellationToken);
        return dynamic;
    }

    /// <summary>Applies updates in their order, and computes what they change.</summary>
    /// <param name="updates">Insertions, deletions and weights, each of an edge that is or is not there as it should be.</param>
    /// <param name="cancellationToken">Looked at before the work begins; a batch that has begun is finished, so that vectors stay those of the graph.</param>
    /// <exception cref="InvalidUpdateException">An update cannot be applied; those before it are, and vectors are those of the graph with them.</exception>
    public FastRpUpdate Apply(IReadOnlyList<EdgeUpdate> updates, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(updates);
        cancellationToken.ThrowIfCancellationRequested();
        var ends = new SortedSet<int>();
        int changed = 0;
        try
        {
            for (int i = 0; i < updates.Count; i++)
            {
                if (updates[i].Problem(_graph.VertexCount) is { } reason)
                    throw new InvalidUpdateException(i, updates[i], reason);
                EdgeChange change = _graph.Apply(updates[i]);
                changed += change.Before != change.After ? 1 : 0;
                ends.Add(change.Source);
                ends.Add(change.Target);
            }
        }
        catch (ArgumentException)
        {
            Refresh(ends);
            throw;
        }

        (long rows, int vectors) = Refresh(ends);
        return new FastRpUpdate(changed, rows, vectors);
    }

    /// <summary>The vectors as they are now, scaled as the options say. Cost: n · dimension.</summary>
    public Embedding Snapshot()
    {
        TallMatrix copy = _sum.Copy(_sum.Columns);
        RowScaling.Apply(copy, _options.Scaling, _parallelism, CancellationToken.None);
        return new Embedding(copy, []);
    }

    /// <summary>For every vertex a length that the difference of its vector, before scaling, from that of a full run cannot exceed, but for rounding. Cost: arcs · powers.</summary>
    public double[] ErrorBounds()
    {
        int n = _sum.Rows;
        var bounds = new double[n];
        var below = new double[n];
        var own = new double[n];
        for (int k = 1; k < _powers.Length; k++)
        {
            _parallelism.ForRanges(n, 1024, (_, from, to) =>
            {
                for (int u = (int)from; u < (int)to; u++)
                {
                    ReadOnlySpan<int> neighbors = _graph.Adjacency.Neighbors(u);
                    ReadOnlySpan<double> weights = _graph.Adjacency.Weights(u);
                    double sum = 0;
                    for (int i = 0; i < neighbors.Length; i++)
                        sum += weights[i] * below[neighbors[i]];
                    own[u] = _pending[k][u] + (_strengths[u] > 0 ? sum / _strengths[u] : 0);
                    double length = Math.Sqrt(DenseRows.SquaredLength(_powers[k].Row(u)));
                    if (own[u] > 0) // |a/|a| − b/|b|| is at most 2·|a − b| / |b|, and never more than 2
                        bounds[u] += Math.Abs(_options.IterationWeights[k - 1]) * Math.Min(2, 2 * own[u] / length);
                }
            });
            (below, own) = (own, below);
        }

        return bounds;
    }

    private (long Rows, int Vectors) Refresh(SortedSet<int> ends)
    {
        long rows = 0;
        int[] touched = [.. ends];
        var changed = new SortedSet<int>(ends);
        foreach (int u in touched)
            SumWeights(u);
        (int Vertex, double Distance)[] moved = Compute(0, touched, CancellationToken.None);
        rows += touched.Length;
        for (int k = 1; k < _powers.Length; k++)
        {
            var next = new SortedSet<int>(touched);
            foreach ((int vertex, double distance) in moved)
            {
                ReadOnlySpan<int> neighbors = _graph.Adjacency.Neighbors(vertex);
                ReadOnlySpan<double> weights = _graph.Adjacency.Weights(vertex);
                for (int i = 0; i < neighbors.Length; i++)
                {
                    int u = neighbors[i];
                    _pending[k][u] += distance * weights[i] / _strengths[u];
                    if (_tolerance == 0 || _pending[k][u] > _tolerance * Math.Sqrt(DenseRows.SquaredLength(_powers[k].Row(u))))
                        next.Add(u);
                }
            }

            int[] stale = [.. next];
            rows += stale.Length;
            moved = Compute(k, stale, CancellationToken.None);
            changed.UnionWith(stale);
        }

        int[] vectors = [.. changed];
        AddUp(vectors, CancellationToken.None);
        return (rows, vectors.Length);
    }

    /// <summary>Computes rows of a power from those of the one below; returns how far each moved, where it did.</summary>
    private (int Vertex, double Distance)[] Compute(int k, int[] vertices, CancellationToken cancellationToken)
    {
        var distances = new double[vertices.Length];
        _parallelism.ForRanges(vertices.Length, 64, (_, from, to) =>
        {
            Span<float> row = new float[_options.Dimension];
            for (int i = (int)from; i < (int)to; i++)
            {
                int u = vertices[i];
                if (k == 0)
                {
                    RandomProjection.FillRow(_random, u, row, _half, _root * FastRp.Factor(_strengths[u], _options));
                }
                else
                {
                    (int[] neighbors, double[]? weights) = SortedRow(u);
                    AdjacencyOperator.Sum(neighbors, weights, FastRp.MeanScale(_strengths[u]), _powers[k - 1], row);
                }

                Span<float> stored = _powers[k].Row(u);
                distances[i] = Distance(row, stored);
                row.CopyTo(stored);
                _pending[k][u] = 0;
            }
        }, cancellationToken);
        return [.. vertices.Zip(distances).Where(v => v.Second != 0)];
    }

    private void AddUp(int[] vertices, CancellationToken cancellationToken) => _parallelism.ForRanges(vertices.Length, 256, (_, from, to) =>
    {
        for (int i = (int)from; i < (int)to; i++)
        {
            int u = vertices[i];
            Span<float> sum = _sum.Row(u);
            sum.Clear();
            FastRp.Add(_powers[0].Row(u), FastRp.SelfWeight(_strengths[u], _options), true, sum);
            for (int k = 1; k < _powers.Length; k++)
                FastRp.Add(_powers[k].Row(u), _options.IterationWeights[k - 1], true, sum);
        }
    }, cancellationToken);

    /// <summary>As a graph in rows adds them up: ascending by neighbour.</summary>
    private void SumWeights(int vertex)
    {
        (int[] neighbors, double[]? weights) = SortedRow(vertex);
        double sum = weights is null ? neighbors.Length : 0;
        foreach (double weight in weights ?? [])
            sum += weight;
        _strengths[vertex] = sum;
    }

    private (int[] Neighbors, double[]? Weights) SortedRow(int vertex)
    {
        int[] neighbors = _graph.Adjacency.Neighbors(vertex).ToArray();
        double[] weights = _graph.Adjacency.Weights(vertex).ToArray();
        Array.Sort(neighbors, weights);
        return (neighbors, Array.TrueForAll(weights, w => w == 1) ? null : weights);
    }

    private static double Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int j = 0; j < a.Length; j++)
        {
            double d = (double)a[j] - b[j];
            sum += d * d;
        }

        return double.IsFinite(sum) ? Math.Sqrt(sum) : double.MaxValue; // what was there at first may be anything
    }
}
