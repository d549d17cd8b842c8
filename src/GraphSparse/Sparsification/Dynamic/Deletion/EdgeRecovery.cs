using GraphSparse.Acceleration;

namespace GraphSparse.Sparsification.Dynamic;

/// <summary>Makes up for edges that were deleted from graph and sparsifier, so that both keep the same components.</summary>
/// <remarks>
/// Published: walkers in the updated graph look for the other end; the missing edges of the path of least resistance enter. Where none arrives,
/// ours searches the shortest path instead of adding random edges: it exists unless the deleted edge was a bridge, which is reported.
/// Paths are stripped of loops first, since non-backtracking walks may cross themselves.
/// </remarks>
internal sealed class EdgeRecovery(
    DynamicGraph graph, DynamicSpectralOptions options, HittingRequest request, IHittingWalks? device, PathFinders finders, Parallelism parallelism)
{
    private const int Grain = 8;
    private const int MostPaths = 1 << 14;

    private readonly List<int> _path = [];
    private readonly Dictionary<int, int> _seen = [];

    /// <summary>Recovers the edges of a run, all of which are gone already. Bridges go to the report.</summary>
    public void Recover(List<NetUpdate> deleted, BatchReport report, CancellationToken cancellationToken)
    {
        for (int start = 0; start < deleted.Count; start += MostPaths)
            Recover(deleted.GetRange(start, Math.Min(MostPaths, deleted.Count - start)), report, new bool[deleted.Count], cancellationToken);
    }

    private void Recover(List<NetUpdate> deleted, BatchReport report, bool[] near, CancellationToken cancellationToken)
    {
        if (options.SkipConnected)
        {
            parallelism.ForRanges(deleted.Count, Grain, (_, from, to) =>
            {
                PathFinder finder = finders.Rent();
                for (int i = (int)from; i < to; i++)
                    near[i] = IsNear(finder, deleted[i]);
                finders.Return(finder);
            }, cancellationToken);
        }

        var open = new List<NetUpdate>();
        for (int i = 0; i < deleted.Count; i++)
        {
            if (!near[i])
                open.Add(deleted[i]);
        }

        int[] paths = Walk(open, cancellationToken);
        PathFinder sequential = finders.Rent();
        for (int i = 0; i < open.Count; i++)
        {
            // The sparsifier only grows here: who was near stays near, and who was not may have become it.
            if (options.SkipConnected && i > 0 && IsNear(sequential, open[i]))
                continue;
            ReadOnlySpan<int> walk = paths.AsSpan(i * request.Steps, request.Steps);
            if (walk[0] >= 0)
            {
                EraseLoops(walk);
            }
            else
            {
                report.Unrecovered++;
                if (!sequential.FindShortest(graph.Adjacency, open[i].Source, open[i].Target, _path))
                {
                    report.Bridges.Add(new VertexPair(open[i].Source, open[i].Target));
                    continue;
                }
            }

            AddPath(report);
        }

        finders.Return(sequential);
    }

    /// <summary>Joins what several bridges of one run have left apart in the sparsifier and not in the graph.</summary>
    /// <remarks>Where A and B, and B and C, were joined by deleted edges alone, and A and C by an edge that the sparsifier has not, neither deletion can be
    /// recovered and yet A and C belong together. Each part of the sparsifier holds an end of a bridge, so looking at these is enough.</remarks>
    public void Rejoin(IEnumerable<VertexPair> bridges, Func<int, int> componentOf, BatchReport report)
    {
        PathFinder finder = finders.Rent();
        foreach (IGrouping<int, int> component in bridges.SelectMany(b => new[] { b.Source, b.Target }).Distinct().GroupBy(componentOf))
        {
            int[] ends = [.. component];
            ComponentParts parts = ComponentParts.Explore(graph.Sparsifier, ends);
            foreach (IReadOnlyList<int> part in parts.Closed)
            {
                finder.FindShortest(graph.Adjacency, part[0], parts.Open, _path);
                AddPath(report);
            }
        }

        finders.Return(finder);
    }

    private void AddPath(BatchReport report)
    {
        for (int k = 1; k < _path.Count; k++)
        {
            if (graph.AddToSparsifier(_path[k - 1], _path[k], graph.Weight(_path[k - 1], _path[k])))
                report.Recovered++;
        }
    }

    private bool IsNear(PathFinder finder, NetUpdate edge) =>
        finder.Search(graph.Sparsifier, edge.Source, edge.Target, options.NearThreshold / edge.Before) == PathVerdict.Near;

    private int[] Walk(List<NetUpdate> open, CancellationToken cancellationToken)
    {
        var queries = new HittingQuery[open.Count];
        for (int i = 0; i < queries.Length; i++)
            queries[i] = new HittingQuery { Source = open[i].Source, Target = open[i].Target, Ordinal = open[i].Ordinal };
        var paths = new int[queries.Length * request.Steps];
        if (device is not null)
        {
            device.NbrwDelete(graph.Adjacency, request, queries, paths, cancellationToken);
            return paths;
        }

        parallelism.ForRanges(queries.Length, Grain, (_, from, to) =>
        {
            for (int i = (int)from; i < to; i++)
                HittingWalker.FindPath(graph.Adjacency, request, queries[i], paths.AsSpan(i * request.Steps, request.Steps));
        }, cancellationToken);
        return paths;
    }

    /// <summary>The walk without its loops: on coming back to a vertex, what lies between is cut.</summary>
    private void EraseLoops(ReadOnlySpan<int> walk)
    {
        _path.Clear();
        _seen.Clear();
        foreach (int vertex in walk)
        {
            if (vertex < 0)
                break;
            if (_seen.TryGetValue(vertex, out int place))
            {
                for (int k = place + 1; k < _path.Count; k++)
                    _seen.Remove(_path[k]);
                _path.RemoveRange(place + 1, _path.Count - place - 1);
                continue;
            }

            _seen.Add(vertex, _path.Count);
            _path.Add(vertex);
        }
    }
}
