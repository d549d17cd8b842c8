using GraphSparse.Sampling;

namespace GraphSparse.Tests.Sampling;

/// <summary>Samples by degree matrices, in a line.</summary>
internal static class Jdm
{
    public static JdmSample Sample(
        CsrGraph graph, double fraction, UnplacedEdgePolicy policy = UnplacedEdgePolicy.Discard, double? binRatio = null, int swaps = 10, ulong seed = 42, Parallelism? parallelism = null) =>
        JdmSampler.Sample(graph, new JdmSamplerOptions { Fraction = fraction, Unplaced = policy, BinRatio = binRatio, Realization = new RealizationOptions { Swaps = swaps } }, seed, parallelism);
}
