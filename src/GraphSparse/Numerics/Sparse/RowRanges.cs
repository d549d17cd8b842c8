namespace GraphSparse.Numerics;

/// <summary>Ranges of rows of about equal work, the same whatever the number of threads.</summary>
internal static class RowRanges
{
    private const int Work = 8192; // entries and rows together

    /// <summary>Bounds of ranges of the rows of a graph.</summary>
    public static int[] Of(CsrGraph graph) => Of(graph.VertexCount, graph.Offset);

    /// <summary>Bounds of ranges: consecutive ones are those of one range.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="offset">Where a row begins among all entries.</param>
    public static int[] Of(int rows, Func<int, long> offset)
    {
        var bounds = new List<int> { 0 };
        long start = 0;
        for (int u = 1; u < rows; u++)
        {
            if (offset(u) + u - start >= Work)
            {
                bounds.Add(u);
                start = offset(u) + u;
            }
        }

        if (rows > 0)
            bounds.Add(rows);
        return [.. bounds];
    }
}
