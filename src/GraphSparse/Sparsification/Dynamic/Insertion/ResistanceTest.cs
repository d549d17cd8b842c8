using GraphSparse.Numerics;
using GraphSparse.Sparsification.Spectral;

namespace GraphSparse.Sparsification.Dynamic;

/// <summary>The test by estimated effective resistance: a few numbers per vertex, whose distances are the resistances.</summary>
/// <remarks>
/// Source: Spielman and Srivastava, "Graph Sparsification by Effective Resistances", SIAM J. Comput. 40(6), 2011: rows z_j = L_H⁺ Bᵀ W^½ q_j for random
/// signs q_j; R(u, v) ≈ Σ_j (z_j(u) − z_j(v))² / k with a relative error of about √(2/k), here 20 %.
/// <para>Rows are made anew at the first test of a batch. Cost: one factorization of L_H and k solves per batch, O(k) per edge; 8·k bytes per vertex.
/// Determinism: a function of (sparsifier at that time, seed).</para>
/// </remarks>
internal sealed class ResistanceTest(double threshold, Func<CsrGraph> sparsifierNow, ulong seed, Parallelism parallelism) : IInsertionTest
{
    private const int Projections = 48;
    private const int Batches = Projections / 4;
    private const int Grain = 256;

    private readonly KeyedRandom _random = new(seed, "dynamic.resistance.signs");
    private Four[][]? _rows;

    public bool FindsPaths => false;

    /// <summary>Says that a batch begins: the rows of the last one are out of date.</summary>
    public void BeginBatch() => _rows = null;

    public void Decide(DynamicAdjacency sparsifier, Candidate[] candidates, byte[] redundant, long[] ticks, CancellationToken cancellationToken)
    {
        if (candidates.Length == 0)
            return;
        Four[][] rows = _rows ??= Project(cancellationToken);
        parallelism.ForRanges(candidates.Length, Grain, (_, from, to) =>
        {
            long began = System.Diagnostics.Stopwatch.GetTimestamp();
            for (long i = from; i < to; i++)
            {
                Four sum = Four.All(0);
                foreach (Four[] z in rows)
                {
                    Four difference = z[candidates[i].Source] - z[candidates[i].Target];
                    sum += difference * difference;
                }

                double resistance = (sum[0] + sum[1] + (sum[2] + sum[3])) / Projections;
                redundant[i] = candidates[i].Weight * resistance < threshold ? (byte)1 : (byte)0;
            }

            long each = (System.Diagnostics.Stopwatch.GetTimestamp() - began) / (to - from);
            for (long i = from; i < to; i++)
                ticks[i] += each;
        }, cancellationToken);
    }

    private Four[][] Project(CancellationToken cancellationToken)
    {
        CsrGraph graph = sparsifierNow();
        var edges = new EdgeList(graph, cancellationToken);
        ILaplacianSolver solver = LaplacianSolver.For(graph, 1e-4, seed, Parallelism.Sequential, cancellationToken);
        var rows = new Four[Batches][];
        parallelism.For(Batches, batch => rows[batch] = EffectiveResistance.Project(graph.VertexCount, edges, solver, _random, batch), cancellationToken);
        return rows;
    }
}
