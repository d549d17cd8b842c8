using System.Globalization;
using System.Text.Json.Nodes;
using GraphSparse.Acceleration;
using GraphSparse.Graphlets;
using GraphSparse.IO;

namespace GraphSparse.Commands;

/// <summary><c>graphlets IN OUT --what W</c>: orbit counts of vertices and edges, orbit adjacencies, copies of graphlets.</summary>
internal static class GraphletsCommand
{
    public static CommandEntry Entry { get; } = new()
    {
        Name = "graphlets",
        Summary = "Count graphlets of up to five vertices, their orbits and adjacencies.",
        Usage = "[--what orbits|edges|adjacency|graphlet-adjacency|counts|triads] [--hops LIST]",
        MainOptions = [nameof(GraphletOptions.What), nameof(GraphletOptions.Size), nameof(GraphletOptions.Hops), nameof(GraphletOptions.Matrices), nameof(GraphletOptions.Top), nameof(GraphletOptions.MaxEntries), nameof(GraphletOptions.Sample)],
        Example = "graphlets us-power-grid orbits.parquet --what orbits",
        Arguments = [CommonArguments.In, CommonArguments.Out with { Description = "File to write: .parquet, .csv or .tsv" }],
        Options = [OptionGroup.Of<GraphletOptions>(), OptionGroup.Of<GraphReadOptions>()],
        MakesGraph = false,
        ComputesWithWeights = false,
        UsesDevice = true,
        RefusesDevice = RefusesDevice,
        Check = Check,
        Work = Work,
        EstimateWorkBytes = EstimateWorkBytes,
    };

    private static void Check(CommandRun run)
    {
        run.Get<GraphletOptions>().Check();
        TableFile.Refuse(run, run.Arguments[1], "counts of graphlets are");
    }

    private static string? RefusesDevice(CommandRun run) => run.Get<GraphletOptions>() switch
    {
        { What: GraphletCount.Triads } => "Triads have no kernels for devices. Leave --device out.",
        { Size: 5 } => "Graphlets of five vertices have no kernels for devices. Leave --device or --size out.",
        { Sample: not null } => "Estimates have no kernels for devices. Leave --device or --sample out.",
        _ => null,
    };

    private static long EstimateWorkBytes(CommandRun run, GraphSize size)
    {
        GraphletOptions options = run.Get<GraphletOptions>();
        int threads = run.Settings.Parallelism.Degree;
        long symmetric = size.Directed ? size.GraphBytes * 2 : 0;
        return symmetric + options.What switch
        {
            GraphletCount.Adjacency => GraphletMemory.Adjacency(size, threads, options.Pairs()),
            GraphletCount.GraphletAdjacency => GraphletMemory.GraphletAdjacency(size, threads, options.GraphletNumbers()),
            GraphletCount.Edges => GraphletMemory.Edges(size, threads),
            GraphletCount.Triads => size.Edges * 50 + size.Vertices * (36 + 13 * 8L * (threads + 1)) + (32 << 20),
            _ when options.Size == 5 => GraphletMemory.FiveVertices(size, threads),
            _ => GraphletMemory.Counts(size, threads) + (32 << 20),
        };
    }

    private static CommandOutcome Work(CommandRun run, LoadedInput input)
    {
        GraphletOptions options = run.Get<GraphletOptions>();
        RunSettings settings = run.Settings;
        if (options.What == GraphletCount.Triads)
        {
            if (input.Graph.IsWeighted)
                run.Notes.Add("triads are counted in the unweighted graph: the weights of edges are ignored");
            return Triads(run, input);
        }

        CsrGraph graph = run.Plain(input, "graphlets are counted in");
        if (options is { What: GraphletCount.Counts, Sample: { } error })
            return Estimated(run, input, graph, error);
        if (options.Size == 5)
            return FiveVertices(run, input, graph);
        using IAccelerator? device = run.Device.OpenIfNamed("counting");
        if (options.What is GraphletCount.Orbits or GraphletCount.Counts)
            return AtVertices(run, input, graph, run.Timed("compute", () => OrbitCounter.Count(graph, device, settings.Parallelism, settings.Progress, settings.CancellationToken)));
        var clock = new PhaseClock(pass => settings.Progress?.Report(new Progress("counting graphlets", Math.Min(pass, OrbitCounter.Passes), OrbitCounter.Passes)));
        var kernels = device as IGraphletKernels;
        (RankedGraph ranked, EdgePrimitives primitives) = run.Timed("compute", () => EdgePrimitives.Of(graph, clock, settings.Parallelism, settings.CancellationToken, EdgeCounts.All, kernels));
        OrbitCounts counts = run.Timed("compute", () => OrbitCounter.Of(ranked, primitives, clock, settings.Parallelism, settings.CancellationToken));
        AdjacencyInput counted = run.Timed("compute", () => new AdjacencyInput(graph, ranked, primitives, settings.CancellationToken) { Kernels = kernels });
        var result = new JsonObject { ["counts"] = GraphletJson.Of(counts.Graphlets) };
        OutputFile output;
        if (options.What == GraphletCount.Edges)
            output = run.Timed("write", () => new GraphletTables(run, graph, input.Loaded.Ids).WriteEdges(counted));
        else
            (result["matrices"], output) = Adjacency(run, input, counted, clock);
        result["passes"] = Passes(clock.Seconds);
        return new CommandOutcome { Input = input, Result = result, Outputs = [output] };
    }

