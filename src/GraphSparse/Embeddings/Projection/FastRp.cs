using System.Globalization;
using System.Runtime.CompilerServices;
using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>Fast random projection: weighted powers of the transition matrix times a sparse random matrix.</summary>
/// <remarks>
/// Source: Chen, Sultan, Tian, Chen and Skiena, CIKM 2019, with the self influence, features and averages of graph databases. N = Σ αₖ · rows of length 1 of (D⁻¹A)ᵏ·L·R, where R has entries ±√s with probability 1/(2s) each and
/// L multiplies the row of a vertex by (degree / sum of degrees)^β. Deviation: columns are standardised over the vertices whose vectors are not 0; the others stay 0.
/// <para>Cost: arcs · dimension · powers; memory three matrices of n · dimension · 4 bytes, the result among them. The weights are made for one kind of graph: they carry little of the large structure of sparse graphs
/// (<see cref="WhitenedIteration"/> does).</para>
/// <para>Determinism: exact, for every number of threads and width of registers. Entries of R are functions of seed, vertex and column.</para>
/// </remarks>
public static class FastRp
{
    /// <summary>A vector for every vertex.</summary>
    /// <param name="graph">Any graph; weights are finite and not negative, and a weight of 0 counts as no edge.</param>
    /// <param name="options">How; <see langword="null"/> for the defaults.</param>
    /// <param name="features">Features of the vertices, for <see cref="FastRpOptions.PropertyRatio"/> above 0.</param>
    /// <param name="seed">Of the projection.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Powers done.</param>
    /// <param name="cancellationToken">Looked at many times a second.</param>
    /// <exception cref="ArgumentException">An option is out of range, features are missing, not finite or of other vertices, or a weight is negative or not finite.</exception>
    /// <exception cref="ResourceLimitException">The vectors are more than memory can address.</exception>
    public static Embedding Embed(
        CsrGraph graph, FastRpOptions? options = null, Embedding? features = null, ulong seed = 42, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= new FastRpOptions();
        options.Validate();
        parallelism ??= Parallelism.AllCores;
        EmbeddingInput.RequireWeights(graph, "FastRP");
        int featureColumns = FeatureColumns(graph, options, features);
        graph = options.Orientation switch
        {
            ArcOrientation.In => graph.Reverse(parallelism, cancellationToken),
            ArcOrientation.Both => graph.Symmetrize(parallelism, cancellationToken),
            _ => graph,
        };
        var adjacency = new AdjacencyOperator(graph, parallelism);
        double[] strengths = adjacency.Strengths(cancellationToken);
        double[] scales = Array.ConvertAll(strengths, MeanScale);
        int n = graph.VertexCount;
        var notes = new List<string>();
        var power = TallMatrix.Uninitialized(n, options.Dimension);
        double sparsity = options.SparsityFor(n);
        long entries = RandomProjection.Fill(power, sparsity, features, featureColumns, Factors(strengths, options), seed, parallelism, cancellationToken);
        if (sparsity > (double)n * options.Dimension / 8)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"the projection has {entries} entries that are not 0 among {(long)n * (options.Dimension - featureColumns)}: a sparsity of {sparsity:0.###} is too much for so few vertices"));
        var next = TallMatrix.Uninitialized(n, options.Dimension);
        TallMatrix sum = TallMatrix.Uninitialized(n, options.Dimension);
        double scale = options.NormalizeIterations || options.NormalizationStrength == 0 ? 1 : Math.Pow(strengths.Sum(), -options.NormalizationStrength); // the sum of degrees: the same for all rows
        bool hasSelf = options.SelfInfluence != 0 || options.KeepIsolated;
        if (hasSelf)
        {
            power.ForRows(parallelism, (from, to) =>
            {
                for (int u = from; u < to; u++)
                {
                    sum.Row(u).Clear();
                    Add(power.Row(u), SelfWeight(strengths[u], options) * scale, options.NormalizeIterations, sum.Row(u));
                }
            }, cancellationToken);
        }

        for (int k = 0; k < options.IterationWeights.Count; k++)
        {
            var step = new Step(options.IterationWeights[k] * scale, options.NormalizeIterations, sum, isFirst: k == 0 && !hasSelf);
            if (k < options.IterationWeights.Count - 1)
                adjacency.Times(power, scales, next, step, cancellationToken);
            else
                adjacency.ForEachSum(power, scales, step, cancellationToken); // nothing goes on from the last power
            (power, next) = (next, power);
            progress?.Report(new Progress("projecting", k + 1, options.IterationWeights.Count));
        }

        RowScaling.Apply(sum, options.Scaling, parallelism, cancellationToken);
        if (hasSelf && strengths.Count(s => !(s > 0)) is var alone and > 0)
            notes.Add($"{alone} of {n} vertices have no neighbours to take means of, and keep random vectors of their own");
        if (features is not null && featureColumns == 0)
            notes.Add($"no column comes from the features: FastRpOptions.PropertyRatio = {options.PropertyRatio.ToString(CultureInfo.InvariantCulture)} of {options.Dimension} columns is less than half a one");
        return new Embedding(sum, notes);
    }

    private static int FeatureColumns(CsrGraph graph, FastRpOptions options, Embedding? features)
    {
        if (features is null)
        {
            return options.PropertyRatio == 0 ? 0
                : throw new ArgumentException($"FastRpOptions.PropertyRatio is {options.PropertyRatio.ToString(CultureInfo.InvariantCulture)}, and there are no features of vertices.", nameof(options));
        }

        if (features.VertexCount != graph.VertexCount)
            throw new ArgumentException($"There are features of {features.VertexCount} vertices, and the graph has {graph.VertexCount}.", nameof(features));
        for (int u = 0; u < features.VertexCount; u++)
        {
            foreach (float value in features[u])
            {
                if (!float.IsFinite(value))
                    throw new ArgumentException($"Vertex {u} has the feature {value.ToString(CultureInfo.InvariantCulture)}; features are finite.", nameof(features));
            }
        }

        return options.Dimension - (int)Math.Round((1 - options.PropertyRatio) * options.Dimension);
    }

    private static double[] Factors(double[] strengths, FastRpOptions options) => [.. strengths.Select(d => Factor(d, options))];

    /// <summary>What the random vector of a vertex of a strength is multiplied by; held inside of what single precision has room for.</summary>
    internal static double Factor(double strength, FastRpOptions options) =>
        options.NormalizationStrength == 0 ? 1 : strength > 0 ? Math.Clamp(Math.Pow(strength, options.NormalizationStrength), 1e-25, 1e25) : options.KeepIsolated || options.SelfInfluence != 0 ? 1 : 0;

    /// <summary>The weight of a vertex's own random vector.</summary>
    internal static double SelfWeight(double strength, FastRpOptions options) => options.SelfInfluence + (options.KeepIsolated && !(strength > 0) ? 1 : 0);

    /// <summary>What makes a mean of a sum over neighbours.</summary>
    internal static double MeanScale(double strength) => strength > 0 ? 1 / strength : 0;

    /// <summary>Adds a row, of length 1 or as it is, times a weight.</summary>
    [MethodImpl(Hot.Loop)]
    internal static void Add(ReadOnlySpan<float> row, double weight, bool normalizes, Span<float> sum)
    {
        if (weight == 0)
            return;
        double length = normalizes ? Math.Sqrt(DenseRows.SquaredLength(row)) : 1;
        if (length > 0)
            DenseRows.AddScaled(sum, (float)(weight / length), row);
    }

    /// <summary>A power of the transition matrix, which is added up.</summary>
    private readonly struct Step(double weight, bool normalizes, TallMatrix sum, bool isFirst) : IRowStep
    {
        [MethodImpl(Hot.Loop)]
        public void Apply(int vertex, Span<float> row)
        {
            Span<float> target = sum.Row(vertex);
            if (isFirst)
                target.Clear();
            Add(row, weight, normalizes, target);
        }
    }
}
