namespace GraphSparse;

/// <summary>A set of vertices that several threads may add to.</summary>
internal sealed class VertexMarks(int vertexCount)
{
    private readonly uint[] _words = new uint[(vertexCount + 31L) / 32];

    public bool this[int vertex] => (_words[vertex >> 5] >> (vertex & 31) & 1) != 0;

    public void Set(int vertex)
    {
        ref uint word = ref _words[vertex >> 5];
        uint bit = 1u << (vertex & 31);
        if ((Volatile.Read(ref word) & bit) == 0)
            Interlocked.Or(ref word, bit);
    }
}
