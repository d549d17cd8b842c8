using System.Runtime.ExceptionServices;

namespace GraphSparse;

/// <summary>How many threads a piece of work may use. A value that is passed in; there is no global setting.</summary>
/// <remarks>Every method gives the same result for every degree: chunks depend on the data alone, and results are taken
/// in the order of the chunks.</remarks>
public sealed class Parallelism
{
    /// <summary>Below this many simple operations a loop runs inline: starting threads costs about 10 µs.</summary>
    public const int InlineBelow = 20_000;

    /// <summary>Creates the value.</summary>
    /// <param name="degree">Threads that may run at once, at least 1.</param>
    public Parallelism(int degree)
    {
        Require.InRange(degree, 1, 4096);
        Degree = degree;
    }

    /// <summary>All cores of this machine.</summary>
    public static Parallelism AllCores { get; } = new(Environment.ProcessorCount);

    /// <summary>The calling thread alone.</summary>
    public static Parallelism Sequential { get; } = new(1);

    /// <summary>Threads that may run at once.</summary>
    public int Degree { get; }

    /// <summary>Calls <paramref name="body"/> once for each index in [0, count), handed out in ascending order.</summary>
    /// <remarks>The token is looked at before every index. If bodies throw, the error of the smallest index is rethrown.</remarks>
    public void For(int count, Action<int> body, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        int threads = Math.Min(Degree, count);
        if (threads <= 1)
        {
            for (int i = 0; i < count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                body(i);
            }

            return;
        }

        new SharedLoop(count, body, cancellationToken).Run(threads);
    }

    /// <summary>Calls <paramref name="body"/>(chunk, start, end) for consecutive ranges of about <paramref name="grain"/> items.</summary>
    public void ForRanges(long length, int grain, Action<int, long, long> body, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        int chunks = ChunkCount(length, grain);
        For(chunks, chunk => body(chunk, (long)chunk * grain, Math.Min(length, (long)(chunk + 1) * grain)), cancellationToken);
    }

    /// <summary>Calls <paramref name="body"/>(chunk, start, end) for the ranges between neighbouring <paramref name="bounds"/>.</summary>
    public void ForBounds(int[] bounds, Action<int, int, int> body, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(bounds);
        ArgumentNullException.ThrowIfNull(body);
        For(bounds.Length - 1, chunk => body(chunk, bounds[chunk], bounds[chunk + 1]), cancellationToken);
    }

    /// <summary>Sums <paramref name="partial"/>(start, end) over fixed ranges, added in their order: the same bits for every degree.</summary>
    public double Sum(long length, Func<long, long, double> partial, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partial);
        const int grain = 16_384;
        var parts = new double[ChunkCount(length, grain)];
        ForRanges(length, grain, (chunk, start, end) => parts[chunk] = partial(start, end), cancellationToken);
        double sum = 0;
        foreach (double part in parts)
            sum += part;
        return sum;
    }

    /// <summary>Maps items on several threads while the caller produces them, and hands the results over in the order of the items.</summary>
    /// <remarks>At most <see cref="Degree"/> + 1 items are in flight, so memory stays bounded however long the source is.
    /// If something throws, the error of the earliest item is rethrown.</remarks>
    public void MapInOrder<TItem, TResult>(
        IEnumerable<TItem> source, Func<TItem, TResult> map, Action<TResult> consume, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(consume);
        if (Degree == 1)
        {
            foreach (TItem item in source)
            {
                cancellationToken.ThrowIfCancellationRequested();
                consume(map(item));
            }

            return;
        }

        var inFlight = new Queue<Task<TResult>>();
        try
        {
            using IEnumerator<TItem> items = source.GetEnumerator();
            while (MoveNext(items))
            {
                TItem item = items.Current;
                cancellationToken.ThrowIfCancellationRequested();
                if (inFlight.Count > Degree)
                    consume(inFlight.Dequeue().GetAwaiter().GetResult());
                inFlight.Enqueue(Task.Run(() => map(item), cancellationToken));
            }

            ConsumeAll();
        }
        finally
        {
            foreach (Task<TResult> task in inFlight)
                ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
        }

        bool MoveNext(IEnumerator<TItem> items)
        {
            try
            {
                return items.MoveNext();
            }
            catch
            {
                ConsumeAll(); // the items before the error come first, as they do on one thread
                throw;
            }
        }

        void ConsumeAll()
        {
            while (inFlight.TryDequeue(out Task<TResult>? task))
                consume(task.GetAwaiter().GetResult());
        }
    }

    private static int ChunkCount(long length, int grain) => checked((int)((length + grain - 1) / grain));

    /// <summary>One loop shared by several threads: a counter to draw indices from, and the first error.</summary>
    private sealed class SharedLoop(int count, Action<int> body, CancellationToken cancellationToken)
    {
        private readonly Lock _gate = new();
        private int _next = -1;
        private int _failedIndex = int.MaxValue;
        private ExceptionDispatchInfo? _failure;

        public void Run(int threads)
        {
            var helpers = new Task[threads - 1];
            for (int t = 0; t < helpers.Length; t++)
                helpers[t] = Task.Run(Drain, CancellationToken.None);
            Drain();
            Task.WaitAll(helpers, CancellationToken.None);
            _failure?.Throw();
            cancellationToken.ThrowIfCancellationRequested();
        }

        private void Drain()
        {
            while (true)
            {
                int i = Interlocked.Increment(ref _next);
                if (i >= count || i < 0 || i > Volatile.Read(ref _failedIndex) || cancellationToken.IsCancellationRequested)
                    return;
                try
                {
                    body(i);
                }
                catch (Exception error) // kept whole and rethrown by Run: every kind of error must reach the caller
                {
                    lock (_gate)
                    {
                        if (i < _failedIndex)
                        {
                            _failedIndex = i;
                            _failure = ExceptionDispatchInfo.Capture(error);
                        }
                    }
                }
            }
        }
    }
}
