using GraphSparse.Graphlets;
using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>Positive pointwise mutual information of an orbit adjacency matrix X: max(0, ln(X(u,v)·ΣX / (row u · column v))).</summary>
/// <remarks>Sums of rows and columns are orbit counts, so none has to be added up first: a row of X is enough for a row of this. Rows are kept where they fit, and counted anew for every product where they do not.</remarks>
internal sealed class OrbitPpmi : IRowMatrix
{
    private readonly AdjacencyInput _input;
    private readonly Parallelism _parallelism;
    private readonly OrbitPair _pair;
    private readonly bool _addsTranspose;
    private readonly double[] _rows;
    private readonly double[] _columns;
    private readonly double _total;
    private readonly SparseRows? _kept;
    private readonly SparseRows? _keptTranspose;

    /// <param name="input">The graph, prepared for the matrix and its transpose.</param>
    /// <param name="counts">Its orbit counts.</param>
    /// <param name="pair">The matrix.</param>
    /// <param name="addsTranspose">Whether X + Xᵀ stands for X.</param>
    /// <param name="mostKept">Rows with more entries together are not kept.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at for every row.</param>
    public OrbitPpmi(AdjacencyInput input, OrbitCounts counts, OrbitPair pair, bool addsTranspose, long mostKept, Parallelism parallelism, CancellationToken cancellationToken)
    {
        (_input, _parallelism, _pair) = (input, parallelism, pair);
        _addsTranspose = addsTranspose && !pair.IsSymmetric;
        _rows = SumsOf(counts, pair);
        _columns = SumsOf(counts, pair.Transposed);
        if (_addsTranspose)
        {
            for (int u = 0; u < _rows.Length; u++)
                _rows[u] += _columns[u];
            _columns = _rows;
        }

        _total = _rows.Sum();
        bool isSymmetric = pair.IsSymmetric || _addsTranspose;
        _kept = Keep(pair, isSymmetric ? mostKept : mostKept / 2, cancellationToken);
        _keptTranspose = isSymmetric ? _kept : _kept is null ? null : Keep(pair.Transposed, mostKept / 2, cancellationToken);
    }

    /// <inheritdoc/>
    public int Size => _rows.Length;

    /// <summary>Whether rows are kept.</summary>
    public bool IsKept => _kept is not null && _keptTranspose is not null;

    /// <inheritdoc/>
    public void Times(TallMatrix right, TallMatrix product, CancellationToken cancellationToken)
    {
        if (IsKept)
            _kept!.Times(right, product, _parallelism, cancellationToken);
        else
            Stream(_pair, right, product, cancellationToken);
    }

    /// <inheritdoc/>
    public void TransposeTimes(TallMatrix right, TallMatrix product, CancellationToken cancellationToken)
    {
        if (IsKept)
            _keptTranspose!.Times(right, product, _parallelism, cancellationToken);
        else
            Stream(_pair.Transposed, right, product, cancellationToken);
    }

    /// <summary>How often a vertex on orbit i has others on orbit j at the distance, times how often it stands on orbit i.</summary>
    private static double[] SumsOf(OrbitCounts counts, OrbitPair pair)
    {
        int others = pair.OthersPerCopy;
        var sums = new double[counts.VertexCount];
        for (int u = 0; u < sums.Length; u++)
            sums[u] = (double)others * counts[pair.I][u];
        return sums;
    }

    private AdjacencyPlan<OrbitPair> PlanOf(OrbitPair pair) => OrbitAdjacency.Plan(_input.Graph, new() { Matrices = _addsTranspose ? [pair, pair.Transposed] : [pair] });

    private void Stream(OrbitPair pair, TallMatrix right, TallMatrix product, CancellationToken cancellationToken)
    {
        product.Clear();
        PlanOf(pair).Run(_input, rows =>
        {
            foreach ((int vertex, int[] targets, float[] values, int length) in Convert(pair, rows))
                SparseRows.AddRow(product.Row(vertex), targets.AsSpan(0, length), values.AsSpan(0, length), right);
            return true;
        }, _ => { }, keepsRows: false, _parallelism, null, cancellationToken);
    }

