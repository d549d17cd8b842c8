using System.Diagnostics;

namespace GraphSparse.Sparsification.Dynamic;

/// <summary>The deterministic test: is there a path with weight × length below the threshold?</summary>
internal sealed class PathTest(double threshold, PathFinders finders, Parallelism parallelism) : IInsertionTest
{
    private const int Grain = 64;

    public bool FindsPaths => true;

    public void Decide(DynamicAdjacency sparsifier, Candidate[] candidates, byte[] redundant, long[] ticks, CancellationToken cancellationToken) =>
        parallelism.ForRanges(candidates.Length, Grain, (_, from, to) =>
        {
            PathFinder finder = finders.Rent();
            long began = Stopwatch.GetTimestamp();
            for (int i = (int)from; i < to; i++)
            {
                Candidate candidate = candidates[i];
                bool near = finder.Search(sparsifier, candidate.Source, candidate.Target, threshold / candidate.Weight) == PathVerdict.Near;
                redundant[i] = near ? (byte)1 : (byte)0;
                long now = Stopwatch.GetTimestamp();
                ticks[i] += now - began;
                began = now;
            }

            finders.Return(finder);
        }, cancellationToken);
}
