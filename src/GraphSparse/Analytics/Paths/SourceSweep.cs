using System.Collections.Concurrent;

namespace GraphSparse.Analytics;

/// <summary>Searches from all vertices or a sample of them, on several threads; what they find is taken in the order of the sources.</summary>
internal sealed class SourceSweep
{
    private readonly Parallelism _parallelism;
    private readonly string _stage;
    private readonly IProgress<Progress>? _progress;
    private readonly CancellationToken _cancellationToken;
    private int _done;

    /// <param name="graph">The graph that is searched.</param>
    /// <param name="options">Lengths, and how many sources.</param>
    /// <param name="seed">Seed of the choice of sources.</param>
    /// <param name="domain">Domain of the random choice of sources.</param>
    /// <param name="stage">What <paramref name="progress"/> is told.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="progress">Sources done.</param>
    /// <param name="cancellationToken">Looked at by searches.</param>
    public SourceSweep(
        CsrGraph graph, SourceSampling options, ulong seed, string domain, string stage, Parallelism parallelism, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        (_stage, _parallelism, _progress, _cancellationToken) = (stage, parallelism, progress, cancellationToken);
        Sources = SourceSample.Choose(graph, options.Sources, seed, domain);
        Lengths = new ArcLengths(graph, options.Length, parallelism, cancellationToken);
    }

    /// <summary>The sources, ascending.</summary>
    public int[] Sources { get; }

    /// <summary>The lengths of the graph's arcs.</summary>
    public ArcLengths Lengths { get; }

    /// <summary>Searches from blocks of sources.</summary>
    /// <param name="block">Sources in a block.</param>
    /// <param name="create">Makes what a thread searches with; it is used again.</param>
    /// <param name="search">What is found from the sources of a block.</param>
    /// <param name="take">Takes it, block after block in order.</param>
    public void Run<TSearch, TResult>(int block, Func<TSearch> create, Func<TSearch, int[], TResult> search, Action<TResult> take)
    {
        var free = new ConcurrentBag<TSearch>();
        _parallelism.MapInOrder(Sources.Chunk(block), sources =>
        {
            if (!free.TryTake(out TSearch? own))
                own = create();
            TResult result = search(own, sources);
            free.Add(own);
            return (Result: result, sources.Length);
        }, found =>
        {
            take(found.Result);
            Report(found.Length);
        }, _cancellationToken);
    }

    /// <summary>Reports so many more sources done.</summary>
    public void Report(int count)
    {
        _done += count;
        _progress?.Report(new Progress(_stage, _done, Sources.Length));
    }
}
