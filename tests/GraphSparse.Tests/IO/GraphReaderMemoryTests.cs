using System.Globalization;
using System.Text;
using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO;

/// <summary>Small inputs that claim or become much are refused before the memory is taken. Damage of every kind is in GraphSparse.Fuzz.</summary>
[Trait("Speed", "Slow")]
public class GraphReaderMemoryTests
{
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
        foreach (long claim in (long[])[200_000_000, 2_000_000_000, int.MaxValue - 1, int.MaxValue, uint.MaxValue, long.MaxValue])
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.False(IsRead(name, Encoding.ASCII.GetBytes(string.Format(CultureInfo.InvariantCulture, template, claim))));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 << 20);
        }
    }

    [Fact]
    public void Read_TakesBoundedMemory_WhenCompressedBytesBecomeMany()
    {
        byte[] line = new byte[64 << 20];
        Array.Fill(line, (byte)'1');
        var budget = new MemoryBudget(32 << 20);
        Assert.False(IsRead("g.txt.gz", GraphFiles.GZip(line), budget));
        byte[] edges = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("1 2\n", 4 << 20)));
        Assert.False(IsRead("g.txt.gz", GraphFiles.GZip(edges), budget));
    }

    /// <summary>The numbers of vertices counted from 1 took 8 bytes each before the budget was asked.</summary>
    [Fact]
    public void Read_TakesLittleMemory_WhenADenseIdIsLarge()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(IsRead("g.txt", "1200000000 2\n"u8.ToArray(), options: new GraphReadOptions { Ids = IdMode.Dense, IdBase = 1 }));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 << 20);
    }

    /// <summary>Two ids in range whose bits together are 2^31 - 1 were taken for ids beyond 32 bits, of which none was found.</summary>
    [Theory]
    [InlineData(IdMode.Dense)]
    [InlineData(IdMode.Auto)]
    public void Read_RefusesForMemory_WhenTheBitsOfTwoDenseIdsAddUp(IdMode ids) =>
        Assert.Throws<ResourceLimitException>(() => GraphFiles.Read("g.txt", "# vertices: 2147483640\n1073741824 1073741823\n", new GraphReadOptions { Ids = ids }));

    /// <summary>Whether the bytes are read as a graph; errors that are not promised come out.</summary>
    private static bool IsRead(string name, byte[] bytes, MemoryBudget? budget = null, GraphReadOptions? options = null)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder[name], bytes);
        try
        {
            GraphReader.Read(folder[name], options, Parallelism.Sequential, budget ?? GraphFiles.SmallBudget);
            return true;
        }
        catch (Exception error) when (error is GraphFormatException or ResourceLimitException)
        {
            return false;
        }
    }
}
