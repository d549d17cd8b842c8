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
        return view.ToArcs(CommonNeighborScan.Score(view.Graph, view.Index, context, () =>
        {
            var prefix = new PrefixJaccard(view.Graph.MaxDegree);
            return (u, v, atU, atV, common) => prefix.Best(ranks.Of(u), ranks.Of(v), atU, atV, common);
        }));
    }

    /// <summary>Buffers of one thread.</summary>
    private sealed class PrefixJaccard(int maxDegree)
    {
        private readonly int[] _joins = new int[maxDegree];
        private readonly int[] _joinsAt = new int[maxDegree + 1];

        /// <summary>A common neighbour joins the overlap at the greater of its ranks; only there can the similarity grow.</summary>
        public double Best(ReadOnlySpan<int> ranksAtU, ReadOnlySpan<int> ranksAtV, int atU, int atV, ReadOnlySpan<(int AtU, int AtV)> common)
        {
            if (common.Length == 0)
                return 0;
            int last = 0;
            for (int i = 0; i < common.Length; i++)
            {
                int rankAtU = ranksAtU[common[i].AtU];
                int rankAtV = ranksAtV[common[i].AtV];
                rankAtU -= rankAtU > ranksAtU[atU] ? 1 : 0; // the ends do not count in each other's list
                rankAtV -= rankAtV > ranksAtV[atV] ? 1 : 0;
                _joins[i] = Math.Max(rankAtU, rankAtV);
                last = Math.Max(last, _joins[i]);
            }

            int lengthU = ranksAtU.Length - 1;
            int lengthV = ranksAtV.Length - 1;
            double best = 0;
            if (last > 8 * (long)common.Length) // few among many: sorting is cheaper than walking along all ranks
            {
                Span<int> joins = _joins.AsSpan(0, common.Length);
                joins.Sort();
                for (int i = 0; i < joins.Length; i++)
                    best = Math.Max(best, Similarity(i + 1, joins[i], lengthU, lengthV));
                return best;
            }

            for (int i = 0; i < common.Length; i++)
                _joinsAt[_joins[i]]++;
            int shared = 0;
            for (int k = 1; k <= last; k++)
            {
                if (_joinsAt[k] == 0)
                    continue;
                shared += _joinsAt[k];
                _joinsAt[k] = 0;
                best = Math.Max(best, Similarity(shared, k, lengthU, lengthV));
            }

            return best;
        }

        private static double Similarity(int shared, int k, int lengthU, int lengthV) =>
            shared / (double)(Math.Min(k, lengthU) + Math.Min(k, lengthV) - shared);
    }
}
