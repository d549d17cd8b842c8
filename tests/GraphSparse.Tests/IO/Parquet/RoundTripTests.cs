using GraphSparse.IO.Parquet;

namespace GraphSparse.Tests.IO.Parquet;

public class RoundTripTests
{
    public static TheoryData<ParquetType, bool, bool> Kinds()
    {
        var kinds = new TheoryData<ParquetType, bool, bool>();
        foreach (ParquetType type in ParquetFiles.WrittenTypes)
        {
            foreach (bool optional in (bool[])[false, true])
            {
                kinds.Add(type, optional, false);
                if (type != ParquetType.Utf8)
                    kinds.Add(type, optional, true);
            }
        }

        return kinds;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Read_GivesWhatWasWritten_WhateverTypeCodecAndPageSize(ParquetType type, bool isOptional, bool isList)
    {
        foreach (ParquetCompression codec in (ParquetCompression[])[ParquetCompression.None, ParquetCompression.Snappy, ParquetCompression.Gzip, ParquetCompression.Brotli, ParquetCompression.Zstd])
        {
            foreach (int pageRows in (int[])[1 << 17, 100, 1])
            {
                foreach (int rows in (int[])[1, 2, 33, 1000])
                {
                    var options = new ParquetWriterOptions { Codec = codec, PageRows = pageRows };
                    ParquetColumn[] columns =
                    [
                        ParquetFiles.Make("a", type, isOptional, isList, rows, 1),
                        ParquetFiles.Make("b", type, isOptional, isList, rows, 2),
                    ];
                    byte[] bytes = ParquetFiles.Write(options, columns);
                    List<ParquetColumn> read = ParquetFiles.ReadAll(bytes);
                    Assert.Equal(2, read.Count);
                    ParquetFiles.RequireEqual(columns[0], read[0]);
                    ParquetFiles.RequireEqual(columns[1], read[1]);
                }
            }
        }
    }

    [Fact]
    public void Read_GivesAllRowGroups_WhenThereAreSeveral()
    {
        ParquetColumn[][] groups = [.. Enumerable.Range(0, 5).Select(g => new[]
        {
            ParquetFiles.Make("i", ParquetType.Int32, false, false, 100 * g + 1, g),
            ParquetFiles.Make("l", ParquetType.Float, true, true, 100 * g + 1, g),
            ParquetFiles.Make("s", ParquetType.Utf8, true, false, 100 * g + 1, 1),
        })];
        byte[] bytes = ParquetFiles.Write(null, 1, groups);
        using ParquetFile file = ParquetFile.Open(bytes, "memory");
        Assert.Equal(1005, file.RowCount);
        Assert.Equal(5, file.RowGroups.Count);
        for (int g = 0; g < 5; g++)
        {
            Assert.Equal(100 * g + 1, file.RowGroups[g].RowCount);
            for (int f = 0; f < 3; f++)
                ParquetFiles.RequireEqual(groups[g][f], file.ReadColumn(g, f));
        }
    }

    [Fact]
    public void ReadColumn_FillsTheCallersMemory_WhenRowGroupsLieSideBySide()
    {
        int[] values = [.. Enumerable.Range(0, 10_000).Select(i => i * i % 777)];
        ParquetColumn[][] groups = [.. Enumerable.Range(0, 10).Select(g => new ParquetColumn[] { ParquetColumn.Create<int>("v", values.AsMemory(1000 * g, 1000)) })];
        using ParquetFile file = ParquetFile.Open(ParquetFiles.Write(null, 2, groups), "memory");
        var read = new int[10_000];
        Parallel.For(0, 10, g => file.ReadColumn(g, 0, read.AsMemory(1000 * g, 1000)));
        Assert.Equal(values, read);
        Assert.Throws<ArgumentException>(() => file.ReadColumn(0, 0, new int[999].AsMemory()));
        Assert.Throws<ArgumentException>(() => file.ReadColumn(0, 0, new long[1000].AsMemory()));
    }

    [Fact]
    public void ReadColumn_RefusesANull_WhenItFillsTheCallersMemory()
    {
        var column = ParquetColumn.CreateOptional<int>("v", new[] { 1, 2, 3 }, new[] { false, true, false });
        using ParquetFile file = ParquetFile.Open(ParquetFiles.Write(null, column), "memory");
        var e = Assert.Throws<GraphFormatException>(() => file.ReadColumn(0, 0, new int[3].AsMemory()));
        Assert.Contains("row 1 is null", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TakeArray_IsTheDecodedArray_WhenTheColumnIsFlatAndRequired()
    {
        var column = (ParquetColumn<int>)ParquetFiles.ReadOnly(ParquetFiles.Write(null, ParquetColumn.Create<int>("v", new[] { 3, 1, 2 })));
        int[] taken = column.TakeArray();
        Assert.Equal([3, 1, 2], taken);
        Assert.Same(taken, column.TakeArray());
    }

    [Fact]
    public void Open_GivesMetadata_WhenTheWriterGotSome()
    {
        ParquetColumn[] columns =
        [
            ParquetColumn.CreateOptional<int>("i", new[] { 5, -3, 99 }, new[] { false, false, true }),
            ParquetColumn.Create<double>("d", new[] { 0.0, double.NaN, 2.5 }),
            ParquetUtf8Column.Create("s", ["b", "a", "c"]),
            ParquetColumn.CreateList<float>("l", new[] { 1f, 2f }, new[] { 0, 0, 2, 2 }),
        ];
        using ParquetFile file = ParquetFile.Open(ParquetFiles.Write(null, columns), "memory");
        Assert.Equal("test", file.Metadata["graph"]);
        Assert.Equal("", file.Metadata["empty"]);
        Assert.StartsWith("GraphSparse version ", file.CreatedBy, StringComparison.Ordinal);
        Assert.Equal(columns.Select(c => c.Field), file.Fields);
        Assert.Equal(2, file.FindField("s"));
        Assert.Equal(-1, file.FindField("absent"));
        IReadOnlyList<ParquetColumnChunk> chunks = file.RowGroups[0].Columns;
        Assert.True(chunks[0].Statistics.TryGetRange(out long min, out long max));
        Assert.Equal((-3, 5), (min, max));
        Assert.Equal(1, chunks[0].Statistics.NullCount);
        Assert.True(chunks[1].Statistics.TryGetRange(out double low, out double high));
        Assert.Equal((-0.0, 2.5), (low, high));
        Assert.True(double.IsNegative(low));
        Assert.Equal("a"u8.ToArray(), chunks[2].Statistics.MinBytes.ToArray());
        Assert.Equal("c"u8.ToArray(), chunks[2].Statistics.MaxBytes.ToArray());
        Assert.Equal(4, chunks[3].ValueCount);
    }

    [Fact]
    public void Open_GivesAnEmptyFile_WhenNoRowGroupHasRows()
    {
        ParquetColumn<int> none = ParquetColumn.Create<int>("v", ReadOnlyMemory<int>.Empty);
        using ParquetFile file = ParquetFile.Open(ParquetFiles.Write(null, none), "memory");
        Assert.Equal(0, file.RowCount);
        Assert.Empty(file.RowGroups);
        Assert.Equal("v", Assert.Single(file.Fields).Name);
    }

    [Fact]
    public void Write_TakesSlicesAndRequiredColumns_WhenTheFieldIsOptional()
    {
        var stream = new MemoryStream();
        using (var writer = new ParquetWriter(stream, [new("l", ParquetType.Int32, true, true), new("v", ParquetType.Int64, true)], leaveOpen: true))
        {
            var list = ParquetColumn.CreateList<int>("l", Enumerable.Range(0, 100).ToArray().AsMemory(10, 50), new[] { 5, 7, 7, 20 });
            writer.WriteRowGroup([list, ParquetColumn.Create<long>("v", new long[] { 9, 8, 7 })]);
            writer.Close();
        }

        List<ParquetColumn> read = ParquetFiles.ReadAll(stream.ToArray());
        var lists = (ParquetColumn<int>)read[0];
        Assert.Equal([15, 16], lists.List(0));
        Assert.Equal(0, lists.List(1).Length);
        Assert.False(lists.IsNull(1));
        Assert.Equal(Enumerable.Range(17, 13), lists.List(2).ToArray());
        Assert.Equal([9L, 8L, 7L], ((ParquetColumn<long>)read[1]).Values);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Write_GivesTheSameBytes_WhateverTheNumberOfThreads(int threads)
    {
        ParquetColumn[][] groups = [.. Enumerable.Range(0, 3).Select(g => ParquetFiles.WrittenTypes
            .Select(type => ParquetFiles.Make(type.ToString(), type, true, type is ParquetType.Float, 3000, g)).ToArray())];
        foreach (ParquetCompression codec in (ParquetCompression[])[ParquetCompression.None, ParquetCompression.Snappy, ParquetCompression.Gzip, ParquetCompression.Brotli, ParquetCompression.Zstd])
        {
            var options = new ParquetWriterOptions { Codec = codec, PageRows = 300 };
            byte[] together = ParquetFiles.Write(options, threads, groups);

            using var stream = new MemoryStream();
            using var writer = new ParquetWriter(stream, [.. groups[0].Select(c => c.Field)], options);
            foreach (ParquetColumn[] group in groups)
                writer.WriteRowGroup(group);
            writer.Close([new("graph", "test"), new("empty", "")]);
            Assert.Equal(stream.ToArray(), together);
        }
    }

    [Fact]
    public void Open_ReadsFromDisk_WhenGivenAPath()
    {
        string path = Path.Combine(Path.GetTempPath(), $"graphsparse-{Guid.NewGuid():n}.parquet");
        try
        {
            ParquetColumn column = ParquetFiles.Make("v", ParquetType.Int64, false, false, 5000, 1);
            File.WriteAllBytes(path, ParquetFiles.Write(null, column));
            using (ParquetFile file = ParquetFile.Open(path))
                ParquetFiles.RequireEqual(column, file.ReadColumn(0, 0));
            File.WriteAllBytes(path, new byte[100]);
            var e = Assert.Throws<GraphFormatException>(() => ParquetFile.Open(path));
            Assert.Equal(path, e.Path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void ReadColumn_StopsBeforeTheNextPage_WhenCancelled()
    {
        using ParquetFile file = ParquetFile.Open(ParquetFiles.Write(null, ParquetColumn.Create<int>("v", new[] { 1 })), "memory");
        Assert.Throws<OperationCanceledException>(() => file.ReadColumn(0, 0, new CancellationToken(true)));
    }

    [Fact]
    public void Write_Refuses_WhenColumnsAreNotThoseOfTheFile()
    {
        using var writer = new ParquetWriter(new MemoryStream(), [new("a", ParquetType.Int32), new("b", ParquetType.Int32)]);
        ParquetColumn a = ParquetColumn.Create<int>("a", new[] { 1 }), b = ParquetColumn.Create<int>("b", new[] { 1 });
        Assert.Throws<ArgumentException>(() => writer.WriteRowGroup([a]));
        Assert.Throws<ArgumentException>(() => writer.WriteRowGroup([b, a]));
        Assert.Throws<ArgumentException>(() => writer.WriteRowGroup([a, ParquetColumn.Create<int>("b", new[] { 1, 2 })]));
        Assert.Throws<ArgumentException>(() => writer.WriteRowGroup([a, ParquetColumn.Create<long>("b", new[] { 1L })]));
        Assert.Throws<ArgumentException>(() => writer.WriteRowGroup([a, ParquetColumn.CreateOptional<int>("b", new[] { 1 }, new[] { true })]));
        Assert.Throws<ArgumentException>(() => new ParquetWriter(new MemoryStream(), [], null));
        Assert.Throws<ArgumentException>(() => new ParquetWriter(new MemoryStream(), [new("a", ParquetType.Utf8, IsList: true)]));
        Assert.Throws<ArgumentException>(() => new ParquetWriter(new MemoryStream(), [new("a", ParquetType.Int32)], new() { Codec = ParquetCompression.Lz4Raw }));
    }

    [Fact]
    public void Close_Refuses_WhenTheStreamFailedBefore()
    {
        using var stream = new FailingStream();
        using var writer = new ParquetWriter(stream, [new("a", ParquetType.Int32)]);
        stream.Fails = true;
        Assert.Throws<IOException>(() => writer.WriteRowGroup([ParquetColumn.Create<int>("a", new[] { 1 })]));
        stream.Fails = false;
        Assert.Throws<InvalidOperationException>(() => writer.Close());
    }

    [Fact]
    public void Write_WritesNothingOfTheGroup_WhenCancelled()
    {
        var stream = new MemoryStream();
        using (var writer = new ParquetWriter(stream, [new("a", ParquetType.Int32)], leaveOpen: true))
        {
            ParquetColumn a = ParquetColumn.Create<int>("a", new[] { 1 });
            writer.WriteRowGroup([a]);
            Assert.ThrowsAny<OperationCanceledException>(() => writer.WriteRowGroups([[a], [a]], 2, new CancellationToken(true)));
            writer.Close();
            Assert.Throws<ObjectDisposedException>(() => writer.Close());
        }

        Assert.Single(ParquetFiles.ReadAll(stream.ToArray()));
    }

    private sealed class FailingStream : MemoryStream
    {
        public bool Fails { get; set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Fails)
                throw new IOException("no space left");
            base.Write(buffer);
        }
    }
}
