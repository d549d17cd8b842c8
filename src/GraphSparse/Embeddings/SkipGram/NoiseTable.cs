using System.Runtime.CompilerServices;
using GraphSparse.Walks;

namespace GraphSparse.Embeddings;

/// <summary>Draws vertices with probability proportional to a power of how often walks visit them: one look per draw.</summary>
/// <remarks>Built by <see cref="AliasSlots"/>. 12 bytes for each vertex that is visited, 24 more while it is built.</remarks>
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
        for (int i = 0; i < shares.Length; i++)
            shares[i] *= shares.Length / total;
        new AliasSlots().Fill(shares, _slots);
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
