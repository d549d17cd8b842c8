namespace GraphSparse.Summaries;

/// <summary>Triangles of the graph that a summary stands for: of three supervertices, of two, and within one.</summary>
internal static class SummaryTriangles
{
    /// <summary>All of them.</summary>
    public static double Count(SuperedgeRows rows)
    {
        double[] ofMembers = CountOfMembers(rows);
        double sum = 0;
        for (int a = 0; a < ofMembers.Length; a++)
            sum += rows.Summary.Sizes[a] * ofMembers[a];
        return sum / 3;
    }

    /// <summary>Those that a member of each supervertex is in.</summary>
    public static double[] CountOfMembers(SuperedgeRows rows)
    {
        ReadOnlySpan<int> sizes = rows.Summary.Sizes;
        var counts = new double[rows.Count];
        var value = new double[rows.Count];
        for (int a = 0; a < rows.Count; a++)
        {
            double size = sizes[a];
            double loop = rows.Loops[a];
            counts[a] += (size - 1) * (size - 2) / 2 * loop * loop * loop;
            ReadOnlySpan<int> neighbors = rows.Neighbors(a);
            ReadOnlySpan<double> values = rows.Values(a);
            for (int i = 0; i < neighbors.Length; i++)
            {
                double other = sizes[neighbors[i]];
                double square = values[i] * values[i];
                counts[a] += (size - 1) * other * loop * square + other * (other - 1) / 2 * rows.Loops[neighbors[i]] * square;
            }

            AddOfThree(rows, a, value, counts);
        }

        return counts;
    }

    /// <summary>Those whose other two supervertices come after this one in the order by number of superedges.</summary>
    private static void AddOfThree(SuperedgeRows rows, int a, double[] value, double[] counts)
    {
        ReadOnlySpan<int> sizes = rows.Summary.Sizes;
        ReadOnlySpan<int> neighbors = rows.Neighbors(a);
        for (int i = 0; i < neighbors.Length; i++)
        {
            if (IsAfter(rows, neighbors[i], a))
                value[neighbors[i]] = rows.Values(a)[i];
        }

        for (int i = 0; i < neighbors.Length; i++)
        {
            int b = neighbors[i];
            if (value[b] == 0)
                continue;
            for (int j = 0; j < rows.Neighbors(b).Length; j++)
            {
                int c = rows.Neighbors(b)[j];
                if (value[c] == 0 || !IsAfter(rows, c, b))
                    continue;
                double product = value[b] * value[c] * rows.Values(b)[j];
                counts[a] += product * sizes[b] * sizes[c];
                counts[b] += product * sizes[a] * sizes[c];
                counts[c] += product * sizes[a] * sizes[b];
            }
        }

        foreach (int b in neighbors)
            value[b] = 0;
    }

    private static bool IsAfter(SuperedgeRows rows, int b, int a) => rows.Neighbors(b).Length != rows.Neighbors(a).Length ? rows.Neighbors(b).Length > rows.Neighbors(a).Length : b > a;
}
