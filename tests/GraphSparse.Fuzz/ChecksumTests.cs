using GraphSparse.Fuzz.Engine;
using GraphSparse.Fuzz.Seeds;
using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Fuzz;

/// <summary>A file of ours with checksums that is damaged in one place is refused or gives the same graph, never another one.</summary>
[Trait("Kind", "Fuzz")]
public sealed class ChecksumTests : IDisposable
{
    private readonly string _folder = Examination.NewFolder();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<int> OwnGraphs => [.. Enumerable.Range(0, ParquetSeeds.OwnGraphs.Count)];

    [Theory]
    [MemberData(nameof(OwnGraphs))]
    public void Parquet_IsNeverAnotherGraph(int graph) => RequireNoOther("g.parquet", ParquetSeeds.OwnGraphs[graph]);

    [Theory]
    [InlineData("0 1 2.5\n1 2 3\n2 3 0.25\n")]
    [InlineData("# directed: true\na b\nb c\nc a\n")]
    public void GZip_IsNeverAnotherGraph(string text) => RequireNoOther("g.txt.gz", TextSeeds.GZip(TextSeeds.Utf8(text)[0]));

    /// <summary>Every cut, every bit turned, every byte with several values, runs overwritten, taken out and doubled.</summary>
    private void RequireNoOther(string name, byte[] good)
    {
        string path = Path.Combine(_folder, name);
        LoadedGraph expected = Read(path, good)!;
        var others = new List<string>();
        foreach ((string what, byte[] bad) in Damages(good))
        {
            if (Read(path, bad) is not { } read)
                continue;
            try
            {
                GraphAssert.Same(expected.Graph, read.Graph);
                GraphAssert.Same(expected.Ids, read.Ids);
            }
            catch (Xunit.Sdk.XunitException)
            {
                others.Add(what);
            }
        }

        Assert.True(others.Count == 0, $"{others.Count} damages give another graph: {string.Join("; ", others.Take(20))}");
    }

    private static IEnumerable<(string What, byte[] Bytes)> Damages(byte[] good)
    {
        for (int at = 0; at < good.Length; at++)
        {
            yield return ($"cut at {at}", good[..at]);
            for (int bit = 0; bit < 8; bit++)
                yield return ($"bit {bit} of byte {at}", With(good, at, [(byte)(good[at] ^ (1 << bit))]));
            foreach (byte value in (byte[])[0, 1, 0x7F, 0x80, 0xFF])
                yield return ($"byte {at} is {value}", With(good, at, [value]));
            foreach (int length in (int[])[1, 2, 4, 16])
            {
                if (at + length > good.Length)
                    continue;
                yield return ($"{length} zeros at {at}", With(good, at, new byte[length]));
                yield return ($"{length} bytes missing at {at}", [.. good[..at], .. good[(at + length)..]]);
                yield return ($"{length} bytes doubled at {at}", [.. good[..(at + length)], .. good[at..]]);
            }
        }
    }

    private static byte[] With(byte[] good, int at, byte[] bytes)
    {
        byte[] bad = [.. good];
        bytes.CopyTo(bad, at);
        return bad;
    }

    private static LoadedGraph? Read(string path, byte[] bytes)
    {
        File.WriteAllBytes(path, bytes);
        try
        {
            return GraphReader.Read(path, null, Parallelism.Sequential, Examination.Memory);
        }
        catch (Exception error) when (error is GraphFormatException or ResourceLimitException)
        {
            return null;
        }
    }
}
