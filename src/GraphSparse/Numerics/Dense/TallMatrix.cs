using System.Runtime.CompilerServices;

namespace GraphSparse.Numerics;

/// <summary>A dense matrix of many rows and few columns, row after row in single precision; sums over rows are in double precision, block by block in a fixed order.</summary>
internal sealed class TallMatrix
{
    private const int BlockRows = 4096;
    private const int LineValues = 64 / sizeof(float);

    private readonly LargeArray<float> _values;
    private readonly int _first; // the first row begins with a line of memory, so that few rows reach into one line more than they need

    /// <summary>All 0.</summary>
    /// <exception cref="ResourceLimitException">It has more values than memory can address.</exception>
    public TallMatrix(int rows, int columns) : this(rows, columns, isZero: true)
    {
    }

    private unsafe TallMatrix(int rows, int columns, bool isZero)
    {
        long length = (long)rows * columns + LineValues;
        if (length > LargeArray<float>.MaxLength)
            throw new ResourceLimitException($"{rows} vectors of {columns} numbers are more than {LargeArray<float>.MaxLength} together; choose a smaller dimension.");
        (Rows, Columns) = (rows, columns);
        _values = isZero ? LargeArray<float>.AllocateZeroed(length) : LargeArray<float>.Allocate(length);
        _first = (int)((64 - (nint)Unsafe.AsPointer(ref _values[0]) % 64) % 64 / sizeof(float)); // were the memory moved, it would be slower and nothing else
    }

    /// <summary>Values that are anything at first.</summary>
    public static TallMatrix Uninitialized(int rows, int columns) => new(rows, columns, isZero: false);

    public int Rows { get; }

