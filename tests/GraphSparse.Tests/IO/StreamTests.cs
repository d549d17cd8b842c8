using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO;

/// <summary>Streams hold what files hold.</summary>
public class StreamTests
{
    private static readonly CsrGraph Graph = Fixtures.Random(200, 900, 4, weighted: true);

    [Theory]
    [InlineData(GraphFormat.Parquet, "g.parquet")]
    [InlineData(GraphFormat.EdgeList, "g.edges")]
    [InlineData(GraphFormat.MatrixMarket, "g.mtx")]
    [InlineData(GraphFormat.Metis, "g.graph")]
    public void Write_GivesTheBytesOfAFile_WhichReadTakesAgain(GraphFormat format, string name)
    {
        using var folder = new TemporaryFolder();
        using var stream = new OneWayStream();
        GraphWriter.Write(stream, Graph, format);
        GraphWriter.Write(folder[name], Graph);
        byte[] written = stream.ToArray();
        if (format != GraphFormat.EdgeList) // a file of that name has tabs
            Assert.Equal(File.ReadAllBytes(folder[name]), written);
        using var input = new OneWayStream(written);
        LoadedGraph read = GraphReader.Read(input, format, name: "memory");
        Assert.Equal(Graph.Edges(), read.Graph.Edges());
        Assert.Equal(("memory", 0), (read.Report.Path, read.Report.Files.Count));
        Assert.Equal(0, input.TimesDisposed);
        Assert.Equal(0, stream.TimesDisposed);
    }

    [Fact]
    public void Read_NamesTheStreamInErrors_AndRefusesTwoFormats()
    {
        using var input = new OneWayStream("0 1\n1 x\n"u8.ToArray());
        GraphFormatException error = Assert.Throws<GraphFormatException>(() => GraphReader.Read(input, GraphFormat.EdgeList, name: "the socket"));
        Assert.Equal(("the socket", 2L), (error.Path, error.Line));
        Assert.Throws<ArgumentException>(() => GraphReader.Read(input, GraphFormat.EdgeList, new GraphReadOptions { Format = GraphFormat.Metis }));
        using var output = new OneWayStream();
        Assert.Contains("a stream has not", Assert.Throws<ArgumentException>(() =>
            GraphWriter.Write(output, Fixtures.FromText("0-1"), GraphFormat.Metis, VertexIds.FromStrings(["a", "b"]))).Message, StringComparison.Ordinal);
        Assert.Empty(output.ToArray());
    }

    [Fact]
    public async Task Async_GivesWhatWaitingGives_AndItsErrors()
    {
        using var folder = new TemporaryFolder();
        await GraphWriter.WriteAsync(folder["g.parquet"], Graph);
        Assert.Equal(Graph.Edges(), (await GraphReader.ReadAsync(folder["g.parquet"])).Graph.Edges());
        await Assert.ThrowsAsync<FileNotFoundException>(() => GraphReader.ReadAsync(folder["none.parquet"]));
        await Assert.ThrowsAsync<IOException>(() => GraphWriter.WriteAsync(folder["g.parquet"], Graph));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => GraphReader.ReadAsync(folder["g.parquet"], cancellationToken: cancelled.Token));
    }

    /// <summary>Memory that cannot seek, as sockets and pipes cannot, and gives few bytes at a time.</summary>
    private sealed class OneWayStream : MemoryStream
    {
        public OneWayStream()
        {
        }

        public OneWayStream(byte[] bytes) : base(bytes)
        {
        }

        public int TimesDisposed { get; private set; }

        public override bool CanSeek => false;

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override long Seek(long offset, SeekOrigin loc) => throw new NotSupportedException();

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1000)]);

        protected override void Dispose(bool disposing)
        {
            TimesDisposed++;
            base.Dispose(disposing);
        }
    }
}
