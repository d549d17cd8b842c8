using GraphSparse.IO.Parquet;

namespace GraphSparse.Tests.IO.Parquet;

/// <summary>Files in memory, and columns to put into them.</summary>
internal static class ParquetFiles
{
    /// <summary>The types that our writer writes.</summary>
    public static ParquetType[] WrittenTypes { get; } = [.. Enum.GetValues<ParquetType>().Except([ParquetType.FixedBytes, ParquetType.Int96])];

    public static byte[] Write(ParquetWriterOptions? options, int threads, params ParquetColumn[][] groups)
    {
        using var stream = new MemoryStream();
        using var writer = new ParquetWriter(stream, [.. groups[0].Select(c => c.Field)], options);
        writer.WriteRowGroups(groups, threads);
        writer.Close([new("graph", "test"), new("empty", "")]);
        return stream.ToArray();
    }

    public static byte[] Write(ParquetWriterOptions? options, params ParquetColumn[] columns) => Write(options, 1, columns);

    public static ParquetColumn ReadOnly(byte[] bytes, int field = 0)
    {
        using ParquetFile file = ParquetFile.Open(bytes, "memory");
        return file.ReadColumn(0, field);
    }

    /// <summary>Every column of every row group; the errors of a hostile file come out of here.</summary>
    public static List<ParquetColumn> ReadAll(ReadOnlyMemory<byte> bytes, long? memoryLimit = null)
    {
        using ParquetFile file = ParquetFile.Open(bytes, "memory", memoryLimit);
        var columns = new List<ParquetColumn>();
        for (int g = 0; g < file.RowGroups.Count; g++)
        {
            for (int f = 0; f < file.Fields.Count; f++)
                columns.Add(file.ReadColumn(g, f));
        }

        return columns;
    }

    public static void RequireEqual(ParquetColumn expected, ParquetColumn actual)
    {
        Assert.Equal(expected.Field, actual.Field);
        Assert.Equal(expected.RowCount, actual.RowCount);
        Assert.Equal(expected.NullCount, actual.NullCount);
        for (int row = 0; row < expected.RowCount; row++)
        {
            if (expected.IsNull(row) != actual.IsNull(row))
                Assert.Fail($"row {row}: null {expected.IsNull(row)}, read {actual.IsNull(row)}");
        }

        switch (expected)
        {
            case ParquetColumn<bool> c: RequireEqualValues(c, (ParquetColumn<bool>)actual); break;
            case ParquetColumn<int> c: RequireEqualValues(c, (ParquetColumn<int>)actual); break;
            case ParquetColumn<long> c: RequireEqualValues(c, (ParquetColumn<long>)actual); break;
            case ParquetColumn<float> c: RequireEqualValues(c, (ParquetColumn<float>)actual); break;
            case ParquetColumn<double> c: RequireEqualValues(c, (ParquetColumn<double>)actual); break;
            default:
                var texts = (ParquetUtf8Column)expected;
                var read = (ParquetUtf8Column)actual;
                for (int row = 0; row < texts.RowCount; row++)
                    Assert.Equal(texts.Text(row), read.Text(row));
                break;
        }
    }

    private static void RequireEqualValues<T>(ParquetColumn<T> expected, ParquetColumn<T> actual) where T : unmanaged
    {
        var comparer = EqualityComparer<T>.Default;   // NaN equals NaN here
        for (int row = 0; row < expected.RowCount; row++)
        {
            ReadOnlySpan<T> wanted = expected.Field.IsList ? expected.List(row) : expected.Values.Slice(row, 1);
            ReadOnlySpan<T> found = actual.Field.IsList ? actual.List(row) : actual.Values.Slice(row, 1);
            if (!expected.Field.IsList && expected.IsNull(row))
                wanted = new T[1];
            if (!wanted.SequenceEqual(found, comparer))
                Assert.Fail($"row {row} of '{expected.Field.Name}': [{string.Join(" ", wanted.ToArray())}], read [{string.Join(" ", found.ToArray())}]");
        }
    }

    /// <summary>A column of any kind whose rows follow a formula: some repeat, some are null.</summary>
    public static ParquetColumn Make(string name, ParquetType type, bool isOptional, bool isList, int rows, int seed)
    {
        var random = new Random(seed);
        var field = new ParquetField(name, type, isOptional, isList);
        bool[] nulls = isOptional ? [.. Enumerable.Range(0, rows).Select(_ => random.Next(4) == 0)] : [];
        if (type == ParquetType.Utf8)
        {
            var texts = Enumerable.Range(0, rows).Select(r => isOptional && nulls[r] ? null : Text(random, seed));
            ParquetUtf8Column made = ParquetUtf8Column.Create(name, texts, isOptional);
            return made;
        }

        var offsets = new int[rows + 1];
        for (int r = 0; r < rows; r++)
            offsets[r + 1] = offsets[r] + (isOptional && nulls[r] ? 0 : random.Next(5));
        int count = isList ? offsets[rows] : rows;
        return type switch
        {
            ParquetType.Boolean => Make(i => random.Next(2) == 0),
            ParquetType.Int32 => Make(i => seed % 2 == 0 ? random.Next(int.MinValue, int.MaxValue) : i / 7 + random.Next(3)),
            ParquetType.Int64 => Make(i => seed % 2 == 0 ? random.NextInt64(long.MinValue, long.MaxValue) : (1L << 40) + 3L * i),
            ParquetType.Float => Make(i => seed % 2 == 0 ? random.NextSingle() : i % 5 == 0 ? float.NaN : i % 3 - 1.5f),
            _ => Make(i => seed % 2 == 0 ? random.NextDouble() : i % 7 == 0 ? double.NegativeInfinity : i % 3),
        };

        ParquetColumn Make<T>(Func<int, T> value) where T : unmanaged
        {
            T[] values = [.. Enumerable.Range(0, count).Select(value)];
            return new ParquetColumn<T>(field, values, nulls, isList ? offsets : default(ReadOnlyMemory<int>));
        }
    }

    private static string Text(Random random, int seed) =>
        seed % 2 == 0 ? $"ü{random.Next()}" : random.Next(3) switch { 0 => "", 1 => "Knoten", _ => "häufig" };
}
