using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>How well edges are told from pairs without one.</summary>
/// <param name="Auc">Probability that an edge scores higher than a pair; ties count half.</param>
/// <param name="AveragePrecision">Mean precision over the edges in descending order of scores, equal scores at once.</param>
public readonly record struct RankingScores(double Auc, double AveragePrecision);

/// <summary>Scores of vectors, and beside them those of two measures that need none.</summary>
/// <param name="Vectors">Cosine of the two vectors.</param>
/// <param name="CommonNeighbors">Number of common neighbours in the training graph.</param>
/// <param name="DegreeProduct">Product of the degrees there.</param>
public sealed record LinkScores(RankingScores Vectors, RankingScores CommonNeighbors, RankingScores DegreeProduct);

/// <summary>Predicts edges that were held out from the vectors of the rest.</summary>
public static class LinkPrediction
{
    /// <summary>Scores of the vectors of a training graph.</summary>
    /// <param name="embedding">Vectors of <see cref="LinkSplit.Training"/>.</param>
    /// <param name="split">What was held out.</param>
    /// <exception cref="ArgumentException">The vectors are of other vertices.</exception>
    public static LinkScores Evaluate(Embedding embedding, LinkSplit split)
    {
        ArgumentNullException.ThrowIfNull(embedding);
        ArgumentNullException.ThrowIfNull(split);
        if (embedding.VertexCount != split.Training.VertexCount)
            throw new ArgumentException($"There are vectors of {embedding.VertexCount} vertices, and the graph has {split.Training.VertexCount}.", nameof(embedding));
        CsrGraph graph = split.Training;
        return new LinkScores(
            Rank(split, (u, v) => Cosine(embedding[u], embedding[v])),
            Rank(split, (u, v) => CommonNeighbors(graph.Neighbors(u), graph.Neighbors(v))),
            Rank(split, (u, v) => (double)graph.Degree(u) * graph.Degree(v)));
    }

    internal static RankingScores Rank(IReadOnlyList<double> edges, IReadOnlyList<double> others)
    {
        (double Score, bool IsEdge)[] all = [.. edges.Select(s => (s, true)), .. others.Select(s => (s, false))];
        Array.Sort(all, (a, b) => b.Score.CompareTo(a.Score));
        double above = 0; // pairs of an edge and another, the edge above
        double precision = 0;
        long edgesSeen = 0;
        for (int start = 0; start < all.Length;)
        {
            int end = start;
            long found = 0;
            for (; end < all.Length && all[end].Score == all[start].Score; end++)
                found += all[end].IsEdge ? 1 : 0;
            long other = end - start - found;
            above += other * (edgesSeen + found / 2.0);
            edgesSeen += found;
            precision += found * ((double)edgesSeen / end);
            start = end;
        }

        return new RankingScores(above / ((double)edges.Count * others.Count), precision / edges.Count);
    }

    private static RankingScores Rank(LinkSplit split, Func<int, int, double> score) =>
        Rank([.. split.HeldOut.Select(e => score(e.Source, e.Target))], [.. split.Others.Select(e => score(e.Source, e.Target))]);

    private static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double dot = 0;
        for (int j = 0; j < a.Length; j++)
            dot += (double)a[j] * b[j];
        double lengths = Math.Sqrt(DenseRows.SquaredLength(a)) * Math.Sqrt(DenseRows.SquaredLength(b));
        return lengths > 0 ? dot / lengths : 0;
    }

    private static double CommonNeighbors(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int count = 0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            count += a[i] == b[j] ? 1 : 0;
            int x = a[i];
            i += x <= b[j] ? 1 : 0;
            j += b[j] <= x ? 1 : 0;
        }

        return count;
    }
}
