using GraphSparse.IO.Parquet;
using GraphSparse.Tests.TestSupport;
using Parquet;
using Parquet.Schema;

namespace GraphSparse.ParquetNet.Tests;

/// <summary>The files of the Apache project's own test collection: what is read through Parquet.Net is what our reader reads, or an error.</summary>
public class ForeignFilesTests
{
    private static string Folder => Path.Combine(Environment.GetEnvironmentVariable("GRAPHSPARSE_DATASETS")!, "parquet-testing");

    [NetworkFact]
    [Trait("Speed", "Slow")]
    public async Task Columns_AreThoseOfOurReader_OrRefused()
    {
        int same = 0, refused = 0;
        foreach (string path in Directory.GetFiles(Folder, "*.parquet").Order(StringComparer.Ordinal))
        {
            using ParquetFile file = ParquetFile.Open(path);
            try
            {
                await using ParquetReader reader = await ParquetReader.CreateAsync(path);
                for (int group = 0; group < reader.RowGroupCount; group++)
                {
                    foreach (Field field in reader.Schema.Fields)
                    {
                        if (Ours(file, group, field.Name) is not { } ours)
                            continue;
                        try
                        {
                            using ParquetRowGroupReader rowGroup = reader.OpenRowGroupReader(group);
                            RandomColumns.RequireSame(ours, await rowGroup.ReadColumnAsync(field));
                            same++;
                        }
                        catch (GraphFormatException error)
                        {
                            Assert.Contains($"'{field.Name}'", error.Reason, StringComparison.Ordinal);
                            refused++;
                        }
                    }
                }
            }
            catch (Exception error) when (error.StackTrace!.Contains("Parquet.ParquetReader.", StringComparison.Ordinal) && error is not Xunit.Sdk.XunitException)
            {
                refused++; // Parquet.Net cannot open the file, or make its schema
            }
        }

        Assert.True(same >= 225 && refused <= 20, $"{same} columns are the same, {refused} refused");
    }

    private static ParquetColumn? Ours(ParquetFile file, int group, string name)
    {
        try
        {
            return file.Fields.Any(field => field.Name == name) ? file.ReadColumn(group, file.FindField(name)) : null;
        }
        catch (GraphFormatException)
        {
            return null; // damaged on purpose
        }
    }
}
