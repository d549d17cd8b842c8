using System.Text;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Graphs;

public class VertexIdsTests
{
    [Fact]
    public void FromIntegers_SortsAndDropsRepeats()
    {
        VertexIds ids = VertexIds.FromIntegers([5, long.MaxValue, -3, 5, 0, long.MinValue]);
        Assert.True(ids.AreIntegers);
        Assert.Equal([long.MinValue, -3, 0, 5, long.MaxValue], Enumerable.Range(0, ids.Count).Select(ids.GetInteger));
        Assert.Equal("-3", ids.GetText(1));
        Assert.Equal((3, -1, 3, -1), (ids.Find(5), ids.Find(6), ids.Find("5"), ids.Find("x")));
    }

    [Fact]
    public void FromStrings_OrdersByUtf8Bytes_AcrossSurrogates()
    {
        string[] given = ["b", "a", "", "é", "￿", "𐀀", "😀", "a b", "ab", "A", "\ue000", "😀a", "𐀀"];
        VertexIds ids = VertexIds.FromStrings(given);
        string[] expected = [.. given.Distinct().OrderBy(s => Convert.ToHexString(Encoding.UTF8.GetBytes(s)), StringComparer.Ordinal)];
        Assert.Equal(expected, GraphAssert.Texts(ids));
        for (int v = 0; v < ids.Count; v++)
            Assert.Equal(v, ids.Find(ids.GetText(v)));
        Assert.Equal((-1, -1), (ids.Find("nowhere"), ids.Find(3)));
        Assert.Throws<InvalidOperationException>(() => ids.GetInteger(0));
    }

    [Fact]
    public void CompareUtf8_AgreesWithTheBytes_ForRandomStrings()
    {
        var random = new Random(12);
        int[] codePoints = [0x41, 0x42, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xfffd, 0xffff, 0x10000, 0x10001, 0x1f600, 0x10ffff];
        string[] strings = [.. Enumerable.Range(0, 300).Select(_ => string.Concat(
            Enumerable.Range(0, random.Next(4)).Select(_ => char.ConvertFromUtf32(codePoints[random.Next(codePoints.Length)]))))];
        foreach (string a in strings)
        {
            foreach (string b in strings)
            {
                int expected = Math.Sign(Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)));
                Assert.Equal(expected, Math.Sign(VertexIds.CompareUtf8(a, b)));
            }
        }
    }

    [Fact]
    public void DecodeUtf8_RefusesBytesThatAreNone()
    {
        Assert.Equal("é", VertexIds.DecodeUtf8("é"u8));
        Assert.Throws<GraphFormatException>(() => VertexIds.DecodeUtf8([0x61, 0xff]));
    }
}
