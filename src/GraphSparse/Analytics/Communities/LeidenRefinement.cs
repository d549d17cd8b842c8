using System.Runtime.CompilerServices;

namespace GraphSparse.Analytics;

/// <summary>Leiden's refinement: splits each community into connected sets, grown from single vertices inside it.</summary>
/// <remarks>A set only ever gains vertices that have an edge into it, so it is connected. Communities do not touch one another
/// and are shared out among threads.</remarks>
internal sealed class LeidenRefinement(
    CommunityLevel level, double resolution, int[] communities, int count, int[] order, CommunitySumsPool pool, Parallelism parallelism, CancellationToken cancellationToken)
{
    private readonly CsrGraph _graph = level.Graph;
    private readonly int[] _sets = [.. Enumerable.Range(0, level.Count)];
    private readonly int[] _sizes = new int[level.Count];
    private readonly double[] _totals = (double[])level.Strength.Clone();

    /// <summary>Weight from each set to the rest of its community.</summary>
    private readonly double[] _outward = new double[level.Count];

    private readonly double _perPair = level.TwiceWeight > 0 ? resolution / level.TwiceWeight : 0;

    /// <summary>For each vertex of the level its set, named after one of its vertices.</summary>
    public int[] Split()
    {
        (int[] offsets, int[] members) = CommunityLevel.Group(communities, count, order);
        parallelism.ForBounds(Chunks(offsets), (_, first, last) =>
        {
            CommunitySums sums = pool.Rent();
            for (int c = first; c < last; c++)
                SplitOne(members.AsSpan(offsets[c], offsets[c + 1] - offsets[c]), sums);
            pool.Return(sums);
        }, cancellationToken);
        return _sets;
    }

    /// <summary>Ranges of communities of about equal size together.</summary>
    private int[] Chunks(int[] offsets)
    {
        const int work = 1024;
        var bounds = new List<int> { 0 };
        for (int c = 0; c < count; c++)
        {
            if (offsets[c + 1] - offsets[bounds[^1]] >= work || c + 1 == count)
                bounds.Add(c + 1);
        }

        return [.. bounds];
    }

    [MethodImpl(Hot.Loop)]
    private void SplitOne(ReadOnlySpan<int> members, CommunitySums sums)
    {
        double total = 0;
        foreach (int v in members)
        {
            total += level.Strength[v];
            _sizes[v] = 1;
            ReadOnlySpan<int> neighbors = _graph.Neighbors(v);
            ReadOnlySpan<double> weights = _graph.Weights(v);
            double within = 0;
            for (int k = 0; k < neighbors.Length; k++)
            {
                if (communities[neighbors[k]] == communities[v])
                    within += weights[k];
            }

            _outward[v] = within;
        }

        if (members.Length == 1)
            return;
        foreach (int v in members)
        {
            if (_sizes[v] == 1 && _sets[v] == v && IsWellConnected(v, total))
                Join(v, total, sums);
        }
    }

    private bool IsWellConnected(int set, double total) => _outward[set] >= _perPair * _totals[set] * (total - _totals[set]);

    private void Join(int v, double total, CommunitySums sums)
    {
        sums.AddWithin(_graph, v, communities, _sets);
        int best = v;
        double highest = 0;
        foreach (int set in sums.Touched)
        {
            double gain = sums[set] - _perPair * level.Strength[v] * _totals[set];
            if (gain < highest || (gain == highest && best != v && set > best) || !IsWellConnected(set, total))
                continue;
            (best, highest) = (set, gain);
        }

        if (best != v)
        {
            _sets[v] = best;
            _sizes[best]++;
            _sizes[v] = 0;
            _totals[best] += level.Strength[v];
            _outward[best] += _outward[v] - 2 * sums[best];
        }

        sums.Clear();
    }
}
