namespace GraphSparse.Summaries;

/// <summary>Walks on the graph that a summary stands for. All members of a supervertex have the same value, but for the start of a walk with restarts.</summary>
internal static class SummaryWalk
{
    /// <summary>PageRank of a member of each supervertex. Walks go on anywhere from vertices without neighbours.</summary>
    public static double[] PageRank(SuperedgeRows rows, double damping, double tolerance, int maxIterations)
    {
        int n = rows.Summary.VertexCount;
        ReadOnlySpan<int> sizes = rows.Summary.Sizes;
        double[] degrees = [.. Enumerable.Range(0, rows.Count).Select(rows.Degree)];
        var values = new double[rows.Count];
        Array.Fill(values, 1.0 / n);
        var next = new double[rows.Count];
        for (int iteration = 0; iteration < maxIterations; iteration++)
        {
            double lost = 0;
            for (int a = 0; a < values.Length; a++)
                lost += degrees[a] > 0 ? 0 : sizes[a] * values[a];
            double change = 0;
            for (int a = 0; a < values.Length; a++)
            {
                next[a] = (1 - damping + damping * lost) / n + damping * Inflow(rows, a, values, degrees, sizes[a] - 1);
                change += sizes[a] * Math.Abs(next[a] - values[a]);
            }

            (values, next) = (next, values);
            if (change <= tolerance)
                break;
        }

        return values;
    }

    /// <summary>The value of a member of each supervertex, and that of the start; a walk that cannot go on returns to its start.</summary>
    public static (double[] Values, double OfStart) Restarting(SuperedgeRows rows, int start, double restart, double tolerance, int maxIterations)
    {
        ReadOnlySpan<int> sizes = rows.Summary.Sizes;
        double[] degrees = [.. Enumerable.Range(0, rows.Count).Select(rows.Degree)];
        var values = new double[rows.Count];
        var next = new double[rows.Count];
        double ofStart = 1;
        for (int iteration = 0; iteration < maxIterations; iteration++)
        {
            // the start is no member of its supervertex here: that has one fewer, and the start is a neighbour of its own kind
            double excess = ofStart - values[start];
            double lost = 0;
            for (int a = 0; a < values.Length; a++)
                lost += degrees[a] > 0 ? 0 : sizes[a] * values[a] + (a == start ? excess : 0);
            double change = 0;
            for (int a = 0; a < values.Length; a++)
            {
                double inflow = Inflow(rows, a, values, degrees, sizes[a] - 1);
                if (degrees[start] > 0)
                    inflow += excess * rows.Value(start, a) / degrees[start];
                next[a] = (1 - restart) * inflow;
                if (a != start)
                    change += sizes[a] * Math.Abs(next[a] - values[a]);
            }

            // the start does not get its own excess by a pair with itself
            double own = (1 - restart) * Inflow(rows, start, values, degrees, sizes[start] - 1) + restart + (1 - restart) * lost;
            change += (sizes[start] - 1) * Math.Abs(next[start] - values[start]) + Math.Abs(own - ofStart);
            (values, next) = (next, values);
            ofStart = own;
            if (change <= tolerance)
                break;
        }

        return (values, ofStart);
    }

    private static double Inflow(SuperedgeRows rows, int a, double[] values, double[] degrees, int others)
    {
        double sum = rows.Loops[a] > 0 ? rows.Loops[a] * others * values[a] / degrees[a] : 0;
        ReadOnlySpan<int> neighbors = rows.Neighbors(a);
        ReadOnlySpan<double> weights = rows.Values(a);
        for (int i = 0; i < neighbors.Length; i++)
            sum += weights[i] * rows.Summary.Sizes[neighbors[i]] * values[neighbors[i]] / degrees[neighbors[i]];
        return sum;
    }
}
