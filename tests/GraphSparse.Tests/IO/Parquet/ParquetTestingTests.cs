using GraphSparse.IO.Parquet;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO.Parquet;

/// <summary>The files of the Apache project's own test collection: every flat column has the values that Arrow's reader finds, or is refused by name.</summary>
public class ParquetTestingTests
{
    /// <summary>Files that are refused in part, with what has to be said.</summary>
    internal static readonly Dictionary<string, string> Refused = new()
    {
        ["datapage_v1-corrupt-checksum.parquet"] = "checksum",
        ["rle-dict-uncompressed-corrupt-checksum.parquet"] = "checksum",
        ["nation.dict-malformed.parquet"] = "are left of its column",   // its footer states sizes without the heads of dictionaries
    };

    internal static string Folder => Path.Combine(Environment.GetEnvironmentVariable("GRAPHSPARSE_DATASETS")!, "parquet-testing");

    [NetworkFact]
    [Trait("Speed", "Slow")]
    public void Read_GivesTheValuesOfArrow_OrRefusesByName_ForEveryFlatColumn()
    {
        string[] files = Directory.GetFiles(Folder, "*.parquet");
        Assert.True(files.Length >= 60, $"{files.Length} files");
        var problems = new List<string>();
        int same = 0;
        foreach (string path in files.Order(StringComparer.Ordinal))
        {
            try
            {
                same += Compare(path, problems);
            }
            catch (Exception error)
            {
                problems.Add($"{Path.GetFileName(path)}: {error.GetType().Name}: {error.Message}");
            }
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
        Assert.True(same >= 281, $"{same} columns compared");
    }

    /// <summary>What is read of every flat column is written again as it was: with the same type, and values that Arrow finds the same.</summary>
    [NetworkFact]
    [Trait("Speed", "Slow")]
    public void Write_GivesBackEveryFlatColumn()
    {
        var problems = new List<string>();
        int same = 0;
        using var folder = new TemporaryFolder();
        foreach (string path in Directory.GetFiles(Folder, "*.parquet").Where(path => !Refused.ContainsKey(Path.GetFileName(path))).Order(StringComparer.Ordinal))
        {
            using (ParquetFile file = ParquetFile.Open(path))
            {
                int[] flat = [.. Enumerable.Range(0, file.Fields.Count).Where(field => !file.Fields[field].IsList)];
                if (flat.Length == 0)
                    continue;
                using FileStream stream = File.Create(folder["again.parquet"]);
                using var writer = new ParquetWriter(stream, [.. flat.Select(field => file.Fields[field])], new ParquetWriterOptions { PageRows = 37 });
                for (int group = 0; group < file.RowGroups.Count; group++)
                    writer.WriteRowGroup([.. flat.Select(field => file.ReadColumn(group, field))]);
                writer.Close();
            }

            using var original = new ParquetSharpColumns(path);
            using var again = new ParquetSharpColumns(folder["again.parquet"]);
            using ParquetFile read = ParquetFile.Open(path);
            foreach ((string name, int column) in again.Flat)
            {
                ParquetField field = read.Fields[read.FindField(name)];
                string place = $"{Path.GetFileName(path)}, column '{name}'";
                if (field.LogicalType != ParquetLogicalType.Other && original.TypeOf(original.Flat[name]) is var wanted && again.TypeOf(column) is var found && !SameType(wanted, found))
                    problems.Add($"{place}: {wanted} became {found}");
                List<byte[]?> Values(ParquetSharpColumns of, int at) => [.. Enumerable.Range(0, of.GroupCount).SelectMany(group => of.Read(group, at))];
                if (!Values(original, original.Flat[name]).SequenceEqual(Values(again, column), BytesComparer.Instance))
                    problems.Add($"{place}: other values");
                same++;
            }
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
        Assert.True(same >= 240, $"{same} columns compared");
    }

    /// <summary>Small integers get 32 bits, enumerations and JSON become strings, and the width of a type that says nothing more may go.</summary>
    private static bool SameType(string wanted, string found) => wanted == found
        || (found.Contains("String", StringComparison.Ordinal) && (wanted.Contains("Enum", StringComparison.Ordinal) || wanted.Contains("JSON", StringComparison.Ordinal)))
        || (found.Contains("None", StringComparison.Ordinal) && (wanted.Contains("isSigned=true", StringComparison.Ordinal) || wanted.Contains("BSON", StringComparison.Ordinal)))
        || (found.Contains("isSigned=false", StringComparison.Ordinal) && wanted.Contains("isSigned=false", StringComparison.Ordinal));

    private sealed class BytesComparer : IEqualityComparer<byte[]?>
    {
        public static BytesComparer Instance { get; } = new();

        public bool Equals(byte[]? x, byte[]? y) => x is null || y is null ? x == y : x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[]? obj) => obj?.Length ?? -1;
    }

    [NetworkTheory]
    [Trait("Speed", "Slow")]
    [InlineData(1)]
    [InlineData(2)]
    public void Read_ThrowsItsTwoErrorsOnly_WhenFilesAreDamaged(int seed)
    {
        var random = new Random(seed);
        int refused = 0, read = 0;
        foreach (string path in Directory.GetFiles(Folder, "*.parquet").Order(StringComparer.Ordinal))
        {
            byte[] good = File.ReadAllBytes(path);
            int trials = good.Length > 200_000 ? 3 : 60;
            for (int trial = 0; trial < trials; trial++)
            {
                byte[] bad = [.. good];
                for (int flips = random.Next(1, 6); flips > 0; flips--)
                    bad[random.Next(trial % 2 == 0 ? 0 : Math.Max(0, bad.Length - 1500), bad.Length)] = (byte)random.Next(256);
                try
                {
                    ReadEverything(bad);
                    read++;
                }
                catch (Exception error) when (error is GraphFormatException or ResourceLimitException)
                {
                    refused++;
                }
            }
        }

        Assert.True(refused > 500 && read > 100, $"{refused} refused, {read} read");
    }

    /// <summary>Every column that can be read, also as what it stands for.</summary>
    private static void ReadEverything(byte[] bytes)
    {
        using ParquetFile file = ParquetFile.Open(bytes, "damaged", 256 << 20);
        for (int group = 0; group < file.RowGroups.Count; group++)
        {
            for (int field = 0; field < file.Fields.Count; field++)
            {
                ParquetColumn column = file.ReadColumn(group, field);
                RowError bad = (row, reason) => new GraphFormatException($"row {row}: {reason}");
                if (ColumnNumbers.AreIn(column.Field))
                    ColumnNumbers.ToDoubles(column, bad);
                if (IdColumn.AreIntegers(column.Field))
                    IdColumn.Of(column, bad);
                if (ColumnTimes.AreIn(column.Field))
                    ColumnTimes.ToIntegers(column, bad);
                if (IdColumn.AreTexts(column.Field))
                {
                    var texts = new TextColumn((ParquetUtf8Column)column);
                    for (int row = 0; row < column.RowCount; row++)
                        _ = texts[row].Length;
                }
            }
        }
    }

    private static int Compare(string path, List<string> problems)
    {
        using ParquetFile file = ParquetFile.Open(path);
        using var arrow = new ParquetSharpColumns(path);
        int same = 0, refused = 0;
        Assert.Equal(arrow.GroupCount, file.RowGroups.Count);
        foreach ((string name, int column) in arrow.Flat)
        {
            int field = file.FindField(name);
            for (int group = 0; group < arrow.GroupCount; group++)
            {
                string place = $"{Path.GetFileName(path)}, column '{name}', row group {group}";
                try
                {
                    ParquetColumn read = file.ReadColumn(group, field);
                    if (Difference(arrow.Read(group, column), read) is { } difference)
                        problems.Add($"{place}: {difference}");
                    same++;
                }
                catch (GraphFormatException error)
                {
                    refused++;
                    if (!Refused.TryGetValue(Path.GetFileName(path), out string? says) || !error.Message.Contains(says, StringComparison.Ordinal) || !error.Message.Contains(name, StringComparison.Ordinal))
                        problems.Add($"{place}: {error.Message}");
                }
            }
        }

        if (Refused.ContainsKey(Path.GetFileName(path)) && refused == 0)
            problems.Add($"{Path.GetFileName(path)} was read");
        return same;
    }

    /// <summary>The first row in which a column is not what is expected, or null.</summary>
    internal static string? Difference(List<byte[]?> expected, ParquetColumn read)
    {
        if (expected.Count != read.RowCount)
            return $"{read.RowCount} rows, expected {expected.Count}";
        for (int row = 0; row < expected.Count; row++)
        {
            byte[]? found = read.IsNull(row) ? null : Stored(read, row);
            if (found is null != expected[row] is null || (found is not null && !found.AsSpan().SequenceEqual(expected[row])))
                return $"row {row}: {Hex(found)}, expected {Hex(expected[row])}";
        }

        return null;
    }

    private static byte[] Stored(ParquetColumn column, int row) => column switch
    {
        ParquetColumn<bool> c => [c.Values[row] ? (byte)1 : (byte)0],
        ParquetColumn<int> c => ParquetSharpColumns.Bytes(c.Values[row]),
        ParquetColumn<long> c => ParquetSharpColumns.Bytes(c.Values[row]),
        ParquetColumn<float> c => ParquetSharpColumns.Bytes(c.Values[row]),
        ParquetColumn<double> c => ParquetSharpColumns.Bytes(c.Values[row]),
        _ => ((ParquetUtf8Column)column)[row].ToArray(),
    };

    private static string Hex(byte[]? bytes) => bytes is null ? "null" : Convert.ToHexString(bytes);
}
