namespace GraphSparse.Walks;

/// <summary>What walks do in expectation, without taking any: powers of the transition matrix P, row by row.</summary>
/// <remarks>
/// Exact but for rounding, for kinds whose next step depends on the present vertex alone: uniform, weighted and restart. P(u, v) is the
/// probability of a step from u to v; where a walk ends, at sinks and by restart, its probability leaves the distribution.
/// <para>Cost: a step of one distribution is one pass over the arcs; expected co-occurrences take n · window such passes and two dense rows per thread.
/// Use walks where that is too much.</para>
/// <para>Determinism: exact. Each distribution is computed on one thread, in the order of the vertices.</para>
/// </remarks>
public static class ExactWalks
{
    /// <summary>Where a walk is after a number of steps.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="start">Probability of beginning at each vertex, or any other mass that is to be carried along.</param>
    /// <param name="steps">At least 0.</param>
    /// <param name="options">Kind and restart; <see langword="null"/> for uniform walks.</param>
    /// <param name="progress">Steps done.</param>
    /// <param name="cancellationToken">Looked at for every step.</param>
    /// <returns>start · P^steps; adds up to the mass of the walks that have not ended.</returns>
    public static double[] Distribution(
        CsrGraph graph, ReadOnlySpan<double> start, int steps, WalkOptions? options = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Require.InRange(steps, 0, int.MaxValue);
        if (start.Length != graph.VertexCount)
            throw new ArgumentException($"start has {start.Length} values and the graph {graph.VertexCount} vertices.", nameof(start));
        var transition = new Transition(graph, options ?? new WalkOptions());
        double[] now = start.ToArray();
        double[] then = new double[now.Length];
        for (int step = 0; step < steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            transition.Step(now, then);
            (now, then) = (then, now);
            progress?.Report(new Progress("carrying probabilities", step + 1, steps));
        }

        return now;
    }

    /// <summary>The expectation of <see cref="VisitCounts"/>.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="options">Kind, length and number of the walks; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Steps done.</param>
    /// <param name="cancellationToken">Looked at for every step.</param>
    public static double[] ExpectedVisits(CsrGraph graph, WalkOptions? options = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= new WalkOptions();
        return Visits(graph, options, options.Length, progress, cancellationToken)[0];
    }

    /// <summary>The expectation of <see cref="CoOccurrence"/>: a dense row of expected counts per source vertex.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="options">Kind, length, number and window (at least 1) of the walks; in one direction.</param>
    /// <param name="consume">Called with each source and its row, in the order of the sources, from the calling thread. The row is used again.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Sources done.</param>
    /// <param name="cancellationToken">Looked at for every source.</param>
    public static void ExpectedCoOccurrences(
        CsrGraph graph, WalkOptions options, Action<int, ReadOnlySpan<double>> consume, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(consume);
        Require.InRange(options.Window, 1, options.Length);
        if (options.Symmetric)
            throw new ArgumentException("A row holds what comes after its source; for both directions add the matrix and its transpose.");
        var transition = new Transition(graph, options);

        // A pair r apart begins at any position up to length − r, so visits until there count.
        double[][] begins = Visits(graph, options, options.Length - options.Window, null, cancellationToken);
        (parallelism ?? Parallelism.AllCores).MapInOrder(
            Enumerable.Range(0, graph.VertexCount), source => (Source: source, Row: Row(transition, source, options.MinDistance, begins)),
            result =>
            {
                consume(result.Source, result.Row);
                progress?.Report(new Progress("expected co-occurrences", result.Source + 1L, graph.VertexCount));
            },
            cancellationToken);
    }

    private static double[] Row(Transition transition, int source, int from, double[][] begins)
    {
        var row = new double[begins[0].Length];
        var now = new double[row.Length];
        var then = new double[row.Length];
        now[source] = 1;
        for (int r = 1; r <= begins.Length - 1; r++)
        {
            transition.Step(now, then);
            (now, then) = (then, now);
            if (r < from)
                continue;
            double times = begins[begins.Length - 1 - r][source];
            for (int v = 0; v < row.Length; v++)
                row[v] += times * now[v];
        }

        return row;
    }

    /// <summary>Expected visits up to positions first, first + 1, …, length.</summary>
    private static double[][] Visits(CsrGraph graph, WalkOptions options, int first, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        var transition = new Transition(graph, options);
        var now = new double[graph.VertexCount];
        var then = new double[graph.VertexCount];
        Array.Fill(now, options.PerVertex);
        double[] sum = [.. now];
        var sums = new double[options.Length - first + 1][];
        for (int step = 0; step <= options.Length; step++)
        {
            if (step >= first)
                sums[step - first] = [.. sum];
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(new Progress("expected visits", step, options.Length));
            transition.Step(now, then);
            (now, then) = (then, now);
            for (int v = 0; v < sum.Length; v++)
                sum[v] += now[v];
        }

        return sums;
    }

    /// <summary>P, applied from the left.</summary>
    private sealed class Transition
    {
        private readonly CsrGraph _graph;
        private readonly double _goesOn;

        /// <summary>What a vertex's mass is divided by: its degree, or the sum of its weights.</summary>
        private readonly double[] _totals;
        private readonly bool _isWeighted;

        public Transition(CsrGraph graph, WalkOptions options)
        {
            options.Validate();
            if (options.Method is WalkMethod.NonBacktracking or WalkMethod.Node2vec)
                throw new ArgumentException($"The next step of a {options.Method.ToString().ToLowerInvariant()} walk depends on the vertex before, so it has no transition matrix over vertices; take walks.");
            _graph = graph;
            _goesOn = options.Method == WalkMethod.Restart ? 1 - options.Restart : 1;
            _isWeighted = AliasTables.Needs(graph, options);
            _totals = new double[graph.VertexCount];
            for (int u = 0; u < _totals.Length; u++)
                _totals[u] = _isWeighted ? Total(graph, u) : graph.Degree(u);
        }

        /// <summary>then = now · P.</summary>
        public void Step(double[] now, double[] then)
        {
            Array.Clear(then);
            for (int u = 0; u < now.Length; u++)
            {
                ReadOnlySpan<int> neighbors = _graph.Neighbors(u);
                if (now[u] == 0 || neighbors.IsEmpty)
                    continue;
                double share = now[u] * _goesOn / _totals[u];
                if (!_isWeighted)
                {
                    foreach (int v in neighbors)
                        then[v] += share;
                    continue;
                }

                ReadOnlySpan<double> weights = _graph.Weights(u);
                for (int k = 0; k < neighbors.Length; k++)
                    then[neighbors[k]] += share * weights[k];
            }
        }

        private static double Total(CsrGraph graph, int u)
        {
            double total = 0;
            foreach (double weight in graph.Weights(u))
            {
                if (!(weight >= 0))
                    throw new InvalidWeightException(new Edge(u, graph.Neighbors(u)[0], weight), "A weighted walk is defined for weights that are not negative", " Uniform walks take any.");
                total += weight;
            }

            return graph.Degree(u) == 0 || (total > 0 && double.IsFinite(total)) ? total
                : throw new InvalidWeightException(new Edge(u, graph.Neighbors(u)[0], graph.Weights(u)[0]), $"A weighted walk chooses among weights with a sum above 0 and below infinity; at one vertex they add up to {total}", " Uniform walks take any.");
        }
    }
}
