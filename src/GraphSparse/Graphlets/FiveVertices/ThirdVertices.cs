namespace GraphSparse.Graphlets;

/// <summary>The third vertices of the triangles on each edge, ascending.</summary>
internal sealed class ThirdVertices
{
    /// <summary>Beyond so many of them they are found anew each time: 1 GiB.</summary>
    public const long Most = 1L << 28;

    private readonly RankedGraph _graph;
    private readonly long[] _starts = [];
    private readonly int[] _vertices = [];

    /// <param name="graph">The graph.</param>
    /// <param name="triangles">The triangles on each edge.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <param name="most">Beyond so many they are found anew each time.</param>
    public ThirdVertices(RankedGraph graph, int[] triangles, Parallelism parallelism, CancellationToken cancellationToken, long most = Most)
    {
        _graph = graph;
        long sum = 0;
        foreach (int t in triangles)
            sum += t;
        if (sum > most)
            return;
        _starts = new long[triangles.Length + 1];
        for (int e = 0; e < triangles.Length; e++)
            _starts[e + 1] = _starts[e] + triangles[e];
        _vertices = HugePages.Of(GC.AllocateUninitializedArray<int>((int)sum));
        parallelism.ForRanges(graph.VertexCount, 256, (_, from, to) =>
        {
            for (int u = (int)from; u < (int)to; u++)
            {
                ReadOnlySpan<int> row = graph.HigherRow(u);
                for (int k = 0; k < row.Length; k++)
                {
                    int edge = graph.FirstEdges[u] + k;
                    Intersect(graph.Row(u), graph.Row(row[k]), _vertices.AsSpan((int)_starts[edge], triangles[edge]));
                }
            }
        }, cancellationToken);
    }

    /// <summary>Those of an edge.</summary>
    /// <param name="u">One endpoint.</param>
    /// <param name="v">The other.</param>
    /// <param name="edge">The edge.</param>
    /// <param name="count">How many.</param>
    /// <param name="buffer">Used where they are not kept; grown where it is too short.</param>
    public ReadOnlySpan<int> Of(int u, int v, int edge, int count, ref int[] buffer)
    {
        if (_starts.Length > 0)
            return _vertices.AsSpan((int)_starts[edge], count);
        if (buffer.Length < count)
            buffer = new int[Math.Max(count, 2 * buffer.Length)];
        Intersect(_graph.Row(u), _graph.Row(v), buffer.AsSpan(0, count));
        return buffer.AsSpan(0, count);
    }

    /// <summary>The common values of two ascending rows, of which there are as many as there are places.</summary>
    private static void Intersect(ReadOnlySpan<int> a, ReadOnlySpan<int> b, Span<int> common)
    {
        (int i, int j) = (0, 0);
        for (int found = 0; found < common.Length;)
        {
            int x = a[i];
            int y = b[j];
            if (x == y)
                common[found++] = x;
            i += x <= y ? 1 : 0;
            j += y <= x ? 1 : 0;
        }
    }
}
