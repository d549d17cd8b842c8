using GraphSparse.Analytics;

namespace GraphSparse.Sparsification;

/// <summary>A spanning forest: the fewest edges that keep every component; with a fraction, the best edges by local degree beside it.</summary>
/// <remarks>By breadth-first search from the smallest vertex of each component, or of largest weight where weighted (<see cref="SpanningForest"/>).
/// <para>Undirected graphs. Cost: O(n + m), or O(m log m) where weighted. Determinism: exact.</para></remarks>
public sealed class SpanningForestSelector : IEdgeSelector
{
    private const string Name = "spanning-forest";

    /// <inheritdoc/>
    public SelectedEdges Select(CsrGraph graph, EdgeIndex index, SparsifierOptions options, ScoreContext context)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        Require.Undirected(graph, Name);
        context.CancellationToken.ThrowIfCancellationRequested();
        var kind = new SpanningForestOptions { Kind = graph.IsWeighted ? ForestKind.MaximumWeight : ForestKind.BreadthFirst };
        int[] forest = SpanningForest.Find(graph, index, kind, cancellationToken: context.CancellationToken).EdgeIds;
        var figures = new Dictionary<string, double> { ["forestEdges"] = forest.Length };
        if (options.Keep is not { } keep)
        {
            var kept = new bool[index.EdgeCount];
            foreach (int edge in forest)
                kept[edge] = true;
            return new SelectedEdges(kept, null, figures);
        }

        double[] scores = new LocalDegreeScore().Score(graph, index, context);
        foreach (int edge in forest)
            scores[edge] = double.PositiveInfinity;
        long count = ScoreFilter.CountAbove(forest.Length, keep, index.EdgeCount, Name);
        return new SelectedEdges(TopSelection.Top(scores, count, context.TieOrder, context.Parallelism, context.CancellationToken), null, figures);
    }
}
