namespace GraphSparse.Summaries;

/// <summary>Breadth-first search and components over superedges.</summary>
internal static class SummaryHops
{
    /// <summary>The level of each supervertex from a member of one, or -1.</summary>
    public static int[] From(SuperedgeRows rows, int start)
    {
        var levels = new int[rows.Count];
        Array.Fill(levels, -1);
        levels[start] = 0;
        var queue = new Queue<int>([start]);
        while (queue.TryDequeue(out int a))
        {
            foreach (int b in rows.Neighbors(a))
            {
                if (levels[b] >= 0)
                    continue;
                levels[b] = levels[a] + 1;
                queue.Enqueue(b);
            }
        }

        return levels;
    }

    /// <summary>The component of each vertex; members of a supervertex without superedges are each by themselves.</summary>
    public static int[] Components(SuperedgeRows rows)
    {
        var sets = new DisjointSets(rows.Count);
        foreach (Superedge edge in rows.Summary.Superedges)
            sets.TryUnion(edge.A, edge.B);
        var numberOf = new Dictionary<int, int>();
        var components = new int[rows.Summary.VertexCount];
        int next = 0;
        for (int v = 0; v < components.Length; v++)
        {
            int a = rows.Summary.Membership[v];
            if (rows.Neighbors(a).Length == 0 && rows.Loops[a] == 0)
                components[v] = next++;
            else if (numberOf.TryGetValue(sets.Find(a), out int number))
                components[v] = number;
            else
                numberOf[sets.Find(a)] = components[v] = next++;
        }

        return components;
    }
}
