using GraphSparse.Acceleration;

namespace GraphSparse.Gpu;

/// <summary>Rows that fit the memory of a device together.</summary>
/// <param name="From">The first.</param>
/// <param name="To">Past the last.</param>
internal readonly record struct RowBlock(int From, int To)
{
    /// <summary>Cuts rows into blocks of at most so many arcs.</summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="start">Where a row begins among all arcs.</param>
    /// <param name="mostArcs">Arcs of a block.</param>
    /// <param name="mostRows">Rows of a block.</param>
    /// <exception cref="ResourceLimitException">A row has more arcs.</exception>
    public static IReadOnlyList<RowBlock> Cut(int rows, Func<int, long> start, long mostArcs, long mostRows)
    {
        var blocks = new List<RowBlock>();
        for (int from = 0; from < rows;)
        {
            int to = (int)Math.Min(rows, from + Math.Max(1, mostRows));
            if (start(to) - start(from) > mostArcs) // the last row that still fits, by halving
            {
                (int fits, int doesNot) = (from, to);
                while (doesNot - fits > 1)
                {
                    int middle = fits + (doesNot - fits) / 2;
                    if (start(middle) - start(from) <= mostArcs)
                        fits = middle;
                    else
                        doesNot = middle;
                }

                to = fits;
            }

            if (to == from)
                throw new ResourceLimitException($"A vertex has {start(from + 1) - start(from)} arcs, and the device has memory for {Math.Max(0, mostArcs)} at once; use the CPU.");
            blocks.Add(new RowBlock(from, to));
            from = to;
        }

        return blocks;
    }
}
