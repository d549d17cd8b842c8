using System.Runtime.CompilerServices;

namespace GraphSparse;

/// <summary>Builds a graph of edges that come sorted by (source, target), each once, smaller end first: as graph files mostly do.</summary>
/// <remarks>
/// Nothing needs sorting or merging, so the rows are written straight from the blocks: fewer passes and a fifth less peak memory
/// (70 against 86 MiB above idle, 3.8 M edges) than <see cref="CsrConstruction"/>, which takes everything else and gives the same graph.
/// <para>Groups of edges are cut where the source changes, so each row's own part is written by one group; mirrors are placed by
/// counts per group. Every place is a function of the input alone.</para>
/// </remarks>
internal sealed class SortedConstruction(
    List<EdgeBlock> blocks, int n, bool directed, bool weighted, Parallelism parallelism, CancellationToken cancellationToken)
{
    /// <summary>Part of a block.</summary>
    private readonly record struct Segment(EdgeBlock Block, int From, int To);

    /// <summary>Whether the edges come in the order that this needs.</summary>
    public bool Applies()
    {
        var ascending = new bool[blocks.Count];
        parallelism.For(blocks.Count, b => ascending[b] = IsAscending(blocks[b]) && (b == 0 || Joins(blocks[b - 1], blocks[b])), cancellationToken);
        return Array.TrueForAll(ascending, a => a);
    }

    public CsrGraph Build()
    {
        List<Segment>[] groups = Cut();
        var own = new uint[n];
        var mirrors = new uint[groups.Length][];
        parallelism.For(groups.Length, g =>
        {
            mirrors[g] = directed ? [] : new uint[n];
            foreach (Segment segment in groups[g])
            {
                cancellationToken.ThrowIfCancellationRequested();
                Count(segment, own, mirrors[g]);
            }
        }, cancellationToken);

        long[] offsets = Place(own, mirrors);
        LargeArray<int> neighbors = LargeArray<int>.Allocate(offsets[n]);
        LargeArray<double>? weights = weighted ? LargeArray<double>.Allocate(offsets[n]) : null;
        parallelism.For(groups.Length, g =>
        {
            foreach (Segment segment in groups[g])
            {
                cancellationToken.ThrowIfCancellationRequested();
                Write(segment, own, mirrors[g], neighbors, weights);
            }
        }, cancellationToken);
        blocks.Clear();
        return new CsrGraph(new LargeArray<long>(offsets), neighbors, weights, directed);
    }

    [MethodImpl(Hot.Loop)]
    private bool IsAscending(EdgeBlock block)
    {
        ReadOnlySpan<int> sources = block.Sources.AsSpan(0, block.Count);
        ReadOnlySpan<int> targets = block.Targets.AsSpan(0, block.Count);
        long before = -1;
        for (int i = 0; i < sources.Length; i++)
        {
            long key = ((long)sources[i] << 32) | (uint)targets[i];
            if (key <= before || (directed ? sources[i] == targets[i] : sources[i] >= targets[i]))
                return false;
            before = key;
        }

        return true;
    }

    private static bool Joins(EdgeBlock before, EdgeBlock after)
    {
        (int u, int v) = (before.Sources[before.Count - 1], before.Targets[before.Count - 1]);
        return after.Sources[0] > u || (after.Sources[0] == u && after.Targets[0] > v);
    }

    /// <summary>At most one group per thread, fewer where counters for each would outweigh the edges; cut where the source changes.</summary>
    private List<Segment>[] Cut()
    {
        long edges = blocks.Sum(b => (long)b.Count);
        int count = (int)Math.Clamp(Math.Min(parallelism.Degree, 2 * edges / Math.Max(1, n)), 1, Math.Max(1, blocks.Count));
        var groups = new List<Segment>[count];
        for (int g = 0; g < count; g++)
            groups[g] = [];
        int group = 0;
        long done = 0;
        int last = -1;
        foreach (EdgeBlock block in blocks)
        {
            int from = 0;
            if (group + 1 < count && done >= edges * (group + 1) / count)
            {
                while (from < block.Count && block.Sources[from] == last)
                    from++;
                if (from > 0)
                    groups[group].Add(new Segment(block, 0, from));
                if (from < block.Count)
                    group++;
            }

            if (from < block.Count)
                groups[group].Add(new Segment(block, from, block.Count));
            done += block.Count;
            last = block.Sources[block.Count - 1];
        }

        return groups;
    }

    [MethodImpl(Hot.Loop)]
    private void Count(Segment segment, uint[] own, uint[] mirrors)
    {
        foreach (int u in segment.Block.Sources.AsSpan(segment.From, segment.To - segment.From))
            own[u]++;
        if (directed)
            return;
        foreach (int v in segment.Block.Targets.AsSpan(segment.From, segment.To - segment.From))
            mirrors[v]++;
    }

    /// <summary>Lays the row of u out as [mirrors of smaller vertices, by group][its own edges]; counts become places.</summary>
    [MethodImpl(Hot.Loop)]
    private long[] Place(uint[] own, uint[][] mirrors)
    {
        var offsets = new long[n + 1];
        long place = 0;
        for (int u = 0; u < n; u++)
        {
            if ((u & 0xFFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            offsets[u] = place;
            if (!directed)
            {
                foreach (uint[] group in mirrors)
                {
                    uint count = group[u];
                    group[u] = (uint)place; // below 2^32: CsrConstruction has checked
                    place += count;
                }
            }

            uint mine = own[u];
            own[u] = (uint)place;
            place += mine;
        }

        offsets[n] = place;
        return offsets;
    }

    [MethodImpl(Hot.Loop)]
    private void Write(Segment segment, uint[] own, uint[] mirrors, LargeArray<int> neighbors, LargeArray<double>? weights)
    {
        ReadOnlySpan<int> sources = segment.Block.Sources.AsSpan(0, segment.To);
        ReadOnlySpan<int> targets = segment.Block.Targets.AsSpan(0, segment.To);
        bool isWeighted = weights is not null;
        LargeArray<double> values = weights ?? default;
        for (int i = segment.From; i < sources.Length; i++)
        {
            int u = sources[i];
            int v = targets[i];
            uint place = own[u]++;
            neighbors[place] = v;
            double weight = !isWeighted ? 1 : segment.Block.Weights?[i] ?? 1;
            if (isWeighted)
                values[place] = weight;
            if (directed)
                continue;
            uint mirror = mirrors[v]++;
            neighbors[mirror] = u;
            if (isWeighted)
                values[mirror] = weight;
        }
    }
}
