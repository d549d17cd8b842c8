using System.Buffers;
using GraphSparse.Acceleration;

namespace GraphSparse.Walks;

/// <summary>Consecutive walks: rows of length + 1 vertices, padded with −1 after the end of a walk.</summary>
/// <remarks>The rows belong to the engine and are used again after the callback: copy what is to be kept.</remarks>
public sealed class WalkBatch
{
    private readonly int[] _rows;

    internal WalkBatch(long firstWalkId, int count, int width, int[] rows, long steps)
    {
        FirstWalkId = firstWalkId;
        Count = count;
        Width = width;
        Steps = steps;
        _rows = rows;
    }

    /// <summary>Id of the first walk; the others follow one by one. Walk id = round · n + start.</summary>
    public long FirstWalkId { get; }

    /// <summary>Number of walks.</summary>
    public int Count { get; }

    /// <summary>Vertices of a row: length + 1.</summary>
    public int Width { get; }

    /// <summary>Steps that the walks took together.</summary>
    public long Steps { get; }

    /// <summary>All rows, one after the other.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count * Width);

    /// <summary>The vertices that a walk visited, without padding.</summary>
    public ReadOnlySpan<int> Walk(int index)
    {
        ReadOnlySpan<int> row = _rows.AsSpan(index * Width, Width);
        int end = row.IndexOf(-1);
        return end < 0 ? row : row[..end];
    }

    internal int[] Buffer => _rows;
}

/// <summary>What was walked.</summary>
/// <param name="Walks">Number of walks.</param>
/// <param name="Steps">Steps taken.</param>
public sealed record WalkTotals(long Walks, long Steps);

/// <summary>Takes random walks from every vertex, in batches, in the order of their ids.</summary>
/// <remarks>
/// Sources: Perozzi, Al-Rfou and Skiena, KDD 2014 (DeepWalk); Grover and Leskovec, KDD 2016 (node2vec). Deviation: node2vec by
/// rejection instead of tables per edge, so memory stays linear. The choice among d neighbours is (r · d) >> 32 with r of 32 bits, biased by at most d / 2³².
/// <para>Cost: two random reads a step, many walks in flight; 8 bytes per vertex, 8 per arc where choices go by weight, and a few batches.</para>
/// <para>Determinism: exact. Each walk is a pure function of (graph, options, seed, walk id).</para>
/// </remarks>
public static class RandomWalker
{
    private const int BatchVertices = 1 << 19;

    /// <summary>Takes per-vertex times n walks.</summary>
    /// <param name="graph">Any graph; weighted choices need weights that are not negative. A sink or an isolated vertex ends a walk.</param>
    /// <param name="options">Kind, length, number; <see langword="null"/> for the defaults.</param>
    /// <param name="consume">Called with each batch in the order of walk ids, from the calling thread.</param>
    /// <param name="seed">Seed of every step.</param>
    /// <param name="accelerator">A device to walk on, or <see langword="null"/> for the CPU's interleaved walkers; the walks are the same.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Walks done.</param>
    /// <param name="cancellationToken">Looked at for every batch.</param>
    public static WalkTotals Walk(
        CsrGraph graph,
        WalkOptions? options,
        Action<WalkBatch> consume,
        ulong seed = 42,
        IAccelerator? accelerator = null,
        Parallelism? parallelism = null,
        IProgress<Progress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(consume);
        return Map(graph, options, batch => batch, batch =>
        {
            consume(batch);
            ArrayPool<int>.Shared.Return(batch.Buffer);
        }, seed, accelerator, parallelism, progress, cancellationToken);
    }

    /// <summary>Takes per-vertex times n walks and keeps them all.</summary>
    /// <param name="graph">Any graph; weighted choices need weights that are not negative. A sink or an isolated vertex ends a walk.</param>
    /// <param name="options">Kind, length, number; <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Seed of every step.</param>
    /// <param name="accelerator">A device to walk on, or <see langword="null"/> for the CPU; the walks are the same.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">Walks done.</param>
    /// <param name="cancellationToken">Looked at for every batch.</param>
    /// <returns>The walks: 4 · walks · (length + 1) bytes.</returns>
    /// <exception cref="ResourceLimitException">The walks have more vertices than an array holds; take them in batches.</exception>
    public static WalkArray Walk(
        CsrGraph graph, WalkOptions? options = null, ulong seed = 42, IAccelerator? accelerator = null, Parallelism? parallelism = null, IProgress<Progress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= new WalkOptions();
        options.ValidateFor(graph);
        int width = options.Length + 1;
        long places = checked((long)graph.VertexCount * options.PerVertex * width);
        if (places > Array.MaxLength)
            throw new ResourceLimitException($"{(long)graph.VertexCount * options.PerVertex} walks of {width} vertices need {places} places, the limit is {Array.MaxLength}; take them in batches.");
        var rows = new int[places];
        WalkTotals totals = Walk(graph, options, batch => batch.Rows.CopyTo(rows.AsSpan((int)(batch.FirstWalkId * width))), seed, accelerator, parallelism, progress, cancellationToken);
        return new WalkArray(rows, width, totals);
    }

