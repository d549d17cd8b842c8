using GraphSparse.Fuzz.Engine;
using GraphSparse.Fuzz.Seeds;
using GraphSparse.IO;
using GraphSparse.IO.Parquet;

namespace GraphSparse.Fuzz.Targets;

/// <summary>Parquet as a table of edges, and column by column.</summary>
internal static class ParquetTargets
{
    public static IEnumerable<FuzzTarget> Edges()
    {
        yield return Edges("parquet-edges", null);
        yield return Edges("parquet-strings", new GraphReadOptions { Ids = IdMode.Strings, SkipInvalidWeights = true });
        yield return Edges("parquet-dense", new GraphReadOptions { Ids = IdMode.Dense, Directed = true });
    }

    /// <summary>Every column that a file has, whatever it is called.</summary>
    public static FuzzTarget Columns() => new("parquet-columns", "t.parquet", ReadColumns, [.. ParquetSeeds.HandMade, .. ParquetSeeds.OwnColumns, .. ArrowSeeds.Tables])
    {
        Tokens = ParquetSeeds.Tokens,
        Rounds = 12000,
        Repair = PageChecksums.Recomputed,
    };

    private static FuzzTarget Edges(string name, GraphReadOptions? options) =>
        new(name, "g.parquet", (path, token) => GraphChecks.Read(path, options, token), [.. ParquetSeeds.OwnGraphs, .. ArrowSeeds.Edges])
        {
            Tokens = ParquetSeeds.Tokens,
            Rounds = 6000,
            Repair = PageChecksums.Recomputed,
        };

    private static FuzzResult ReadColumns(string path, CancellationToken cancellationToken)
    {
        using ParquetFile file = ParquetFile.Open(path, Examination.Memory.LimitBytes);
        for (int group = 0; group < file.RowGroups.Count; group++)
        {
            for (int field = 0; field < file.Fields.Count; field++)
                CheckColumn(file, group, field, cancellationToken);
        }

        string encodings = string.Join(' ', file.RowGroups.SelectMany(group => group.Columns).SelectMany(chunk => chunk.Encodings).Distinct());
        return new FuzzResult($"{file.Fields.Count} {file.UnsupportedFields.Count} {file.RowGroups.Count} {encodings}", () => { });
    }

    /// <summary>One column that cannot be read must not keep the fuzzer from the others.</summary>
    private static void CheckColumn(ParquetFile file, int group, int field, CancellationToken cancellationToken)
    {
        ParquetColumn column;
        try
        {
            column = file.ReadColumn(group, field, cancellationToken);
        }
        catch (GraphFormatException error) when (error.Path is not null && field + 1 < file.Fields.Count)
        {
            return;
        }

        Assert.Equal(file.RowGroups[group].RowCount, column.RowCount);
        if (column.RowCount < 1000)
            Assert.Equal(column.NullCount, Enumerable.Range(0, column.RowCount).Count(column.IsNull));
    }
}
