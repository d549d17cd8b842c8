using GraphSparse.Acceleration;
using GraphSparse.Embeddings;
using GraphSparse.Graphlets;
using GraphSparse.IO;
using GraphSparse.Walks;

namespace GraphSparse.Commands;

/// <summary>Makes vectors as the options say, of the input and of graphs that were made of it.</summary>
/// <param name="run">The run.</param>
/// <param name="input">What was read.</param>
internal sealed class EmbedMethods(CommandRun run, LoadedInput input)
{
    private readonly EmbedOptions _options = run.Get<EmbedOptions>();
    private readonly Embedding? _features = run.Get<EmbedOptions>().Features is { } file ? run.Timed("read", () => FeatureFile.Read(run, file, input)) : null;

    /// <summary>The graph that vectors are of: without what the method does not look at, and said so.</summary>
    public CsrGraph Graph()
    {
        if (_options.Method == EmbedMethod.Orbit)
            return run.Plain(input, "graphlets are counted in");
        if (input.Sense == WeightSense.Length && input.Graph.IsWeighted)
            run.Notes.Add("weights are lengths: vectors go by 1/weight");
        CsrGraph graph = input.Strengths;
        if (!graph.IsDirected || _options.Method == EmbedMethod.Node2vec || (_options.Method == EmbedMethod.Fastrp && _options.Orientation is not ArcOrientation.Both) || _options.Orientation is ArcOrientation.Out or ArcOrientation.In)
            return graph;
        run.Notes.Add("vectors are of the undirected graph: the directions of edges are ignored");
        return graph.Symmetrize(run.Settings.Parallelism, run.Settings.CancellationToken);
    }

    /// <summary>Vectors of a graph on the same vertices.</summary>
    /// <exception cref="GraphFormatException">A weight cannot be used.</exception>
    public Embedding Embed(CsrGraph graph) => CommandRun.On(input, () =>
    {
        RunSettings settings = run.Settings;
        Embedding embedding = Method(graph);
        LargeGarbage.Collect(embedding.Vectors.Bytes);
        if (_options.ReduceTo is { } columns)
        {
            embedding = Whitening.Apply(embedding, columns, 1, settings.Parallelism, settings.CancellationToken);
            LargeGarbage.Collect((long)embedding.VertexCount * _options.Dimension * sizeof(float));
        }

        if (_options.Propagate)
            embedding = SpectralPropagation.Apply(graph.IsDirected ? graph.Symmetrize(settings.Parallelism, settings.CancellationToken) : graph, embedding, null, settings.Parallelism, settings.Progress, settings.CancellationToken);
        RequireFinite(embedding);
        return embedding;
    });

    /// <summary>Weights of steps may be so large that single precision cannot hold their sums.</summary>
    private static void RequireFinite(Embedding embedding)
    {
        for (int u = 0; u < embedding.VertexCount; u++)
        {
            foreach (float value in embedding[u])
            {
                if (!float.IsFinite(value))
                    throw new ArgumentException("The vectors have numbers beyond single precision; choose smaller values of --iteration-weights, --self-influence or the features.");
            }
        }
    }

    /// <summary>Does the work once on a ring, so that times of later work are not those of compilation.</summary>
    public void WarmUp()
    {
        if (_features is null)
            Embed(GraphBuilder.FromEdges(Enumerable.Range(0, 200).Select(u => (u, (u + 1) % 200))));
    }

    private Embedding Method(CsrGraph graph)
    {
        RunSettings settings = run.Settings;
        return _options.Method switch
        {
            EmbedMethod.Whitened => WhitenedIteration.Embed(
                _options.Orientation == ArcOrientation.In ? graph.Reverse(settings.Parallelism, settings.CancellationToken) : graph,
                _options.ForWhitening(), settings.Seed, settings.Parallelism, settings.Progress, settings.CancellationToken),
            EmbedMethod.Fastrp => FastRp.Embed(
                graph, _options.ForFastRp() with { Orientation = _options.Orientation ?? ArcOrientation.Out }, _features, settings.Seed, settings.Parallelism, settings.Progress, settings.CancellationToken),
            EmbedMethod.Prone => Prone.Embed(graph, _options.ForProne(), settings.Seed, settings.Parallelism, settings.Progress, settings.CancellationToken),
            EmbedMethod.Node2vec => Walked(graph),
            _ => Orbits(graph),
        };
    }

    private Embedding Walked(CsrGraph graph)
    {
        RunSettings settings = run.Settings;
        Node2vecOptions options = _options.ForNode2vec();
        WalkOptions walks = options.Walks(graph.IsWeighted, options.PerVertex * options.Epochs);
        using IAccelerator? device = run.Device.Open("walking", DeviceWork.Of(walks, (double)graph.VertexCount * walks.PerVertex * walks.Length, RandomWalker.DeviceNeed(graph, walks)));
        return Node2vec.Embed(graph, options, settings.Seed, device, settings.Parallelism, settings.Progress, settings.CancellationToken);
    }

    private Embedding Orbits(CsrGraph graph)
    {
        RunSettings settings = run.Settings;
        GraphSize size = CommandRun.SizeOf(input);
        long left = settings.Budget.AvailableBytes - size.HeldBytes - EmbedMemory.Bytes(run, size) - RunPlan.FixedBytes(settings);
        long mostKept = Math.Clamp(left / 2 / 16, 0, 1L << 28); // twice while they are put together
        RequireRoom(graph);
        OrbitEmbeddingOptions orbits = _options.ForOrbits();
        const string remark = "--symmetric changes nothing: each of these matrices is its own transpose";
        if (_options.Symmetric && orbits.Matrices.All(m => m.IsSymmetric) && !run.Notes.Contains(remark))
            run.Notes.Add(remark);
        return OrbitEmbedder.Embed(graph, orbits, settings.Seed, mostKept, settings.Parallelism, settings.Progress, settings.CancellationToken);
    }

    /// <summary>Says before the work begins where matrices would have too many entries.</summary>
    private void RequireRoom(CsrGraph graph)
    {
        AdjacencyPlan<OrbitPair> plan = OrbitAdjacency.Plan(graph, new() { Matrices = _options.ForOrbits().Matrices });
        if (plan.MostEntries() <= _options.MaxEntries)
            return;
        double entries = plan.PredictEntries(plan.Prepare(new PhaseClock(), run.Settings.Parallelism, run.Settings.CancellationToken), _options.MaxEntries, run.Settings.CancellationToken);
        if (entries > _options.MaxEntries)
            throw new ResourceLimitException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the orbit adjacencies would have about {entries:#,0} entries, and the limit is {_options.MaxEntries:#,0}. Choose others by --matrix (those of hop 1 have at most two for each edge), or raise it with --max-entries."));
    }
}
