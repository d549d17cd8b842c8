using GraphSparse.Graphlets;

namespace GraphSparse.Acceleration;

/// <summary>Counts of graphlets on edges and at vertices: what one work-item does. Nothing is added to what another item adds to.</summary>
/// <remarks>What changes from turn to turn of a loop is kept in variables: kept in a struct whose method goes to the next, sums missed their first term on an OpenCL device.</remarks>
internal static class GraphletBodies
{
    /// <summary>The triangles on an edge: the shorter row of its endpoints is searched for in the longer one, which narrows as the search goes on.</summary>
    public static int Triangles<TRows>(int u, int v, TRows graph) where TRows : IRows, allows ref struct
    {
        RowPair rows = RowPair.Of(u, v, graph);
        int triangles = 0;
        long low = rows.LongStart;
        for (long place = rows.ShortStart; place < rows.ShortEnd && low < rows.LongEnd; place++)
        {
            int x = graph.Neighbor(place);
            low = Search(graph, x, low, rows.LongEnd);
            if (low < rows.LongEnd && graph.Neighbor(low) == x)
                triangles++;
        }

        return triangles;
    }

    /// <summary>Over the third vertices x of the triangles on an edge: the triangles on x and the higher endpoint, those on x and the lower one, the degrees of x.</summary>
    /// <param name="lower">The endpoint of lower rank.</param>
    /// <param name="higher">The other.</param>
    /// <param name="graph">Rows.</param>
    /// <param name="edges">The edge of each arc.</param>
    /// <param name="triangles">The triangles on each edge.</param>
    public static ThirdSums Thirds<TRows, TValues>(int lower, int higher, TRows graph, TValues edges, TValues triangles)
        where TRows : IRows, allows ref struct
        where TValues : IView<int>, allows ref struct
    {
        RowPair rows = RowPair.Of(lower, higher, graph);
        long onShort = 0;
        long onLong = 0;
        long degrees = 0;
        long low = rows.LongStart;
        for (long place = rows.ShortStart; place < rows.ShortEnd && low < rows.LongEnd; place++)
        {
            int x = graph.Neighbor(place);
            low = Search(graph, x, low, rows.LongEnd);
            if (low >= rows.LongEnd || graph.Neighbor(low) != x)
                continue;
            int shortEdge = edges.At(place);
            onShort += triangles.At(shortEdge);
            int longEdge = edges.At(low);
            onLong += triangles.At(longEdge);
            degrees += graph.Start(x + 1);
            degrees -= graph.Start(x);
        }

        return new ThirdSums { BeyondHigher = rows.IsFirstShort ? onLong : onShort, BeyondLower = rows.IsFirstShort ? onShort : onLong, Degrees = degrees };
    }

    /// <summary>What counts at edges need of a vertex.</summary>
    public static VertexSums AtVertex<TRows, TValues>(int u, TRows graph, TValues edges, TValues triangles)
        where TRows : IRows, allows ref struct
        where TValues : IView<int>, allows ref struct
    {
        long start = graph.Start(u);
        long end = graph.Start(u + 1);
        long sum = 0;
        long beyond = 0;
        for (long arc = start; arc < end; arc++)
        {
            int edge = edges.At(arc);
            int t = triangles.At(edge);
            int v = graph.Neighbor(arc);
            long vEnd = graph.Start(v + 1);
            long vStart = graph.Start(v);
            sum += t;
            beyond += vEnd - vStart - 1 - t;
        }

        return new VertexSums(end - start, sum / 2, beyond);
    }

    /// <summary>The first place from low on that holds x or more.</summary>
    private static long Search<TRows>(TRows graph, int x, long low, long high) where TRows : IRows, allows ref struct
    {
        while (low < high)
        {
            long middle = low + (high - low) / 2;
            if (graph.Neighbor(middle) < x)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}

/// <summary>Sums over the third vertices of the triangles on an edge.</summary>
internal struct ThirdSums
{
    public long BeyondHigher;
    public long BeyondLower;
    public long Degrees;
}

/// <summary>The rows of two vertices, the shorter one first.</summary>
internal struct RowPair
{
    public bool IsFirstShort;
    public long ShortStart;
    public long ShortEnd;
    public long LongStart;
    public long LongEnd;

    public static RowPair Of<TRows>(int u, int v, TRows graph) where TRows : IRows, allows ref struct
    {
        long a = graph.Start(u);
        long aEnd = graph.Start(u + 1);
        long b = graph.Start(v);
        long bEnd = graph.Start(v + 1);
        bool isFirstShort = aEnd - a <= bEnd - b;
        return new RowPair
        {
            IsFirstShort = isFirstShort,
            ShortStart = isFirstShort ? a : b,
            ShortEnd = isFirstShort ? aEnd : bEnd,
            LongStart = isFirstShort ? b : a,
            LongEnd = isFirstShort ? bEnd : aEnd,
        };
    }
}
