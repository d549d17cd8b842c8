using System.Text;
using GraphSparse.IO.Parquet;

namespace GraphSparse.Tests.IO.Parquet;

public class SnappyTests
{
    [Fact]
    public void Decompress_GivesTheText_WhenTheBytesAreComputedByHand()
    {
        // 4 literal bytes, a copy of 8 from 4 back (it overlaps itself), a copy of 5 from 12 back with two bytes of offset.
        byte[] bytes = [17, 3 << 2, .. "abcd"u8, 1 | (4 << 2), 4, 2 | (4 << 2), 12, 0];
        var text = new byte[17];
        Snappy.Decompress(bytes, text);
        Assert.Equal("abcdabcdabcdabcda", Encoding.ASCII.GetString(text));
    }

    [Fact]
    public void Decompress_TakesTheLongForms_WhenLengthsAndOffsetsAreLarge()
    {
        byte[] literal = [.. Enumerable.Range(0, 300).Select(i => (byte)i)];
        byte[] bytes = [0xEC, 0x02, 61 << 2, 0x2B, 0x01, .. literal, 3 | (63 << 2), 0x2C, 0x01, 0, 0];
        var target = new byte[364];
        Snappy.Decompress(bytes, target);
        Assert.Equal(literal, target[..300]);
        Assert.Equal(literal[..64], target[300..]);
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0 })]   // claims 4 GiB
    [InlineData(new byte[] { 4, 1 | (0 << 2), 1 })]                // copies from before the beginning
    [InlineData(new byte[] { 5, 0, 65, 1, 0 })]                    // offset 0
    [InlineData(new byte[] { 2, 0, 65, 1 | (4 << 2), 1 })]         // copies past the end
    [InlineData(new byte[] { 1, 62 << 2, 0xFF, 0xFF })]            // a literal's length is cut
    [InlineData(new byte[] { 9, 63 << 2, 0xFF, 0xFF, 0xFF, 0xFF })] // a literal of 4 GiB
    [InlineData(new byte[] { 9, 0, 65 })]                          // shorter than announced
    public void Decompress_Refuses_WhenTheBytesAreDamaged(byte[] bytes)
    {
        Snappy.TryReadLength(bytes, out int length, out _);
        Assert.Throws<GraphFormatException>(() => Snappy.Decompress(bytes, new byte[Math.Min(length, 100)]));
    }

    [Theory]
    [InlineData(new byte[] { 5, 3 << 2, 1, 2, 3, 4, 5 << 2, 1, 2, 3, 4, 5, 6 })] // the last literal is longer than the rest
    [InlineData(new byte[] { 5, 3 << 2, 1, 2, 3, 4, 1 | (4 << 2), 4 })]         // the last copy is
    [InlineData(new byte[] { 4, 3 << 2, 1, 2, 3, 4, 0 })]                       // half a literal follows
    [InlineData(new byte[] { 4, 3 << 2, 1, 2, 3, 4, 0, 65 })]                   // a whole one does
    public void Decompress_Refuses_WhenMoreFollowsThanWasAnnounced(byte[] bytes) =>
        Assert.Throws<GraphFormatException>(() => Snappy.Decompress(bytes, new byte[bytes[0]]));
}
