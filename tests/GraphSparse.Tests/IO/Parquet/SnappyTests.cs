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

    [Fact]
    public void Compress_GivesKnownBytes_WhenOneByteRepeats()
    {
        // Length 100, one literal, then copies from 1 back: 64, and the remaining 35.
        var target = new byte[SnappyCompressor.MaxSize(100)];
        int size = SnappyCompressor.Compress(Encoding.ASCII.GetBytes(new string('a', 100)), target);
        Assert.Equal([100, 0, (byte)'a', 2 | (63 << 2), 1, 0, 2 | (34 << 2), 1, 0], target[..size]);
    }

    [Fact]
    public void Decompress_InvertsCompress_ForDataOfAnyEntropy()
    {
        var random = new Random(3);
        for (int trial = 0; trial < 300; trial++)
        {
            int alphabet = 1 << random.Next(9), length = random.Next(trial % 10 == 0 ? 300_000 : 3000);
            var data = new byte[length];
            for (int i = 0; i < length;)
            {
                int run = random.Next(1, 100), from = i < 200 ? -1 : random.Next(i - 100);
                for (int k = 0; k < run && i < length; k++, i++)
                    data[i] = random.Next(3) == 0 || from < 0 ? (byte)random.Next(alphabet) : data[from + k];
            }

            var target = new byte[SnappyCompressor.MaxSize(length)];
            int size = SnappyCompressor.Compress(data, target);
            Assert.True(Snappy.TryReadLength(target.AsSpan(0, size), out int claimed, out _));
            Assert.Equal(length, claimed);
            var back = new byte[length];
            Snappy.Decompress(target.AsSpan(0, size), back);
            Assert.True(back.AsSpan().SequenceEqual(data));
        }
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

    [Fact]
    public void Decompress_ThrowsNothingElse_WhenAnyByteIsFlipped()
    {
        byte[] data = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 60).Select(i => $"vertex {i % 7} ")));
        var target = new byte[SnappyCompressor.MaxSize(data.Length)];
        byte[] good = target[..SnappyCompressor.Compress(data, target)];
        for (int at = 0; at < good.Length; at++)
        {
            for (int value = 0; value < 256; value++)
            {
                byte[] bad = [.. good];
                bad[at] = (byte)value;
                try
                {
                    Snappy.Decompress(bad, new byte[data.Length]);
                }
                catch (GraphFormatException)
                {
                }
            }
        }
    }
}
