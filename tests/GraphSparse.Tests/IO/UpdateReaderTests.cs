using GraphSparse.IO;
using GraphSparse.IO.Parquet;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO;

/// <summary>Updates are read from text with and without a header and from Parquet.</summary>
public class UpdateReaderTests
{
    private static readonly EdgeUpdate[] Expected = [EdgeUpdate.Insert(0, 1, 2.5), EdgeUpdate.Delete(2, 1), EdgeUpdate.Set(3, 0, 1e-3)];

    [Theory]
    [InlineData("u.csv", "source,target,weight,op\n0,1,2.5,+\n2,1,,-\n3,0,1e-3,=\n")]
    [InlineData("u.csv", "\uFEFFop;weight;v;u\r\n+;2.5;1;0\r\n-;7;1;2\r\n=;0.001;0;3")]
    [InlineData("u.txt", "% none\n0 1 2.5 +\n\n2 1 1 -\n3 0 0.001 =\n")]
    [InlineData("u.tsv", "0\t1\t2.5\t+\n2\t1\tNaN\t-\n3\t0\t0.001\t=\n")]
    [InlineData("u.csv", "FromNodeId,ToNodeId,w,action\n0,1,2.5,insert\n2,1,,Delete\n3,0,1e-3,set\n")]
    [InlineData("u.csv", "source,target,weight,operation\n0,1,2.5,add\n2,1,,remove\n3,0,1e-3,update\n")]
    [InlineData("u.csv", "node 1,Node_2,weight,type\n0,1,2.5,i\n2,1,,d\n3,0,1e-3,u\n")]
    public void Text_IsRead(string name, string text) => Assert.Equal(Expected, Read(name, text).Updates);

    [Fact]
    public void ThreeColumns_AreAnOpOrAWeight()
    {
        Assert.Equal([EdgeUpdate.Insert(0, 1), EdgeUpdate.Delete(2, 1)], Read("u.txt", "0 1 +\n2 1 -\n").Updates);
        Assert.Equal([EdgeUpdate.Insert(0, 1, 3)], Read("u.txt", "0 1 3\n").Updates);
        Assert.Equal([EdgeUpdate.Insert(0, 1)], Read("u.txt", "0 1\n").Updates);
        Assert.Equal([EdgeUpdate.Set(1, 0, 3)], Read("u.txt", "3 = 0 1\n", columns: "weight,op,target,source").Updates);
        Assert.Empty(Read("u.txt", "").Updates);
    }

    [Theory]
    [InlineData("source,target,op\n0,1,+\n1,2,follow\n", 2 + 1, "op 'follow' is none of + insert add i")]
    [InlineData("0 1 2 x\n", 1, "op 'x' is none of")]
    [InlineData("source,target,op\n0,1,=\n", 2, "op = needs a weight")]
    [InlineData("007 1\n", 1, "vertex 007")]
    [InlineData("-1 1\n", 1, "vertex -1")]
    public void UnknownWordsAndIds_AreErrorsWithTheirLine(string text, long line, string says)
    {
        GraphFormatException error = Assert.Throws<GraphFormatException>(() => Read("u.csv", text));
        Assert.Equal(line, error.Line);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatWasAssumed_IsInTheNotes()
    {
        Assert.Empty(Read("u.csv", "source,target,weight,op\n0,1,2,+\n").Notes);
        Assert.Equal(["the updates have no column op: each is an insertion"], Read("u.csv", "0 1\n").Notes);
        Assert.Equal(["the weights of 1 deletions are not used: an edge is deleted whole"], Read("u.csv", "source,target,weight,op\n0,1,2,-\n0,2,,-\n").Notes);
        Assert.Equal(
            ["update columns taken: u as source, v as target, w as weight, action as op", "update columns not used: time", "1 updates without an op taken as insertions", "1 insertions without a weight: 1 taken"],
            Read("u.csv", "u,v,w,time,action\n0,1,2,5,\n0,2,,5,add\n").Notes);
    }

    [Fact]
    public void Ids_AreThoseOfTheGraph()
    {
        Assert.Equal([EdgeUpdate.Insert(2, 0)], Read("u.csv", "\"c,d\",a\n", VertexIds.FromStrings(["a", "b", "c,d"])).Updates);
        Assert.Equal([EdgeUpdate.Insert(1, 0)], Read("u.csv", "90000000000,7\n", VertexIds.FromIntegers([7, 90000000000])).Updates);
        GraphFormatException error = Assert.Throws<GraphFormatException>(() => Read("u.csv", "7,90000000000\n7,8\n", VertexIds.FromIntegers([7, 90000000000])));
        Assert.Equal(2, error.Line);
        Assert.Contains("no vertex '8'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parquet_IsRead_AndRowsAreNamed()
    {
        using var folder = new TemporaryFolder();
        WriteParquet(folder["u.parquet"], [0, 2, 3], ["+", "-", "="]);
        Assert.Equal(Expected, UpdateReader.Read(folder["u.parquet"], 4).Updates);
        WriteParquet(folder["bad.parquet"], [0, 2, 9], ["+", "-", "="]);
        Assert.Contains("row 3: vertex 9", Assert.Throws<GraphFormatException>(() => UpdateReader.Read(folder["bad.parquet"], 4)).Message, StringComparison.Ordinal);
        WriteParquet(folder["op.parquet"], [0, 2, 3], ["+", "x", "="]);
        Assert.Contains("row 2: op 'x'", Assert.Throws<GraphFormatException>(() => UpdateReader.Read(folder["op.parquet"], 4)).Message, StringComparison.Ordinal);
    }

    private static void WriteParquet(string path, long[] sources, string[] ops)
    {
        using FileStream stream = File.Create(path);
        using var writer = new ParquetWriter(stream, [new ParquetField("source", ParquetType.Int64), new ParquetField("target", ParquetType.Int32), new ParquetField("weight", ParquetType.Double), new ParquetField("op", ParquetType.Utf8)]);
        writer.WriteRowGroup([ParquetColumn.Create<long>("source", sources), ParquetColumn.Create<int>("target", new[] { 1, 1, 0 }), ParquetColumn.Create<double>("weight", new[] { 2.5, 1, 1e-3 }), ParquetUtf8Column.Create("op", ops)]);
        writer.Close();
    }

    private static UpdateList Read(string name, string text, VertexIds? ids = null, string? columns = null)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder[name], text);
        return UpdateReader.Read(folder[name], ids?.Count ?? 4, ids, columns);
    }
}
