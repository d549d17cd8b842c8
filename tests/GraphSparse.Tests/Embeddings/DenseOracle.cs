using GraphSparse.Embeddings;
using MathNet.Numerics.LinearAlgebra;

namespace GraphSparse.Tests.Embeddings;

/// <summary>Embeddings in double precision by whole matrices.</summary>
internal static class DenseOracle
{
    public static Matrix<double> Adjacency(CsrGraph graph)
    {
        Matrix<double> a = Matrix<double>.Build.Dense(graph.VertexCount, graph.VertexCount);
        for (int u = 0; u < graph.VertexCount; u++)
        {
            for (int k = 0; k < graph.Degree(u); k++)
                a[u, graph.Neighbors(u)[k]] = graph.Weights(u)[k];
        }

        return a;
    }

    /// <summary>D⁻¹·A, rows of 0 where there is nothing.</summary>
    public static Matrix<double> Transitions(Matrix<double> a)
    {
        Matrix<double> p = a.Clone();
        for (int u = 0; u < a.RowCount; u++)
        {
            double sum = a.Row(u).Sum();
            p.SetRow(u, sum > 0 ? a.Row(u) / sum : a.Row(u));
        }

        return p;
    }

    public static Matrix<double> UnitRows(Matrix<double> x)
    {
        Matrix<double> y = x.Clone();
        for (int u = 0; u < x.RowCount; u++)
        {
            double length = x.Row(u).L2Norm();
            if (length > 0)
                y.SetRow(u, x.Row(u) / length);
        }

        return y;
    }

    /// <summary>FastRP without scaling of the result, by its formula.</summary>
    public static Matrix<double> FastRp(CsrGraph graph, FastRpOptions options, ulong seed)
    {
        Matrix<double> a = Adjacency(graph);
        Matrix<double> p = Transitions(a);
        double volume = a.RowSums().Sum();
        var random = new CounterRandom(seed, CounterRandom.Projection);
        double sparsity = options.SparsityFor(graph.VertexCount);
        Matrix<double> n = Matrix<double>.Build.Dense(graph.VertexCount, options.Dimension, (u, j) =>
        {
            double d = a.Row(u).Sum();
            double factor = options.NormalizationStrength == 0 ? 1 : d == 0 && options.SelfInfluence == 0 ? 0 : Math.Pow((d == 0 ? 1 : d) / volume, options.NormalizationStrength);
            return random.Sign((ulong)(u * options.Dimension + j), 1 / (2 * sparsity)) * Math.Sqrt(sparsity) * factor;
        });
        Matrix<double> sum = (options.NormalizeIterations ? UnitRows(n) : n) * options.SelfInfluence;
        foreach (double weight in options.IterationWeights)
        {
            n = p * n;
            sum += (options.NormalizeIterations ? UnitRows(n) : n) * weight;
        }

        return sum;
    }

    public static Matrix<double> Of(Embedding embedding) =>
        Matrix<double>.Build.Dense(embedding.VertexCount, embedding.Dimension, (u, j) => embedding[u][j]);

    /// <summary>Entries differ by less than a part of the largest.</summary>
    public static void AssertClose(Matrix<double> expected, Matrix<double> actual, double tolerance)
    {
        Assert.Equal((expected.RowCount, expected.ColumnCount), (actual.RowCount, actual.ColumnCount));
        double largest = expected.Enumerate().Select(Math.Abs).DefaultIfEmpty().Max();
        double difference = (expected - actual).Enumerate().Select(Math.Abs).DefaultIfEmpty().Max();
        Assert.True(difference <= tolerance * largest, $"entries differ by {difference}, and the largest is {largest}");
    }
}
