using System.Runtime.CompilerServices;

namespace GraphSparse.Analytics;

/// <summary>Products of the adjacency matrix, each vertex pulling from its in-neighbours, with weights as strengths.</summary>
internal sealed class PowerIteration
{
    private const double ShiftShare = 0.125;

    private readonly CsrGraph _incoming;
    private readonly Parallelism _parallelism;
    private readonly CancellationToken _cancellationToken;
    private readonly double _meanWeight;

    /// <exception cref="InvalidWeightException">A weight is negative.</exception>
    public PowerIteration(CsrGraph graph, string what, Parallelism parallelism, CancellationToken cancellationToken)
    {
        (_parallelism, _cancellationToken) = (parallelism, cancellationToken);
        Require.NotNegative(graph, what);
        if (graph.IsWeighted && graph.ArcCount > 0 && Require.FirstWeight(graph, static w => w > 0) is null)
            throw new InvalidWeightException(Require.FirstWeight(graph, static w => true)!.Value, $"{what} needs a weight above 0, as the largest eigenvalue is 0 otherwise", "");
        (graph, Exponent) = WeightScale.Normalize(graph);
        _incoming = graph.Reverse(parallelism, cancellationToken);
        _meanWeight = graph.IsWeighted && graph.ArcCount > 0 ? MeanWeight() : 1;
    }

    /// <summary>The matrix is that of the graph times 2^−exponent.</summary>
    public int Exponent { get; }

    /// <summary>For each vertex where arcs come from, with the weights of the matrix.</summary>
    public CsrGraph Incoming => _incoming;

    private int VertexCount => _incoming.VertexCount;

    /// <summary>y = Ax.</summary>
    public void Multiply(double[] x, double[] y) =>
        _parallelism.ForBounds(_incoming.VertexRanges(), (_, first, last) => MultiplyRange(x, y, first, last), _cancellationToken);

    /// <summary>The eigenvector of the largest eigenvalue of A, of length 1, by iterating A + σI, which converges on bipartite graphs too.</summary>
    /// <remarks>The shift σ is an eighth of the longest Ax yet, at least the mean weight: −λ, which bipartite graphs have beside λ, then shrinks by 7/9 in an iteration where with
    /// σ = 1 a star of n leaves takes some 10 √n of them; other eigenvalues shrink little slower for it.</remarks>
    /// <param name="start">A vector of length 1, not negative; is overwritten.</param>
    /// <param name="iterations">Most iterations.</param>
    /// <param name="isDone">Told the largest change of an entry, as a share of the largest entry, and the change of the eigenvalue, as a share of it.</param>
    public (double[] Vector, double Eigenvalue, int Iterations, double Change) Dominant(double[] start, int iterations, Func<double, double, bool> isDone)
    {
        double[] x = start;
        var y = new double[VertexCount];
        double eigenvalue = 0;
        double shift = _meanWeight;
        double change = double.PositiveInfinity;
        for (int iteration = 1; iteration <= iterations; iteration++)
        {
            Multiply(x, y);
            double before = eigenvalue;
            eigenvalue = _parallelism.Sum(x.Length, (start, end) => Dot(x, y, start, end), _cancellationToken);
            double length = Math.Sqrt(_parallelism.Sum(x.Length, (start, end) => Dot(y, y, start, end), _cancellationToken));
            shift = Math.Max(shift, length * ShiftShare);
            double square = _parallelism.Sum(x.Length, (start, end) => Shift(x, y, shift, start, end), _cancellationToken);
            double scale = 1 / Math.Sqrt(square);
            double largest = 0;
            double moved = 0;
            for (int v = 0; v < x.Length; v++)
            {
                double value = y[v] * scale;
                moved = Math.Max(moved, Math.Abs(value - x[v]));
                largest = Math.Max(largest, value);
                x[v] = value;
            }

            change = moved / largest;
            if (isDone(change, eigenvalue > 0 ? Math.Abs(eigenvalue - before) / eigenvalue : 0))
                return (x, eigenvalue, iteration, change);
        }

        return (x, eigenvalue, iterations + 1, change);
    }

    private double MeanWeight()
    {
        double sum = 0;
        for (int v = 0; v < VertexCount; v++)
        {
            foreach (double weight in _incoming.Weights(v))
                sum += weight;
        }

        return sum / _incoming.ArcCount;
    }

    [MethodImpl(Hot.Loop)]
    private void MultiplyRange(double[] x, double[] y, int first, int last)
    {
        for (int v = first; v < last; v++)
        {
            ReadOnlySpan<int> sources = _incoming.Neighbors(v);
            double sum = 0;
            if (_incoming.IsWeighted)
            {
                ReadOnlySpan<double> weights = _incoming.Weights(v);
                for (int k = 0; k < sources.Length; k++)
                    sum += weights[k] * x[sources[k]];
            }
            else
            {
                foreach (int u in sources)
                    sum += x[u];
            }

            y[v] = sum;
        }
    }

    private static double Dot(double[] x, double[] y, long start, long end)
    {
        double sum = 0;
        for (long v = start; v < end; v++)
            sum += x[v] * y[v];
        return sum;
    }

    /// <summary>y += shift · x; returns the square of y.</summary>
    private static double Shift(double[] x, double[] y, double shift, long start, long end)
    {
        double sum = 0;
        for (long v = start; v < end; v++)
        {
            y[v] += shift * x[v];
            sum += y[v] * y[v];
        }

        return sum;
    }
}
