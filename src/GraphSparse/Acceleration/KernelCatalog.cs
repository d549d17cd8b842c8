using System.Collections.Frozen;

namespace GraphSparse.Acceleration;

/// <summary>A kernel, its twin on the CPU and the tests that hold the two together.</summary>
/// <param name="Kernel">Entry point in the source.</param>
/// <param name="Sources">Embedded texts in their order; the last one declares the kernel.</param>
/// <param name="Twin">Method of <see cref="CpuKernels"/> with the same meaning.</param>
/// <param name="Tests">Abstract test class, run for every device.</param>
internal sealed record KernelEntry(string Kernel, string[] Sources, string Twin, string Tests);

/// <summary>All kernels. What runs on a device has an entry here, and a test fails where twin or tests are missing.</summary>
internal static class KernelCatalog
{
    public static IReadOnlyList<KernelEntry> Entries { get; } =
    [
        new("random_words", ["keyed_random.cl"], nameof(CpuKernels.RandomWords), "RandomWordsTests"),
        new("prefix_sum_tiles", ["prefix_sum.cl"], nameof(CpuKernels.PrefixSum), "PrefixSumTests"),
        new("prefix_sum_carry", ["prefix_sum.cl"], nameof(CpuKernels.PrefixSum), "PrefixSumTests"),
        new("prefix_sum_fill", ["prefix_sum.cl"], nameof(CpuKernels.PrefixSum), "PrefixSumTests"),
        new("histogram", ["histogram.cl"], nameof(CpuKernels.Histogram), "HistogramTests"),
        new("histogram_local", ["histogram.cl"], nameof(CpuKernels.Histogram), "HistogramTests"),
        new("radix_digits", ["radix_sort.cl"], nameof(CpuKernels.RadixDigits), "SortByKeyTests"),
        new("radix_scatter", ["radix_sort.cl"], nameof(CpuKernels.RadixScatter), "SortByKeyTests"),
        new("spmv", ["spmv.cl"], nameof(CpuKernels.Spmv), "SpmvTests"),
        new("spmm", ["spmm.cl"], nameof(CpuKernels.Spmm), "SpmmTests"),
        new("triangles", ["triangles.cl"], nameof(CpuKernels.Triangles), "TrianglesTests"),
        new("jaccard", ["jaccard.cl"], nameof(CpuKernels.Jaccard), "JaccardTests"),
        new("pagerank_pull", ["pagerank.cl"], nameof(CpuKernels.PageRankPull), "PageRankKernelTests"),
        new("pagerank_update", ["pagerank.cl"], nameof(CpuKernels.PageRankUpdate), "PageRankKernelTests"),
        new("pagerank_sums", ["pagerank.cl"], nameof(CpuKernels.PageRankUpdate), "PageRankKernelTests"),
        new("pagerank_iterate", ["pagerank.cl"], nameof(CpuKernels.PageRankIterate), "PageRankKernelTests"),
        new("pagerank_changes", ["pagerank.cl"], nameof(CpuKernels.PageRankIterate), "PageRankKernelTests"),
        new("walk", ["keyed_random.cl", "walk.cl"], nameof(CpuKernels.Walk), "WalkTests"),
        new("nbrw_insert", ["keyed_random.cl", "nbrw.cl"], nameof(CpuKernels.NbrwInsert), "NbrwTests"),
        new("nbrw_delete", ["keyed_random.cl", "nbrw.cl"], nameof(CpuKernels.NbrwDelete), "NbrwTests"),
    ];

    private static readonly FrozenDictionary<string, KernelEntry> ByName = Entries.ToFrozenDictionary(e => e.Kernel);

    /// <summary>The program text that declares a kernel.</summary>
    public static string SourceOf(string kernel) => string.Concat(ByName[kernel].Sources.Select(Text));

    /// <summary>An embedded text.</summary>
    public static string Text(string file)
    {
        using Stream stream = typeof(KernelCatalog).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The library was built without {file}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
