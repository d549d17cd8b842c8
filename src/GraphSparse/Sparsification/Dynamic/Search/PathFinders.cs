using System.Collections.Concurrent;

namespace GraphSparse.Sparsification.Dynamic;

/// <summary>Path finders for the threads of a loop, kept so that searches allocate nothing.</summary>
internal sealed class PathFinders
{
    private readonly ConcurrentBag<PathFinder> _idle = [];

    public PathFinder Rent() => _idle.TryTake(out PathFinder? finder) ? finder : new PathFinder();

    public void Return(PathFinder finder) => _idle.Add(finder);
}