    public int Columns { get; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<float> Row(int row) => _values.Slice(_first + (long)row * Columns, Columns);

    /// <summary>Rows one after the other; together fewer values than 2³¹.</summary>
    public Span<float> RowsOf(int from, int to) => _values.Slice(_first + (long)from * Columns, checked((to - from) * Columns));

    /// <summary>The first value; those of a row lie <see cref="Columns"/> after those of the one before.</summary>
    public ref float First => ref _values[_first];

    /// <summary>All values become 0.</summary>
    public void Clear()
    {
        for (int u = 0; u < Rows; u++)
            Row(u).Clear();
    }

    /// <summary>The same values in a matrix of other columns: those that are more are 0, those that are fewer are left out.</summary>
    public TallMatrix Copy(int columns)
    {
        TallMatrix copy = columns > Columns ? new TallMatrix(Rows, columns) : Uninitialized(Rows, columns);
        int common = Math.Min(columns, Columns);
        for (int u = 0; u < Rows; u++)
            Row(u)[..common].CopyTo(copy.Row(u));
        return copy;
    }

    /// <summary>All values in an array.</summary>
    public float[] ToArray() => RowsOf(0, Rows).ToArray();

    /// <summary>Bytes that it holds.</summary>
    public long Bytes => (long)Rows * Columns * sizeof(float);

    /// <summary>Calls a function for ranges of rows.</summary>
    public void ForRows(Parallelism parallelism, Action<int, int> body, CancellationToken cancellationToken) =>
        parallelism.ForRanges(Rows, BlockRows / 4, (_, from, to) => body((int)from, (int)to), cancellationToken);

    /// <summary>Normally distributed values, each a function of seed, row and column.</summary>
    public static TallMatrix Gaussian(int rows, int columns, ulong seed, string domain, Parallelism parallelism, CancellationToken cancellationToken)
    {
        TallMatrix matrix = Uninitialized(rows, columns);
        var random = new KeyedRandom(seed, domain);
        matrix.ForRows(parallelism, [MethodImpl(Hot.Loop)] (from, to) =>
        {
            for (int u = from; u < to; u++)
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

    /// <summary>Sums over blocks of 4096 rows, added in the order of the blocks.</summary>
    /// <param name="length">Sums.</param>
    /// <param name="partial">Gives those of rows from, to.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at for every block.</param>
    public double[] SumBlocks(int length, Func<int, int, double[]> partial, Parallelism parallelism, CancellationToken cancellationToken)
    {
        var sum = new double[length];
        parallelism.MapInOrder(
            Enumerable.Range(0, (int)((Rows + BlockRows - 1L) / BlockRows)),
            block => partial(block * BlockRows, (int)Math.Min(Rows, (block + 1L) * BlockRows)),
            part =>
            {
                for (int i = 0; i < sum.Length; i++)
                    sum[i] += part[i];
            },
            cancellationToken);
        return sum;
    }

    /// <summary>Sums of its columns.</summary>
    public double[] ColumnSums(Parallelism parallelism, CancellationToken cancellationToken) => SumBlocks(Columns, [MethodImpl(Hot.Loop)] (from, to) =>
    {
        var sums = new double[Columns];
        for (int u = from; u < to; u++)
            DenseRows.AddWide(sums, Row(u));

        return sums;
    }, parallelism, cancellationToken);

    /// <summary>Products of its columns with one another: k × k.</summary>
    public double[] Gram(Parallelism parallelism, CancellationToken cancellationToken)
    {
        int k = Columns;
        int width = TallKernels.Padded(k);
        double[] padded = SumBlocks(k * width, (from, to) =>
        {
            var sum = new double[k * width];
            TallKernels.AddGram(RowsOf(from, to), k, sum, new double[64 * width]);
            return sum;
        }, parallelism, cancellationToken);
        var gram = new double[k * k];
        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j <= i; j++)
                gram[i * k + j] = gram[j * k + i] = padded[i * width + j];
        }

        return gram;
    }

    /// <summary>Becomes its product with a small square matrix.</summary>
    public void Multiply(double[] right, Parallelism parallelism, CancellationToken cancellationToken, bool isUpper = false) =>
        TimesInto(right, Columns, this, 0, parallelism, cancellationToken, isUpper);

    /// <summary>Writes its product with a small matrix of as many rows as it has columns into columns of another, or itself; in single precision.</summary>
    /// <param name="right">As many rows as this has columns, of <paramref name="columns"/> values.</param>
    /// <param name="columns">Columns of the product.</param>
    /// <param name="target">Where it is written.</param>
    /// <param name="firstColumn">The first column there.</param>
    /// <param name="parallelism">Threads.</param>
    /// <param name="cancellationToken">Looked at for every range of rows.</param>
    /// <param name="isUpper">Whether <paramref name="right"/> is 0 below its diagonal.</param>
    /// <param name="shift">A row that is added to every row, or null.</param>
    public void TimesInto(double[] right, int columns, TallMatrix target, int firstColumn, Parallelism parallelism, CancellationToken cancellationToken, bool isUpper = false, double[]? shift = null)
    {
        int width = TallKernels.Padded(columns);
        var padded = new float[Columns * width];
        for (int i = 0; i < Columns; i++)
        {
            for (int j = 0; j < columns; j++)
                padded[i * width + j] = (float)right[i * columns + j];
        }

        var added = new float[width];
        for (int j = 0; j < (shift?.Length ?? 0); j++)
            added[j] = (float)shift![j];
        ForRows(parallelism, [MethodImpl(Hot.Loop)] (from, to) =>
        {
            Span<float> products = new float[4 * width];
            for (int u = from; u < to; u += 4)
            {
                int count = Math.Min(4, to - u);
                TallKernels.Multiply(RowsOf(u, u + count), count, Columns, padded, width, added, isUpper, products);
                for (int r = 0; r < count; r++)
                    products.Slice(r * width, columns).CopyTo(target.Row(u + r)[firstColumn..]);
            }
        }, cancellationToken);
    }

    /// <summary>Columns become of length 1 and at right angles, and span the same; those beyond what they span become 0.</summary>
    /// <remarks>Twice by the Cholesky factor of its Gram matrix (Fukaya et al., "CholeskyQR2", ScalA 2014), or by its eigenvectors where columns are close to dependent (Stathopoulos and Wu, SIAM J. Sci. Comput. 23(6), 2002).</remarks>
    public void Orthonormalize(Parallelism parallelism, CancellationToken cancellationToken)
    {
        for (int time = 0; time < 2; time++)
        {
            double[] gram = Gram(parallelism, cancellationToken);
            double[]? inverse = Cholesky.InverseOf(gram, Columns);
            Multiply(inverse ?? InverseRoot(gram), parallelism, cancellationToken, inverse is not null);
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

    /// <summary>V·W^−½ of a Gram matrix V·W·Vᵀ, 0 where W is as good as 0.</summary>
    private double[] InverseRoot(double[] gram)
    {
        int k = Columns;
        (double[] values, double[] vectors) = SymmetricEigen.Of(gram, k);
        var right = new double[k * k];
        for (int r = 0; r < k && values[r] > values[0] * 1e-10; r++)
        {
            double scale = 1 / Math.Sqrt(values[r]);
            for (int i = 0; i < k; i++)
                right[i * k + r] = vectors[r * k + i] * scale;
        }

        return right;
    }
}
