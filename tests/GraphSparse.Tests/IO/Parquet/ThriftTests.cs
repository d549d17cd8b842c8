using GraphSparse.IO.Parquet;

namespace GraphSparse.Tests.IO.Parquet;

public class ThriftTests
{
    [Fact]
    public void Write_GivesHandComputedBytes_WhenFieldsAreNearAndFar()
    {
        using var sink = new ByteSink();
        var writer = new ThriftWriter(sink);
        writer.BeginElement();
        writer.Int32(1, -1);            // delta 1, I32; zigzag 1
        writer.Text(4, "ab");           // delta 3, binary
        writer.Int64(40, 300);          // too far for a delta: number 40 (zigzag 80); zigzag 600
        writer.Bool(41, true);
        writer.BeginList(42, ThriftType.I32, 2);
        writer.Element(1);
        writer.Element(2);
        writer.BeginStruct(43);
        writer.Int32(2, 0);
        writer.EndStruct();
        writer.EndStruct();
        Assert.Equal([0x15, 1, 0x38, 2, (byte)'a', (byte)'b', 0x06, 80, 0xD8, 0x04, 0x11, 0x19, 0x25, 2, 4, 0x1C, 0x25, 0, 0, 0], sink.Bytes.ToArray());
    }

    [Fact]
    public void Skip_PassesOverEveryType_WhenAFieldIsUnknown()
    {
        // byte, i16, double, set of i64, map of i32 to bool, list of bools, empty map, nested struct; then an I32 field.
        byte[] bytes =
        [
            0x13, 7, 0x14, 8, 0x17, 0, 0, 0, 0, 0, 0, 0, 0, 0x1A, 0x26, 2, 4, 0x1B, 1, 0x51, 2, 1,
            0x19, 0x21, 1, 2, 0x1B, 0, 0x1C, 0x18, 1, 9, 0, 0x15, 84, 0,
        ];
        var reader = new ThriftReader(bytes, 0);
        var field = default(ThriftField);
        int found = 0;
        while (reader.Next(ref field))
        {
            if (field.Type == ThriftType.I32)
                found = reader.Int32(field);
            else
                reader.Skip(field);
        }

        Assert.Equal(42, found);
        Assert.Equal(bytes.Length, reader.Position);
    }

    [Fact]
    public void Skip_Refuses_WhenStructsAreNestedWithoutEnd()
    {
        byte[] deep = [.. Enumerable.Repeat((byte)0x1C, 100_000)];
        Assert.Contains("deep", Refusal(deep), StringComparison.Ordinal);
        byte[] lists = [0x19, .. Enumerable.Repeat((byte)0x19, 100_000)];
        Assert.Contains("deep", Refusal(lists), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0x18 })]                                                   // a string without its length
    [InlineData(new byte[] { 0x18, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F })]                     // a string of 4 GiB
    [InlineData(new byte[] { 0x19, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F })]               // a list of 4 G structs
    [InlineData(new byte[] { 0x1A, 0xF1, 0x7F, 1 })]                                    // a set longer than what is left
    [InlineData(new byte[] { 0x16, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1 })] // a number of 77 bits
    [InlineData(new byte[] { 0x1D })]                                                   // an unknown type
    [InlineData(new byte[] { 0x19, 0x10 })]                                             // a list of nothing
    public void Skip_Refuses_WhenTheBytesAreDamaged(byte[] bytes) => Refusal(bytes);

    private static string Refusal(byte[] bytes) => Assert.Throws<GraphFormatException>(() =>
    {
        var reader = new ThriftReader(bytes, 100);
        var field = default(ThriftField);
        while (reader.Next(ref field))
            reader.Skip(field);
    }).Message;
}
