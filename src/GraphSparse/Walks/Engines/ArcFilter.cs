using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphSparse.Walks;

/// <summary>Says of most pairs that are not arcs that they are not, by one read of memory; never denies an arc.</summary>
/// <remarks>A Bloom filter whose bits of one key lie in one word (Putze, Sanders and Singler, WEA 2007): three bits a key, 16 bits of filter for each
/// edge, 2 bytes. An edge without direction is one key for both of its arcs. Bits are set by OR, so any number of threads fill it alike.</remarks>
internal sealed unsafe class ArcFilter : IDisposable
{
    private const int KeysPerWord = 4;

    private readonly ulong[] _words;
    private readonly bool _isDirected;
    private GCHandle _handle;
    private readonly ulong* _pointer;
    private readonly uint _length;

    private ArcFilter(long keys, bool isDirected)
    {
        _words = new ulong[Math.Max(1, keys / KeysPerWord)];
        _isDirected = isDirected;
        _handle = GCHandle.Alloc(_words, GCHandleType.Pinned);
        _pointer = (ulong*)_handle.AddrOfPinnedObject();
        _length = (uint)_words.Length;
    }

    /// <summary>Bytes of the filter of so many edges.</summary>
    public static long EstimateMemoryBytes(long edges) => edges / KeysPerWord * sizeof(ulong);

    /// <summary>Takes in all arcs. O(m).</summary>
    public static ArcFilter Build(CsrGraph graph, Parallelism parallelism, CancellationToken cancellationToken)
    {
        var filter = new ArcFilter(graph.EdgeCount, graph.IsDirected);
        parallelism.ForBounds(graph.VertexRanges(), (_, first, last) =>
        {
            for (int u = first; u < last; u++)
            {
                foreach (int v in graph.Neighbors(u))
                {
                    if (!graph.IsDirected && v < u)
                        continue;
                    ulong hash = filter.Hash(u, v);
                    Interlocked.Or(ref filter._words[filter.Place(hash)], Bits(hash));
                }
            }
        }, cancellationToken);
        return filter;
    }

    /// <summary>What the other members ask for in place of the pair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Hash(int u, int v)
    {
        uint low = _isDirected ? (uint)u : (uint)Math.Min(u, v);
        uint high = _isDirected ? (uint)v : (uint)Math.Max(u, v);
        ulong mixed = unchecked((((ulong)high << 32) | low) * 0x9E3779B97F4A7C15);
        return unchecked((mixed ^ (mixed >> 32)) * 0xD6E8FEB86659FD93);
    }

    /// <summary>Where the word of a key lies, to be asked for in advance.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong* Address(ulong hash) => _pointer + Place(hash);

    /// <summary>False if the pair is no arc; true if it may be one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayHold(ulong hash) => (~*Address(hash) & Bits(hash)) == 0;

    /// <inheritdoc/>
    public void Dispose() => _handle.Free();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Place(ulong hash) => (uint)(((hash >> 32) * _length) >> 32);

    /// <summary>Bits from the lower half of the hash, the place being from the upper.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(ulong hash) => (1UL << (int)(hash & 63)) | (1UL << (int)((hash >> 6) & 63)) | (1UL << (int)((hash >> 12) & 63));
}
