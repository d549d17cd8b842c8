using System.Text;
using GraphSparse.IO;
using GraphSparse.IO.Parquet;

namespace GraphSparse.Tests.IO;

/// <summary>Vectors are read from each format, and what is wrong is said with its place.</summary>
public sealed class VectorReaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("graphsparse-");

    [Theory]
    [InlineData("v.txt", "2 3\nann 1 2 3\nbob 4 5 -6e-1\n")]
    [InlineData("v.csv", "vertex,a,b,c\nann,1,2,3\nbob,4,5,-0.6\n")]
    [InlineData("v.tsv", "# by hand\nann\t1\t2\t3\nbob\t4\t5\t-.6\n")]
    public void Text_HasAnIdAndNumbersOnEachLine(string name, string text)
    {
        VectorTable table = VectorReader.Read(Write(name, text));
        Assert.Equal((2, 3), (table.Count, table.Dimension));
        Assert.Equal(["ann", "bob"], Enumerable.Range(0, 2).Select(table.IdOf));
        Assert.Equal([1, 2, 3], table[0].ToArray());
        Assert.Equal([4, 5, -0.6f], table[1].ToArray());
    }

    [Theory]
    [InlineData("ann 1 2\nbob 1\n", "line 2.*1 numbers, and the first has 2")]
    [InlineData("ann 1 2\nann 1 3\n", "line 2.*'ann' is there twice")]
    [InlineData("ann 1 x\n", "line 1.*'x' is no number")]
    [InlineData("ann 1 2\nbob NaN 2\n", "'bob' has the number NaN")]
    [InlineData("99 2\nann 1 2 3\n", "line 2.*3 numbers, and the first has 1")]
    [InlineData("3 2\nann 1 2\n", "says that there are 3 vectors, and has 1")]
    [InlineData("ann\n", "line 1.*no numbers")]
    public void WrongText_IsRefusedWithItsPlace(string text, string expected) =>
        Assert.Matches(expected, Assert.Throws<GraphFormatException>(() => VectorReader.Read(Write("v.txt", text))).Message);

    [Fact]
    public void Parquet_HasAListOrAColumnForEachNumber()
    {
        using (FileStream stream = File.Create(PathOf("list.parquet")))
        using (var writer = new ParquetWriter(stream, [new("vertex", ParquetType.Int64), new("embedding", ParquetType.Float) { IsList = true }, new("note", ParquetType.Int32)]))
        {
            writer.WriteRowGroup([ParquetColumn.Create<long>("vertex", new long[] { 7, -3 }), ParquetColumn.CreateList<float>("embedding", new float[] { 1, 2, 3, 4 }, new[] { 0, 2, 4 }), ParquetColumn.Create<int>("note", new[] { 1, 2 })]);
            writer.Close([]);
        }

        VectorTable table = VectorReader.Read(PathOf("list.parquet"));
        Assert.Equal(["7", "-3"], Enumerable.Range(0, 2).Select(table.IdOf));
        Assert.Equal([3, 4], table[1].ToArray());
        Assert.Equal(["columns of vectors not used: note"], table.Notes);
        using (FileStream stream = File.Create(PathOf("columns.parquet")))
        using (var writer = new ParquetWriter(stream, [new("id", ParquetType.Int32), new("x", ParquetType.Double), new("y", ParquetType.Int32)]))
        {
            writer.WriteRowGroup([ParquetColumn.Create<int>("id", new[] { 7, 8 }), ParquetColumn.Create<double>("x", new[] { 0.5, 1.5 }), ParquetColumn.Create<int>("y", new[] { 1, 2 })]);
            writer.Close([]);
        }

        VectorTable columns = VectorReader.Read(PathOf("columns.parquet"));
        Assert.Equal([1.5f, 2], columns[1].ToArray());
    }

    [Fact]
    public void NumPy_HoldsRows_OfSeveralTypes()
    {
        VectorTable floats = VectorReader.Read(WriteNumPy("<f4", "(2, 2)", [.. new float[] { 1, 2, 3, 4 }.SelectMany(BitConverter.GetBytes)]));
        Assert.Equal(["0", "1"], Enumerable.Range(0, 2).Select(floats.IdOf));
        Assert.Equal([3, 4], floats[1].ToArray());
        Assert.Equal([0.5f, -2], VectorReader.Read(WriteNumPy("<f2", "(1, 2)", [.. new[] { (Half)0.5, (Half)(-2) }.SelectMany(BitConverter.GetBytes)]))[0].ToArray());
        Assert.Equal([-1, 127], VectorReader.Read(WriteNumPy("|i1", "(1, 2)", [255, 127]))[0].ToArray());
        Assert.Equal([0.25f], VectorReader.Read(WriteNumPy("<f8", "(1, 1)", BitConverter.GetBytes(0.25)))[0].ToArray());
    }

    [Theory]
    [InlineData("<f4", "(2, 2)", 15, "ends before its matrix does")]
    [InlineData("<f4", "(2, 2)", 17, "more bytes than a matrix of 2 × 2")]
    [InlineData("<c8", "(2, 2)", 32, "type '<c8'")]
    [InlineData("<f4", "(4,)", 16, "does not hold a matrix")]
    [InlineData("<f4", "(2000000000, 1000)", 16, "needs about")]
    public void WrongNumPy_IsRefused(string type, string shape, int bytes, string expected) =>
        Assert.Contains(expected, Assert.ThrowsAny<Exception>(() => VectorReader.Read(WriteNumPy(type, shape, new byte[bytes]), new MemoryBudget(1 << 30))).Message, StringComparison.Ordinal);

    public void Dispose() => _folder.Delete(recursive: true);

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    private string WriteNumPy(string type, string shape, byte[] values)
    {
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}\n";
        File.WriteAllBytes(PathOf("m.npy"), [0x93, .. "NUMPY"u8, 1, 0, .. BitConverter.GetBytes((ushort)header.Length), .. Encoding.ASCII.GetBytes(header), .. values]);
        return PathOf("m.npy");
    }
}
