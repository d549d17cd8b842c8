using System.Runtime.CompilerServices;
using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>The filter of <see cref="SpectralPropagation"/>.</summary>
public sealed record SpectralPropagationOptions
{
    /// <summary>Terms of the series, in [1, 100]; with 1 vectors stay as they are. Default 10.</summary>
    public int Order { get; init; } = 10;

    /// <summary>Where in the spectrum of the Laplacian the filter lies, in [−2, 2]. Default 0.2.</summary>
    public double Mu { get; init; } = 0.2;

    /// <summary>How narrow it is, in [0, 10]. Default 0.5.</summary>
    public double Theta { get; init; } = 0.5;

    internal void Validate()
    {
        Require.InRange(Order, 1, 100);
        Require.InRange(Mu, -2, 2);
        Require.InRange(Theta, 0, 10);
    }
}

/// <summary>Filters vectors by the spectrum of a graph, so that those of neighbours become alike: the second stage of ProNE, on any vectors.</summary>
/// <remarks>
/// Source: Zhang, Dong, Wang, Tang and Ding, IJCAI 2019 (ProNE), as its program computes it: the recurrence subtracts 2·T₁ where Chebyshev's would multiply, and the last product is with A + I without normalisation.
/// Rows are brought to length 1 after the columns are turned to the singular vectors times the roots of the singular values.
/// <para>Cost: 2·order − 1 products of arcs · dimension; memory five matrices of n · dimension · 4 bytes, the given one and the result among them. Determinism: exact.</para>
/// </remarks>
public static class SpectralPropagation
{
    /// <summary>Filtered vectors: rows of length 1, and 0 for vertices without neighbours.</summary>
    /// <param name="graph">Any graph; of a directed one vectors go along out-arcs. Weights are finite and not negative.</param>
    /// <param name="embedding">Vectors of its vertices; they stay as they are.</param>
    /// <param name="options">The filter; <see langword="null"/> for that of ProNE.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Products done.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="ArgumentException">There are other vertices, an option is out of range, or a weight is negative or not finite.</exception>
    public static Embedding Apply(
        CsrGraph graph, Embedding embedding, SpectralPropagationOptions? options = null, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(embedding);
        options ??= new SpectralPropagationOptions();
        options.Validate();
        if (embedding.VertexCount != graph.VertexCount)
            throw new ArgumentException($"There are vectors of {embedding.VertexCount} vertices, and the graph has {graph.VertexCount}.", nameof(embedding));
        EmbeddingInput.RequireWeights(graph, "Spectral propagation");
        if (options.Order == 1)
            return embedding;
        return new Embedding(Filter(graph, embedding.Vectors, options, mayOverwrite: false, parallelism ?? Parallelism.AllCores, progress, cancellationToken), embedding.Notes);
    }

    /// <summary>The filter on a matrix, which stays as it is where it may not be overwritten.</summary>
    internal static TallMatrix Filter(CsrGraph graph, TallMatrix vectors, SpectralPropagationOptions options, bool mayOverwrite, Parallelism parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        var adjacency = new AdjacencyOperator(graph, parallelism);
        double[] strengths = adjacency.Strengths(cancellationToken);
        double[] shares = Array.ConvertAll(strengths, s => 1 / (1 + s));
        double largest = 1 + strengths.DefaultIfEmpty().Max();
        double[] last = Array.ConvertAll(strengths, _ => 1 / largest); // a scale that is the same for all rows changes no direction, and keeps weights of any size in range
        int n = vectors.Rows;
        double[] bessel = [.. Enumerable.Range(0, Math.Max(2, options.Order)).Select(i => Bessel.I(i, options.Theta))];
        int products = 2 * options.Order - 1;
        int done = 0;
        TallMatrix t0 = vectors; // where it stays as it is, the first T₂ goes elsewhere
        TallMatrix t1 = TallMatrix.Uninitialized(n, vectors.Columns);
        TallMatrix product = TallMatrix.Uninitialized(n, vectors.Columns);
        TallMatrix rest = TallMatrix.Uninitialized(n, vectors.Columns); // X − C
        float keep = (float)(1 - options.Mu);
        adjacency.Times(vectors, shares, product, new Shifted(shares, keep, vectors), cancellationToken);
        Report();
        adjacency.ForEachSum(product, shares, new First(new Shifted(shares, keep, product), vectors, t1, rest, (float)(1 - bessel[0]), (float)(2 * bessel[1])), cancellationToken);
        Report();
        for (int i = 2; i < options.Order; i++)
        {
            adjacency.Times(t1, shares, product, new Shifted(shares, keep, t1), cancellationToken);
            Report();
            TallMatrix t2 = i == 2 && !mayOverwrite ? TallMatrix.Uninitialized(n, vectors.Columns) : t0;
            adjacency.ForEachSum(product, shares, new Next(new Shifted(shares, keep, product), t0, t1, t2, rest, (float)((i % 2 == 0 ? -2 : 2) * bessel[i])), cancellationToken);
            Report();
            (t0, t1) = (t1, t2);
        }

        adjacency.Times(rest, last, product, new WithSelf(strengths, (float)(1 / largest), rest), cancellationToken);
        Report();
        Turn(product, parallelism, cancellationToken);
        RowScaling.UnitRows(product, parallelism, cancellationToken);
        return product;

        void Report() => progress?.Report(new Progress("propagating", ++done, products));
    }

