using GraphSparse.IO;

namespace GraphSparse.Cli;

/// <summary>Runs the work of a command so that an interrupt is answered even where the work waits for its input.</summary>
internal static class Interruptible
{
    /// <summary>How long work that looks at the token has to stop and to take its unfinished output away.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(700);

    /// <summary>Gives the exit code of the work; throws where it was cancelled and does not stop by itself, such as in a read of a silent pipe.</summary>
    public static async Task<int> Run(Func<CancellationToken, int> work, CancellationToken outer)
    {
        using var signals = new TerminationSignals(outer);
        CancellationToken cancellationToken = signals.Token;
        Task<int> running = Task.Run(() => work(cancellationToken), CancellationToken.None);
        var cancelled = new TaskCompletionSource();
        await using CancellationTokenRegistration registration = cancellationToken.Register(() => cancelled.TrySetResult());
        await Task.WhenAny(running, cancelled.Task).ConfigureAwait(false);
        if (!running.IsCompleted)
            await Task.WhenAny(running, Task.Delay(Grace, CancellationToken.None)).ConfigureAwait(false);
        if (running.IsCompleted)
            return await running.ConfigureAwait(false);
        AtomicFile.DeleteUnfinished();
        throw new OperationCanceledException(cancellationToken);
    }
}