    /// <summary>As <c>Walk</c>, with a function of each batch computed on the thread that walked it; the batch's rows are the function's to return.</summary>
    internal static WalkTotals Map<T>(
        CsrGraph graph, WalkOptions? options, Func<WalkBatch, T> map, Action<T> consume, ulong seed, IAccelerator? accelerator, Parallelism? parallelism,
        IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= new WalkOptions();
        options.ValidateFor(graph);
        parallelism ??= Parallelism.AllCores;
        long total = checked((long)graph.VertexCount * options.PerVertex);
        if (accelerator is { Kind: not DeviceKind.Cpu })
            return OnDevice(graph, options, map, consume, seed, accelerator, parallelism, progress, cancellationToken);
        using var walkGraph = new WalkGraph(graph, options, parallelism, cancellationToken);
        IBatchWalker walker = LockstepWalker.Takes(walkGraph, options)
            ? new LockstepWalker(walkGraph, options, seed)
            : options.Method == WalkMethod.Node2vec
                ? new Node2vecWalker(walkGraph, options, seed)
                : new InterleavedWalker(walkGraph, options, seed);
        int width = options.Length + 1;
        int batch = BatchWalks(options);
        return Run(Batches(total, batch), first =>
        {
            int count = (int)Math.Min(batch, total - first);
            int[] rows = ArrayPool<int>.Shared.Rent(count * width);
            long taken = Fill(walker, first, count, rows, cancellationToken);
            return new WalkBatch(first, count, width, rows, taken);
        }, map, consume, total, parallelism, progress, cancellationToken);
    }

    /// <summary>The same batches, walked one after the other on a device that keeps the graph while threads work on those before.</summary>
    private static WalkTotals OnDevice<T>(
        CsrGraph graph, WalkOptions options, Func<WalkBatch, T> map, Action<T> consume, ulong seed, IAccelerator accelerator, Parallelism parallelism,
        IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        long total = (long)graph.VertexCount * options.PerVertex;
        WalkRequest work = DeviceBatch(graph, options, seed, parallelism, cancellationToken);
        int batch = BatchWalks(options);
        return Run(Batches(total, batch).Select(Take), walked => walked, map, consume, total, parallelism, progress, cancellationToken);

        WalkBatch Take(long first)
        {
            int count = (int)Math.Min(batch, total - first);
            int[] rows = ArrayPool<int>.Shared.Rent(count * work.Width);
            Memory<int> filled = rows.AsMemory(0, count * work.Width);
            accelerator.Walks(graph, work with { FirstWalkId = first }, filled, cancellationToken);
            return new WalkBatch(first, count, work.Width, rows, filled.Length - filled.Span.Count(-1) - count);
        }
    }

    /// <summary>Takes batches on several threads, and hands on what became of them in their order.</summary>
    private static WalkTotals Run<TItem, T>(
        IEnumerable<TItem> source, Func<TItem, WalkBatch> walk, Func<WalkBatch, T> map, Action<T> consume, long total, Parallelism parallelism,
        IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        long steps = 0;
        parallelism.MapInOrder(
            source,
            item =>
            {
                WalkBatch walked = walk(item);
                return (Result: map(walked), walked.Steps, Done: walked.FirstWalkId + walked.Count);
            },
            done =>
            {
                consume(done.Result);
                steps += done.Steps;
                progress?.Report(new Progress("walking", done.Done, total));
            },
            cancellationToken);
        return new WalkTotals(total, steps);
    }

    /// <summary>Memory that walking takes on a device: the graph, alias tables where choices go by weight, and a batch.</summary>
    internal static DeviceNeed DeviceNeed(CsrGraph graph, WalkOptions options)
    {
        (long offsets, long neighbors) = Acceleration.DeviceNeed.BytesOf(graph);
        long width = options.Length + 1L;
        return Acceleration.DeviceNeed.Of(
            offsets, neighbors, AliasTables.Needs(graph, options) ? checked(graph.ArcCount * sizeof(ulong)) : 0,
            Math.Max(1, BatchVertices / width) * width * sizeof(int));
    }

    /// <summary>What a kernel needs to know of the options: integers only.</summary>
    internal static WalkRequest DeviceBatch(
        CsrGraph graph, WalkOptions options, ulong seed, Parallelism parallelism, CancellationToken cancellationToken)
    {
        var thresholds = new Node2vecThresholds(options);
        return new WalkRequest
        {
            Seed = seed,
            Length = options.Length,
            Rule = options.Method switch
            {
                WalkMethod.NonBacktracking => StepRule.NonBacktracking,
                WalkMethod.Node2vec => StepRule.Node2vec,
                _ => StepRule.FirstOrder,
            },
            Return = thresholds.Return,
            Common = thresholds.Common,
            Other = thresholds.Other,
            Fold = options.Method == WalkMethod.Node2vec ? thresholds.Fold : 0,
            Stop = options.Method == WalkMethod.Restart ? Node2vecThresholds.Fraction(options.Restart) : 0,
            AliasSlots = AliasTables.Needs(graph, options) ? AliasTables.Build(graph, parallelism, cancellationToken).Slots.AsMemory() : default(ReadOnlyMemory<ulong>),
        };
    }

    /// <summary>Walks of a batch.</summary>
    internal static int BatchWalks(WalkOptions options) => Math.Max(1, BatchVertices / (options.Length + 1));

    private static IEnumerable<long> Batches(long total, int batch)
    {
        for (long first = 0; first < total; first += batch)
            yield return first;
    }

    private static unsafe long Fill(IBatchWalker walker, long first, int count, int[] rows, CancellationToken cancellationToken)
    {
        fixed (int* target = rows)
            return walker.Walk(first, count, target, cancellationToken);
    }
}
