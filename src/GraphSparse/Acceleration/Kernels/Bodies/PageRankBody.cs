namespace GraphSparse.Acceleration;

/// <summary>The loops of PageRank over rows: four sums side by side, in the order in which <see cref="Analytics.PageRankLoops"/> adds.</summary>
internal static class PageRankBody
{
    /// <summary>What comes in at a vertex.</summary>
    public static double Incoming<TRows, TValues>(int v, TRows graph, TValues weights, int weighted, TValues values)
        where TRows : IRows, allows ref struct
        where TValues : IView<double>, allows ref struct
    {
        long arc = graph.Start(v);
        long end = graph.Start(v + 1);
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        for (; end - arc >= 4; arc += 4)
        {
            a += Term(arc, graph, weights, weighted, values);
            b += Term(arc + 1, graph, weights, weighted, values);
            c += Term(arc + 2, graph, weights, weighted, values);
            d += Term(arc + 3, graph, weights, weighted, values);
        }

        for (; arc < end; arc++)
            a += Term(arc, graph, weights, weighted, values);
        return (a + b) + (c + d);
    }

    private static double Term<TRows, TValues>(long arc, TRows graph, TValues weights, int weighted, TValues values)
        where TRows : IRows, allows ref struct
        where TValues : IView<double>, allows ref struct
    {
        int source = graph.Neighbor(arc);
        double value = values.At(source);
        if (weighted == 0)
            return value;
        double weight = weights.At(arc);
        return weight * value;
    }
}
