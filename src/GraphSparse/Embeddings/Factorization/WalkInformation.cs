using System.Runtime.CompilerServices;
using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>What skip-gram with negative sampling on uniform walks factorises, in closed form: ln max(1, vol / (b·T) · Σ P^r · D⁻¹) over the distances r up to the window T. Symmetric.</summary>
/// <remarks>Qiu et al., WSDM 2018 (NetMF), exactly. Rows of some vertices at once go through all arcs T times: O(n·m·T / lanes); entries above 0 are kept.</remarks>
internal sealed class WalkInformation : IRowMatrix
{
    private const int Lanes = 16;

    private readonly SparseRows _matrix;
    private readonly Parallelism _parallelism;

    /// <param name="graph">Undirected; weights are not looked at.</param>
    /// <param name="window">Largest distance, at least 1.</param>
    /// <param name="negatives">Negative samples for each positive, above 0.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at for every few rows.</param>
    public WalkInformation(CsrGraph graph, int window, double negatives, Parallelism parallelism, CancellationToken cancellationToken)
    {
        _parallelism = parallelism;
        int n = graph.VertexCount;
        var inverse = new float[n];
        for (int u = 0; u < n; u++)
            inverse[u] = graph.Degree(u) > 0 ? 1f / graph.Degree(u) : 0;
        double factor = graph.ArcCount / (negatives * window);
        var offsets = new long[n + 1];
        var parts = new List<(int[] Targets, float[] Values)>();
        parallelism.MapInOrder(
            Enumerable.Range(0, (n + Lanes - 1) / Lanes),
            block => RowsOf(graph, inverse, block * Lanes, window, factor),
            rows =>
            {
                foreach ((int vertex, int[] targets, float[] values) in rows)
                {
                    offsets[vertex + 1] = targets.Length;
                    parts.Add((targets, values));
                }
            },
            cancellationToken);
        for (int u = 0; u < n; u++)
            offsets[u + 1] += offsets[u];
        if (offsets[n] > Array.MaxLength)
            throw new ResourceLimitException($"The walks of window {window} reach {offsets[n]} pairs, more than fit memory.");
        _matrix = new SparseRows(offsets, [.. parts.SelectMany(p => p.Targets)], [.. parts.SelectMany(p => p.Values)]);
    }

    /// <inheritdoc/>
    public int Size => _matrix.Size;

    /// <inheritdoc/>
    public void Times(TallMatrix right, TallMatrix product, CancellationToken cancellationToken) => _matrix.Times(right, product, _parallelism, cancellationToken);

    /// <inheritdoc/>
    public void TransposeTimes(TallMatrix right, TallMatrix product, CancellationToken cancellationToken) => Times(right, product, cancellationToken);

    [MethodImpl(Hot.Loop)]
    private static List<(int Vertex, int[] Targets, float[] Values)> RowsOf(CsrGraph graph, float[] inverse, int first, int window, double factor)
    {
        int n = graph.VertexCount;
        int count = Math.Min(Lanes, n - first);
        var current = new float[n * Lanes];
        var next = new float[n * Lanes];
        var sums = new float[n * Lanes];
        for (int lane = 0; lane < count; lane++)
            current[(first + lane) * Lanes + lane] = 1;
        for (int step = 0; step < window; step++)
        {
            for (int v = 0; v < n; v++)
            {
                Span<float> target = next.AsSpan(v * Lanes, Lanes);
                target.Clear();
                foreach (int w in graph.Neighbors(v))
                    DenseRows.AddScaled<float>(target, inverse[w], current.AsSpan(w * Lanes, Lanes));
                DenseRows.AddScaled<float>(sums.AsSpan(v * Lanes, Lanes), 1, target);
            }

            (current, next) = (next, current);
        }

        var rows = new List<(int, int[], float[])>();
        var targets = new List<int>();
        var values = new List<float>();
        for (int lane = 0; lane < count; lane++)
        {
            targets.Clear();
            values.Clear();
            for (int v = 0; v < n; v++)
            {
                double information = Math.Log(factor * sums[v * Lanes + lane] * inverse[v]);
                if (information > 0)
                {
                    targets.Add(v);
                    values.Add((float)information);
                }
            }

            rows.Add((first + lane, targets.ToArray(), values.ToArray()));
        }

        return rows;
    }
}