    private static CommandOutcome AtVertices(CommandRun run, LoadedInput input, CsrGraph graph, OrbitCounts counts) => AtVertices(run, input, graph, counts.Columns, counts.Graphlets.All, counts.Seconds);

    /// <summary>Lists of triangles take what memory is left.</summary>
    private static CommandOutcome FiveVertices(CommandRun run, LoadedInput input, CsrGraph graph)
    {
        RunSettings settings = run.Settings;
        GraphSize size = CommandRun.SizeOf(input);
        long left = settings.Budget.AvailableBytes - size.HeldBytes - GraphletMemory.FiveVertices(size, settings.Parallelism.Degree) - RunPlan.FixedBytes(settings);
        long mostThirds = Math.Clamp(left / 2 / sizeof(int), 0, ThirdVertices.Most);
        FiveVertexOrbits orbits = run.Timed("compute", () => FiveVertexOrbitCounter.Count(graph, mostThirds, settings.Parallelism, settings.Progress, settings.CancellationToken));
        if (orbits.Graphlets[2] * 3 > (UInt128)mostThirds) // a triangle is in the lists of its three edges
            run.Notes.Add("lists of the triangles on edges did not fit the memory: they were found anew each time, which is several times slower");
        return AtVertices(run, input, graph, orbits.Columns, orbits.Graphlets, orbits.Seconds);
    }

    private static CommandOutcome AtVertices(CommandRun run, LoadedInput input, CsrGraph graph, long[][] columns, IReadOnlyList<UInt128> copies, IReadOnlyDictionary<string, double> seconds)
    {
        var tables = new GraphletTables(run, graph, input.Loaded.Ids);
        OutputFile output = run.Timed("write", () => run.Get<GraphletOptions>().What == GraphletCount.Orbits ? tables.WriteOrbits(columns) : tables.WriteCounts(copies));
        return new CommandOutcome { Input = input, Result = new JsonObject { ["counts"] = GraphletJson.Of(copies), ["passes"] = Passes(seconds) }, Outputs = [output] };
    }

