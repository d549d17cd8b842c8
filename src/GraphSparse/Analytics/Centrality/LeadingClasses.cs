namespace GraphSparse.Analytics;

/// <summary>The components, strongly connected ones of a directed graph, that have the largest eigenvalue of the adjacency matrix.</summary>
/// <remarks>The eigenvalues of a graph are those of its strongly connected components, and within one the largest is simple (Perron and Frobenius). Bounds from row
/// sums and from some rounds of power iteration (Collatz and Wielandt) leave few components in question; those are iterated one by one. An iteration of the whole
/// graph would not do: where the eigenvalue is multiple it may approach it as 1/k alone.</remarks>
internal sealed class LeadingClasses
{
    /// <summary>Eigenvalues that differ by less than this share are one.</summary>
    public const double Tie = 1e-9;

    private const int FewRounds = 30;
    private const int MostRounds = 20_000;
    private const double Precision = 1e-12;

    private readonly CsrGraph _incoming;
    private readonly int[] _labels;
    private readonly bool _isSymmetric;
    private readonly CancellationToken _cancellationToken;
    private readonly double[] _x;
    private readonly double[] _y;

    private LeadingClasses(PowerIteration matrix, int[] labels, bool isSymmetric, CancellationToken cancellationToken)
    {
        (_incoming, _labels, _isSymmetric, _cancellationToken) = (matrix.Incoming, labels, isSymmetric, cancellationToken);
        IsMember = [];
        (_x, _y) = (new double[labels.Length], new double[labels.Length]);
    }

    /// <summary>The eigenvalue, or <see langword="null"/> where one component alone can have it and it was not needed to find that out.</summary>
    public double? Eigenvalue { get; private set; }

    /// <summary>How many components have it; 0 where all eigenvalues are 0.</summary>
    public int Count { get; private set; }

    /// <summary>Which vertices are in them.</summary>
    public bool[] IsMember { get; private set; }

    /// <summary>Whether a path leads from one of them to another, so that no vector is approached but as 1/k.</summary>
    public bool AreChained { get; private set; }

    /// <summary>Finds them.</summary>
    public static LeadingClasses Find(CsrGraph graph, PowerIteration matrix, CancellationToken cancellationToken)
    {
        int[] labels = StronglyConnectedComponents.Find(WithoutZeros(graph, cancellationToken), cancellationToken: cancellationToken).Labels;
        var found = new LeadingClasses(matrix, labels, !graph.IsDirected, cancellationToken);
        int[][] top = found.Choose();
        found.Count = top.Length;
        found.IsMember = new bool[graph.VertexCount];
        foreach (int v in top.SelectMany(members => members))
            found.IsMember[v] = true;
        found.AreChained = graph.IsDirected && top.Length > 1 && found.ReachOneAnother(graph);
        return found;
    }

    /// <summary>A vector of length 1 that is the same on every vertex of theirs and 0 elsewhere.</summary>
    public double[] Start()
    {
        double value = 1 / Math.Sqrt(IsMember.Count(isMember => isMember));
        return Array.ConvertAll(IsMember, isMember => isMember ? value : 0);
    }

    /// <summary>An arc of weight 0 joins nothing.</summary>
    private static CsrGraph WithoutZeros(CsrGraph graph, CancellationToken cancellationToken)
    {
        if (Require.FirstWeight(graph, static w => w == 0) is null)
            return graph;
        var index = new EdgeIndex(graph, cancellationToken);
        bool[] kept = [.. graph.Edges().Select(edge => edge.Weight != 0)];
        return graph.KeepEdges(index, kept, cancellationToken: cancellationToken);
    }

    private int[][] Choose()
    {
        (int[] Members, double Low, double High)[] classes =
            [.. Enumerable.Range(0, _labels.Length).GroupBy(v => _labels[v]).Select(g => Bound([.. g])).Where(c => c.High > 0)];
        if (classes.Length == 0)
        {
            Eigenvalue = 0;
            return [];
        }

        double best = classes.Max(c => c.Low);
        List<(int[] Members, double Low, double High)> left = [.. classes.Where(c => c.High >= best * (1 - Tie)).OrderByDescending(c => c.High)];
        foreach (int rounds in new[] { FewRounds, MostRounds })
        {
            for (int i = 0; i < left.Count && left.Count > 1; i++)
            {
                if (left[i].High < best * (1 - Tie))
                    continue;
                (double low, double high) = Iterate(left[i].Members, rounds);
                left[i] = (left[i].Members, Math.Max(low, left[i].Low), Math.Min(high, left[i].High));
                best = Math.Max(best, left[i].Low);
            }

            left.RemoveAll(c => c.High < best * (1 - Tie));
        }

        if (left.Count > 1)
        {
            left.RemoveAll(c => c.Low < best * (1 - Tie));
            Eigenvalue = best;
        }

        return [.. left.Select(c => c.Members)];
    }

