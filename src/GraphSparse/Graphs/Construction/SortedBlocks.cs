using System.Runtime.CompilerServices;

namespace GraphSparse;

/// <summary>Blocks of edges that come sorted by (source, target), each once, smaller end first, as graph files mostly do: nothing needs sorting or merging.</summary>
internal sealed class SortedBlocks(List<EdgeBlock> blocks, int vertexCount, bool isDirected) : ISortedEdges
{
    private readonly long[] _before = Before(blocks);

    /// <inheritdoc/>
    public int VertexCount => vertexCount;

    /// <summary>Whether the edges come in that order.</summary>
    public bool AreSorted(Parallelism parallelism, CancellationToken cancellationToken)
    {
        var ascending = new bool[blocks.Count];
        parallelism.For(blocks.Count, b => ascending[b] = IsAscending(blocks[b]) && (b == 0 || Joins(blocks[b - 1], blocks[b])), cancellationToken);
        return Array.TrueForAll(ascending, a => a);
    }

    /// <inheritdoc/>
    public long CountIn(int first, int last) => Place(last) - Place(first);

    /// <inheritdoc/>
    public int[] Bounds(int parts)
    {
        var bounds = new List<int> { 0 };
        for (int part = 1; part < parts; part++)
        {
            long edge = _before[^1] * part / parts;
            int block = Array.BinarySearch(_before, edge);
            block = block < 0 ? ~block - 1 : block;
            int source = block < blocks.Count ? blocks[block].Sources[(int)(edge - _before[block])] : vertexCount;
            if (source > bounds[^1])
                bounds.Add(source);
        }

        if (bounds[^1] < vertexCount)
            bounds.Add(vertexCount);
        return [.. bounds];
    }

    /// <inheritdoc/>
    [MethodImpl(Hot.Loop)]
    public void Visit<T>(int first, int last, ref T visitor) where T : struct, IRowVisitor, allows ref struct
    {
        for (int b = BlockOf(first); b < blocks.Count; b++)
        {
            EdgeBlock block = blocks[b];
            ReadOnlySpan<int> sources = block.Sources.AsSpan(0, block.Count);
            ReadOnlySpan<double> weights = block.Weights;
            int from = PlaceIn(sources, first);
            while (from < sources.Length)
            {
                int source = sources[from];
                if (source >= last)
                    return;
                int to = from + 1;
                while (to < sources.Length && sources[to] == source)
                    to++;
                visitor.Row(source, block.Targets.AsSpan(from, to - from), weights.IsEmpty ? default : weights[from..to]);
                from = to;
            }
        }
    }

    private static long[] Before(List<EdgeBlock> blocks)
    {
        var before = new long[blocks.Count + 1];
        for (int b = 0; b < blocks.Count; b++)
            before[b + 1] = before[b] + blocks[b].Count;
        return before;
    }

    /// <summary>Number of edges whose source is below a vertex.</summary>
    private long Place(int vertex)
    {
        int block = BlockOf(vertex);
        return block == blocks.Count ? _before[^1] : _before[block] + PlaceIn(blocks[block].Sources.AsSpan(0, blocks[block].Count), vertex);
    }

    /// <summary>The first block that has an edge whose source is not below a vertex.</summary>
    private int BlockOf(int vertex)
    {
        int low = 0;
        int high = blocks.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (blocks[middle].Sources[blocks[middle].Count - 1] < vertex)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>The first place in ascending sources that is not below a vertex.</summary>
    private static int PlaceIn(ReadOnlySpan<int> sources, int vertex)
    {
        int low = 0;
        int high = sources.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (sources[middle] < vertex)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
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
            if (key <= before || (isDirected ? sources[i] == targets[i] : sources[i] >= targets[i]))
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
}
