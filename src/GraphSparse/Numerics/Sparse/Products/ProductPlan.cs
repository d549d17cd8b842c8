using System.Runtime.CompilerServices;

namespace GraphSparse.Numerics;

/// <summary>The work of a product: terms by row, bounds of its entries, and chunks of rows of about equal work. Depends on the matrices alone.</summary>
internal sealed class ProductPlan
{
    /// <summary>Terms of a chunk: what its entries take fits a cache beside the sums of a row. A row of more is a chunk of its own.</summary>
    public const int ChunkTerms = 1 << 15;

    private const int MostChunks = 1 << 22;
    private const int RowsPerRange = 2048;

    private ProductPlan(LargeArray<long> offsets) => Offsets = offsets;

    /// <summary>One more than rows: behind each row's place stands the number of its terms, and at last where the row of the product ends.</summary>
    public LargeArray<long> Offsets { get; }

    /// <summary>Multiplications in all.</summary>
    public long Terms { get; private set; }

    /// <summary>The most entries that the product can have.</summary>
    public long MostEntries { get; private set; }

    /// <summary>The most terms of a row.</summary>
    public long MostRowTerms { get; private set; }

    /// <summary>The most entries that a row can have.</summary>
    public int MostRowEntries { get; private set; }

    /// <summary>The length of the mask's longest row, 0 without one.</summary>
    public int MostMaskRow { get; private set; }

    /// <summary>The rows where chunks begin, and the end.</summary>
    public int[] Chunks { get; private set; } = [];

    /// <summary>Room for the entries of every chunk that is more than one row.</summary>
    public int ChunkEntries { get; private set; }

    /// <summary>Counts terms. O(entries of the left factor).</summary>
    /// <param name="a">The left factor.</param>
    /// <param name="b">The right factor.</param>
    /// <param name="mask">What bounds the entries of a row, or null.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at for every range of rows.</param>
    public static ProductPlan Make(SparsityPattern a, SparsityPattern b, SparsityPattern? mask, Parallelism parallelism, CancellationToken cancellationToken)
    {
        var plan = new ProductPlan(LargeArray<long>.Allocate(a.RowCount + 1L));
        plan.Offsets[0] = 0;
        parallelism.ForRanges(a.RowCount, RowsPerRange, (_, from, to) => plan.CountTerms(a, b, (int)from, (int)to), cancellationToken);
        plan.Divide(a.RowCount, b.ColumnCount, mask);
        return plan;
    }

    /// <summary>The most entries that a row of the product can have.</summary>
    public static long RowBound(long terms, int row, int columnCount, SparsityPattern? mask) =>
        Math.Min(Math.Min(terms, columnCount), mask is null ? long.MaxValue : mask.Offset(row + 1) - mask.Offset(row));

    [MethodImpl(Hot.Loop)]
    private void CountTerms(SparsityPattern a, SparsityPattern b, int from, int to)
    {
        Span<long> terms = Offsets.Slice(from + 1L, to - from);
        LargeArray<long> offsets = b.Offsets;
        for (int row = from; row < to; row++)
        {
            long sum = 0;
            foreach (int k in a.Columns(row))
                sum += offsets[k + 1] - offsets[k];
            terms[row - from] = sum;
        }
    }

    [MethodImpl(Hot.Loop)]
    private void Divide(int rowCount, int columnCount, SparsityPattern? mask)
    {
        const int rowWork = 8; // what a row takes beside its terms
        LargeArray<long> offsets = Offsets;
        long total = 0;
        for (int row = 0; row < rowCount; row++)
            total = checked(total + offsets[row + 1L]);
        Terms = total;
        long chunkWork = Math.Max(ChunkTerms, checked(total + (long)rowWork * rowCount) / MostChunks);
        var chunks = new List<int> { 0 };
        long work = 0;
        long entries = 0;
        long mostEntries = 0;
        long mostChunkEntries = 0;
        for (int row = 0; row < rowCount; row++)
        {
            long terms = offsets[row + 1L];
            long bound = RowBound(terms, row, columnCount, mask);
            if (work + terms + rowWork > chunkWork && row > chunks[^1])
            {
                chunks.Add(row);
                work = entries = 0;
            }

            work += terms + rowWork;
            entries += bound;
            if (entries <= chunkWork) // else a row of its own
                mostChunkEntries = Math.Max(mostChunkEntries, entries);
            mostEntries += bound;
            MostRowTerms = Math.Max(MostRowTerms, terms);
            MostRowEntries = Math.Max(MostRowEntries, (int)bound);
            if (mask is not null)
                MostMaskRow = Math.Max(MostMaskRow, (int)(mask.Offset(row + 1) - mask.Offset(row)));
        }

        if (chunks[^1] != rowCount)
            chunks.Add(rowCount);
        (MostEntries, ChunkEntries, Chunks) = (mostEntries, (int)mostChunkEntries, [.. chunks]);
    }
}
