using System.Diagnostics;
using GraphSparse.Acceleration;

namespace GraphSparse.Sparsification.Dynamic;

/// <summary>The published test: walkers from the first end look for the second.</summary>
internal sealed class WalkTest(HittingRequest request, IHittingWalks? device, Parallelism parallelism) : IInsertionTest
{
    private const int Grain = 32;

    public bool FindsPaths => true;

    public void Decide(DynamicAdjacency sparsifier, Candidate[] candidates, byte[] redundant, long[] ticks, CancellationToken cancellationToken)
    {
        HittingQuery[] queries = Array.ConvertAll(candidates, c => new HittingQuery
        {
            Source = c.Source, Target = c.Target, Weight = DynamicAdjacency.Single(c.Weight), Ordinal = c.Ordinal,
        });
        if (device is not null)
        {
            long began = Stopwatch.GetTimestamp();
            device.NbrwInsert(sparsifier, request, queries, redundant, cancellationToken);
            long each = (Stopwatch.GetTimestamp() - began) / Math.Max(1, queries.Length);
            for (int i = 0; i < ticks.Length; i++)
                ticks[i] += each;
            return;
        }

        parallelism.ForRanges(queries.Length, Grain, (_, from, to) =>
        {
            long began = Stopwatch.GetTimestamp();
            for (int i = (int)from; i < to; i++)
            {
                redundant[i] = HittingWalker.Reaches(sparsifier, request, queries[i]) ? (byte)1 : (byte)0;
                long now = Stopwatch.GetTimestamp();
                ticks[i] += now - began;
                began = now;
            }
        }, cancellationToken);
    }
}
