using System.Runtime.CompilerServices;

namespace GraphSparse;

/// <summary>Sorted and merged edges that lie in rows one after the other.</summary>
/// <param name="start">Where each row begins, and the end of the last.</param>
/// <param name="targets">The rows.</param>
/// <param name="weights">A weight for each, or null.</param>
internal sealed class MergedRows(long[] start, LargeArray<int> targets, LargeArray<double>? weights) : ISortedEdges
{
    /// <inheritdoc/>
    public int VertexCount => start.Length - 1;

    /// <inheritdoc/>
    public long CountIn(int first, int last) => start[last] - start[first];

    /// <inheritdoc/>
    public int[] Bounds(int parts) => HalfRows.Bounds(start, parts);

    /// <inheritdoc/>
    [MethodImpl(Hot.Loop)]
    public void Visit<T>(int first, int last, ref T visitor) where T : struct, IRowVisitor, allows ref struct
    {
        for (int u = first; u < last; u++)
        {
            int length = (int)(start[u + 1] - start[u]);
            if (length > 0)
                visitor.Row(u, targets.Slice(start[u], length), weights is { } values ? values.Slice(start[u], length) : default);
        }
    }
}
