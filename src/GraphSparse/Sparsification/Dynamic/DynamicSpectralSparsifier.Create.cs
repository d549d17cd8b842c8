using GraphSparse.Acceleration;
using GraphSparse.Sparsification.Spectral;

namespace GraphSparse.Sparsification.Dynamic;

/// <content>How one begins.</content>
public sealed partial class DynamicSpectralSparsifier
{
    /// <summary>Starts from a graph alone: its sparsifier is made by <see cref="SpectralSparsifier"/>.</summary>
    /// <param name="graph">G: undirected, weights finite, above 0 and not subnormal.</param>
    /// <param name="options">Method and parameters of the updates; <see langword="null"/> for the defaults.</param>
    /// <param name="initial">Size of the first sparsifier; <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Seed of every random choice.</param>
    /// <param name="accelerator">A device for the walks, or <see langword="null"/> for the CPU's own engine; the result is the same.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">May be called from several threads.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="ArgumentException">The graph is directed, or an option is out of range.</exception>
    /// <exception cref="InvalidWeightException">A weight is no conductance.</exception>
    public static DynamicSpectralSparsifier Create(
        CsrGraph graph, DynamicSpectralOptions? options = null, SpectralSparsifierOptions? initial = null, ulong seed = 42, IAccelerator? accelerator = null,
        Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= DynamicSpectralOptions.Default;
        options.Validate();
        CsrGraph sparsifier = SpectralSparsifier.Sparsify(graph, initial, seed, parallelism, progress, cancellationToken).Graph;
        return Create(graph, sparsifier, options, seed, accelerator, parallelism, cancellationToken);
    }

    /// <summary>Starts from a graph and a sparsifier of it.</summary>
    /// <param name="graph">G: undirected, weights finite, above 0 and not subnormal.</param>
    /// <param name="sparsifier">H: a subgraph of G on the same vertices with the same components; its weights are its own.</param>
    /// <param name="options">Method and parameters; <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Seed of every walk.</param>
    /// <param name="accelerator">A device for the walks, or <see langword="null"/> for the CPU's own engine; the result is the same.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="ArgumentException">H is no subgraph, its components are not those of G, or an option is out of range.</exception>
    public static DynamicSpectralSparsifier Create(
        CsrGraph graph, CsrGraph sparsifier, DynamicSpectralOptions? options = null, ulong seed = 42, IAccelerator? accelerator = null,
        Parallelism? parallelism = null, CancellationToken cancellationToken = default) =>
        new(graph, sparsifier, options, seed, accelerator, parallelism, cancellationToken);

    /// <summary>Applies one update: a batch of its own. Batches of many are faster.</summary>
    /// <param name="update">What changes.</param>
    /// <param name="cancellationToken">Looked at several times a second. After a cancellation the object refuses further batches.</param>
    /// <exception cref="InvalidUpdateException">The update cannot be applied (strict); nothing was.</exception>
    /// <exception cref="InvalidOperationException">An earlier batch was cancelled or failed.</exception>
    public BatchReport Apply(EdgeUpdate update, CancellationToken cancellationToken = default) => ApplyBatch([update], cancellationToken);
}
