using System.Text.Json.Nodes;
using GraphSparse.Acceleration;
using GraphSparse.Analytics;
using GraphSparse.IO;

namespace GraphSparse.Commands;

/// <summary><c>info GRAPH</c>: counts, degrees, components, triangles, clustering, memory.</summary>
internal static class InfoCommand
{
    public static CommandEntry Entry { get; } = new()
    {
        Name = "info",
        Summary = "Describe a graph: degrees, components, triangles, clustering, memory.",
        Usage = "[--what LIST]",
        MainOptions = [nameof(InfoOptions.What), nameof(GraphReadOptions.Directed), nameof(GraphReadOptions.Vertices)],
        Example = "info us-power-grid --what diameter,leiden,pagerank",
        Arguments = [CommonArguments.Graph],
        Options = [OptionGroup.Of<InfoOptions>(), OptionGroup.Of<WeightOptions>(), OptionGroup.Of<GraphReadOptions>()],
        Tables = [new HelpTable("Analyses", ["name", "adds"], [.. InfoAnalyses.Default.Select(e => new[] { e.Name, e.Adds })])],
        UsesDevice = true,
        Check = run => InfoAnalyses.Find(run.Get<InfoOptions>().What),
        Work = Work,
        LeastWorkBytes = (run, size) => Math.Max(size.Vertices * 12, run.Get<InfoOptions>().What is null ? 0 : EstimateAnalysisBytes(run, size)),
        EstimateWorkBytes = (run, size) => Math.Max(TriangleBytes(run, size), run.Get<InfoOptions>().What is null ? 0 : EstimateAnalysisBytes(run, size)),
    };

    private static long TriangleBytes(CommandRun run, GraphSize size) => ClusteringCoefficient.EstimateBytes(size, run.Settings.Parallelism.Degree, run.Device.IsNamed);

    /// <summary>The dearest analysis: values per vertex for all and for each thread, and a second graph (reversed, or a level of communities).</summary>
    private static long EstimateAnalysisBytes(CommandRun run, GraphSize size) =>
        size.Vertices * (120 + 72L * run.Settings.Parallelism.Degree) + size.Arcs * (4 + 8) * 2;

    /// <summary>The dearest metric of a graph and another, and what earlier ones have left to the collector.</summary>
    public static long EstimateMetricBytes(CommandRun run, GraphSize size, string metrics)
    {
        int threads = run.Settings.Parallelism.Degree;
        return size.Vertices * 64 + SampleComparison.NamesOf(new CompareOptions { Metrics = metrics }).Select(m => m.EstimateBytes(size, threads)).DefaultIfEmpty().Max();
    }

    /// <summary>The same for any metric.</summary>
    public static long EstimateMetricBytes(GraphSize size) =>
        TriangleCounter.EstimateBytes(size) * 3 / 2 + size.Vertices * (64 + 600) + size.Arcs * 40 + (size.Directed ? size.GraphBytes : 0);

    private static JsonObject Compute(InfoAnalysis analysis, LoadedInput input, RunSettings settings)
    {
        try
        {
            return analysis.Compute(input, settings);
        }
        catch (ConvergenceException error)
        {
            throw error.With($"Leave {analysis.Name} out of --what; pagerank ranks the vertices of any graph.");
        }
    }

    private static CommandOutcome Work(CommandRun run, LoadedInput input)
    {
        IReadOnlyList<InfoAnalysis> analyses = InfoAnalyses.Find(run.Get<InfoOptions>().What);
        using IAccelerator? device = run.Device.Open("computing", DeviceWork.Of(input.Graph, analyses.Select(a => a.Name).Where(n => n == DeviceWork.PageRank).Append(DeviceWork.Clustering)));
        RunSettings settings = run.Settings with { Kernels = device };
        GraphSize size = CommandRun.SizeOf(input);
        bool countsTriangles = device is not null || size.HeldBytes + TriangleBytes(run, size) + RunPlan.FixedBytes(settings) <= settings.Budget.AvailableBytes;
        if (!countsTriangles)
            run.Notes.Add($"triangles and clustering are not counted: they would take about {MemoryBudget.Text(TriangleBytes(run, size))}, and the limit is {MemoryBudget.Text(settings.Budget.LimitBytes)} (--memory)");
        GraphProperties properties = run.Timed("compute", () =>
            GraphProperties.Compute(input.Graph, device, countsTriangles, settings.Parallelism, settings.Progress, settings.CancellationToken));
        BuildReport build = input.Loaded.Report.Build;
        var result = new JsonObject
        {
            ["vertices"] = properties.Vertices,
            ["edges"] = properties.Edges,
            ["arcs"] = properties.Arcs,
            ["minDegree"] = properties.MinDegree,
            ["maxDegree"] = properties.MaxDegree,
            ["meanDegree"] = JsonNumbers.ToJson(properties.MeanDegree),
            ["isolatedVertices"] = properties.IsolatedVertices,
            ["components"] = properties.Components,
            ["largestComponentVertices"] = properties.LargestComponentVertices,
            ["triangles"] = properties.Clustering?.Triangles,
            ["averageClustering"] = properties.Clustering is { } average ? JsonNumbers.ToJson(average.Average) : null,
            ["globalClustering"] = properties.Clustering is { } overall ? JsonNumbers.ToJson(overall.Global) : null,
            ["selfLoopsDropped"] = build.SelfLoopsDropped,
            ["duplicatesMerged"] = build.DuplicatesMerged,
            ["reciprocalDuplicatesMerged"] = build.ReciprocalDuplicatesMerged,
            ["graphBytes"] = properties.GraphBytes,
        };
        foreach (InfoAnalysis analysis in analyses)
        {
            JsonObject added = run.Computed(input, () => Compute(analysis, input, settings));
            if (analysis.UsesLengths)
                run.NotePaths(input);
            foreach ((string key, JsonNode? value) in added.ToArray())
                result[key] = value?.DeepClone();
        }

        if ((int?)result["largestEigenvalueMultiplicity"] > 1)
            run.Notes.Add($"{result["largestEigenvalueMultiplicity"]} components share the largest eigenvalue, so eigenvector centrality is not unique: values of different components are not comparable");
        if (input.Graph.IsDirected && result.ContainsKey("diameter"))
            run.Notes.Add("the diameter ignores the directions of edges");
        return new CommandOutcome { Input = input, Result = result };
    }
}
