using FsCheck;
using FsCheck.Fluent;

namespace GraphSparse.Tests.TestSupport;

/// <summary>Random tests that draw the same cases in every run.</summary>
internal static class Repeatable
{
    public static Config Cases(int count) => Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(1234567UL, 7654321UL);

    /// <summary>Shuffles with a generator of the test's own.</summary>
    public static T[] Shuffled<T>(IEnumerable<T> items, int seed)
    {
        T[] shuffled = [.. items];
        new Random(seed).Shuffle(shuffled);
        return shuffled;
    }
}
