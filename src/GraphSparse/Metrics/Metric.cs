using System.Globalization;
using GraphSparse.Analytics;
using MathNet.Numerics.Statistics;

namespace GraphSparse.Metrics;

/// <summary>One measured value of a comparison.</summary>
/// <param name="Name">Name of the metric, or of a part of it after a dot.</param>
/// <param name="Value">The value; may be infinite, never NaN.</param>
/// <param name="Estimate">How it was measured.</param>
public sealed record MetricValue(string Name, double Value, Estimate Estimate);

/// <summary>How a value was measured: exactly, from a sample, or by an iteration.</summary>
/// <param name="Kind">By what means.</param>
/// <param name="Size">Sample size, or steps of the iteration; 0 where exact.</param>
/// <param name="StandardError">Standard error of a sampled value, or <see langword="null"/> where it is not known; estimated relative error of an iterative one; 0 where exact.</param>
public sealed record Estimate(EstimateKind Kind, int Size, double? StandardError)
{
    /// <summary>How, in a few words.</summary>
    public override string ToString() => Kind switch
    {
        EstimateKind.Exact => "exact",
        EstimateKind.Sampled => string.Create(CultureInfo.InvariantCulture, $"sampled, {Size}{(StandardError is { } error ? $", standard error {error:R}" : "")}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"iterative, {Size} steps{(StandardError is { } error ? $", relative error {error:R}" : "")}"),
    };

    /// <summary>No sampling.</summary>
    public static Estimate Exact { get; } = new(EstimateKind.Exact, 0, 0);

    /// <summary>From an iteration that ended with an estimated relative error.</summary>
    public static Estimate Iterative(int steps, double relativeError) => new(EstimateKind.Iterative, steps, relativeError);

    /// <summary>From a sample of the given size.</summary>
    public static Estimate Sampled(int size, double? standardError) => new(EstimateKind.Sampled, size, standardError);

    /// <summary>The mean of independent values: its standard error is their standard deviation over the root of their number; 0 where there are fewer than two.</summary>
    internal static Estimate Mean(double[] values) => Sampled(values.Length, StandardErrorOfMean(values));

    /// <summary>The standard error alone, for a mean whose sample is counted otherwise.</summary>
    internal static double StandardErrorOfMean(double[] values) => values.Length < 2 ? 0 : ArrayStatistics.StandardDeviation(values) / Math.Sqrt(values.Length);
}

/// <summary>By what means a value was measured.</summary>
public enum EstimateKind
{
    /// <summary>From the whole graph, without approximation.</summary>
    Exact,

    /// <summary>From a random sample.</summary>
    Sampled,

    /// <summary>By an iteration that was ended at a tolerance.</summary>
    Iterative,
}

/// <summary>An original graph and another on the same vertices, with what is needed to compare them.</summary>
/// <param name="Original">The graph before.</param>
/// <param name="Other">The graph after.</param>
/// <param name="Seed">Seed of samples; the same samples serve every graph compared with one original.</param>
/// <param name="Parallelism">Threads.</param>
/// <param name="Progress">May be called from several threads.</param>
/// <param name="CancellationToken">Looked at several times a second.</param>
public sealed record Comparison(
    CsrGraph Original, CsrGraph Other, ulong Seed, Parallelism Parallelism, IProgress<Progress>? Progress = null, CancellationToken CancellationToken = default)
{
    /// <summary>Where triangles and PageRank are computed; <see langword="null"/> for threads. The values are the same.</summary>
    public IGraphKernels? Kernels { get; init; }

    /// <summary>What a weight says; of no matter where the original has none. A metric of paths is given the graphs as they are, and every other one strengths.</summary>
    public WeightSense Weights { get; init; } = WeightSense.Strength;

    /// <summary>Names a vertex in remarks, such as <see cref="IO.LoadedGraph.NameOf"/>; <see langword="null"/> for its number.</summary>
    public Func<int, string>? NameOf { get; init; }

    /// <summary>Why a metric was left out, with the vertices by their names.</summary>
    internal string Reason(Exception refusal) => refusal is InvalidWeightException weight && NameOf is not null ? weight.Describe(NameOf) : refusal.Message;

    /// <summary>Edges of the other graph per edge of the original; 1 where the original has none.</summary>
    public double Ratio => Original.EdgeCount == 0 ? 1 : Other.EdgeCount / (double)Original.EdgeCount;

    /// <summary>The other graph for metrics of its edges alone: without weights where the original has none, whatever a sparsifier made of them.</summary>
    internal CsrGraph Strengths => !Other.IsWeighted || Original.IsWeighted ? Other : MeasurementCache.Of(Other, "unweighted", Other.WithoutWeights);

    /// <summary>a / b for values that are not negative: 1 where both are 0, infinite where only b is.</summary>
    public static double Quotient(double a, double b) => b != 0 ? a / b : a == 0 ? 1 : double.PositiveInfinity;
}

/// <summary>What a metric takes weights for.</summary>
public enum WeightNeed
{
    /// <summary>It looks at no weight, or takes any.</summary>
    Any,

    /// <summary>Strengths of any sign.</summary>
    Form,

    /// <summary>Strengths or capacities, which are not negative.</summary>
    Strengths,

    /// <summary>Lengths of edges, which are above 0.</summary>
    Lengths,

    /// <summary>Conductances of an undirected graph, which are above 0 and not subnormal.</summary>
    Conductances,
}

/// <summary>One metric by name; command line, jobs, help and docs are made of these entries.</summary>
/// <param name="Name">The name by which it is chosen.</param>
/// <param name="Measures">What its value says.</param>
/// <param name="Ideal">The value for two equal graphs.</param>
/// <param name="Caveat">When not to trust it.</param>
/// <param name="Measure">Computes the value, first, and its parts.</param>
/// <param name="NotApplicable">Says why the metric does not apply to a pair, or null where it does; null for metrics that always apply.</param>
public sealed record MetricEntry(string Name, string Measures, double Ideal, string Caveat, Func<Comparison, IEnumerable<MetricValue>> Measure,
    Func<Comparison, string?>? NotApplicable = null) : ICatalogEntry
{
    /// <summary>Bytes that it holds, on so many threads, beside the graphs and what every comparison takes. Default 0.</summary>
    public Func<GraphSize, int, long> EstimateBytes { get; init; } = static (_, _) => 0;

    /// <summary>Whether it uses <see cref="Comparison.Kernels"/>.</summary>
    public bool UsesKernels { get; init; }

    /// <summary>The part that tells for how much of the graph the value holds, 0 for all of it; <see langword="null"/> where it always holds for all.</summary>
    public string? Companion { get; init; }

    /// <summary>Whether a value nearer to the ideal is better, so that methods can be ranked by it. Default true; not for counts.</summary>
    public bool IsRanked { get; init; } = true;

    /// <summary>What weights must be. Default anything.</summary>
    public WeightNeed Needs { get; init; }

    /// <summary>Whether weights must be conductances: finite, above 0 and not subnormal.</summary>
    public bool NeedsConductances => Needs == WeightNeed.Conductances;

    /// <summary>Whether it follows shortest paths, and takes weights as lengths.</summary>
    public bool UsesLengths => Needs == WeightNeed.Lengths;
}