    /// <summary>U·S^½ of U·S·Vᵀ.</summary>
    private static void Turn(TallMatrix x, Parallelism parallelism, CancellationToken cancellationToken)
    {
        int k = x.Columns;
        (double[] squares, double[] vectors) = SymmetricEigen.Of(x.Gram(parallelism, cancellationToken), k);
        var right = new double[k * k];
        for (int r = 0; r < k && squares[r] > 1e-12 * squares[0]; r++)
        {
            double scale = Math.Pow(squares[r], -0.25);
            for (int i = 0; i < k; i++)
                right[i * k + r] = vectors[r * k + i] * scale;
        }

        x.Multiply(right, parallelism, cancellationToken);
    }

    /// <summary>(1 − μ)·x − DA·x of sums over neighbours, where DA = (D + 1)⁻¹·(A + 1).</summary>
    private readonly struct Shifted(double[] shares, float keep, TallMatrix x) : IRowStep
    {
        [MethodImpl(Hot.Loop)]
        public void Apply(int vertex, Span<float> row)
        {
            float share = (float)shares[vertex];
            ReadOnlySpan<float> own = x.Row(vertex);
            for (int j = 0; j < row.Length; j++)
                row[j] = keep * own[j] - (row[j] + share * own[j]);
        }
    }

    /// <summary>T₁ = ½·M·M·X − X, and what it and X take from the rest.</summary>
    private readonly struct First(Shifted shifted, TallMatrix x, TallMatrix t1, TallMatrix rest, float ofX, float ofT1) : IRowStep
    {
        [MethodImpl(Hot.Loop)]
        public void Apply(int vertex, Span<float> row)
        {
            shifted.Apply(vertex, row);
            ReadOnlySpan<float> own = x.Row(vertex);
            Span<float> one = t1.Row(vertex);
            Span<float> left = rest.Row(vertex);
            for (int j = 0; j < row.Length; j++)
            {
                one[j] = 0.5f * row[j] - own[j];
                left[j] = ofX * own[j] + ofT1 * one[j];
            }
        }
    }

    /// <summary>T₂ = M·M·T₁ − 2·T₁ − T₀, and what it takes from the rest.</summary>
    private readonly struct Next(Shifted shifted, TallMatrix t0, TallMatrix t1, TallMatrix t2, TallMatrix rest, float ofT2) : IRowStep
    {
        [MethodImpl(Hot.Loop)]
        public void Apply(int vertex, Span<float> row)
        {
            shifted.Apply(vertex, row);
            ReadOnlySpan<float> zero = t0.Row(vertex);
            ReadOnlySpan<float> one = t1.Row(vertex);
            Span<float> two = t2.Row(vertex);
            Span<float> left = rest.Row(vertex);
            for (int j = 0; j < row.Length; j++)
            {
                two[j] = row[j] - 2 * one[j] - zero[j];
                left[j] += ofT2 * two[j];
            }
        }
    }

    /// <summary>(A + 1)·x, scaled; rows of vertices without neighbours become 0.</summary>
    private readonly struct WithSelf(double[] strengths, float scale, TallMatrix x) : IRowStep
    {
        [MethodImpl(Hot.Loop)]
        public void Apply(int vertex, Span<float> row)
        {
            if (strengths[vertex] > 0)
                DenseRows.AddScaled(row, scale, x.Row(vertex));
            else
                row.Clear();
        }
    }
}
