namespace GraphSparse.Sparsification.Spectral;

/// <summary><see cref="SpectralSparsifier"/> as a method of the catalog.</summary>
internal sealed class SpectralChooser : IEdgeChooser
{
    public SparsifierOptions Resolve(SparsifierOptions options)
    {
        options.RefuseOthers("spectral", nameof(SparsifierOptions.OffForest), nameof(SparsifierOptions.Kappa), nameof(SparsifierOptions.Keep), nameof(SparsifierOptions.Effort));
        return options.Keep is null && options.Kappa is null ? options with { OffForest = options.OffForest ?? SpectralSparsifierOptions.Default.OffForest } : options;
    }

    public EdgeChoice Choose(CsrGraph graph, EdgeIndex index, SparsifierOptions options, ScoreContext context)
    {
        SpectralSparsifierOptions effort = options.Effort == Effort.High ? SpectralSparsifierOptions.High : SpectralSparsifierOptions.Default;
        SpectralSparsifierOptions spectral = effort with
        {
            Keep = options.Keep,
            Kappa = options.Kappa,
            OffForest = options.OffForest ?? effort.OffForest,
            Ties = options.Ties,
        };
        SpectralSelection selection = SpectralSparsifier.Choose(graph, index, spectral, context.Seed, context.Parallelism, context.Progress, context.CancellationToken);
        var figures = new Dictionary<string, double> { ["forestEdges"] = selection.ForestEdges };
        if (graph.VertexCount > 0)
            figures["offForest"] = (selection.Kept.LongCount(k => k) - selection.ForestEdges) / (double)graph.VertexCount;
        if (selection.Kappa is { } kappa)
            figures["kappa"] = kappa;
        return new EdgeChoice(selection.Kept, null, figures);
    }
}
