using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphSparse.Sparsification;

/// <summary>What makes a neighbour strong in a Simmelian backbone.</summary>
public enum SimmelianStrength
{
    /// <summary>Triangles on the edge.</summary>
    Triangles,

    /// <summary>Quadrangles on the edge over the geometric mean of those at its ends.</summary>
    NormalizedQuadrangles,
}

/// <summary>Simmelian backbone without a parameter: the best Jaccard similarity of the first k neighbours of both ends, over all k.</summary>
/// <remarks>
/// Sources: Nick, Lee, Cunningham and Brandes, ASONAM 2013 (non-parametric form, strength by triangles); Nocaj, Ortmann and Brandes, "Untangling the
/// Hairballs of Multi-Centered, Small-World Online Social Media Networks", J. Graph Algorithms Appl. 19(2), 2015 (strength by normalised quadrangles).
/// The ends are left out of each other's list. Neighbours of equal strength are ordered by the tie rule.
/// <para>Directed: without directions. Weights are not looked at. Cost: triangles or quadrangles, then O(m log d + Σ min(du, dv)). Determinism: exact.</para>
/// </remarks>
/// <param name="strength">What neighbours are ranked by.</param>
public sealed class SimmelianPrefixScore(SimmelianStrength strength = SimmelianStrength.Triangles) : IEdgeScore
{
    /// <inheritdoc/>
    public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        var view = new UndirectedView(graph, index, context);
        double[] strengths = strength == SimmelianStrength.Triangles
            ? SimmelianScore.TriangleStrengths(view, context)
            : QuadrangleScore.Normalized(view.Graph, view.Index, context);
        ArcValues<int> ranks = RankedNeighbors.Of(view.Graph, view.Index, strengths, context);
        return view.ToArcs(CommonNeighborSums<int>.Score(view.Graph, view.Index, context, () => new PrefixJaccard(view.Graph, ranks)));
    }

    /// <summary>Marks are the ranks at u.</summary>
    private sealed class PrefixJaccard(CsrGraph graph, ArcValues<int> ranks) : CommonNeighborSums<int>(graph)
    {
        private readonly int[] _joins = new int[graph.MaxDegree];
        private readonly int[] _joinsAt = new int[graph.MaxDegree + 1];
        private readonly double[] _overlaps = new double[graph.MaxDegree];

        protected override int MarkOf(int u, int k) => ranks.Of(u)[k];

        protected override double Judge(int u, int k, int v, ReadOnlySpan<int> marks)
        {
            Span<int> joins = _joins.AsSpan(0, Join(v, ranks.Of(u)[k], ranks.Of(v)[Graph.Neighbors(v).BinarySearch(u)], marks, out int last));
            int lengthU = Graph.Degree(u) - 1;
            int lengthV = Graph.Degree(v) - 1;
            if (last <= 8 * (long)joins.Length)
                return BestOfAll(Overlaps(joins, last), lengthU, lengthV);
            double best = 0;
            joins.Sort(); // few among many: cheaper than walking along all ranks
            for (int i = 0; i < joins.Length; i++)
                best = Math.Max(best, (i + 1) / (double)((long)Math.Min(joins[i], lengthU) + Math.Min(joins[i], lengthV) - (i + 1)));
            return best;
        }

        /// <summary>A common neighbour joins the overlap at the greater of its ranks; only there can the similarity grow.</summary>
        /// <param name="v">The end whose neighbours are looked at.</param>
        /// <param name="ofV">The rank of v at u.</param>
        /// <param name="ofU">The rank of u at v: the ends do not count in each other's list.</param>
        /// <param name="marks">Ranks at u.</param>
        /// <param name="last">The greatest rank at which one joins.</param>
        /// <returns>The number of common neighbours.</returns>
        [MethodImpl(Hot.Loop)]
        private int Join(int v, int ofV, int ofU, ReadOnlySpan<int> marks, out int last)
        {
            ReadOnlySpan<int> neighbors = Graph.Neighbors(v);
            ReadOnlySpan<int> ranksAtV = ranks.Of(v);
            int[] joins = _joins;
            int count = 0;
            last = 0;
            for (int i = 0; i < neighbors.Length; i++)
            {
                int atU = marks[neighbors[i]];
                if (atU == 0)
                    continue;
                int join = Larger(LessEnd(atU, ofV), LessEnd(ranksAtV[i], ofU));
                joins[count++] = join;
                last = Larger(last, join);
            }

            return count;
        }

        /// <summary>A rank in a list without the one that has rank <paramref name="end"/>. No branch: as good as random.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int LessEnd(int rank, int end) => rank + ((end - rank) >> 31);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int Larger(int a, int b) => a - ((a - b) & ((a - b) >> 31));

        /// <summary>The number of common neighbours among the first k of both lists, for k from 1.</summary>
        [MethodImpl(Hot.Loop)]
        private ReadOnlySpan<double> Overlaps(ReadOnlySpan<int> joins, int last)
        {
            int[] joinsAt = _joinsAt;
            foreach (int join in joins)
                joinsAt[join]++;
            Span<double> overlaps = _overlaps.AsSpan(0, last);
            int shared = 0;
            for (int k = 1; k < joinsAt.Length && k <= overlaps.Length; k++)
            {
                shared += joinsAt[k];
                joinsAt[k] = 0;
                overlaps[k - 1] = shared;
            }

            return overlaps;
        }

        /// <summary>The largest of overlap / union. Where nothing joins the overlap stays and the union grows, so that such k do no harm.</summary>
        [MethodImpl(Hot.Loop)]
        private static double BestOfAll(ReadOnlySpan<double> overlaps, int lengthU, int lengthV)
        {
            ReadOnlySpan<Vector<double>> lanes = MemoryMarshal.Cast<double, Vector<double>>(overlaps);
            var (endU, endV) = (new Vector<double>(lengthU), new Vector<double>(lengthV));
            Vector<double> ranks = Vector.CreateSequence(1.0, 1.0);
            Vector<double> bests = Vector<double>.Zero;
            foreach (Vector<double> shared in lanes)
            {
                bests = Vector.Max(bests, shared / (Vector.Min(ranks, endU) + Vector.Min(ranks, endV) - shared));
                ranks += new Vector<double>(Vector<double>.Count);
            }

            double best = 0;
            for (int lane = 0; lane < Vector<double>.Count; lane++)
                best = Math.Max(best, bests[lane]);
            for (int k = lanes.Length * Vector<double>.Count; k < overlaps.Length; k++)
                best = Math.Max(best, overlaps[k] / (Math.Min(k + 1.0, lengthU) + Math.Min(k + 1.0, lengthV) - overlaps[k]));
            return best;
        }
    }
}
