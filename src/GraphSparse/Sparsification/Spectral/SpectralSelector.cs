namespace GraphSparse.Sparsification.Spectral;

/// <summary><see cref="SpectralSparsifier"/> as a method of the catalog.</summary>
internal sealed class SpectralSelector : IEdgeSelector
{
    public SparsifierOptions Resolve(SparsifierOptions options)
    {
        return options.Keep is null && options.Kappa is null ? options with { OffTree = options.OffTree ?? SpectralSparsifierOptions.Default.OffTree } : options;
    }

    public SelectedEdges Select(CsrGraph graph, EdgeIndex index, SparsifierOptions options, ScoreContext context)
    {
        SpectralSparsifierOptions effort = options.Effort == Effort.High ? SpectralSparsifierOptions.High : SpectralSparsifierOptions.Default;
        SpectralSparsifierOptions spectral = effort with
        {
            Keep = options.Keep,
            Kappa = options.Kappa,
            OffTree = options.OffTree ?? effort.OffTree,
            TieBreaking = options.TieBreaking,
        };
        SpectralSelection selection = SpectralSparsifier.Choose(graph, index, spectral, context.Seed, context.Parallelism, context.Progress, context.CancellationToken);
        var figures = new Dictionary<string, double> { ["forestEdges"] = selection.ForestEdges };
        if (graph.VertexCount > 0)
            figures["offTreePerVertex"] = (selection.Kept.LongCount(k => k) - selection.ForestEdges) / (double)graph.VertexCount;
        if (selection.Kappa is { } kappa)
            figures["kappa"] = kappa;
        return new SelectedEdges(selection.Kept, null, figures);
    }
}
