namespace GraphSparse.Embeddings;

/// <summary>Labelled vertices in two parts, each with about the same share of every label: a vertex goes with its rarest label, and of each label every part gets its share, drawn at random.</summary>
/// <param name="Training">Vertices that are learnt from, ascending.</param>
/// <param name="Test">The others, ascending.</param>
internal sealed record LabelSplit(int[] Training, int[] Test)
{
    /// <summary>Draws a split.</summary>
    /// <param name="labels">Labels.</param>
    /// <param name="vertices">Vertices to part, each with a label.</param>
    /// <param name="share">Share that is learnt from.</param>
    /// <param name="random">What draws.</param>
    /// <param name="number">Number of the split.</param>
    public static LabelSplit Draw(VertexLabels labels, IReadOnlyList<int> vertices, double share, KeyedRandom random, int number)
    {
        int[][] groups = GroupsOf(labels, vertices, random, number);
        var training = new List<int>();
        var test = new List<int>();
        double owed = 0; // what shares of groups that were rounded down have left over
        foreach (int[] group in groups)
        {
            owed += share * group.Length;
            int taken = Math.Min(group.Length, (int)Math.Round(owed));
            owed -= taken;
            training.AddRange(group.Take(taken));
            test.AddRange(group.Skip(taken));
        }

        return new LabelSplit([.. training.Order()], [.. test.Order()]);
    }

    /// <summary>Parts of equal size for cross-validation.</summary>
    public static LabelSplit[] Folds(VertexLabels labels, IReadOnlyList<int> vertices, int folds, KeyedRandom random, int number)
    {
        var foldOf = new Dictionary<int, int>();
        int next = 0;
        foreach (int u in GroupsOf(labels, vertices, random, number).SelectMany(g => g))
            foldOf[u] = next++ % folds;
        return [.. Enumerable.Range(0, folds).Select(f => new LabelSplit([.. vertices.Where(u => foldOf[u] != f).Order()], [.. vertices.Where(u => foldOf[u] == f).Order()]))];
    }

    /// <summary>Vertices by their rarest label, in random order.</summary>
    private static int[][] GroupsOf(VertexLabels labels, IReadOnlyList<int> vertices, KeyedRandom random, int number)
    {
        var counts = new int[labels.Names.Count];
        foreach (int u in vertices)
        {
            foreach (int label in labels[u])
                counts[label]++;
        }

        return [.. vertices
            .Select(u => (Vertex: u, Label: labels[u].ToArray().MinBy(l => (counts[l], l)), Draw: random.NextUInt64(u, number)))
            .GroupBy(v => v.Label).OrderBy(g => g.Key).Select(g => g.OrderBy(v => (v.Draw, v.Vertex)).Select(v => v.Vertex).ToArray())];
    }
}
