namespace GraphSparse.Acceleration;

/// <summary>What becomes of the vertices of a walk: nothing, or they are kept. A type, so that each use has code of its own.</summary>
internal interface IPathSink
{
    /// <summary>The vertex after so many steps.</summary>
    void Put(int step, int vertex);
}

/// <summary>Forgets them.</summary>
internal readonly struct NoPath : IPathSink
{
    public void Put(int step, int vertex)
    {
    }
}

/// <summary>Rows of a dynamic graph: neighbours and resistances by place.</summary>
internal interface IDynamicRows
{
    AdjacencyRow Row(int u);

    int Neighbor(long place);

    float Resistance(long place);
}

/// <summary>A non-backtracking walk toward a target. Resistances are added in single precision in the order of the walk, so verdicts and paths are the same on every device.</summary>
internal static class HittingBody
{
    /// <summary>The resistance of the walk to its target, infinite where it fails.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="key0">Low word of the seed.</param>
    /// <param name="key1">High word.</param>
    /// <param name="query">Where from, where to.</param>
    /// <param name="steps">The walk takes fewer.</param>
    /// <param name="threshold">Where it tests an insertion: it fails once weight · resistance is no longer below.</param>
    /// <param name="walker">Number of the walk.</param>
    /// <param name="tag">What it is for, <see cref="HittingRequest.InsertTag"/> or <see cref="HittingRequest.DeleteTag"/>.</param>
    /// <param name="path">Takes the vertices.</param>
    public static float Walk<TRows, TPath>(TRows graph, uint key0, uint key1, HittingQuery query, int steps, float threshold, uint walker, uint tag, TPath path)
        where TRows : IDynamicRows, allows ref struct
        where TPath : IPathSink, allows ref struct
    {
        int here = query.Source;
        int before = -1;
        float resistance = 0;
        path.Put(0, here);
        for (int step = 1; step < steps; step++)
        {
            AdjacencyRow row = graph.Row(here);
            if (row.Degree == 0 || (row.Degree == 1 && before >= 0))
                return float.PositiveInfinity;
            (uint r, _, _, _) = KeyedRandom.Philox(query.Ordinal, walker, (uint)step, tag, key0, key1);

            // Uniform over the neighbours but the one before: there is at most one arc to it, and its place goes to the last.
            int choices = before < 0 ? row.Degree : row.Degree - 1;
            long place = row.Start + (long)(((ulong)r * (uint)choices) >> 32);
            int next = graph.Neighbor(place);
            if (next == before)
            {
                place = row.Start + row.Degree - 1;
                next = graph.Neighbor(place);
            }

            float more = graph.Resistance(place);
            resistance = Math.Min(resistance + more, float.MaxValue);
            if (tag == HittingRequest.InsertTag && !(query.Weight * resistance < threshold))
                return float.PositiveInfinity;
            path.Put(step, next);
            if (next == query.Target)
                return resistance;
            before = here;
            here = next;
        }

        return float.PositiveInfinity;
    }
}