    private static JsonObject Passes(IReadOnlyDictionary<string, double> seconds) => new(seconds.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Key, Math.Round(p.Value, 6))));

    private static (JsonArray Matrices, OutputFile Output) Adjacency(CommandRun run, LoadedInput input, AdjacencyInput counted, PhaseClock clock)
    {
        GraphletOptions options = run.Get<GraphletOptions>();
        int[]? rows = options.Rows is null ? null : VertexList.Find("--rows", VertexList.Ids(options.Rows), input.Loaded);
        if (options.What == GraphletCount.GraphletAdjacency)
        {
            AdjacencyPlan<int> graphlets = GraphletAdjacency.Plan(counted.Graph, new() { Matrices = options.GraphletNumbers(), Rows = rows, MostPerRow = options.Top });
            (IReadOnlyList<AdjacencyTotals<int>> sums, OutputFile file) = Write(run, input, graphlets, [("graphlet", g => g)], counted, clock);
            return (new JsonArray([.. sums.Select(GraphletJson.Of)]), file);
        }

        AdjacencyPlan<OrbitPair> orbits = OrbitAdjacency.Plan(counted.Graph, new() { Matrices = options.Pairs(), Rows = rows, MostPerRow = options.Top });
        (IReadOnlyList<AdjacencyTotals<OrbitPair>> totals, OutputFile output) = Write(run, input, orbits, [("hop", p => p.Hop), ("orbit_i", p => p.I), ("orbit_j", p => p.J)], counted, clock);
        return (new JsonArray([.. (options.AreWhole ? GraphletJson.WithTransposes(totals) : totals).Select(GraphletJson.Of)]), output);
    }

    /// <summary>Says before anything is written how much it would be, and writes it: counting and writing go on side by side.</summary>
    private static (IReadOnlyList<AdjacencyTotals<TKey>> Totals, OutputFile Output) Write<TKey>(
        CommandRun run, LoadedInput input, AdjacencyPlan<TKey> plan, (string Name, Func<TKey, int> Of)[] keys, AdjacencyInput counted, PhaseClock clock) where TKey : struct
    {
        long most = run.Get<GraphletOptions>().MaxEntries;
        double entries = run.Timed("compute", () => plan.PredictEntries(counted, most, run.Settings.CancellationToken));
        if (entries > most)
        {
            throw new ResourceLimitException(string.Create(CultureInfo.InvariantCulture,
                $"the adjacencies would have about {entries:#,0} entries{(run.Get<GraphletOptions>().Top is null ? $", some {MemoryBudget.Text((long)Math.Min(entries * 8, long.MaxValue))} in a file" : " to choose the largest from")}, and the limit is {most:#,0}. {AdjacencyTable<TKey>.Advice}"));
        }

        clock.End("prediction");
        (IReadOnlyList<AdjacencyTotals<TKey>>, OutputFile) written = run.Timed("compute", () => new AdjacencyTable<TKey>(run, input.Loaded.Ids, plan, keys).Write(counted, most));
        clock.End("rows");
        return written;
    }

    private static CommandOutcome Estimated(CommandRun run, LoadedInput input, CsrGraph graph, double error)
    {
        RunSettings settings = run.Settings;
        GraphletEstimates estimates = run.Timed("compute", () => GraphletEstimator.Estimate(
            graph, error, Math.Max(2, graph.EdgeCount), settings.Seed, settings.Parallelism, settings.Progress, settings.CancellationToken));
        if (estimates.RelativeError > error)
        {
            run.Notes.Add(string.Create(CultureInfo.InvariantCulture, $"{estimates.Samples} sampled edges, as many as there are, leave an error of {estimates.RelativeError:0.###}: copies were counted exactly"));
            OrbitCounts counts = run.Timed("compute", () => OrbitCounter.Count(graph, null, settings.Parallelism, settings.Progress, settings.CancellationToken));
            estimates = new GraphletEstimates([.. counts.Graphlets.All.Select(c => (double)c)], new double[counts.Graphlets.All.Count], estimates.Samples);
        }
        else
        {
            run.Notes.Add(string.Create(CultureInfo.InvariantCulture, $"copies are estimates from {estimates.Samples} sampled edges of {graph.EdgeCount}; their standard errors stand beside them"));
            string[] missing = [.. GraphletCounts.Names.Where((_, i) => estimates.Values[i] == 0)];
            if (missing.Length > 0)
                run.Notes.Add($"no sampled edge is part of a {string.Join(", ", missing)}: that is no proof that there is none");
        }

        OutputFile output = run.Timed("write", () => new GraphletTables(run, graph, input.Loaded.Ids).WriteEstimates(estimates));
        return new CommandOutcome
        {
            Input = input,
            Result = new JsonObject
            {
                ["samples"] = estimates.Samples,
                ["relativeError"] = estimates.RelativeError,
                ["counts"] = GraphletJson.Of(estimates.Values),
                ["standardErrors"] = GraphletJson.Of(estimates.StandardErrors),
            },
            Outputs = [output],
        };
    }

    private static CommandOutcome Triads(CommandRun run, LoadedInput input)
    {
        if (!input.Graph.IsDirected)
            throw new ArgumentException("Triads are those of a directed graph, and this one was read as undirected; say --directed.");
        TriadCounts triads = run.Timed("compute", () => TriadCounter.Count(input.Graph, run.Settings.Parallelism, run.Settings.Progress, run.Settings.CancellationToken));
        OutputFile output = run.Timed("write", () => new GraphletTables(run, input.Graph, input.Loaded.Ids).WriteTriads(triads));
        return new CommandOutcome { Input = input, Result = new JsonObject { ["triads"] = GraphletJson.Of(triads) }, Outputs = [output] };
    }
}