    /// <summary>The rows, or null where there are too many.</summary>
    private SparseRows? Keep(OrbitPair pair, long most, CancellationToken cancellationToken)
    {
        var offsets = new long[Size + 1];
        var parts = new List<(int[] Targets, float[] Values)>();
        long entries = 0;
        long[] lengths = new long[Size];
        using var full = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            PlanOf(pair).Run(_input, rows =>
            {
                var targets = new List<int>();
                var values = new List<float>();
                foreach ((int vertex, int[] some, float[] weights, int length) in Convert(pair, rows))
                {
                    lengths[vertex] = length;
                    targets.AddRange(some.AsSpan(0, length));
                    values.AddRange(weights.AsSpan(0, length));
                }

                return (Targets: targets.ToArray(), Values: values.ToArray());
            }, part =>
            {
                entries += part.Targets.Length;
                parts.Add(part);
                if (entries > Math.Min(most, Array.MaxLength))
                    full.Cancel();
            }, keepsRows: false, _parallelism, null, full.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }

        for (int u = 0; u < Size; u++)
            offsets[u + 1] = offsets[u] + lengths[u];
        int[] allTargets = GC.AllocateUninitializedArray<int>((int)entries);
        float[] allValues = GC.AllocateUninitializedArray<float>((int)entries);
        int place = 0;
        foreach ((int[] targets, float[] values) in parts)
        {
            targets.CopyTo(allTargets, place);
            values.CopyTo(allValues, place);
            place += targets.Length;
        }

        return new SparseRows(offsets, allTargets, allValues);
    }

    /// <summary>Rows of counts as rows of information; the arrays are written over with the next.</summary>
    private IEnumerable<(int Vertex, int[] Targets, float[] Values, int Length)> Convert(OrbitPair pair, AdjacencyRows<OrbitPair> rows)
    {
        int[] targets = [];
        float[] values = [];
        for (int r = 0; r < rows.Rows.Count; r++)
        {
            AdjacencyRow<OrbitPair> row = rows.Rows[r];
            AdjacencyRow<OrbitPair>? other = r + 1 < rows.Rows.Count && rows.Rows[r + 1].Vertex == row.Vertex ? rows.Rows[++r] : null;
            int most = row.Length + (other?.Length ?? 0);
            if (targets.Length < most)
                (targets, values) = (new int[2 * most], new float[2 * most]);
            yield return (row.Vertex, targets, values, Fill(pair, rows, row, other, targets, values));
        }
    }

    private int Fill(OrbitPair pair, AdjacencyRows<OrbitPair> rows, AdjacencyRow<OrbitPair> row, AdjacencyRow<OrbitPair>? other, int[] targets, float[] values)
    {
        double[] columns = pair == _pair ? _columns : _rows;
        double factor = _total / (pair == _pair ? _rows : _columns)[row.Vertex];
        ReadOnlySpan<int> a = rows.TargetsOf(row);
        ReadOnlySpan<long> countsA = rows.CountsOf(row);
        ReadOnlySpan<int> b = other is { } second ? rows.TargetsOf(second) : [];
        ReadOnlySpan<long> countsB = other is { } third ? rows.CountsOf(third) : [];
        int length = 0;
        for (int i = 0, j = 0; i < a.Length || j < b.Length;)
        {
            int v = j >= b.Length || (i < a.Length && a[i] <= b[j]) ? a[i] : b[j];
            long count = 0;
            if (i < a.Length && a[i] == v)
                count += countsA[i++];
            if (j < b.Length && b[j] == v)
                count += countsB[j++];
            double information = Math.Log(count * factor / columns[v]);
            if (information > 0)
                (targets[length], values[length++]) = (v, (float)information);
        }

        return length;
    }
}
