namespace GraphSparse.IO;

/// <summary>What every reader and writer needs beside the file: threads, memory, progress and cancellation.</summary>
internal sealed record IoContext(
    Parallelism Parallelism, MemoryBudget Budget, IProgress<Progress>? Progress, CancellationToken CancellationToken)
{
    /// <summary>Reports how far it is; looks at the token.</summary>
    public void Report(string stage, long done, long total = 0)
    {
        CancellationToken.ThrowIfCancellationRequested();
        Progress?.Report(new Progress(stage, done, total));
    }
}
