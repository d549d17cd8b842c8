using System.Text.Json.Nodes;
using GraphSparse.Analytics;

namespace GraphSparse.Commands;

/// <summary>One thing that <c>info --what</c> can add.</summary>
/// <param name="Name">As typed.</param>
/// <param name="Adds">What the result says, for the help.</param>
/// <param name="Compute">The keys and values it adds.</param>
internal sealed record InfoAnalysis(string Name, string Adds, Func<LoadedInput, RunSettings, JsonObject> Compute) : ICatalogEntry
{
    /// <summary>Whether it follows shortest paths by the lengths of edges.</summary>
    public bool UsesLengths { get; init; }
}

/// <summary>What <c>info --what</c> can add. To add one: a line here.</summary>
internal static class InfoAnalyses
{
    private const int Shown = 10;

    public static Catalog<InfoAnalysis> Default { get; } = new("analysis",
    [
        new("scc", "number of strongly connected components, and vertices of the largest", StrongComponents),
        new("cores", "degeneracy: the largest k of a k-core, and the number of its vertices", Cores),
        new("diameter", "largest distance in edges within the largest component; diameterUpper is larger if the exact value was not found", Diameters),
        new("louvain", "number and modularity of Louvain communities", (input, s) => Partition("louvain", Louvain.Detect(input.Strengths, null, s.Seed, s.Parallelism, s.Progress, s.CancellationToken))),
        new("leiden", "number and modularity of Leiden communities, which are connected", (input, s) => Partition("leiden", Leiden.Detect(input.Strengths, null, s.Seed, s.Parallelism, s.Progress, s.CancellationToken))),
        new("pagerank", "the ten vertices of highest PageRank", (input, s) => Top(input, "pagerank",
            (s.Kernels?.PageRank(input.Strengths, null, s.CancellationToken) ?? PageRank.Compute(input.Strengths, null, s.Parallelism, s.Progress, s.CancellationToken)).Ranks)),
        new("closeness", "the ten vertices of highest harmonic closeness; sampled if closenessSources is less than n", Nearest) { UsesLengths = true },
        new("betweenness", "the ten vertices of highest betweenness; sampled if betweennessSources is less than n", Between) { UsesLengths = true },
        new("eigenvector", "the ten vertices of highest eigenvector centrality, the largest eigenvalue, and the number of components that share it", Eigenvector),
        new("katz", "the ten vertices of highest Katz centrality, with attenuation 0.85 / largest eigenvalue",
            (input, s) => Top(input, "katz", KatzCentrality.Compute(input.Strengths, null, s.Parallelism, s.Progress, s.CancellationToken).Values)),
    ]);

    /// <summary>The entries behind names separated by commas, in the order of the catalog; none where no names are given.</summary>
    /// <exception cref="ArgumentException">A name is not known; the message lists those that are.</exception>
    public static IReadOnlyList<InfoAnalysis> Find(string? names) => names is null ? [] : Default.FindList(names);

    private static JsonObject StrongComponents(LoadedInput input, RunSettings settings)
    {
        Components components = StronglyConnectedComponents.Find(input.Graph, settings.Parallelism, settings.Progress, settings.CancellationToken);
        return new JsonObject { ["strongComponents"] = components.Count, ["largestStrongComponentVertices"] = components.LargestSize };
    }

    private static JsonObject Cores(LoadedInput input, RunSettings settings)
    {
        CoreNumbers cores = CoreDecomposition.Find(input.Graph, settings.Parallelism, settings.Progress, settings.CancellationToken);
        return new JsonObject { ["degeneracy"] = cores.Degeneracy, ["innermostCoreVertices"] = cores.Coreness.Count(c => c == cores.Degeneracy) };
    }

    private static JsonObject Diameters(LoadedInput input, RunSettings settings)
    {
        CsrGraph simple = input.Graph.Symmetrize(settings.Parallelism, settings.CancellationToken);
        DiameterBounds diameter = Diameter.Find(simple, null, settings.Parallelism, settings.Progress, settings.CancellationToken);
        return new JsonObject { ["diameter"] = diameter.Lower, ["diameterUpper"] = diameter.Upper };
    }

    private static JsonObject Partition(string method, Communities communities) =>
        new() { [method + "Communities"] = communities.Count, [method + "Modularity"] = JsonNumbers.ToJson(communities.Modularity) };

    private static JsonObject Nearest(LoadedInput input, RunSettings settings)
    {
        var options = new ClosenessOptions { Length = input.Lengths };
        ClosenessResult closeness = ClosenessCentrality.Compute(input.Graph, options, settings.Seed, settings.Parallelism, settings.Progress, settings.CancellationToken);
        JsonObject result = Top(input, "closeness", closeness.Values);
        result["closenessSources"] = closeness.Sources;
        return result;
    }

    private static JsonObject Between(LoadedInput input, RunSettings settings)
    {
        var options = new BetweennessOptions { Length = input.Lengths };
        BetweennessResult betweenness = BetweennessCentrality.Compute(input.Graph, options, settings.Seed, settings.Parallelism, settings.Progress, settings.CancellationToken);
        JsonObject result = Top(input, "betweenness", betweenness.Values);
        result["betweennessSources"] = betweenness.Sources;
        return result;
    }

    private static JsonObject Eigenvector(LoadedInput input, RunSettings settings)
    {
        EigenvectorResult eigenvector = EigenvectorCentrality.Compute(input.Strengths, null, settings.Parallelism, settings.Progress, settings.CancellationToken);
        JsonObject result = Top(input, "eigenvector", eigenvector.Values);
        result["largestEigenvalue"] = JsonNumbers.ToJson(eigenvector.Eigenvalue);
        result["largestEigenvalueMultiplicity"] = eigenvector.Multiplicity;
        return result;
    }

    /// <summary>The first vertices, by value and then by vertex, with the ids of the file; and the highest value.</summary>
    private static JsonObject Top(LoadedInput input, string name, double[] values)
    {
        int[] top = [.. Ranking.Descending(values).Take(Shown)];
        return new JsonObject
        {
            [name + "Top"] = new JsonArray([.. top.Select(v => (JsonNode)new JsonObject { ["vertex"] = Id(input.Loaded.Ids, v), ["value"] = JsonNumbers.ToJson(values[v]) })]),
            [name + "Highest"] = top.Length == 0 ? null : JsonNumbers.ToJson(values.Max()),
        };
    }

    private static JsonValue Id(VertexIds? ids, int v) =>
        ids is null ? JsonValue.Create(v) : ids.AreIntegers ? JsonValue.Create(ids.GetInteger(v)) : JsonValue.Create(ids.GetText(v));
}
