using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>A dense matrix of many rows and few columns, row after row in single precision; sums over rows are in double precision, block by block in a fixed order.</summary>
internal sealed class TallMatrix
{
    private const int BlockRows = 4096;

    /// <summary>All 0.</summary>
    /// <exception cref="ResourceLimitException">It has more values than an array.</exception>
    public TallMatrix(int rows, int columns)
    {
        if ((long)rows * columns > Array.MaxLength)
            throw new ResourceLimitException($"{rows} vectors of {columns} numbers are more than {Array.MaxLength} together; choose a smaller dimension.");
        (Rows, Columns) = (rows, columns);
        Values = HugePages.Of(new float[rows * columns]);
    }

    public int Rows { get; }

    public int Columns { get; }

    public float[] Values { get; }

    public Span<float> Row(int row) => Values.AsSpan(row * Columns, Columns);

    /// <summary>Normally distributed values, each a function of seed, row and column.</summary>
    public static TallMatrix Gaussian(int rows, int columns, ulong seed, string domain, Parallelism parallelism, CancellationToken cancellationToken)
    {
        var matrix = new TallMatrix(rows, columns);
        var random = new KeyedRandom(seed, domain);
        parallelism.ForRanges(rows, BlockRows, (_, from, to) =>
        {
            for (int u = (int)from; u < (int)to; u++)
            {
                Span<float> row = matrix.Row(u);
                for (int j = 0; j < columns; j += 2) // Box and Muller: two at a time
                {
                    double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble(u, j)));
                    (double sin, double cos) = Math.SinCos(2 * Math.PI * random.NextDouble(u, j + 1));
                    row[j] = (float)(radius * cos);
                    if (j + 1 < columns)
                        row[j + 1] = (float)(radius * sin);
                }
            }
        }, cancellationToken);
        return matrix;
    }

    /// <summary>Products of its columns with one another: k × k.</summary>
    public double[] Gram(Parallelism parallelism, CancellationToken cancellationToken)
    {
        int k = Columns;
        var sum = new double[k * k];
        parallelism.MapInOrder(
            Enumerable.Range(0, (Rows + BlockRows - 1) / BlockRows),
            block => GramOf(block * BlockRows, Math.Min(Rows, (block + 1) * BlockRows)),
            part => Add(sum, part),
            cancellationToken);
        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j < i; j++)
                sum[j * k + i] = sum[i * k + j];
        }

        return sum;
    }

    /// <summary>Becomes its product with a small square matrix.</summary>
    public void Multiply(double[] right, Parallelism parallelism, CancellationToken cancellationToken) => TimesInto(right, Columns, this, 0, parallelism, cancellationToken);

    /// <summary>Writes its product with a small matrix of as many rows as it has columns into columns of another, or itself.</summary>
    public void TimesInto(double[] right, int columns, TallMatrix target, int firstColumn, Parallelism parallelism, CancellationToken cancellationToken) =>
        parallelism.ForRanges(Rows, BlockRows / 4, (_, from, to) =>
        {
            var sums = new double[columns];
            for (int u = (int)from; u < (int)to; u++)
            {
                Array.Clear(sums);
                ReadOnlySpan<float> row = Row(u);
                for (int i = 0; i < row.Length; i++)
                    DenseRows.AddScaled<double>(sums, row[i], right.AsSpan(i * columns, columns));
                Span<float> product = target.Row(u).Slice(firstColumn, columns);
                for (int j = 0; j < columns; j++)
                    product[j] = (float)sums[j];
            }
        }, cancellationToken);

    /// <summary>Columns become of length 1 and at right angles, and span the same; those beyond what they span become 0.</summary>
    /// <remarks>By the eigenvectors of its Gram matrix, twice (Stathopoulos and Wu, SIAM J. Sci. Comput. 23(6), 2002).</remarks>
    public void Orthonormalize(Parallelism parallelism, CancellationToken cancellationToken)
    {
        for (int time = 0; time < 2; time++)
        {
            (double[] values, double[] vectors) = SymmetricEigen.Of(Gram(parallelism, cancellationToken), Columns);
            var right = new double[Columns * Columns];
            for (int r = 0; r < Columns && values[r] > values[0] * 1e-10; r++)
            {
                double scale = 1 / Math.Sqrt(values[r]);
                for (int i = 0; i < Columns; i++)
                    right[i * Columns + r] = vectors[r * Columns + i] * scale;
            }

            Multiply(right, parallelism, cancellationToken);
        }
    }

    /// <summary>Turns columns so that of the entries of each the largest, and of equal ones the first, is positive.</summary>
    public void FixSigns()
    {
        var largest = new float[Columns];
        for (int u = 0; u < Rows; u++)
        {
            ReadOnlySpan<float> row = Row(u);
            for (int j = 0; j < row.Length; j++)
            {
                if (Math.Abs(row[j]) > Math.Abs(largest[j]))
                    largest[j] = row[j];
            }
        }

        for (int u = 0; u < Rows; u++)
        {
            Span<float> row = Row(u);
            for (int j = 0; j < row.Length; j++)
                row[j] = largest[j] < 0 ? -row[j] : row[j];
        }
    }

    private double[] GramOf(int from, int to)
    {
        int k = Columns;
        var part = new double[k * k];
        var row = new double[k];
        for (int u = from; u < to; u++)
        {
            ReadOnlySpan<float> values = Row(u);
            for (int i = 0; i < k; i++)
                row[i] = values[i];
            for (int i = 0; i < k; i++)
                DenseRows.AddScaled<double>(part.AsSpan(i * k, i + 1), row[i], row.AsSpan(0, i + 1));
        }

        return part;
    }

    private static void Add(double[] sum, double[] part)
    {
        for (int i = 0; i < sum.Length; i++)
            sum[i] += part[i];
    }
}
