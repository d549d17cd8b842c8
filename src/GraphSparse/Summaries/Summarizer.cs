namespace GraphSparse.Summaries;

/// <summary>Finds summaries of graphs: supervertices and superedges that take at most so many bits, with a small error.</summary>
/// <remarks>
/// <see cref="SummaryAlgorithm.Annealing"/> merges supervertices whose union saves description length, and looks at the partition after every round: the best superedges within the budget, and their error. The partitions do not depend
/// on the budget, so a larger budget never has a larger error, and many budgets take little more time than one. The error is at most that of no superedges.
/// <para>Cost: about 250 rounds linear in edges and candidates. Memory beside the graph: up to some 220 bytes per edge, what the collector has not taken back yet among them, and 250 per vertex. The same on any number of threads.</para>
/// <para>Sources: bits, error and the choice of superedges from Lee et al. (KDD 2020, SSumM); superedges without weights from Kang et al. (ICDM 2022, PeGaSus).</para>
/// </remarks>
public static class Summarizer
{
    /// <summary>A summary within a budget.</summary>
    /// <param name="graph">Undirected; weights are ignored.</param>
    /// <param name="options">The budget, and what is made small.</param>
    /// <param name="seed">Decides between equally good merges.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Vertices merged.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="ArgumentException">The graph is directed, or an option is out of range.</exception>
    /// <exception cref="ResourceLimitException">There are more arcs than an array holds.</exception>
    public static Summary Summarize(
        CsrGraph graph, SummaryOptions options, ulong seed = 42, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        return Summarize(graph, [options.BudgetFor(graph)], options, seed, parallelism, progress, cancellationToken)[0];
    }

    /// <summary>A summary for each of several budgets, from one search.</summary>
    /// <param name="graph">Undirected; weights are ignored.</param>
    /// <param name="bits">The budgets in bits, each finite and at least 0.</param>
    /// <param name="options">What is made small; its budget is not looked at.</param>
    /// <param name="seed">Decides between equally good merges.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Vertices merged.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="ArgumentException">The graph is directed, or an option or budget is out of range.</exception>
    /// <exception cref="ResourceLimitException">There are more arcs than an array holds, without <see cref="SummaryOptions.MaxBlocks"/>, or more than 2³¹ − 1 edges.</exception>
    public static Summary[] Summarize(
        CsrGraph graph, IReadOnlyList<double> bits, SummaryOptions options, ulong seed = 42, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(bits);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Require.Undirected(graph, "A summary");
        parallelism ??= Parallelism.AllCores;
        foreach (double budget in bits)
            SummaryBits.RequireBudget(budget, nameof(bits));

        bool isPlain = options.Weights == SummaryWeights.Off || (options.Weights == SummaryWeights.Auto && options.Norm == SummaryNorm.One); // then weights only take bits
        bool[] choices = isPlain ? [false] : options.Weights == SummaryWeights.On ? [true] : [false, true];
        if (options.Algorithm == SummaryAlgorithm.Reference)
            return [.. bits.Select(budget => choices.Select(ByReference(budget)).MinBy(s => options.Norm == SummaryNorm.One ? s.Error.L1 : s.Error.L2)!)];
        BudgetSearch[] searches = [.. choices.Select(isWeighted => new BudgetSearch(bits, options.Norm, isWeighted))];
        var plan = new MergingPlan { Candidates = options.Candidates, Seed = seed };
        int n = graph.VertexCount;
        int passes = 0;
        long atOnce = Math.Min(options.MaxBlocks ?? long.MaxValue, BatchedMerging.FromEdges);
        long kept = Math.Min(options.MaxBlocks ?? long.MaxValue, SummaryBits.MostSuperedges(bits.DefaultIfEmpty().Max()));
        if (graph.EdgeCount > atOnce)
        {
            passes = BatchedMerging.Run(graph, BatchedMerging.BlocksOf(options.MaxBlocks), options.MaxBlocks is not null, kept, plan, searches, progress, parallelism, cancellationToken);
        }
        else
        {
            var rows = new SupervertexRows(graph);
            See(rows);
            AnnealedMerging.Run(rows, plan, See, parallelism, cancellationToken);
        }

        return [.. bits.Select((_, i) => Find(i))];

        Summary Find(int i)
        {
            Summary summary = Best(i).Summarize(graph, i, kept);
            summary.Passes = passes;
            return summary;
        }

        Func<bool, Summary> ByReference(double budget) => isWeighted =>
            Summary.Of(graph, SsummMerging.Run(graph, budget, options.Norm, isWeighted, seed, progress, cancellationToken), budget, options.Norm, isWeighted);

        void See(SupervertexRows rows)
        {
            parallelism.For(searches.Length, i => searches[i].See(rows), cancellationToken);
            progress?.Report(new Progress("merging", n - rows.Count, n));
        }

        BudgetSearch Best(int i) => searches.Length == 1 || searches[0].GainAt(i) >= searches[1].GainAt(i) ? searches[0] : searches[1];
    }

