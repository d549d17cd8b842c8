using System.Runtime.CompilerServices;

namespace GraphSparse.Sparsification;

/// <summary>Adamic–Adar index: the common neighbours of an edge's ends, each counted by 1 / ln of its degree, so that hubs say little.</summary>
/// <remarks>
/// Source: Adamic and Adar, "Friends and Neighbors on the Web", Social Networks 25(3), 2003. Shares are added in units of 2^−40, as integers, so that the
/// same degrees give the same sum in any order.
/// <para>Directed: without directions. Weights are not looked at. Cost: O(Σ min(du, dv)). Determinism: exact.</para>
/// </remarks>
public sealed class AdamicAdarScore : IEdgeScore
{
    private const double Units = 1L << 40;

    /// <inheritdoc/>
    public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        var view = new UndirectedView(graph, index, context);
        var shares = new long[view.Graph.MaxDegree + 1];
        for (int degree = 2; degree < shares.Length; degree++)
            shares[degree] = (long)Math.Round(Units / Math.Log(degree));
        return view.ToArcs(CommonNeighborSums<long>.Score(view.Graph, view.Index, context, () => new Scan(view.Graph, shares)));
    }

    private sealed class Scan(CsrGraph graph, long[] shares) : CommonNeighborSums<long>(graph)
    {
        protected override long MarkOf(int u, int k) => shares[Graph.Degree(Graph.Neighbors(u)[k])];

        /// <summary>Adds the marks of all neighbours: those that are not common have none.</summary>
        [MethodImpl(Hot.Loop)]
        protected override double Judge(int u, int k, int v, ReadOnlySpan<long> marks)
        {
            long sum = 0;
            foreach (int w in Graph.Neighbors(v))
                sum += marks[w];
            return sum / Units;
        }
    }
}
