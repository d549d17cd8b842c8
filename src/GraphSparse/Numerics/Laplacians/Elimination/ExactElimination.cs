using System.Runtime.CompilerServices;

namespace GraphSparse.Numerics;

/// <summary>Factors the Laplacian of a graph exactly.</summary>
/// <remarks>
/// Vertices of degree up to 2 go first (<see cref="SeriesElimination"/>); the core that they leave in minimum-degree order, renumbered so that the vertices of each subtree of the elimination tree are consecutive; then column by
/// column, each taking the updates of the earlier columns that reach it. Source of the tree and of the row structure: Liu, "The Role of
/// Elimination Trees in Sparse Factorization", SIAM J. Matrix Anal. Appl. 11(1), 1990.
/// <para>Cost: that of the fill; 12 bytes per entry. Determinism: exact, a function of the graph.</para>
/// </remarks>
internal static class ExactElimination
{
    private const int None = -1;

    /// <summary>Factors the Laplacian of <paramref name="graph"/>, or returns null where the factor would have more than <paramref name="maxFill"/> entries
    /// or take more than about <paramref name="maxWork"/> multiplications.</summary>
    public static EliminationFactor? Factor(CsrGraph graph, long maxFill = long.MaxValue, double maxWork = double.PositiveInfinity, CancellationToken cancellationToken = default)
    {
        SeriesElimination series = SeriesElimination.Run(graph, cancellationToken);
        long left = Math.Min(maxFill, Array.MaxLength) - series.EntryCount;
        if (series.Count == 0)
            return FactorCore(graph, left, maxWork, cancellationToken);
        (CsrGraph core, int[] vertices) = series.Core();
        return FactorCore(core, left, maxWork, cancellationToken) is { } factor ? series.Join(factor, vertices) : null;
    }

    private static EliminationFactor? FactorCore(CsrGraph graph, long maxFill, double maxWork, CancellationToken cancellationToken)
    {
        int[]? order = EliminationOrdering.Compute(graph, maxFill, maxWork, cancellationToken);
        if (order is null)
            return null;
        var place = new int[order.Length];
        for (int k = 0; k < order.Length; k++)
            place[order[k]] = k;
        int[] parent = Tree(graph, order, place);
        Postorder(ref order, place, ref parent);
        cancellationToken.ThrowIfCancellationRequested();

        long[] offsets = CountColumns(graph, order, place, parent);
        if (offsets[^1] > maxFill)
            return null;
        int[] rows = FillColumns(graph, order, place, parent, offsets);
        cancellationToken.ThrowIfCancellationRequested();
        return Eliminate(graph, order, place, offsets, rows, cancellationToken);
    }

    /// <summary>The elimination tree: the parent of a place is the first later one that its column reaches.</summary>
    [MethodImpl(Hot.Loop)]
    private static int[] Tree(CsrGraph graph, int[] order, int[] place)
    {
        var parent = new int[order.Length];
        var ancestor = new int[order.Length];
        for (int k = 0; k < order.Length; k++)
        {
            parent[k] = ancestor[k] = None;
            foreach (int v in graph.Neighbors(order[k]))
            {
                int i = place[v];
                while (i != None && i < k)
                {
                    int next = ancestor[i];
                    ancestor[i] = k; // the path is shortened for the next one who comes
                    if (next == None)
                        parent[i] = k;
                    i = next;
                }
            }
        }

        return parent;
    }

    /// <summary>Renumbers the places so that every subtree is a range that ends with its root.</summary>
    private static void Postorder(ref int[] order, int[] place, ref int[] parent)
    {
        int n = order.Length;
        var firstChild = new int[n];
        var sibling = new int[n];
        Array.Fill(firstChild, None);
        for (int k = n - 1; k >= 0; k--)
        {
            if (parent[k] == None)
                continue;
            sibling[k] = firstChild[parent[k]];
            firstChild[parent[k]] = k;
        }

        var renumbered = new int[n]; // new place of each old one
        int next = 0;
        var path = new Stack<int>();
        for (int root = 0; root < n; root++)
        {
            if (parent[root] != None)
                continue;
            path.Push(root);
            while (path.TryPeek(out int k))
            {
                int child = firstChild[k];
                if (child == None)
                {
                    renumbered[k] = next++;
                    path.Pop();
                }
                else
                {
                    firstChild[k] = sibling[child];
                    path.Push(child);
                }
            }
        }

        var newOrder = new int[n];
        var newParent = new int[n];
        for (int k = 0; k < n; k++)
        {
            newOrder[renumbered[k]] = order[k];
            newParent[renumbered[k]] = parent[k] == None ? None : renumbered[parent[k]];
        }

        order = newOrder;
        parent = newParent;
        for (int k = 0; k < n; k++)
            place[order[k]] = k;
    }

