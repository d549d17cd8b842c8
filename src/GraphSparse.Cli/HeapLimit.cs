namespace GraphSparse.Cli;

/// <summary>Makes the collector hold a limit that a user set: near it, memory is returned more eagerly; beyond it, taking memory fails (exit code 5).</summary>
internal static class HeapLimit
{
    /// <summary>The runtime itself needs about this much, and refuses limits that its heap exceeds already.</summary>
    private const long LeastBytes = 32 << 20;

    /// <param name="bytes">What the heap may take: the limit less what the runtime holds beside it.</param>
    public static void Set(long bytes)
    {
        if (bytes < LeastBytes)
            return; // any work beyond a few megabytes is refused beforehand
        AppContext.SetData("GCHeapHardLimit", (ulong)bytes);
        GC.RefreshMemoryLimit();
    }
}
