namespace GraphSparse;

/// <summary>Has the collector take back large arrays that are not needed any more before others are allocated: by itself it waits, and both are held for a while.</summary>
internal static class LargeGarbage
{
    private const long LeastBytes = 64L << 20; // below, waiting costs less than collecting

    /// <summary>Collects where so much is to be gained. Some milliseconds; the memory goes back to the system.</summary>
    /// <param name="bytes">What arrays take to which nothing refers any more.</param>
    public static void Collect(long bytes)
    {
        if (bytes >= LeastBytes)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