    /// <summary>Bounds from the sums of weights within a component.</summary>
    private (int[] Members, double Low, double High) Bound(int[] members)
    {
        double least = double.PositiveInfinity;
        double most = 0;
        double total = 0;
        double square = 0;
        foreach (int v in members)
        {
            double sum = 0;
            double squares = 0;
            ReadOnlySpan<int> sources = _incoming.Neighbors(v);
            ReadOnlySpan<double> weights = _incoming.Weights(v);
            for (int k = 0; k < sources.Length; k++)
            {
                if (_labels[sources[k]] != _labels[v])
                    continue;
                sum += weights[k];
                squares += weights[k] * weights[k];
            }

            least = Math.Min(least, sum);
            most = Math.Max(most, sum);
            total += sum;
            square = Math.Max(square, squares);
        }

        // Of a symmetric matrix also the mean of the sums, and the star round a vertex.
        double low = _isSymmetric ? Math.Max(total / members.Length, Math.Sqrt(square)) : least;
        return (members, Math.Min(low, most), most);
    }

    /// <summary>Bounds of the eigenvalue of one component after some rounds of power iteration, or as soon as they meet.</summary>
    private (double Low, double High) Iterate(int[] members, int rounds)
    {
        (double[] x, double[] y) = (_x, _y); // read and written at the members alone
        foreach (int v in members)
            x[v] = 1;
        double best = 0;
        double before = 0;
        double high = double.PositiveInfinity;
        for (int round = 0; round < rounds; round++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            double low = double.PositiveInfinity;
            high = 0;
            double xy = 0;
            double xx = 0;
            foreach (int v in members)
            {
                double sum = SumWithin(v, x);
                y[v] = sum;
                xy += x[v] * sum;
                xx += x[v] * x[v];
                low = Math.Min(low, x[v] > 0 ? sum / x[v] : 0);
                high = Math.Max(high, x[v] > 0 ? sum / x[v] : double.PositiveInfinity);
            }

            best = _isSymmetric ? Math.Max(low, xy / xx) : low;
            bool isStill = _isSymmetric && Math.Abs(best - before) <= Precision * best * 1e-2; // Rayleigh's quotient is as exact as the square of the vector
            if (high - low <= Precision * high || (isStill && round > FewRounds))
                return (best, Math.Max(best, isStill ? best : high));
            before = best;
            double shift = best / 8 + high / 64; // a cycle has −λ beside λ
            double largest = 0;
            foreach (int v in members)
            {
                y[v] += shift * x[v];
                largest = Math.Max(largest, y[v]);
            }

            foreach (int v in members)
                x[v] = y[v] / largest;
        }

        return rounds == MostRounds && !_isSymmetric ? (best, Math.Min(high, best * (1 + Tie))) : (best, high);
    }

    private double SumWithin(int v, double[] x)
    {
        ReadOnlySpan<int> sources = _incoming.Neighbors(v);
        ReadOnlySpan<double> weights = _incoming.Weights(v);
        double sum = 0;
        for (int k = 0; k < sources.Length; k++)
        {
            if (_labels[sources[k]] == _labels[v])
                sum += weights[k] * x[sources[k]];
        }

        return sum;
    }

    /// <summary>Whether a path leads from one to another. On its last part no vertex between them is in any; and such a vertex does not lead back, or it would be in it.</summary>
    private bool ReachOneAnother(CsrGraph graph)
    {
        var seen = (bool[])IsMember.Clone();
        var queue = new Queue<int>(Enumerable.Range(0, IsMember.Length).Where(v => IsMember[v]));
        while (queue.TryDequeue(out int u))
        {
            foreach (int v in graph.Neighbors(u))
            {
                if (IsMember[v] && !(IsMember[u] && _labels[u] == _labels[v]))
                    return true;
                if (seen[v])
                    continue;
                seen[v] = true;
                queue.Enqueue(v);
            }
        }

        return false;
    }
}