    /// <summary>A summary with corrections that is the graph itself, in few superedges and corrections; in fewer still if each vertex may have some wrong neighbours.</summary>
    /// <param name="graph">Undirected; weights are ignored.</param>
    /// <param name="options">The bound on errors, and how long is searched; <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Decides between equally good merges, and what is searched again.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Vertices merged, then refinements.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="ArgumentException">The graph is directed, or an option is out of range.</exception>
    /// <exception cref="ResourceLimitException">There are more arcs than an array holds.</exception>
    public static CorrectedSummary SummarizeExactly(
        CsrGraph graph, ExactSummaryOptions? options = null, ulong seed = 42, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Require.Undirected(graph, "A summary");
        options ??= new ExactSummaryOptions();
        options.Validate();
        int[] superOf = ExactSearch.Run(graph, options, seed, parallelism ?? Parallelism.AllCores, progress, cancellationToken);
        CorrectedSummary exact = CorrectionSearch.Of(graph, superOf);
        return options.ErrorBound > 0 ? ErrorBound.Drop(exact, graph, options.ErrorBound) : exact;
    }

    /// <summary>Supervertices within supervertices and superedges of either sign between them that are the graph itself: smaller than <see cref="SummarizeExactly"/> where groups are like each other in part.</summary>
    /// <param name="graph">Undirected; weights are ignored.</param>
    /// <param name="options">How long is searched; <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Decides between equally good merges.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Vertices merged, then encodings.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="ArgumentException">The graph is directed, or an option is out of range.</exception>
    /// <exception cref="ResourceLimitException">There are more arcs than an array holds.</exception>
    public static NestedSummary SummarizeNested(
        CsrGraph graph, NestedSummaryOptions? options = null, ulong seed = 42, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Require.Undirected(graph, "A summary");
        options ??= new NestedSummaryOptions();
        options.Validate();
        return NestedSearch.Run(graph, options.Candidates, seed, parallelism ?? Parallelism.AllCores, progress, cancellationToken);
    }

    /// <summary>A summary within a budget that is best around chosen vertices: a pair counts less the farther its vertices are from them.</summary>
    /// <param name="graph">Undirected; weights are ignored.</param>
    /// <param name="bits">The budget in bits, finite and at least 0.</param>
    /// <param name="options">The vertices, and how fast the others count less.</param>
    /// <param name="seed">Decides between equally good merges.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Vertices merged.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="ArgumentException">The graph is directed, or an option or the budget is out of range.</exception>
    /// <exception cref="ResourceLimitException">There are more arcs than an array holds.</exception>
    public static PersonalizedSummary Personalize(
        CsrGraph graph, double bits, PersonalizedOptions options, ulong seed = 42, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        Require.Undirected(graph, "A summary");
        options.Validate(graph.VertexCount);
        SummaryBits.RequireBudget(bits, nameof(bits));
        double[] importance = PersonalizedSearch.Importance(graph, options.Targets, options.Decay);
        var weights = new PairWeights(graph, importance);
        var search = new BudgetSearch([bits], SummaryNorm.One, isWeighted: false);
        var rows = new SupervertexRows(graph, weights);
        See(rows);
        AnnealedMerging.Run(rows, new MergingPlan { Candidates = options.Candidates, Seed = seed }, See, parallelism ?? Parallelism.AllCores, cancellationToken);
        return PersonalizedSearch.Select(graph, search.PartitionAt(0), importance, weights, bits);

        void See(SupervertexRows rows)
        {
            search.See(rows);
            progress?.Report(new Progress("merging", graph.VertexCount - rows.Count, graph.VertexCount));
        }
    }
}
