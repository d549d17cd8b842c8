using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphSparse.Graphlets;

/// <summary>Ends of induced paths of four vertices, for as many rows at once as a vector has lanes. What a thread needs for it.</summary>
/// <remarks>A(u,v) is the sum over the neighbours c of v of the paths u–x–c, less those with a chord; 0 where u and v are joined or the same. The paths of a block of rows lie side by side, so one pass over the
/// arcs serves them all.</remarks>
/// <typeparam name="T">Lane: 32 bits where no sum can exceed them, else 64.</typeparam>
internal sealed class ThreeHopBlock<T> : IThreeHopBlock where T : unmanaged, INumber<T>
{
    private readonly CsrGraph _graph;
    private readonly T[] _paths; // of vertex c and lane
    private readonly T[] _chorded;
    private readonly ulong[] _masks; // lanes whose vertex a vertex is, or is joined to
    private readonly bool[] _isReached;

    public ThreeHopBlock(CsrGraph graph)
    {
        _graph = graph;
        _paths = new T[checked(graph.VertexCount * Lanes)];
        _chorded = new T[_paths.Length];
        _masks = new ulong[graph.VertexCount];
        _isReached = new bool[graph.VertexCount];
    }

    /// <summary>Rows of a block: two vectors of lanes.</summary>
    public static int Lanes => 2 * Vector<T>.Count;

    /// <inheritdoc/>
    public int Rows => Lanes;

    /// <inheritdoc/>
    public void Set(int lane, int u, TwoHopRow row)
    {
        foreach (int c in row.Targets)
        {
            _paths[c * Lanes + lane] = T.CreateTruncating(row.Paths(c));
            _chorded[c * Lanes + lane] = T.CreateTruncating(row.OtherTriangles(c) - 2 * row.Chords(c));
            _isReached[c] = true;
        }

        _masks[u] |= 1UL << lane;
        foreach (int v in _graph.Neighbors(u))
            _masks[v] |= 1UL << lane;
    }

    /// <inheritdoc/>
    [MethodImpl(Hot.Loop)]
    public void Emit(ReadOnlySpan<EntryList> rows)
    {
        int n = _graph.VertexCount;
        int half = Vector<T>.Count;
        Span<T> lanes = stackalloc T[Lanes];
        for (int v = 0; v < n; v++)
        {
            Vector<T> low = default;
            Vector<T> high = default;
            bool any = false;
            foreach (int c in _graph.Neighbors(v))
            {
                if (!_isReached[c])
                    continue;
                any = true;
                ref T first = ref _paths[c * Lanes];
                low += Unsafe.ReadUnaligned<Vector<T>>(ref Unsafe.As<T, byte>(ref first));
                high += Unsafe.ReadUnaligned<Vector<T>>(ref Unsafe.As<T, byte>(ref Unsafe.Add(ref first, half)));
            }

            if (!any)
                continue;
            ref T minus = ref _chorded[v * Lanes];
            low -= Unsafe.ReadUnaligned<Vector<T>>(ref Unsafe.As<T, byte>(ref minus));
            high -= Unsafe.ReadUnaligned<Vector<T>>(ref Unsafe.As<T, byte>(ref Unsafe.Add(ref minus, half)));
            if (Vector.EqualsAll(low | high, Vector<T>.Zero))
                continue;
            low.CopyTo(lanes);
            high.CopyTo(lanes[half..]);
            ulong mask = _masks[v];
            for (int lane = 0; lane < rows.Length; lane++)
            {
                if (lanes[lane] != T.Zero && (mask >> lane & 1) == 0)
                    rows[lane].Add(v, long.CreateTruncating(lanes[lane]));
            }
        }
    }

    /// <inheritdoc/>
    public void Forget(int lane, int u, ReadOnlySpan<int> targets)
    {
        foreach (int c in targets)
        {
            _paths[c * Lanes + lane] = T.Zero;
            _chorded[c * Lanes + lane] = T.Zero;
            _isReached[c] = false;
        }

        _masks[u] = 0;
        foreach (int v in _graph.Neighbors(u))
            _masks[v] = 0;
    }
}

/// <summary>Third hops of a block of rows.</summary>
internal interface IThreeHopBlock
{
    /// <summary>How many rows it takes at once.</summary>
    int Rows { get; }

    /// <summary>Lays out the second hop of a row.</summary>
    void Set(int lane, int u, TwoHopRow row);

    /// <summary>Adds the entries of each row, targets ascending.</summary>
    void Emit(ReadOnlySpan<EntryList> rows);

    /// <summary>Takes a row away again.</summary>
    void Forget(int lane, int u, ReadOnlySpan<int> targets);
}
