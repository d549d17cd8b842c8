using System.Runtime.CompilerServices;

namespace GraphSparse.Embeddings;

/// <summary>Draws vertices with probability proportional to a power of how often walks visit them: one look per draw.</summary>
/// <remarks>Source: Walker, ACM TOMS 3(3), 1977, built as Vose, IEEE TSE 17(9), 1991, in ascending order; thresholds are ⌊2³² · share⌋. 12 bytes for each vertex that is visited, 24 more while it is built.</remarks>
internal sealed class NoiseTable
{
    private readonly int[] _vertices;
    private readonly ulong[] _slots;

    /// <summary>Bytes while it is built, if all vertices are visited.</summary>
    public static long EstimateMemoryBytes(long vertices) => checked(36 * vertices);

    /// <summary>Builds the table.</summary>
    /// <param name="visits">Visits by vertex; those without any are never drawn.</param>
    /// <param name="power">Of the visits.</param>
    public NoiseTable(long[] visits, double power)
    {
        _vertices = [.. Enumerable.Range(0, visits.Length).Where(v => visits[v] > 0)];
        _slots = new ulong[_vertices.Length];
        var shares = new double[_vertices.Length];
        double total = 0;
        for (int i = 0; i < shares.Length; i++)
            total += shares[i] = Math.Pow(visits[_vertices[i]], power);
        var small = new Stack<int>();
        var large = new Stack<int>();
        for (int i = 0; i < shares.Length; i++)
        {
            shares[i] *= shares.Length / total;
            _slots[i] = (uint)i; // always taken, until it is below 1
            (shares[i] < 1 ? small : large).Push(i);
        }

        while (small.Count > 0 && large.Count > 0)
        {
            int s = small.Pop();
            int l = large.Pop();
            _slots[s] = ((ulong)(shares[s] * 4294967296.0) << 32) | (uint)l;
            shares[l] -= 1 - shares[s];
            (shares[l] < 1 ? small : large).Push(l);
        }
    }

    /// <summary>The vertex that two random words stand for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Pick(uint slot, uint share)
    {
        int i = (int)(((ulong)slot * (ulong)_slots.Length) >> 32);
        ulong entry = _slots[i];
        return _vertices[share < entry >> 32 ? i : (int)(uint)entry];
    }
}
