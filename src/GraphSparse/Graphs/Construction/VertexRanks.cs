using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphSparse;

/// <summary>Vertices of a set, numbered 0, 1, … in ascending order.</summary>
/// <remarks>8 bytes for 32 vertices, so that looking many of them up stays within a core's own cache.</remarks>
internal sealed class VertexRanks
{
    private readonly uint[] _words;
    private readonly int[] _before;

    public VertexRanks(VertexMarks marks)
    {
        _words = marks.Words;
        _before = new int[_words.Length];
        for (int w = 0; w < _words.Length; w++)
        {
            _before[w] = Count;
            Count += BitOperations.PopCount(_words[w]);
        }
    }

    /// <summary>Size of the set.</summary>
    public int Count { get; private set; }

    /// <summary>The number of a vertex of the set; of another, the number that the next one in the set has.</summary>
    public int this[int vertex]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _before[vertex >> 5] + BitOperations.PopCount(_words[vertex >> 5] & ((1u << (vertex & 31)) - 1));
    }

    /// <summary>Whether a vertex is in the set.</summary>
    public bool Contains(int vertex) => (_words[vertex >> 5] >> (vertex & 31) & 1) != 0;

    /// <summary>The vertices of the set, ascending.</summary>
    [MethodImpl(Hot.Loop)]
    public int[] ToArray()
    {
        var vertices = new int[Count];
        int at = 0;
        for (int w = 0; w < _words.Length; w++)
        {
            for (uint word = _words[w]; word != 0; word &= word - 1)
                vertices[at++] = (w << 5) + BitOperations.TrailingZeroCount(word);
        }

        return vertices;
    }
}
