using System.Runtime.Intrinsics;
using GraphSparse.Analytics;
using GraphSparse.Numerics;

namespace GraphSparse.Sparsification.Spectral;

/// <summary>Parameters of <see cref="EffectiveResistance"/>; immutable, vary with <c>with</c>.</summary>
public sealed record EffectiveResistanceOptions
{
    /// <summary>Random projections, or <see langword="null"/> for ⌈4 ln n⌉, at least 24; rounded up to a multiple of 4. The relative error is about √(2 / projections).</summary>
    public int? Projections { get; init; }

    /// <summary>Up to how many vertices every resistance is solved for exactly. Default 2000.</summary>
    public int ExactBelow { get; init; } = 2000;

    /// <summary>Relative residual of the solver where it iterates, in (0, 1). Default 1e-6.</summary>
    public double Tolerance { get; init; } = 1e-6;

    internal void Validate()
    {
        if (Projections is { } projections)
            Require.InRange(projections, 1, 1 << 20);
        Require.InRange(ExactBelow, 0, 1 << 16);
        Require.InRange(Tolerance, 0.0, 1.0, lowerOpen: true);
    }
}

/// <summary>Effective resistances of the edges of a graph.</summary>
/// <param name="PerEdge">R(e) by edge id.</param>
/// <param name="IsExact">Whether they are exact up to rounding.</param>
/// <param name="Projections">Random projections used, 0 where exact.</param>
public sealed record EffectiveResistances(double[] PerEdge, bool IsExact, int Projections);

/// <summary>Computes the effective resistance R(u, v) = (e_u − e_v)ᵀ L⁺ (e_u − e_v) of every edge.</summary>
/// <remarks>
/// Source: Spielman and Srivastava, "Graph Sparsification by Effective Resistances", SIAM J. Comput. 40(6), 2011: with rows
/// z_j = L⁺ Bᵀ W^½ q_j for random signs q_j, R(u, v) ≈ Σ_j (z_j(u) − z_j(v))² / k. On small graphs L⁺ itself is solved for, column by column.
/// <para>Σ w·R = n − components. Cost: k solves and O(k·m). Determinism: a pure function of graph, options and seed.</para>
/// </remarks>
public static class EffectiveResistance
{
    /// <summary>Computes the resistances.</summary>
    /// <param name="graph">Undirected, weights are conductances.</param>
    /// <param name="options">Accuracy, or <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Seed of the projections.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">May be called from several threads.</param>
    /// <param name="cancellationToken">Looked at often.</param>
    /// <exception cref="ArgumentException">The graph is directed or has a weight that is no conductance.</exception>
    /// <exception cref="ConvergenceException">The solver did not reach its tolerance.</exception>
    public static EffectiveResistances Compute(
        CsrGraph graph, EffectiveResistanceOptions? options = null, ulong seed = 42, Parallelism? parallelism = null,
        IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= new EffectiveResistanceOptions();
        options.Validate();
        Conductances.Require(graph, "The effective resistance");
        parallelism ??= Parallelism.AllCores;
        var edges = new EdgeList(graph, cancellationToken);
        ILaplacianSolver solver = LaplacianSolver.For(graph, options.Tolerance, seed, Parallelism.Sequential, cancellationToken);
        int n = graph.VertexCount;
        if (n <= options.ExactBelow)
            return new EffectiveResistances(Exact(graph, edges, solver, parallelism, cancellationToken), true, 0);

        int wanted = options.Projections ?? Math.Max(24, (int)Math.Ceiling(4 * Math.Log(n)));
        int batches = (wanted + Four.Count - 1) / Four.Count;
        var sums = new double[edges.Count];
        var random = new KeyedRandom(seed, "effective-resistance.signs");
        for (int first = 0; first < batches; first += parallelism.Degree)
        {
            progress?.Report(new Progress("effective resistances", first, batches));
            var rows = new Four[Math.Min(parallelism.Degree, batches - first)][];
            parallelism.For(rows.Length, i => rows[i] = Project(n, edges, solver, random, first + i), cancellationToken);
            foreach (Four[] z in rows) // batch by batch, so that the sums do not depend on the number of threads
                Accumulate(edges, z, sums, parallelism, cancellationToken);
        }

        double scale = 1.0 / (batches * Four.Count);
        for (int e = 0; e < sums.Length; e++)
            sums[e] *= scale;
        return new EffectiveResistances(sums, false, batches * Four.Count);
    }

