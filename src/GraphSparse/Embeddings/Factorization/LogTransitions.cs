using System.Runtime.CompilerServices;
using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>What <see cref="Prone"/> factorises: on each arc ln(A(u,v) / strength u) − ln(share of v), where shares are the column sums of D⁻¹A to the power ¾, over their sum.</summary>
/// <remarks>Entries are made anew for every product, from a number per vertex and, where there are weights, one per arc (4 bytes).</remarks>
internal sealed class LogTransitions : IRowMatrix
{
    private readonly CsrGraph _graph;
    private readonly Parallelism _parallelism;
    private readonly int[] _ranges;
    private readonly float[] _ofRow; // −ln strength
    private readonly float[] _ofColumn; // −ln share
    private readonly LargeArray<float>? _ofArc; // ln weight

    /// <param name="graph">Undirected; weights are finite and not negative.</param>
    /// <param name="strengths">Sums of weights.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at for every range of vertices.</param>
    public LogTransitions(CsrGraph graph, double[] strengths, Parallelism parallelism, CancellationToken cancellationToken)
    {
        graph.EnsureSound(parallelism, cancellationToken);
        (_graph, _parallelism, _ranges) = (graph, parallelism, RowRanges.Of(graph));
        int n = graph.VertexCount;
        var shares = new double[n];
        LargeArray<float> logs = graph.IsWeighted ? LargeArray<float>.Allocate(graph.ArcCount) : default;
        parallelism.ForBounds(_ranges, (_, from, to) =>
        {
            for (int u = from; u < to; u++)
            {
                ReadOnlySpan<int> neighbors = graph.Neighbors(u);
                ReadOnlySpan<double> weights = graph.IsWeighted ? graph.Weights(u) : default;
                Span<float> row = graph.IsWeighted ? logs.Slice(graph.Offset(u), neighbors.Length) : default;
                double sum = 0;
                for (int k = 0; k < neighbors.Length; k++)
                {
                    double weight = graph.IsWeighted ? weights[k] : 1;
                    if (weight > 0)
                        sum += weight / strengths[neighbors[k]]; // the graph is its own transpose
                    if (graph.IsWeighted)
                        row[k] = (float)Math.Log(weight);
                }

                shares[u] = Math.Pow(sum, 0.75);
            }
        }, cancellationToken);
        double total = parallelism.Sum(n, (from, to) =>
        {
            double sum = 0;
            for (long u = from; u < to; u++)
                sum += shares[u];
            return sum;
        }, cancellationToken);
        _ofArc = graph.IsWeighted ? logs : null;
        _ofRow = [.. strengths.Select(s => s > 0 ? (float)-Math.Log(s) : 0)];
        _ofColumn = [.. shares.Select(s => s > 0 ? (float)-Math.Log(s / total) : 0)];
    }

    /// <inheritdoc/>
    public int Size => _graph.VertexCount;

    /// <inheritdoc/>
    public void Times(TallMatrix right, TallMatrix product, CancellationToken cancellationToken) => Times(_ofRow, _ofColumn, right, product, cancellationToken);

    /// <inheritdoc/>
    public void TransposeTimes(TallMatrix right, TallMatrix product, CancellationToken cancellationToken) => Times(_ofColumn, _ofRow, right, product, cancellationToken);

    private void Times(float[] ofRow, float[] ofColumn, TallMatrix right, TallMatrix product, CancellationToken cancellationToken) => _parallelism.ForBounds(_ranges, [MethodImpl(Hot.Loop)] (_, from, to) =>
    {
        float[] factors = [];
        for (int u = from; u < to; u++)
        {
            ReadOnlySpan<int> neighbors = _graph.Neighbors(u);
            if (factors.Length < neighbors.Length)
                factors = new float[2 * neighbors.Length];
            for (int k = 0; k < neighbors.Length; k++)
                factors[k] = ofRow[u] + ofColumn[neighbors[k]];
            if (_ofArc is { } logs)
            {
                ReadOnlySpan<float> row = logs.Slice(_graph.Offset(u), neighbors.Length);
                for (int k = 0; k < neighbors.Length; k++)
                    factors[k] = float.IsNegativeInfinity(row[k]) ? 0 : factors[k] + row[k]; // a weight of 0 is no edge
            }

            NeighborSums.Sum(neighbors, factors.AsSpan(0, neighbors.Length), ref right.First, product.Row(u));
        }
    }, cancellationToken);
}
