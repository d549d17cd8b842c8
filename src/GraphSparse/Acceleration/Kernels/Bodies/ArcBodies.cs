namespace GraphSparse.Acceleration;

/// <summary>Products with the adjacency matrix, triangles, similarities: what one work-item does.</summary>
internal static class ArcBodies
{
    /// <summary>Row u of the product with a dense matrix, column j: added from its first arc to its last, each product rounded before.</summary>
    public static double Row<TRows, TWeights, TValues>(int u, int columns, int column, TRows graph, TWeights weights, int weighted, TValues x)
        where TRows : IRows, allows ref struct
        where TWeights : IView<double>, allows ref struct
        where TValues : IView<double>, allows ref struct
    {
        long end = graph.Start(u + 1);
        double sum = 0;
        for (long arc = graph.Start(u); arc < end; arc++)
        {
            long place = (long)graph.Neighbor(arc) * columns + column;
            double value = x.At(place);
            if (weighted != 0)
            {
                double weight = weights.At(arc);
                value = weight * value;
            }

            sum += value;
        }

        return sum;
    }

    /// <summary>The triangles whose lowest vertices are the ends of a forward arc, on their edges: the shorter row is searched for in the longer one, which narrows as the search goes on.</summary>
    public static void Triangles<TAtomics, TRows, TValues, TCounts>(long arc, TRows forward, TValues sources, TValues edges, TCounts perEdge)
        where TAtomics : IAtomics
        where TRows : IRows, allows ref struct
        where TValues : IView<int>, allows ref struct
        where TCounts : IView<int>, allows ref struct
    {
        int u = sources.At(arc);
        int v = forward.Neighbor(arc);
        long a = forward.Start(u);
        long aEnd = forward.Start(u + 1);
        long b = forward.Start(v);
        long bEnd = forward.Start(v + 1);
        if (aEnd - a > bEnd - b)
        {
            long start = a;
            long end = aEnd;
            a = b;
            aEnd = bEnd;
            b = start;
            bEnd = end;
        }

        int found = 0;
        for (; a < aEnd && b < bEnd; a++)
        {
            int w = forward.Neighbor(a);
            long high = bEnd;
            while (b < high)
            {
                long middle = b + (high - b) / 2;
                if (forward.Neighbor(middle) < w)
                    b = middle + 1;
                else
                    high = middle;
            }

            if (b >= bEnd || forward.Neighbor(b) != w)
                continue;
            int one = edges.At(a);
            int other = edges.At(b);
            TAtomics.Add(ref perEdge.At(one), 1);
            TAtomics.Add(ref perEdge.At(other), 1);
            found++;
            b++;
        }

        if (found == 0)
            return;
        int own = edges.At(arc);
        TAtomics.Add(ref perEdge.At(own), found);
    }
}
