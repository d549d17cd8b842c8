using System.Globalization;
using System.Numerics;

namespace GraphSparse.IO;

/// <summary>Turns the ids of rows into vertices 0..n−1, in ascending order of the ids that occur.</summary>
/// <remarks>Small integers stay as they are until the graph is built, which shows which of them occur; wide ones are sorted; text is numbered by its UTF-8 bytes.
/// Where n is declared or ids are said to be dense, integers are the vertices themselves.</remarks>
internal sealed class IdMapping(List<EdgeRows> rows, List<string> isolated, IdMode mode, GraphReadOptions options, MemoryBudget budget)
{
    /// <summary>Bytes for each row while its ids are sorted: both ids, and a copy.</summary>
    public const long SortedIdBytes = 32;

    private long[]? _isolatedIds;

    /// <summary>Number of vertices, or the largest integer id plus one where only those that occur are taken.</summary>
    public int VertexCount { get; private set; }

    /// <summary>Whether the blocks hold integer ids of which the build must take those that occur.</summary>
    public bool TakesOccurringOnly { get; private set; }

    /// <summary>Maps what must be mapped before the graph is built; blocks of vertices are left in the list.</summary>
    /// <param name="declared">n, where it is given or declared.</param>
    /// <param name="heldBytes">Memory of the rows.</param>
    /// <param name="fits">Whether the graph of that many vertices can be built.</param>
    /// <param name="notes">What was assumed.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at for every block.</param>
    /// <returns>The ids of the vertices, or null where they are 0..n−1 or <see cref="OfOccurring"/> will say.</returns>
    public VertexIds? ToVertices(int? declared, long heldBytes, Func<long, bool> fits, List<string> notes, Parallelism parallelism, CancellationToken cancellationToken)
    {
        if (MustBeText(notes))
            return Numbered(TextIds.Map(rows, isolated, options, heldBytes, budget, parallelism, cancellationToken));
        bool wide = rows.Exists(r => r.Block is null);
        if (AreVertices(declared))
            return wide ? throw WideIds(declared) : Counted(declared ?? checked((int)Largest(parallelism, cancellationToken) + 1), heldBytes);

        long count = rows.Sum(r => (long)r.Count);
        _isolatedIds = [.. isolated.Select(Integer)];
        long largest = wide ? long.MaxValue : Largest(parallelism, cancellationToken);
        if (_isolatedIds.Length > 0)
            largest = _isolatedIds.Min() < options.IdBase ? long.MaxValue : Math.Max(largest, _isolatedIds.Max() - options.IdBase);
        long most = 2 * count + isolated.Count; // ids that can occur; beyond, sorting them takes less memory than a row for each
        if (AreDense(largest, count + isolated.Count) && (largest < most || fits(largest + 1)))
        {
            VertexCount = (int)largest + 1;
            TakesOccurringOnly = true;
            return null;
        }

        VertexIds ids = Sorted(count, heldBytes, parallelism, cancellationToken);
        parallelism.For(rows.Count, i => rows[i] = MapIntegers(rows[i], ids), cancellationToken);
        Numbered(ids);
        NoteGaps(ids, notes);
        return ids;
    }

    /// <summary>The same for rows that are not in memory, whose ids are integers below 2^31 − 1.</summary>
    /// <param name="largest">The largest of them, without the base; −1 where there is none.</param>
    /// <param name="declared">n, where it is given or declared.</param>
    public VertexIds? ToVertices(int largest, int? declared)
    {
        if (AreVertices(declared))
            return Counted(declared ?? largest + 1, 0);
        _isolatedIds = [.. isolated.Select(Integer)];
        foreach (long id in _isolatedIds)
        {
            if (id < options.IdBase || id - options.IdBase >= int.MaxValue - 1)
                throw new ResourceLimitException($"The isolated vertex {id} is not in {options.IdBase}..{int.MaxValue - 2L + options.IdBase}, as ids must be where a graph is built in files.");
            largest = Math.Max(largest, (int)(id - options.IdBase));
        }

        VertexCount = largest + 1;
        TakesOccurringOnly = true;
        return null;
    }

    /// <summary>Whether integers up to the largest are few enough for a row each until it is known which of them occur.</summary>
    public static bool AreDense(long largest, long rows) => largest < 16 * rows + 1024;

    /// <summary>Whether integer ids are the vertices themselves, all of which there are.</summary>
    private bool AreVertices(int? declared) => mode == IdMode.Dense || (mode == IdMode.Auto && declared is not null && isolated.Count == 0);

    private VertexIds? Counted(int count, long heldBytes)
    {
        VertexCount = count;
        if (options.IdBase == 0)
            return null;
        budget.Ensure(heldBytes + VertexCount * (long)sizeof(long), $"the ids of {VertexCount} vertices");
        return VertexIds.CountedFrom(options.IdBase, VertexCount);
    }

    /// <summary>The vertices that the file names as isolated, for the build.</summary>
    public VertexMarks? Isolated()
    {
        if (isolated.Count == 0)
            return null;
        var marks = new VertexMarks(VertexCount);
        foreach (long id in _isolatedIds!)
            marks.Set((int)(id - options.IdBase));
        return marks;
    }

