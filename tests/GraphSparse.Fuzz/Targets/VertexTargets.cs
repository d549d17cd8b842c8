using System.Text;
using GraphSparse.Fuzz.Engine;
using GraphSparse.Fuzz.Seeds;
using GraphSparse.IO;
using GraphSparse.IO.Parquet;

namespace GraphSparse.Fuzz.Targets;

/// <summary>Vectors and labels of vertices, as text, Parquet and NumPy.</summary>
internal static class VertexTargets
{
    private const int Vertices = 5;

    private static readonly IReadOnlyList<byte[]> Numbers = TextSeeds.Utf8("\n", ",", " ", "\t", "vertex", "label", "id", "1", "-2.5", "1e39", "NaN", "2 3\n", "\"", "#", "0", "4");

    public static IEnumerable<FuzzTarget> All()
    {
        yield return new FuzzTarget("vectors-text", "v.txt", Vectors, TextSeeds.Utf8("2 3\na 1 2 3\nb 4 5 -6e-1\n", "vertex,x,y\n0,1,2\n\"a,b\",3,4\n", "0\t1\n1\t2\n")) { Tokens = Numbers, Rounds = 5000 };
        yield return new FuzzTarget("vectors-numpy", "v.npy", Vectors, [Matrix("<f4", "(2, 2)", 16), Matrix("<f2", "(3, 1)", 6), Matrix("|i1", "(1, 4)", 4), Matrix("<f8", "(1, 2)", 16)])
        {
            Tokens = TextSeeds.Utf8("'<f4'", "'<f8'", "'<i8'", "True", "False", "(2, 2)", "(2000000000, 2)", "(0, 5)", "'shape':", "'descr':", "\n"),
            Rounds = 6000,
        };
        yield return new FuzzTarget("vectors-parquet", "v.parquet", Vectors, [Lists(), .. ParquetSeeds.OwnColumns]) { Tokens = ParquetSeeds.Tokens, Rounds = 6000, Repair = PageChecksums.Recomputed };
        yield return new FuzzTarget("labels-text", "l.csv", Labels, TextSeeds.Utf8("vertex,label\n0,a\n1,b\n1,c\n", "0 x\n4 y\n", "faction,node\nred,3\n")) { Tokens = Numbers, Rounds = 5000 };
    }

    private static FuzzResult Vectors(string path, CancellationToken cancellationToken)
    {
        VectorTable table = VectorReader.Read(path, Examination.Memory, cancellationToken);
        return new FuzzResult($"{table.Count} {table.Dimension} {table.Notes.Count}", () =>
        {
            var ids = new HashSet<string>();
            for (int row = 0; row < table.Count; row++)
            {
                Assert.True(ids.Add(table.IdOf(row)), "an id is there twice");
                foreach (float value in table[row])
                    Assert.True(float.IsFinite(value));
            }
        });
    }

    private static FuzzResult Labels(string path, CancellationToken cancellationToken)
    {
        LabelList list = LabelReader.Read(path, Vertices, null, Examination.Memory, cancellationToken);
        return new FuzzResult($"{list.Pairs.Count} {list.Notes.Count}", () => Assert.All(list.Pairs, pair => Assert.InRange(pair.Vertex, 0, Vertices - 1)));
    }

    private static byte[] Lists()
    {
        using var stream = new MemoryStream();
        using var writer = new ParquetWriter(stream, [new("vertex", ParquetType.Int64), new("scale", ParquetType.Float), new("embedding", ParquetType.Int32) { IsList = true }]);
        writer.WriteRowGroup([ParquetColumn.Create<long>("vertex", new long[] { 7, -3 }), ParquetColumn.Create<float>("scale", new[] { 0.5f, 2 }), ParquetColumn.CreateList<int>("embedding", new[] { 1, 2, 3, 4 }, new[] { 0, 2, 4 })]);
        writer.Close();
        return stream.ToArray();
    }

    private static byte[] Matrix(string type, string shape, int bytes)
    {
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}\n";
        return [0x93, .. "NUMPY"u8, 1, 0, .. BitConverter.GetBytes((ushort)header.Length), .. Encoding.ASCII.GetBytes(header), .. Enumerable.Range(0, bytes).Select(i => (byte)(i % 60))];
    }
}
