using System.Collections.Concurrent;
using System.Diagnostics;
using GraphSparse.Acceleration;

namespace GraphSparse.Sparsification.Dynamic;

/// <summary>An edge of the graph that may enter the sparsifier.</summary>
/// <param name="Source">Where walks start.</param>
/// <param name="Target">The other end.</param>
/// <param name="Weight">Its weight in the graph.</param>
/// <param name="Ordinal">Sequence number of its update modulo 2³².</param>
/// <param name="Ticks">Time that applying it to the graph took.</param>
internal readonly record struct Candidate(int Source, int Target, double Weight, uint Ordinal, long Ticks);

/// <summary>Decides which candidates the sparsifier makes up for as it stands. Reads it only; a verdict is a function of (sparsifier, candidate, seed).</summary>
internal interface IInsertionTest
{
    /// <summary>Whether a candidate is only found redundant where a path of the sparsifier joins its ends; estimates may say so without one.</summary>
    bool FindsPaths { get; }

    /// <summary>Sets redundant[i] to 1 where candidate i may stay out, and adds the time that each took to ticks[i].</summary>
    void Decide(DynamicAdjacency sparsifier, Candidate[] candidates, byte[] redundant, long[] ticks, CancellationToken cancellationToken);
}

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

/// <summary>The deterministic test: is there a path with weight × length below the threshold?</summary>
internal sealed class OracleTest(double threshold, PathFinders finders, Parallelism parallelism) : IInsertionTest
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

/// <summary>Path finders for the threads of a loop, kept so that searches allocate nothing.</summary>
internal sealed class PathFinders
{
    private readonly ConcurrentBag<PathFinder> _idle = [];

    public PathFinder Rent() => _idle.TryTake(out PathFinder? finder) ? finder : new PathFinder();

    public void Return(PathFinder finder) => _idle.Add(finder);
}
