using System.Numerics;

namespace GraphSparse.Numerics;

/// <summary>Multiplies sparse matrices, exactly over any semiring.</summary>
/// <remarks>
/// Row by row (Gustavson, "Two fast algorithms for sparse matrices", ACM TOMS 1978): row i of the product adds up rows k of the right matrix for the entries (i, k) of the left.
/// Sums are kept by column, in a hash table, or by merging, as suits the row. Rows come out ascending. An entry stands wherever there is a term, also where terms cancel to zero.
/// <para>Cost: O(rows + flops), flops being <see cref="EstimateFlops"/>; with a mask about the entries of the mask's rows and those of the rows that are added up.</para>
/// <para>Determinism: the same bytes for every number of threads; the terms of an entry are added in ascending k.</para>
/// </remarks>
public static class SparseProduct
{
    private const int MostColumns = int.MaxValue - 4096; // columns are marked and written in blocks

    /// <summary>A·B over numbers, the ordinary product.</summary>
    /// <inheritdoc cref="Multiply{T, TSemiring}"/>
    public static SparseMatrix<T> Multiply<T>(
        SparseMatrix<T> a, SparseMatrix<T> b, SparseProductOptions? options = null,
        Parallelism? parallelism = null, MemoryBudget? budget = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
        where T : unmanaged, INumber<T> =>
        Multiply<T, PlusTimes<T>>(a, b, options, parallelism, budget, progress, cancellationToken);

    /// <summary>A·B over a semiring; with a mask only the entries that it has, or only those it lacks.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <typeparam name="TSemiring">Addition and multiplication: <see cref="PlusTimes{T}"/>, <see cref="PlusPair{T}"/>, <see cref="OrAnd"/>, <see cref="MinPlus{T}"/> or your own.</typeparam>
    /// <param name="a">The left matrix, r x k.</param>
    /// <param name="b">The right matrix, k x c.</param>
    /// <param name="options">Mask and phases.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="budget">The most memory that the product and its scratch may take, beside the factors; none by default. Where as many entries as there can be do not fit, they are counted first.</param>
    /// <param name="progress">Chunks of rows done.</param>
    /// <param name="cancellationToken">Looked at for every chunk of some 32,768 terms.</param>
    /// <returns>The product, r x c.</returns>
    /// <exception cref="ArgumentException">The sizes do not match.</exception>
    /// <exception cref="ResourceLimitException">The budget is too small, thrown before memory is taken for entries; or there are more than 2³¹ − 4097 columns.</exception>
    public static SparseMatrix<T> Multiply<T, TSemiring>(
        SparseMatrix<T> a, SparseMatrix<T> b, SparseProductOptions? options = null,
        Parallelism? parallelism = null, MemoryBudget? budget = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
        where T : unmanaged where TSemiring : struct, ISemiring<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        options ??= new SparseProductOptions();
        Check(a, b, options);
        parallelism ??= Parallelism.AllCores;
        ProductPlan plan = Plan(a, b, options, parallelism, cancellationToken);
        using var run = new ProductRun<T, TSemiring>(a, b, options, plan, parallelism, progress, cancellationToken);
        return run.Multiply(budget);
    }

    /// <summary>Multiplications that a product without a mask takes: for each entry (i, k) of the left matrix, the length of row k of the right. O(entries of <paramref name="a"/>).</summary>
    /// <exception cref="ArgumentException">The sizes do not match.</exception>
    public static long EstimateFlops(SparsityPattern a, SparsityPattern b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var options = new SparseProductOptions();
        Check(a, b, options);
        return Plan(a, b, options, Parallelism.Sequential, CancellationToken.None).Terms;
    }

    /// <summary>The most bytes that <see cref="Multiply{T, TSemiring}"/> takes in one phase, product and scratch. O(entries of <paramref name="a"/>).</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <param name="a">The left matrix.</param>
    /// <param name="b">The right matrix.</param>
    /// <param name="options">Mask and phases.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <exception cref="ArgumentException">The sizes do not match.</exception>
    public static long EstimateMemoryBytes<T>(SparsityPattern a, SparsityPattern b, SparseProductOptions? options = null, Parallelism? parallelism = null) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        options ??= new SparseProductOptions();
        Check(a, b, options);
        parallelism ??= Parallelism.AllCores;
        ProductPlan plan = Plan(a, b, options, parallelism, CancellationToken.None);
        return ProductMemory.OnePhaseBytes<T>(plan, b.ColumnCount, options, parallelism.Degree);
    }

    private static ProductPlan Plan(SparsityPattern a, SparsityPattern b, SparseProductOptions options, Parallelism parallelism, CancellationToken cancellationToken) =>
        ProductPlan.Make(a, b, options.ComplementMask ? null : options.Mask, parallelism, cancellationToken);

    private static void Check(SparsityPattern a, SparsityPattern b, SparseProductOptions options)
    {
        Require.Defined(options.Phases);
        if (a.ColumnCount != b.RowCount)
            throw new ArgumentException($"The left matrix has {a.ColumnCount} columns and the right one {b.RowCount} rows; a product needs as many.", nameof(b));
        if (b.ColumnCount > MostColumns)
            throw new ResourceLimitException($"A product has at most {MostColumns} columns; this one would have {b.ColumnCount}.");
        if (options.Mask is { } mask && (mask.RowCount != a.RowCount || mask.ColumnCount != b.ColumnCount))
            throw new ArgumentException($"SparseProductOptions.Mask is {mask.RowCount} x {mask.ColumnCount}; the product is {a.RowCount} x {b.ColumnCount}.", nameof(options));
        if (options.Mask is null && options.ComplementMask)
            throw new ArgumentException("SparseProductOptions.ComplementMask = true needs a SparseProductOptions.Mask.", nameof(options));
    }
}
