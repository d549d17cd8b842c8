using System.Runtime.CompilerServices;
using GraphSparse.Commands;

namespace GraphSparse.Cli;

/// <summary>Lets the program search HNSW indexes where it was built with the package for them; native programs are built without.</summary>
internal static class IndexSupport
{
    /// <summary>Loads nothing: the package is loaded when an index is first asked for.</summary>
    public static void Register()
    {
#if HNSW
        NeighborIndex.Search = Search;
#endif
    }

#if HNSW
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (Embeddings.NeighborLists Lists, double Recall) Search(Embeddings.Embedding embedding, int[] queries, NearestOptions options, RunSettings settings)
    {
        var built = new USearch.HnswOptions { Connectivity = options.Connectivity, BuildEffort = options.BuildEffort, SearchEffort = options.SearchEffort, Similarity = options.Similarity };
        try
        {
            using USearch.HnswIndex index = USearch.HnswIndex.Build(embedding, built, settings.Progress, settings.CancellationToken);
            return (index.Find(queries, options.Count, settings.Parallelism, settings.Progress, settings.CancellationToken),
                index.MeasureRecall(200, options.Count, settings.Seed, settings.Parallelism, null, settings.CancellationToken));
        }
        catch (DllNotFoundException)
        {
            throw new PlatformNotSupportedException("--index hnsw has native code for Linux x64, Windows x64 and macOS arm64; --index exact works everywhere.");
        }
    }
#endif
}
