using System.Globalization;
using System.Text.Json.Nodes;
using GraphSparse.Graphlets;
using GraphSparse.IO;

namespace GraphSparse.Commands;

/// <summary><c>graphlets IN OUT --what W</c>: orbit counts of vertices and edges, orbit adjacencies, copies of graphlets.</summary>
internal static class GraphletsCommand
{
    public static CommandEntry Entry { get; } = new()
    {
        Name = "graphlets",
        Summary = "Count graphlets of up to four vertices, their orbits and orbit adjacencies.",
        Usage = "[--what orbits|edges|adjacency|counts|triads] [--hops LIST]",
        MainOptions = [nameof(GraphletOptions.What), nameof(GraphletOptions.Hops), nameof(GraphletOptions.Matrices), nameof(GraphletOptions.MaxEntries), nameof(GraphletOptions.Sample)],
        Example = "graphlets us-power-grid orbits.parquet --what orbits",
        Arguments = [CommonArguments.In, CommonArguments.Out with { Description = "File to write: .parquet, .csv or .tsv" }],
        Options = [OptionGroup.Of<GraphletOptions>(), OptionGroup.Of<GraphReadOptions>()],
        MakesGraph = false,
        ComputesWithWeights = false,
        Check = Check,
        Work = Work,
        EstimateWorkBytes = EstimateWorkBytes,
    };

    private static void Check(CommandRun run)
    {
        run.Get<GraphletOptions>().Pairs();
        TableFile.Refuse(run, run.Arguments[1], "counts of graphlets are");
    }

    private static long EstimateWorkBytes(CommandRun run, GraphSize size)
    {
        GraphletOptions options = run.Get<GraphletOptions>();
        int threads = run.Settings.Parallelism.Degree;
        long symmetric = size.Directed ? size.GraphBytes * 2 : 0;
        return symmetric + options.What switch
        {
            GraphletCount.Adjacency => GraphletMemory.Adjacency(size, threads, options.Pairs()),
            GraphletCount.Edges => GraphletMemory.Edges(size, threads),
            GraphletCount.Triads => size.Edges * 50 + size.Vertices * (36 + 13 * 8L * (threads + 1)) + (32 << 20),
            _ => GraphletMemory.Counts(size, threads) + (32 << 20),
        };
    }

    private static CommandOutcome Work(CommandRun run, LoadedInput input)
    {
        GraphletOptions options = run.Get<GraphletOptions>();
        RunSettings settings = run.Settings;
        CsrGraph graph = input.Graph;
        if (options.What == GraphletCount.Triads)
            return Triads(run, input);
        if (graph.IsDirected)
        {
            run.Notes.Add("graphlets are counted in the undirected graph: the directions of edges are ignored");
            graph = graph.Symmetrize(settings.Parallelism, settings.CancellationToken);
        }

        if (options is { What: GraphletCount.Counts, Sample: { } error })
            return Estimated(run, input, graph, error);
        var clock = new PhaseClock(pass => settings.Progress?.Report(new Progress("counting graphlets", Math.Min(pass, OrbitCounter.Passes), OrbitCounter.Passes)));
        (RankedGraph ranked, EdgePrimitives primitives) = run.Timed("compute", () => EdgePrimitives.Of(graph, clock, settings.Parallelism, settings.CancellationToken));
        OrbitCounts counts = run.Timed("compute", () => OrbitCounter.Of(ranked, primitives, clock, settings.Parallelism, settings.CancellationToken));
        var tables = new GraphletTables(run, graph, input.Loaded.Ids);
        OutputFile output;
        IReadOnlyList<OrbitMatrixTotals> matrices = [];
        switch (options.What)
        {
            case GraphletCount.Orbits:
                output = run.Timed("write", () => tables.WriteOrbits(counts));
                break;
            case GraphletCount.Edges:
                output = run.Timed("write", () => tables.WriteEdges(new AdjacencyInput(graph, ranked, primitives, settings.CancellationToken)));
                break;
            case GraphletCount.Counts:
                output = run.Timed("write", () => tables.WriteCounts(counts.Graphlets));
                break;
            default:
                AdjacencyInput counted = run.Timed("compute", () => new AdjacencyInput(graph, ranked, primitives, settings.CancellationToken));
                RequireRoom(counted, options, settings);
                clock.End("prediction");
                (matrices, output) = run.Timed("compute", () => tables.WriteAdjacency(counted, options.Pairs(), options.MaxEntries)); // counting and writing go on side by side
                clock.End("rows");
                break;
        }

        var result = new JsonObject { ["counts"] = GraphletJson.Of(counts.Graphlets) };
        if (options.What == GraphletCount.Adjacency)
            result["matrices"] = new JsonArray([.. matrices.SelectMany(m => m.Pair.IsSymmetric ? new[] { m } : [m, m with { Pair = m.Pair.Transposed }]).Select(GraphletJson.Of)]);
        result["passes"] = new JsonObject(clock.Seconds.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Key, Math.Round(p.Value, 6))));
        return new CommandOutcome { Input = input, Result = result, Outputs = [output] };
    }

    private static CommandOutcome Estimated(CommandRun run, LoadedInput input, CsrGraph graph, double error)
    {
        RunSettings settings = run.Settings;
        GraphletEstimates estimates = run.Timed("compute", () => GraphletEstimator.Estimate(
            graph, error, seed: settings.Seed, parallelism: settings.Parallelism, progress: settings.Progress, cancellationToken: settings.CancellationToken));
        run.Notes.Add(string.Create(CultureInfo.InvariantCulture, $"copies are estimates from {estimates.Samples} sampled edges of {graph.EdgeCount}; their standard errors stand beside them"));
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

    /// <summary>Says before anything is written how much it would be.</summary>
    private static void RequireRoom(AdjacencyInput counted, GraphletOptions options, RunSettings settings)
    {
        double entries = OrbitAdjacency.PredictEntries(counted, options.Pairs(), options.MaxEntries, settings.CancellationToken);
        if (entries > options.MaxEntries)
        {
            throw new ResourceLimitException(string.Create(CultureInfo.InvariantCulture,
                $"the orbit adjacencies would have about {entries:#,0} entries, some {MemoryBudget.Text((long)Math.Min(entries * 8, long.MaxValue))} in a file, and the limit is {options.MaxEntries:#,0}. Raise it with --max-entries, or choose fewer by --hops or --matrices."));
        }
    }
}
