using GraphSparse.Acceleration;
using GraphSparse.Metrics;
using GraphSparse.Walks;

namespace GraphSparse.Commands;

/// <summary>The work of commands in the words of calibrations.</summary>
internal static class DeviceWork
{
    /// <summary>Triangles on edges.</summary>
    public const string Triangles = "triangles";

    /// <summary>Triangles at vertices, for clustering.</summary>
    public const string Clustering = "clustering";

    /// <summary>PageRank.</summary>
    public const string PageRank = "pagerank";

    /// <summary>Name of a kind of walks.</summary>
    public static string NameOf(WalkMethod method) => "walk-" + OptionSpec.Kebab(method.ToString());

    /// <summary>Walks: a GPU is taken for many of them though none was measured.</summary>
    public static AutoWork Of(WalkOptions options, double steps, DeviceNeed need) => new([NameOf(options.Method)], "steps", steps, need, AutoDevice.AssumedSteps);

    /// <summary>Kernels over the edges of a graph.</summary>
    public static AutoWork Of(CsrGraph graph, params IEnumerable<string> kernels) => new([.. kernels.Distinct()], "edges", graph.EdgeCount, default);

    /// <summary>What metrics run on a device.</summary>
    public static IEnumerable<string> KernelsOf(IEnumerable<MetricEntry> metrics) => metrics.Where(m => m.UsesKernels).Select(m => m.Name == PageRank ? PageRank : Clustering);
}