    [MethodImpl(Hot.Loop)]
    private static long[] CountColumns(CsrGraph graph, int[] order, int[] place, int[] parent)
    {
        var offsets = new long[order.Length + 1];
        var seen = new int[order.Length];
        Array.Fill(seen, None);
        for (int k = 0; k < order.Length; k++)
        {
            seen[k] = k;
            foreach (int v in graph.Neighbors(order[k]))
            {
                for (int i = place[v]; i < k && seen[i] != k; i = parent[i])
                {
                    offsets[i + 1]++;
                    seen[i] = k;
                }
            }
        }

        for (int k = 0; k < order.Length; k++)
            offsets[k + 1] += offsets[k];
        return offsets;
    }

    /// <summary>The rows of every column, ascending: row by row, each goes into the columns on the paths from its neighbours up the tree.</summary>
    [MethodImpl(Hot.Loop)]
    private static int[] FillColumns(CsrGraph graph, int[] order, int[] place, int[] parent, long[] offsets)
    {
        int[] rows = GC.AllocateUninitializedArray<int>((int)offsets[^1]);
        var next = new int[order.Length];
        for (int k = 0; k < order.Length; k++)
            next[k] = (int)offsets[k];
        var seen = new int[order.Length];
        Array.Fill(seen, None);
        for (int k = 0; k < order.Length; k++)
        {
            seen[k] = k;
            foreach (int v in graph.Neighbors(order[k]))
            {
                for (int i = place[v]; i < k && seen[i] != k; i = parent[i])
                {
                    rows[next[i]++] = k;
                    seen[i] = k;
                }
            }
        }

        return rows;
    }

    /// <summary>Column j: the conductances left between vertex j and the later ones, its own and those of the earlier columns that hold j.</summary>
    [MethodImpl(Hot.Loop)]
    private static EliminationFactor Eliminate(CsrGraph graph, int[] order, int[] place, long[] offsets, int[] rows, CancellationToken cancellationToken)
    {
        int n = order.Length;
        double[] shares = GC.AllocateUninitializedArray<double>(rows.Length);
        var inverse = new double[n];
        var conductance = new double[n]; // to each later place, for the column at work
        var waiting = new int[n];        // first earlier column whose next row is this one, as a list
        var nextWaiting = new int[n];
        var cursor = new int[n];         // of an earlier column: the entry of its next row
        Array.Fill(waiting, None);
        for (int j = 0; j < n; j++)
        {
            if ((j & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            int vertex = order[j];
            ReadOnlySpan<int> neighbors = graph.Neighbors(vertex);
            ReadOnlySpan<double> weights = graph.Weights(vertex);
            for (int k = 0; k < neighbors.Length; k++)
            {
                int i = place[neighbors[k]];
                if (i > j)
                    conductance[i] = weights[k];
            }

            for (int column = waiting[j]; column != None;)
            {
                int nextColumn = nextWaiting[column];
                int p = cursor[column];
                int end = (int)offsets[column + 1];
                double toThis = shares[p] / inverse[column]; // the conductance between the column's vertex and this one
                for (int q = p + 1; q < end; q++)
                    conductance[rows[q]] += shares[q] * toThis;
                Queue(column, p + 1, end);
                column = nextColumn;
            }

            int first = (int)offsets[j];
            int last = (int)offsets[j + 1];
            double pivot = 0;
            for (int p = first; p < last; p++)
                pivot += conductance[rows[p]];
            if (first == last)
                continue;
            inverse[j] = 1 / pivot;
            for (int p = first; p < last; p++)
            {
                int i = rows[p];
                shares[p] = conductance[i] * inverse[j];
                conductance[i] = 0;
            }

            Queue(j, first, last);
        }

        return new EliminationFactor(place, offsets, rows, shares, inverse);

        void Queue(int column, int entry, int end)
        {
            if (entry == end)
                return;
            cursor[column] = entry;
            nextWaiting[column] = waiting[rows[entry]];
            waiting[rows[entry]] = column;
        }
    }
}
