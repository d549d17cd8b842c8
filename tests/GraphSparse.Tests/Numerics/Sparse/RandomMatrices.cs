using GraphSparse.Numerics;

namespace GraphSparse.Tests.Numerics.Sparse;

/// <summary>Random sparse matrices whose rows differ in length: empty ones, short ones and full ones.</summary>
internal static class RandomMatrices
{
    /// <summary>Of each row the length is drawn first: 0, up to the usual one, or (one in ten) up to all columns.</summary>
    public static SparseMatrix<T> Create<T>(int rows, int columns, double usual, int seed, Func<Random, T> value) where T : unmanaged
    {
        var random = new Random(seed);
        var entries = new List<SparseEntry<T>>();
        for (int row = 0; row < rows; row++)
        {
            int length = (int)Math.Min(columns, random.Next(10) == 0 ? random.Next(columns + 1) : random.NextDouble() * 2 * usual);
            var chosen = new HashSet<int>();
            while (chosen.Count < length)
                chosen.Add(random.Next(columns));
            entries.AddRange(chosen.Select(column => new SparseEntry<T>(row, column, value(random))));
        }

        return SparseMatrix.FromEntries<T>(rows, columns, [.. entries]);
    }

    public static SparseMatrix<double> Doubles(int rows, int columns, double usual, int seed) => Create(rows, columns, usual, seed, random => random.NextDouble() - 0.5);
}