    /// <summary>Four rows of L⁺ Bᵀ W^½ Q.</summary>
    internal static Four[] Project(int n, EdgeList edges, ILaplacianSolver solver, KeyedRandom random, int batch)
    {
        var b = new Four[n];
        for (int e = 0; e < edges.Count; e++)
        {
            ulong bits = random.NextUInt64(e, batch);
            var flow = new Four(Vector256.Create(Sign(bits, 0), Sign(bits, 1), Sign(bits, 2), Sign(bits, 3)) * Math.Sqrt(edges.Weight(e)));
            b[edges.Source[e]] += flow;
            b[edges.Target[e]] -= flow;
        }

        var z = new Four[n];
        solver.Solve(b, z, new Four[n]);
        return z;

        static double Sign(ulong bits, int lane) => ((bits >> lane) & 1) == 0 ? 1 : -1;
    }

    private static void Accumulate(EdgeList edges, Four[] z, double[] sums, Parallelism parallelism, CancellationToken cancellationToken) =>
        parallelism.ForRanges(edges.Count, 1 << 15, (_, start, end) =>
        {
            for (long e = start; e < end; e++)
            {
                Four difference = z[edges.Source[e]] - z[edges.Target[e]];
                Four square = difference * difference;
                sums[e] += (square[0] + square[1]) + (square[2] + square[3]);
            }
        }, cancellationToken);

    /// <summary>Puts resistances within bounds that hold for certain: where a bridge is far weaker than what it joins, L⁺ is so large that the differences above drown in rounding.</summary>
    /// <remarks>R is at most that of the edge alone, and at least that of the edge beside all else that leaves its ends, joined into one vertex (Rayleigh's monotonicity).</remarks>
    internal static void Bound(EdgeList edges, double[] resistances, int n)
    {
        var strengths = new double[n];
        for (int e = 0; e < resistances.Length; e++)
        {
            strengths[edges.Source[e]] += edges.Weight(e);
            strengths[edges.Target[e]] += edges.Weight(e);
        }

        for (int e = 0; e < resistances.Length; e++)
        {
            double weight = edges.Weight(e);
            double beside = Math.Max(0, strengths[edges.Source[e]] - weight);
            double besideTarget = Math.Max(0, strengths[edges.Target[e]] - weight);
            double around = beside > 0 && besideTarget > 0 ? 1 / (1 / beside + 1 / besideTarget) : 0;
            double least = 1 / (weight + around);
            resistances[e] = resistances[e] >= least ? Math.Min(resistances[e], 1 / weight) : least; // not a number counts as lost in rounding too
        }
    }

    /// <summary>R(u, v) = L⁺(u, u) + L⁺(v, v) − 2 L⁺(u, v), four columns at a time.</summary>
    private static double[] Exact(CsrGraph graph, EdgeList edges, ILaplacianSolver solver, Parallelism parallelism, CancellationToken cancellationToken)
    {
        int n = graph.VertexCount;
        int[] labels = ConnectedComponents.Find(graph, cancellationToken: cancellationToken).Labels;
        var share = new double[n]; // 1 / size of the component, at its label
        foreach (int label in labels)
            share[label]++;
        for (int v = 0; v < n; v++)
            share[v] = share[v] > 0 ? 1 / share[v] : 0;

        // Edges are ordered by their smaller end, so those of column u are consecutive.
        var firstEdge = new int[n + 1];
        foreach (int u in edges.Source)
            firstEdge[u + 1]++;
        for (int u = 0; u < n; u++)
            firstEdge[u + 1] += firstEdge[u];
        var own = new double[n];
        var across = new double[edges.Count];
        parallelism.For((n + Four.Count - 1) / Four.Count, batch =>
        {
            // A unit of current goes in at u and comes out evenly over its component: the solution is a column of L⁺.
            var b = new Four[n];
            int first = batch * Four.Count;
            for (int lane = 0; lane < Four.Count && first + lane < n; lane++)
            {
                int label = labels[first + lane];
                for (int v = 0; v < n; v++)
                {
                    if (labels[v] == label)
                        b[v] = b[v].With(lane, (v == first + lane ? 1 : 0) - share[label]);
                }
            }

            var x = new Four[n];
            solver.Solve(b, x, new Four[n]);
            for (int lane = 0; lane < Four.Count && first + lane < n; lane++)
            {
                int u = first + lane;
                own[u] = x[u][lane];
                for (int e = firstEdge[u]; e < firstEdge[u + 1]; e++)
                    across[e] = x[edges.Target[e]][lane];
            }
        }, cancellationToken);
        var resistances = new double[edges.Count];
        for (int e = 0; e < resistances.Length; e++)
            resistances[e] = own[edges.Source[e]] + own[edges.Target[e]] - 2 * across[e];
        Bound(edges, resistances, n);
        return resistances;
    }
}
