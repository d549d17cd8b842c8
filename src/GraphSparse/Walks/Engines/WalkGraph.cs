using System.Runtime.InteropServices;

namespace GraphSparse.Walks;

/// <summary>A graph laid out for walking: where each row begins and how long it is in one 8-byte word, so that a step is two random reads.</summary>
/// <remarks>Holds 8 bytes per vertex of its own and pins the graph's rows (and the alias slots) while it lives.</remarks>
internal sealed unsafe class WalkGraph : IDisposable
{
    private readonly PinnedArray<ulong> _bounds;
    private readonly System.Buffers.MemoryHandle _slots;
    private readonly System.Buffers.MemoryHandle _neighbors;

    public WalkGraph(CsrGraph graph, WalkOptions options, Parallelism parallelism, CancellationToken cancellationToken)
    {
        graph.EnsureSound(parallelism, cancellationToken);
        if (graph.ArcCount > uint.MaxValue)
            throw new ResourceLimitException($"Walks take graphs of at most {uint.MaxValue} arcs; this one has {graph.ArcCount}.");
        VertexCount = graph.VertexCount;
        BytesRead = graph.VertexCount * (long)sizeof(ulong) + graph.ArcCount * sizeof(int);
        IsSymmetric = !graph.IsDirected;
        var bounds = new ulong[graph.VertexCount];
        parallelism.ForBounds(graph.VertexRanges(), (_, first, last) =>
        {
            for (int u = first; u < last; u++)
                bounds[u] = ((ulong)graph.Offset(u) << 32) | (uint)graph.Degree(u);
        }, cancellationToken);
        _bounds = new PinnedArray<ulong>(bounds);
        _slots = AliasTables.Needs(graph, options) ? AliasTables.Build(graph, parallelism, cancellationToken).Slots.Pin() : default;
        _neighbors = graph.PinNeighbors();

        // Filling the filter is a pass over the arcs, so there should be more steps than arcs.
        if (NeedsAdjacency(options) && (double)graph.VertexCount * options.PerVertex * options.Length >= graph.ArcCount)
            Filter = ArcFilter.Build(graph, parallelism, cancellationToken);
    }

    public int VertexCount { get; }

    /// <summary>Bytes of bounds and neighbours: what uniform steps read at random.</summary>
    public long BytesRead { get; }

    /// <summary>Whether every arc has its mirror, so that adjacency may be looked up at either end.</summary>
    public bool IsSymmetric { get; }

    /// <summary>Per vertex: index of the first arc · 2³² + degree.</summary>
    public ulong* Bounds => _bounds.Pointer;

    public int* Neighbors => (int*)_neighbors.Pointer;

    /// <summary>Denies most pairs that are no arcs; null where walks are too few for it to pay, or never ask.</summary>
    public ArcFilter? Filter { get; }

    /// <summary>Alias slots per arc, or null where neighbours are chosen uniformly.</summary>
    public ulong* Slots => (ulong*)_slots.Pointer;

    /// <summary>Bytes of what is laid out beside a graph for such walks, at most.</summary>
    public static long EstimateMemoryBytes(long vertices, long edges, long arcs, bool weighted, WalkOptions options) =>
        vertices * sizeof(ulong)
        + (weighted && options.Method is WalkMethod.Weighted or WalkMethod.Node2vec ? arcs * sizeof(ulong) : 0)
        + (NeedsAdjacency(options) ? ArcFilter.EstimateMemoryBytes(edges) : 0);

    /// <summary>Whether steps depend on whether two vertices are adjacent.</summary>
    private static bool NeedsAdjacency(WalkOptions options) => options.Method == WalkMethod.Node2vec && options.Q != 1;

    public void Dispose()
    {
        _bounds.Dispose();
        _slots.Dispose();
        Filter?.Dispose();
        _neighbors.Dispose();
    }

    /// <summary>An array that does not move.</summary>
    private sealed class PinnedArray<T> : IDisposable where T : unmanaged
    {
        private GCHandle _handle;

        public PinnedArray(T[] array)
        {
            _handle = GCHandle.Alloc(array, GCHandleType.Pinned);
            Pointer = (T*)_handle.AddrOfPinnedObject();
        }

        public T* Pointer { get; }

        public void Dispose() => _handle.Free();
    }
}