    /// <summary>The ids of a graph that was built on the integers that occur.</summary>
    /// <param name="numbers">The integer of each vertex, without the base; null where they are 0..n−1.</param>
    /// <param name="count">n.</param>
    /// <param name="notes">Where a gap is told.</param>
    public VertexIds? OfOccurring(int[]? numbers, int count, List<string> notes)
    {
        VertexCount = count;
        CheckGivenCount(count);
        if (numbers is null)
            return options.IdBase > 0 ? VertexIds.CountedFrom(options.IdBase, count) : null;
        VertexIds ids = VertexIds.FromSorted(Array.ConvertAll(numbers, v => options.IdBase + (long)v));
        NoteGaps(ids, notes);
        return ids;
    }

    private VertexIds Numbered(VertexIds ids)
    {
        VertexCount = ids.Count;
        CheckGivenCount(ids.Count);
        return ids;
    }

    private void CheckGivenCount(int count)
    {
        if (options.Vertices is { } n && n != count)
            throw new GraphFormatException($"{count} distinct ids occur, but {n} vertices are given; leave the number of vertices out, or read the ids with GraphReadOptions.Ids = IdMode.Dense");
    }

    /// <summary>Whether some ids are text, or integers of both kinds that no 64-bit integer holds together.</summary>
    private bool MustBeText(List<string> notes)
    {
        if (mode == IdMode.Strings || rows.Exists(r => r.Names is not null))
            return true;
        bool areLarge = rows.Exists(r => r.AreUnsigned) || isolated.Exists(IsLarge);
        if (!areLarge || (!rows.Exists(r => r.HasNegativeIds()) && !isolated.Exists(id => id.StartsWith('-') && IsInteger(id))))
            return false;
        notes.Add("ids are below 0 and above 2^63 - 1, so they are read as text");
        return true;
    }

    private GraphFormatException WideIds(int? declared)
    {
        long limit = declared ?? int.MaxValue - 1;
        EdgeRows row = rows.First(r => r.Block is null && Enumerable.Range(0, r.Count).Any(i => IsOutside(r, i)));
        int at = Enumerable.Range(0, row.Count).First(i => IsOutside(row, i));
        long id = IsIn(row.Source(at)) ? row.Target(at) : row.Source(at);
        return new GraphFormatException(
            $"vertex id {EdgeRows.Text(id + options.IdBase, row.AreUnsigned)} is not in {options.IdBase}..{limit - 1 + options.IdBase}, and ids are said to be dense; read them with GraphReadOptions.Ids = IdMode.Sparse");

        bool IsIn(long vertex) => vertex >= 0 && vertex < limit;
        bool IsOutside(EdgeRows r, int i) => !IsIn(r.Source(i)) || !IsIn(r.Target(i));
    }

    private static bool IsInteger(string id) => long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    /// <summary>Whether an id is an integer that needs the highest bit.</summary>
    private static bool IsLarge(string id) => !IsInteger(id) && ulong.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static long Integer(string id) => long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number
        : ulong.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out ulong large) ? unchecked((long)large)
        : throw new GraphFormatException($"isolated vertex '{GraphFormatException.Excerpt(System.Text.Encoding.UTF8.GetBytes(id))}' is not an integer, and the other ids are");

    private long Largest(Parallelism parallelism, CancellationToken cancellationToken)
    {
        var largest = new int[rows.Count];
        parallelism.For(rows.Count, i => largest[i] = rows[i].Block!.LargestVertex(), cancellationToken);
        return largest.Length == 0 ? -1 : largest.Max();
    }

    private VertexIds Sorted(long count, long heldBytes, Parallelism parallelism, CancellationToken cancellationToken)
    {
        bool unsigned = rows.Exists(r => r.AreUnsigned) || isolated.Exists(IsLarge);
        long flip = unsigned ? long.MinValue : 0; // the order of unsigned numbers is that of signed ones with the highest bit turned
        budget.Ensure(heldBytes + count * SortedIdBytes, $"sorting the ids of {count} edges");
        var all = new long[checked(2 * count + isolated.Count)];
        int at = 0;
        foreach (EdgeRows block in rows)
        {
            for (int i = 0; i < block.Count; i++)
            {
                all[at++] = (options.IdBase + block.Source(i)) ^ flip;
                all[at++] = (options.IdBase + block.Target(i)) ^ flip;
            }
        }

        foreach (long id in _isolatedIds!)
            all[at++] = id ^ flip;
        long[] distinct = SortedDistinct.Of(all, parallelism, cancellationToken);
        for (int v = 0; unsigned && v < distinct.Length; v++)
            distinct[v] ^= flip;
        return VertexIds.FromSorted(distinct, unsigned);
    }

    private EdgeRows MapIntegers(EdgeRows of, VertexIds ids)
    {
        double[]? weights = of.Weights;
        var block = new EdgeBlock(of.Count, weights is not null);
        for (int i = 0; i < of.Count; i++)
            block.Add(ids.Find(options.IdBase + of.Source(i)), ids.Find(options.IdBase + of.Target(i)), weights is null ? 1.0 : weights[i]);
        return new EdgeRows { Block = block };
    }

    private static void NoteGaps(VertexIds ids, List<string> notes)
    {
        if (ids.Count == 0)
            return;
        BigInteger least = BigInteger.Parse(ids.GetText(0), CultureInfo.InvariantCulture);
        BigInteger largest = BigInteger.Parse(ids.GetText(ids.Count - 1), CultureInfo.InvariantCulture);
        BigInteger absent = largest - least + 1 - ids.Count;
        if (absent > 0)
            notes.Add($"{absent} ids between {least} and {largest} do not occur and are no vertices{(least >= 0 && largest < int.MaxValue - 1 ? "; GraphReadOptions.Vertices or GraphReadOptions.Ids = IdMode.Dense makes them isolated vertices" : "")}");
    }
}
