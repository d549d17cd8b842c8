namespace GraphSparse.Graphlets;

/// <summary>Orbit adjacency matrices in memory.</summary>
public sealed class OrbitMatrices
{
    private readonly IReadOnlyDictionary<OrbitPair, CountMatrix> _matrices;

    internal OrbitMatrices(IReadOnlyDictionary<OrbitPair, CountMatrix> matrices, IReadOnlyList<AdjacencyTotals<OrbitPair>> totals, bool areWhole) => (_matrices, Totals, AreWhole) = (matrices, totals, areWhole);

    /// <summary>Sums over each matrix that was computed.</summary>
    public IReadOnlyList<AdjacencyTotals<OrbitPair>> Totals { get; }

    /// <summary>Whether all rows were computed, with all of their entries.</summary>
    public bool AreWhole { get; }

    /// <summary>A matrix that was computed, or, where all rows were, the transpose of one.</summary>
    /// <exception cref="KeyNotFoundException">It was not asked for.</exception>
    public CountMatrix this[OrbitPair pair] => _matrices.TryGetValue(pair, out CountMatrix? matrix) ? matrix
        : AreWhole && _matrices.TryGetValue(pair.Transposed, out matrix) ? matrix.Transpose()
        : throw new KeyNotFoundException($"The orbit adjacency {pair} was not computed.");

    /// <summary>A matrix that was computed, or, where all rows were, the transpose of one.</summary>
    /// <exception cref="KeyNotFoundException">It was not asked for.</exception>
    public CountMatrix this[int hop, int i, int j] => this[new OrbitPair(hop, i, j)];
}

/// <summary>Graphlet adjacency matrices in memory.</summary>
public sealed class GraphletMatrices
{
    private readonly IReadOnlyDictionary<int, CountMatrix> _matrices;

    internal GraphletMatrices(IReadOnlyDictionary<int, CountMatrix> matrices, IReadOnlyList<AdjacencyTotals<int>> totals) => (_matrices, Totals) = (matrices, totals);

    /// <summary>Sums over each matrix that was computed.</summary>
    public IReadOnlyList<AdjacencyTotals<int>> Totals { get; }

    /// <summary>The matrix of a graphlet.</summary>
    /// <exception cref="KeyNotFoundException">It was not asked for.</exception>
    public CountMatrix this[int graphlet] => _matrices.TryGetValue(graphlet, out CountMatrix? matrix) ? matrix : throw new KeyNotFoundException($"The adjacency of G{graphlet} was not computed.");
}
