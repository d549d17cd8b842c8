using System.Runtime.ExceptionServices;

namespace GraphSparse;

/// <summary>Independent pieces of work divided among threads.</summary>
internal static class SharedWork
{
    /// <summary>Runs <paramref name="work"/> for 0 to <paramref name="count"/> - 1; the first error is thrown as it is.</summary>
    public static void Run(int count, int threads, Action<int> work, CancellationToken cancellationToken)
    {
        if (threads == 1 || count <= 1)
        {
            for (int i = 0; i < count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                work(i);
            }

            return;
        }

        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
            Parallel.For(0, count, options, work);
        }
        catch (AggregateException e) when (e.InnerExceptions.Count > 0)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
