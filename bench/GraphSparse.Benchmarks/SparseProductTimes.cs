using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using GraphSparse.IO;
using GraphSparse.Numerics;
using MathNet.Numerics.Statistics;

namespace GraphSparse.Benchmarks;

/// <summary>Times C = A A in double precision on a matrix in a file that other programs read, too: <c>bench/spgemm.sh</c> sets GraphBLAS and SciPy beside it.</summary>
/// <remarks>The file: rows and entries (64 bits each), where rows begin (64), columns (32), values (double).</remarks>
internal static class SparseProductTimes
{
    public static int Run(string[] args)
    {
        if (args is ["export", var name, var file])
            return Export(name, file);
        SparseMatrix<double> a = Read(args[0]);
        if (args is [_, "flops"])
        {
            Console.WriteLine(SparseProduct.EstimateFlops(a, a));
            return 0;
        }

        var threads = new Parallelism(int.Parse(args[1], CultureInfo.InvariantCulture));
        int repeats = int.Parse(args[2], CultureInfo.InvariantCulture);
        var options = new SparseProductOptions
        {
            Accumulator = args.Length > 3 && Enum.TryParse(args[3], out ProductAccumulator forced) ? forced : null,
            Phases = args.Contains("two") ? ProductPhases.Two : ProductPhases.Auto,
        };
        SparseMatrix<double> left = args.FirstOrDefault(arg => arg.StartsWith("rows=", StringComparison.Ordinal)) is { } rows
            ? FirstRows(a, int.Parse(rows["rows=".Length..], CultureInfo.InvariantCulture)) : a;
        bool isPattern = args.Contains("pair");
        SparseMatrix<long> pattern = a.AsPattern<long>();
        long entries = 0;
        double sum = 0;
        var warmUp = Stopwatch.StartNew();
        for (int i = 0; i < 3 || warmUp.Elapsed.TotalSeconds < 1; i++)
            Once(check: i == 0);
        var times = new List<double>();
        for (int i = 0; i < repeats; i++)
            times.Add(Once(check: false));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times.Median():0.000000} {entries} {sum:g10} {PeakKiB()} {times.Min():0.000000}"));
        return 0;

        double Once(bool check)
        {
            GC.Collect(); // the product before, as the other programs free theirs outside of the time
            var watch = Stopwatch.StartNew();
            SparsityPattern product = isPattern
                ? SparseProduct.Multiply<long, PlusPair<long>>(pattern, pattern, options, threads)
                : SparseProduct.Multiply(left, a, options, threads);
            double seconds = watch.Elapsed.TotalSeconds;
            entries = product.EntryCount;
            if (check)
                sum = product is SparseMatrix<double> numbers ? Sum(numbers) : Sum((SparseMatrix<long>)product);
            return seconds;
        }
    }

    /// <summary>The first rows alone: how a wide matrix is multiplied, without as many rows.</summary>
    private static SparseMatrix<double> FirstRows(SparseMatrix<double> matrix, int rows) => SparseMatrix.FromRows(matrix.ColumnCount,
        [.. Enumerable.Range(0, rows + 1).Select(matrix.Offset)], [.. Enumerable.Range(0, rows).SelectMany(row => matrix.Columns(row).ToArray())],
        [.. Enumerable.Range(0, rows).SelectMany(row => matrix.Values(row).ToArray())]);

    private static double Sum<T>(SparseMatrix<T> matrix) where T : unmanaged, System.Numerics.INumber<T>
    {
        double sum = 0;
        for (int row = 0; row < matrix.RowCount; row++)
        {
            foreach (T value in matrix.Values(row))
                sum += double.CreateChecked(value);
        }

        return sum;
    }

    /// <summary>The most memory that was resident, where the system tells.</summary>
    private static long PeakKiB() => File.Exists("/proc/self/status")
        ? long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture)
        : 0;

    /// <summary>Writes an edge list's adjacency matrix, an R-MAT graph ("rmat15") or a random one ("uniform18": 2^18 rows of 8; "uniform18x32": of 32), with random values.</summary>
    private static int Export(string name, string file)
    {
        var values = new KeyedRandom(1, "bench.spgemm.values");
        var places = new KeyedRandom(1, "bench.spgemm.places");
        var offsets = new List<long> { 0 };
        var columns = new List<int>();
        if (name.StartsWith("uniform", StringComparison.Ordinal))
        {
            string[] size = name["uniform".Length..].Split('x'); // scale, or scale x entries of a row
            int n = 1 << int.Parse(size[0], CultureInfo.InvariantCulture);
            int length = size.Length > 1 ? int.Parse(size[1], CultureInfo.InvariantCulture) : 8;
            for (int row = 0; row < n; row++)
            {
                columns.AddRange(Enumerable.Range(0, length + 24).Select(i => (int)(places.NextDouble(row, i) * n)).Distinct().Take(length).Order());
                offsets.Add(columns.Count);
            }
        }
        else
        {
            CsrGraph graph = name.StartsWith("rmat", StringComparison.Ordinal) ? Rmat.Generate(int.Parse(name["rmat".Length..], CultureInfo.InvariantCulture), edgeFactor: 8) : GraphReader.Read(name).Graph;
            for (int u = 0; u < graph.VertexCount; u++)
            {
                columns.AddRange(graph.Neighbors(u));
                offsets.Add(columns.Count);
            }
        }

        double[] numbers = [.. Enumerable.Range(0, columns.Count).Select(e => 0.5 + values.NextDouble(e))];
        using FileStream stream = File.Create(file);
        stream.Write(MemoryMarshal.AsBytes<long>(new long[] { offsets.Count - 1, columns.Count }));
        stream.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(offsets)));
        stream.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(columns)));
        stream.Write(MemoryMarshal.AsBytes<double>(numbers));
        Console.WriteLine($"{file}: {offsets.Count - 1} rows, {columns.Count} entries");
        return 0;
    }

    private static SparseMatrix<double> Read(string file)
    {
        using FileStream stream = File.OpenRead(file);
        var head = new long[2];
        stream.ReadExactly(MemoryMarshal.AsBytes(head.AsSpan()));
        var offsets = new long[head[0] + 1];
        var columns = new int[head[1]];
        var values = new double[head[1]];
        stream.ReadExactly(MemoryMarshal.AsBytes(offsets.AsSpan()));
        stream.ReadExactly(MemoryMarshal.AsBytes(columns.AsSpan()));
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return SparseMatrix.FromRows((int)head[0], offsets, columns, values);
    }
}
