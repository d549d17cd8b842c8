using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GraphSparse.Walks;

/// <summary>Walks in flight that all take the same step: what is known of each, an array per property, and their latest eight vertices.</summary>
/// <remarks>A step writes one vertex of every walk, and the rows of the walks lie far apart. So vertex t of all lanes is kept in line t mod 8, and lines
/// go to the rows when all eight are written, transposed, 32 bytes at a time.</remarks>
internal unsafe struct LockstepLanes
{
    /// <summary>Most walks in flight: a multiple of <see cref="StepRandom.Group"/>. With 64, graphs beyond the cache took a fifth longer.</summary>
    public const int Lanes = 128;

    /// <summary>Memory that the arrays take.</summary>
    public const int Bytes = Lanes * (4 * sizeof(ulong) + (3 + Lines) * sizeof(int));

    private const int Lines = 8;

    private readonly int _length;
    private readonly int* _lines;
    private readonly int** _rows;
    private int _written; // vertices of each walk that are known

    /// <summary>Lays the arrays out in <paramref name="memory"/>, which must outlive this value.</summary>
    public LockstepLanes(byte* memory, int length)
    {
        _length = length;
        First = (ulong*)memory;
        Second = First + Lanes;
        Word = First + 2 * Lanes;
        _rows = (int**)(First + 3 * Lanes);
        IdLow = (uint*)(First + 4 * Lanes);
        Avoided = (int*)IdLow + Lanes;
        Refused = (int*)IdLow + 2 * Lanes;
        _lines = (int*)IdLow + 3 * Lanes;
    }

    /// <summary>Per lane: see <see cref="StepRandom.OfWalk"/>.</summary>
    public ulong* First { get; }

    /// <summary>Per lane: see <see cref="StepRandom.OfWalk"/>.</summary>
    public ulong* Second { get; }

    /// <summary>Per lane: the random word, then the place it picks.</summary>
    public ulong* Word { get; }

    /// <summary>Per lane: low word of the walk id.</summary>
    public uint* IdLow { get; }

    /// <summary>Per lane: the vertex that the step may not lead to, or −1.</summary>
    public int* Avoided { get; }

    /// <summary>Lanes that draw again, in ascending order.</summary>
    public int* Refused { get; }

    /// <summary>High word of all walk ids.</summary>
    public uint IdHigh { get; private set; }

    /// <summary>Walks that were taken up together.</summary>
    public int Begun { get; private set; }

    /// <summary>Walks that still go on.</summary>
    public int Count { get; private set; }

    /// <summary>Vertex t of every lane, for the latest eight t; before the first step, vertex −1 is −1.</summary>
    public readonly int* At(int t) => _lines + (t & (Lines - 1)) * Lanes;

    /// <summary>Takes up the walks that follow an id: at most so many, and only those that share its high word.</summary>
    public void Begin(StepRandom random, long id, int left, int vertices, int* rows)
    {
        Begun = (int)Math.Min(Math.Min(Lanes, left), (1L << 32) - unchecked((uint)id));
        Count = Begun;
        IdHigh = unchecked((uint)(id >> 32));
        int start = (int)(id % vertices);
        for (int i = 0; i < Count; i++)
        {
            IdLow[i] = unchecked((uint)id) + (uint)i;
            (First[i], Second[i]) = random.OfWalk(IdLow[i]);
            _rows[i] = rows + (long)i * (_length + 1);
            At(0)[i] = start;
            start = start + 1 == vertices ? 0 : start + 1;
        }

        new Span<int>(At(-1), Lanes).Fill(-1);
        _written = 1;
    }

    /// <summary>Vertex t of every lane is known.</summary>
    public void Complete(int t)
    {
        _written = t + 1;
        if (_written % Lines == 0)
            WriteLines(t + 1 - Lines);
    }

    /// <summary>Brings what is left to the rows of the walks that never ended.</summary>
    public readonly void Finish()
    {
        for (int i = 0; i < Count; i++)
            WriteRest(i, _written);
    }

    /// <summary>Vertex t is the last of a lane: pads its row, and puts the last lane in its place.</summary>
    public void End(int i, int t)
    {
        WriteRest(i, t + 1);
        new Span<int>(_rows[i] + t + 1, _length - t).Fill(-1);
        int last = --Count;
        _rows[i] = _rows[last];
        Avoided[i] = Avoided[last];
        (First[i], Second[i], Word[i], IdLow[i]) = (First[last], Second[last], Word[last], IdLow[last]);
        for (int line = 0; line < Lines; line++)
            _lines[line * Lanes + i] = _lines[line * Lanes + last];
    }

    private readonly void WriteRest(int i, int written)
    {
        for (int t = written & ~(Lines - 1); t < written; t++)
            _rows[i][t] = At(t)[i];
    }

    [MethodImpl(Hot.Loop)]
    private readonly void WriteLines(int t)
    {
        int i = 0;
        if (Avx2.IsSupported)
        {
            for (; i + 8 <= Count; i += 8)
                Transpose(_lines + i, _rows + i, t);
        }

        for (; i < Count; i++)
        {
            for (int line = 0; line < Lines; line++)
                _rows[i][t + line] = _lines[line * Lanes + i];
        }
    }

    /// <summary>Eight lines of eight lanes to eight rows: words are paired, then pairs, then halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(int* lines, int** rows, int t)
    {
        Quarters(lines, out Vector256<long> a0, out Vector256<long> a1, out Vector256<long> a2, out Vector256<long> a3);
        Quarters(lines + 4 * Lanes, out Vector256<long> b0, out Vector256<long> b1, out Vector256<long> b2, out Vector256<long> b3);
        Halves(a0, b0, rows[0] + t, rows[4] + t);
        Halves(a1, b1, rows[1] + t, rows[5] + t);
        Halves(a2, b2, rows[2] + t, rows[6] + t);
        Halves(a3, b3, rows[3] + t, rows[7] + t);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarters(int* lines, out Vector256<long> q0, out Vector256<long> q1, out Vector256<long> q2, out Vector256<long> q3)
    {
        Vector256<int> a = Vector256.Load(lines);
        Vector256<int> b = Vector256.Load(lines + Lanes);
        Vector256<int> c = Vector256.Load(lines + 2 * Lanes);
        Vector256<int> d = Vector256.Load(lines + 3 * Lanes);
        Vector256<long> low1 = Avx2.UnpackLow(a, b).AsInt64();
        Vector256<long> low2 = Avx2.UnpackLow(c, d).AsInt64();
        Vector256<long> high1 = Avx2.UnpackHigh(a, b).AsInt64();
        Vector256<long> high2 = Avx2.UnpackHigh(c, d).AsInt64();
        q0 = Avx2.UnpackLow(low1, low2);
        q1 = Avx2.UnpackHigh(low1, low2);
        q2 = Avx2.UnpackLow(high1, high2);
        q3 = Avx2.UnpackHigh(high1, high2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Halves(Vector256<long> a, Vector256<long> b, int* row, int* rowOfUpperLane)
    {
        Avx2.Permute2x128(a, b, 0x20).AsInt32().Store(row);
        Avx2.Permute2x128(a, b, 0x31).AsInt32().Store(rowOfUpperLane);
    }
}
