using GraphSparse.Fuzz.Engine;
using GraphSparse.Fuzz.Seeds;
using GraphSparse.IO;
using GraphSparse.IO.Parquet;

namespace GraphSparse.Fuzz.Targets;

/// <summary>Updates of a graph of five vertices, as text and as Parquet.</summary>
internal static class UpdateTargets
{
    private const int Vertices = 5;

    public static IEnumerable<FuzzTarget> All()
    {
        yield return Text("updates-numbers", null, lenient: false);
        yield return Text("updates-strings", VertexIds.FromStrings(["0", "1", "2", "a b", "ü"]), lenient: true);
        yield return Text("updates-integers", VertexIds.FromIntegers([-1, 0, 1, 2, 1L << 40]), lenient: false);
        yield return Parquet("updates-parquet", null);
        yield return Parquet("updates-parquet-strings", VertexIds.FromStrings(["0", "1", "2", "v1", "v2"]));
    }

    private static FuzzTarget Text(string name, VertexIds? ids, bool lenient) =>
        new(name, "u.csv", (path, token) => Read(path, ids, lenient, token), TextSeeds.Updates) { Tokens = TextSeeds.UpdateTokens, Rounds = 5000 };

    private static FuzzTarget Parquet(string name, VertexIds? ids) =>
        new(name, "u.parquet", (path, token) => Read(path, ids, lenient: true, token), [Own(), .. ArrowSeeds.Edges]) { Tokens = ParquetSeeds.Tokens, Rounds = 6000, Repair = PageChecksums.Recomputed };

    private static FuzzResult Read(string path, VertexIds? ids, bool lenient, CancellationToken cancellationToken)
    {
        UpdateList list = UpdateReader.Read(path, Vertices, ids, null, Examination.Memory, lenient, cancellationToken);
        return new FuzzResult($"{list.Updates.Count} {list.Refused} {list.Notes.Count}", () =>
        {
            Assert.Equal(list.Updates.Count, list.Lines.Count);
            for (int i = 0; i < list.Updates.Count; i++)
            {
                Assert.InRange(list.Updates[i].Source, 0, Vertices - 1);
                Assert.InRange(list.Updates[i].Target, 0, Vertices - 1);
                Assert.True(list.Lines[i] > (i == 0 ? 0 : list.Lines[i - 1]), "places do not ascend");
            }
        });
    }

    private static byte[] Own()
    {
        using var stream = new MemoryStream();
        using var writer = new ParquetWriter(stream, [new("source", ParquetType.Int64), new("target", ParquetType.Int32), new("weight", ParquetType.Double, IsOptional: true), new("op", ParquetType.Utf8)]);
        writer.WriteRowGroup(
        [
            ParquetColumn.Create<long>("source", new long[] { 0, 1, 2 }), ParquetColumn.Create<int>("target", new[] { 1, 2, 0 }),
            ParquetColumn.Create<double>("weight", new[] { 2.5, 1, 1e-3 }), ParquetUtf8Column.Create("op", ["+", "-", "="]),
        ]);
        writer.Close();
        return stream.ToArray();
    }
}
