using System.Globalization;
using System.Text;
using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO;

/// <summary>Damaged files give a graph or one of the promised errors, whatever was damaged.</summary>
[Trait("Speed", "Slow")]
public class GraphReaderFuzzTests
{
    private static readonly byte[] Values = [0, 1, (byte)' ', (byte)'\n', (byte)'\r', (byte)'"', (byte)',', (byte)'-', (byte)'9', (byte)'%', (byte)'a', 0x7f, 0x80, 0xff];

    public static TheoryData<string, string> Texts => new()
    {
        { "g.txt", "# vertices: 5\n# directed: false\n0 1\n1 2\r\n\n3 4" },
        { "g.txt", "# ids: integers\n# isolated: 77\n12345678901 2\n2 9 # c\n" },
        { "g.txt", "# ids: strings\nsource target\nzoë b\nb c\n# isolated: d\n" },
        { "g.csv", "source,target,weight\n0,1,2.5\n1,2,-1e3\n\"2\",3,.5\n" },
        { "g.csv", "from;to;weight;time\n\"a, b\";\"say \"\"x\"\"\";1;2\nc;d;3;4\n" },
        { "g.tsv", "0\t1\t1\n0\t2\t7\n" },
        { "g.mtx", "%%MatrixMarket matrix coordinate real general\n% c\n4 4 3\n1 2 0.5\n3 4 1e-3\n2 1 7\n" },
        { "g.mtx", "%%MatrixMarket matrix coordinate pattern symmetric\n% directed: false\n3 3 2\n2 1\n3 1\n" },
        { "g.graph", "% c\n4 3 011 1\n7 2 5\n7 1 5 3 6\n%\n7 2 6 4 1\n7 3 1\n" },
        { "g.metis", "3 2\n2\n1 3\n2\n" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Read_KeepsItsPromise_ForDamagedText(string name, string text)
    {
        byte[] good = Encoding.UTF8.GetBytes(text);
        using var victim = new Victim(name);
        Assert.True(victim.Try(good));
        victim.TryTruncations(good);
        victim.TryFlips(good, Values);
        victim.TrySplices(good, 400);
    }

    [Theory]
    [InlineData("g.txt.gz")]
    [InlineData("g.mtx.gz")]
    [InlineData("g.graph.gz")]
    public void Read_KeepsItsPromise_ForDamagedCompression(string name)
    {
        byte[] good = GraphFiles.Written(name, SampleGraphs.Random(12, 20, directed: false, weighted: true, seed: 1));
        using var victim = new Victim(name);
        Assert.True(victim.Try(good));
        victim.TryTruncations(good);
        victim.TryFlips(good, [0, 1, 0x7f, 0xff]);
        victim.TrySplices(good, 400);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("integers")]
    [InlineData("strings")]
    public void Read_KeepsItsPromise_ForDamagedParquet(string kind)
    {
        CsrGraph graph = SampleGraphs.Random(6, 8, directed: true, weighted: kind != "integers", seed: 2);
        VertexIds? ids = kind switch
        {
            "integers" => VertexIds.FromIntegers([1, 5, 90, 1L << 40, 7, 8]),
            "strings" => VertexIds.FromStrings(["a", "b", "zoë", "d", "e", "f"]),
            _ => null,
        };
        byte[] good = GraphFiles.Written("g.parquet", graph, ids);
        using var victim = new Victim("g.parquet");
        Assert.True(victim.Try(good));
        victim.TryTruncations(good);
        victim.TryFlips(good, [0, 1, (byte)'9', 0x7f, 0x80, 0xff]);
        victim.TrySplices(good, 400);
    }

    [Theory]
    [InlineData("g.txt", "# vertices: {0}\n0 1\n")]
    [InlineData("g.mtx", "%%MatrixMarket matrix coordinate pattern general\n{0} {0} {0}\n1 2\n")]
    [InlineData("g.mtx", "%%MatrixMarket matrix coordinate pattern general\n{0} {0} 1\n1 2\n")]
    [InlineData("g.mtx", "%%MatrixMarket matrix coordinate pattern general\n2 2 {0}\n1 2\n")]
    [InlineData("g.graph", "{0} {0}\n2\n1\n")]
    [InlineData("g.graph", "2 {0}\n2\n1\n")]
    [InlineData("g.graph", "2 1 010 {0}\n1 2\n1 1\n")]
    public void Read_TakesLittleMemory_WhenAHeaderLies(string name, string template)
    {
        using var victim = new Victim(name);
        foreach (long claim in (long[])[200_000_000, 2_000_000_000, int.MaxValue - 1, int.MaxValue, uint.MaxValue, long.MaxValue])
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.False(victim.Try(Encoding.ASCII.GetBytes(string.Format(CultureInfo.InvariantCulture, template, claim))));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 << 20);
        }
    }

    [Fact]
    public void Read_TakesBoundedMemory_WhenCompressedBytesBecomeMany()
    {
        byte[] line = new byte[64 << 20];
        Array.Fill(line, (byte)'1');
        using var victim = new Victim("g.txt.gz", new MemoryBudget(32 << 20));
        Assert.False(victim.Try(GraphFiles.GZip(line)));
        byte[] edges = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("1 2\n", 4 << 20)));
        Assert.False(victim.Try(GraphFiles.GZip(edges)));
    }

    /// <summary>A file that is written again and again and read by the path of its name.</summary>
    private sealed class Victim(string name, MemoryBudget? budget = null) : IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly MemoryBudget _budget = budget ?? GraphFiles.SmallBudget;

        /// <summary>Whether the bytes were read as a graph; fails the test on an error that is not promised.</summary>
        public bool Try(ReadOnlySpan<byte> bytes)
        {
            string path = _folder[name];
            File.WriteAllBytes(path, bytes);
            try
            {
                CsrGraph graph = GraphReader.Read(path, null, Parallelism.Sequential, _budget).Graph;
                GraphAssert.IsSimple(graph);
                return true;
            }
            catch (Exception error) when (error is GraphFormatException or ResourceLimitException)
            {
                return false;
            }
            catch (Exception error) when (error is not Xunit.Sdk.XunitException)
            {
                throw new InvalidOperationException($"{error.GetType().Name} for the bytes {Convert.ToBase64String(bytes)}", error);
            }
        }

        public void TryTruncations(byte[] good)
        {
            for (int cut = 0; cut < good.Length; cut++)
                Try(good.AsSpan(0, cut));
        }

        public void TryFlips(byte[] good, byte[] values)
        {
            byte[] bad = [.. good];
            for (int at = 0; at < good.Length; at++)
            {
                foreach (byte value in values)
                {
                    bad[at] = value;
                    Try(bad);
                }

                for (int bit = 0; bit < 8; bit += 2)
                {
                    bad[at] = (byte)(good[at] ^ (1 << bit));
                    Try(bad);
                }

                bad[at] = good[at];
            }
        }

        /// <summary>Takes out, doubles and moves pieces, and puts random bytes in.</summary>
        public void TrySplices(byte[] good, int count)
        {
            var random = new Random(good.Length);
            for (int i = 0; i < count; i++)
            {
                int from = random.Next(good.Length);
                int to = random.Next(from, good.Length);
                int at = random.Next(good.Length);
                byte[] piece = random.Next(3) switch { 0 => good[from..to], 1 => [], _ => new byte[random.Next(1, 9)] };
                if (piece.Length is > 0 and < 9)
                    random.NextBytes(piece);
                int rest = random.Next(at, good.Length);
                Try([.. good[..at], .. piece, .. good[rest..]]);
            }
        }

        public void Dispose() => _folder.Dispose();
    }
}
