using GraphSparse.IO.Parquet;

namespace GraphSparse.Tests.IO.Parquet;

public class Crc32Tests
{
    [Fact]
    public void Of_IsThePublishedCheckValue() => Assert.Equal(0xCBF43926u, Crc32.Of("123456789"u8));

    [Fact]
    public void Of_IsThatOfTheDefinition_AtEveryLength()
    {
        var bytes = new byte[1100];
        new Random(5).NextBytes(bytes);
        for (int length = 0; length <= bytes.Length; length++)
        {
            ReadOnlySpan<byte> part = bytes.AsSpan(bytes.Length - length); // any alignment
            Assert.Equal(BitByBit(part), Crc32.Of(part));
        }
    }

    private static uint BitByBit(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
