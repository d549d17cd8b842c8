using System.Runtime.CompilerServices;

namespace GraphSparse;

/// <summary>A set of vertices that several threads may add to.</summary>
internal sealed class VertexMarks(int vertexCount)
{
    /// <summary>A bit for each vertex.</summary>
    public uint[] Words { get; } = new uint[(vertexCount + 31L) / 32];

    public bool this[int vertex] => (Words[vertex >> 5] >> (vertex & 31) & 1) != 0;

    public void Set(int vertex)
    {
        ref uint word = ref Words[vertex >> 5];
        uint bit = 1u << (vertex & 31);
        if ((Volatile.Read(ref word) & bit) == 0)
            Interlocked.Or(ref word, bit);
    }

    /// <summary>The same where no other thread adds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetAlone(int vertex) => Words[vertex >> 5] |= 1u << (vertex & 31);

    /// <summary>All of two sets in the memory of the one that has more vertices; neither must be used otherwise afterwards.</summary>
    public static VertexMarks Union(VertexMarks? a, VertexMarks b)
    {
        (VertexMarks larger, VertexMarks? smaller) = a is null || a.Words.Length <= b.Words.Length ? (b, a) : (a, b);
        if (smaller is not null)
            larger.Add(smaller);
        return larger;
    }

    /// <summary>Size of the set.</summary>
    public int Count()
    {
        int count = 0;
        foreach (uint word in Words)
            count += System.Numerics.BitOperations.PopCount(word);
        return count;
    }

    /// <summary>Adds all of another set of these vertices or the first of them.</summary>
    public void Add(VertexMarks other)
    {
        for (int w = 0; w < other.Words.Length; w++)
            Words[w] |= other.Words[w];
    }
}
