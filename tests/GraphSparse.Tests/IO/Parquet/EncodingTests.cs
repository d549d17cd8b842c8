using System.Buffers.Binary;
using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Fluent;
using GraphSparse.IO.Parquet;

namespace GraphSparse.Tests.IO.Parquet;

public class EncodingTests
{
    private static readonly ParquetField Ints = new("v", ParquetType.Int32);

    private static Config Fixed(int count = 200) => Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(1234567UL, 7654321UL);

    [Fact]
    public void Unpack_GivesTheSpecificationsExample_WhenValuesHaveThreeBits()
    {
        // 0 to 7 in three bits each, as the format's own text shows them.
        var values = new uint[8];
        BitPacking.Unpack([0x88, 0xC6, 0xFA], 3, values);
        Assert.Equal([0u, 1, 2, 3, 4, 5, 6, 7], values);
        var packed = new byte[16];
        Assert.Equal(3, BitPacking.Pack(values, 3, packed));
        Assert.Equal([0x88, 0xC6, 0xFA], packed[..3]);
    }

    [Fact]
    public void Unpack_InvertsPack_ForEveryWidthAndLength()
    {
        var random = new Random(5);
        for (int width = 0; width <= 64; width++)
        {
            foreach (int count in (int[])[0, 1, 7, 8, 31, 32, 33, 200])
            {
                ulong mask = width == 64 ? ulong.MaxValue : (1ul << width) - 1;
                ulong[] wide = [.. Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue) & mask)];
                var packed = new byte[BitPacking.ByteCount(count, width) + 8];
                int size = BitPacking.Pack(wide, width, packed);
                Assert.Equal(BitPacking.ByteCount(count, width), size);
                var back = new ulong[count];
                BitPacking.Unpack(packed.AsSpan(0, size), width, back);
                Assert.Equal(wide, back);
                if (width > 32)
                    continue;

                uint[] narrow = [.. wide.Select(v => (uint)v)];
                var packed32 = new byte[packed.Length];
                Assert.Equal(size, BitPacking.Pack(narrow, width, packed32));
                Assert.Equal(packed[..size], packed32[..size]);
                for (int first = 0; first < Math.Min(count, 9); first++)
                {
                    var rest = new uint[count - first];
                    BitPacking.Unpack(packed.AsSpan(0, size), width, rest, first);
                    Assert.Equal(narrow[first..], rest);
                }
            }
        }
    }

    [Fact]
    public void WriteRuns_GivesHandComputedBytes_WhenRunsAndPackedValuesAlternate()
    {
        // Ten times 4: header 10 << 1, value in one byte. Then 0 to 7 packed: header 1 << 1 | 1.
        using var sink = new ByteSink();
        RleWriter.Write<int>(sink, [4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 0, 1, 2, 3, 4, 5, 6, 7], 3);
        Assert.Equal([20, 4, 3, 0x88, 0xC6, 0xFA], sink.Bytes.ToArray());
    }

    [Fact]
    public void WriteRuns_FillsThePackedGroup_WhenARunBeginsWithinIt()
    {
        // Three values, then twelve equal ones: five of them complete the group, seven are too few for a run.
        using var sink = new ByteSink();
        RleWriter.Write<int>(sink, [1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 1);
        Assert.Equal([5, 0b101, 0], sink.Bytes.ToArray());
    }

    [Fact]
    public void ReadRuns_GivesWhatWasWritten_ForAnyValues()
    {
        var gen = from width in Gen.Choose(0, 20)
                  from runs in (from value in Gen.Choose(0, (1 << width) - 1)
                                from length in Gen.Frequency((3, Gen.Choose(1, 3)), (1, Gen.Choose(7, 40)))
                                select Enumerable.Repeat(value, length)).ListOf()
                  from step in Gen.Choose(1, 50)
                  select (width, values: runs.SelectMany(r => r).ToArray(), step);
        Prop.ForAll(gen.ToArbitrary(), x =>
        {
            using var sink = new ByteSink();
            RleWriter.Write<int>(sink, x.values, x.width);
            Assert.True(RleReader.Holds(sink.Bytes, x.width, x.values.Length));
            Assert.False(RleReader.Holds(sink.Bytes, x.width, x.values.Length + 8));
            var reader = new RleReader(sink.Bytes, x.width);
            var back = new uint[x.values.Length];
            for (int at = 0; at < back.Length; at += x.step)
                reader.Read(back.AsSpan(at, Math.Min(x.step, back.Length - at)));
            return back.Select(v => (int)v).SequenceEqual(x.values);
        }).Check(Fixed());
    }

    [Fact]
    public void WriteDeltas_GivesHandComputedBytes_WhenDifferencesAreEqual()
    {
        // The format's first example, 1 to 5: blocks of 128 in 4 parts, 5 values, first 1 (zigzag 2), smallest difference 1 (zigzag 2), no bits.
        using var sink = new ByteSink();
        DeltaWriter.Write<int>(sink, [1, 2, 3, 4, 5]);
        Assert.Equal([0x80, 0x01, 4, 5, 2, 2, 0, 0, 0, 0], sink.Bytes.ToArray());
    }

    [Fact]
    public void WriteDeltas_GivesHandComputedBytes_WhenDifferencesVary()
    {
        // The format's second example: 7 5 3 1 2 3 4 5. Differences -2 -2 -2 1 1 1 1, less -2: 0 0 0 3 3 3 3 in two bits.
        using var sink = new ByteSink();
        DeltaWriter.Write<long>(sink, [7, 5, 3, 1, 2, 3, 4, 5]);
        Assert.Equal([0x80, 0x01, 4, 8, 14, 3, 2, 0, 0, 0, 0b11000000, 0b00111111, 0, 0, 0, 0, 0, 0], sink.Bytes.ToArray());
    }

    [Fact]
    public void ReadDeltas_GivesWhatWasWritten_ForAnyIntegers()
    {
        var gen = from near in Gen.Choose(0, 2)
                  from count in Gen.Choose(0, 600)
                  from seed in Gen.Choose(0, 1 << 30)
                  select (near, count, seed);
        Prop.ForAll(gen.ToArbitrary(), x =>
        {
            var random = new Random(x.seed);
            long[] longs = [.. Enumerable.Range(0, x.count).Select(i => x.near switch
            {
                0 => i / 3 + random.Next(2),
                1 => random.NextInt64(-100000, 100000) << random.Next(30),
                _ => random.NextInt64(long.MinValue, long.MaxValue),
            })];
            return BackAndForth(longs) && BackAndForth(longs.Select(v => unchecked((int)v)).ToArray());
        }).Check(Fixed());

        static bool BackAndForth<T>(T[] values) where T : unmanaged, System.Numerics.IBinaryInteger<T>, System.Numerics.IMinMaxValue<T>
        {
            using var sink = new ByteSink();
            DeltaWriter.Write<T>(sink, values);
            var reader = new DeltaReader(sink.Bytes);
            var back = new T[reader.Count];
            reader.Read<T>(back);
            return back.AsSpan().SequenceEqual(values)
                && (values.Length == 0 || (DeltaWriter.Size<T>(values) == sink.Length && reader.Position == sink.Length));
        }
    }

    [Fact]
    public void ReadDeltas_TakesOtherBlocks_WhenTheWriterUsesThem()
    {
        // 256 values a block in two parts of 128 with one bit each: 0, then 200 times + 1, from 0.
        byte[] ones = Enumerable.Repeat((byte)0xFF, 16).ToArray();
        byte[] bytes = [0x80, 0x02, 2, 0xC9, 0x01, 0, 0, 1, 1, .. ones, .. ones];
        Assert.Equal(Enumerable.Range(0, 201), ((ParquetColumn<int>)new HandMadeFile(Ints).Page(PageEncoding.DeltaBinaryPacked, 201, bytes).Read()).Values.ToArray());
    }

    [Fact]
    public void Read_GivesTheValues_WhenTheyAreSplitIntoStreams()
    {
        float[] floats = [.. Enumerable.Range(0, 3000).Select(i => i * 1.1f)];
        byte[] plain = MemoryMarshal.AsBytes(floats.AsSpan()).ToArray();
        byte[] split = [.. Enumerable.Range(0, 4).SelectMany(s => Enumerable.Range(0, floats.Length).Select(i => plain[4 * i + s]))];
        var column = (ParquetColumn<float>)new HandMadeFile(new("v", ParquetType.Float)).Page(PageEncoding.ByteStreamSplit, floats.Length, split).Read();
        Assert.Equal(floats, column.Values);

        byte[] two = [1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0];
        Assert.Equal([1L | (0x80L << 56), 2], ((ParquetColumn<long>)new HandMadeFile(new("v", ParquetType.Int64)).Page(PageEncoding.ByteStreamSplit, 2, two).Read()).Values);
    }

    [Fact]
    public void Read_GivesTruthValues_WhenTheyAreInRuns()
    {
        byte[] runs = [4, 0, 0, 0, 6, 1, 3, 0b10101010];
        bool[] expected = [true, true, true, false, true, false, true, false, true, false, true];
        var field = new ParquetField("v", ParquetType.Boolean);
        Assert.Equal(expected, ((ParquetColumn<bool>)new HandMadeFile(field).Page(PageEncoding.Rle, 11, runs).Read()).Values);
        Assert.Equal(expected, ((ParquetColumn<bool>)new HandMadeFile(field).PageV2(PageEncoding.Rle, 11, [], [], runs).Read()).Values);
    }

    [Fact]
    public void Read_GoesOnWithPlainPages_WhenTheDictionaryBecameTooLarge()
    {
        // Index 1 eight times, then 0 packed; then the values 9 and 8 themselves.
        var column = (ParquetColumn<int>)new HandMadeFile(Ints)
            .Dictionary(2, Bytes(100, 200))
            .Page(PageEncoding.PlainDictionary, 9, 1, 16, 1, 3, 0)
            .Page(PageEncoding.Plain, 2, Bytes(9, 8))
            .Page(PageEncoding.RleDictionary, 1, 1, 2, 0)
            .Read();
        Assert.Equal([200, 200, 200, 200, 200, 200, 200, 200, 100, 9, 8, 100], column.Values);
    }

    [Fact]
    public void Read_GivesStrings_WhenTheirLengthsAreDifferences()
    {
        // Lengths 1 2 3: first 1, differences 1.
        byte[] bytes = [0x80, 0x01, 4, 3, 2, 2, 0, 0, 0, 0, .. "abbccc"u8];
        var column = (ParquetUtf8Column)new HandMadeFile(new("v", ParquetType.Utf8)).Page(PageEncoding.DeltaLengthByteArray, 3, bytes).Read();
        Assert.Equal(["a", "bb", "ccc"], Enumerable.Range(0, 3).Select(column.Text));
    }

    [Fact]
    public void Read_PutsNullsInTheirPlaces_WhenPagesAreOfTheSecondVersion()
    {
        // Present, null, present: packed bits 101; the levels stand before the values without a length.
        var column = (ParquetColumn<int>)new HandMadeFile(new("v", ParquetType.Int32, true))
            .PageV2(PageEncoding.Plain, 3, [], [3, 0b101], Bytes(5, 6))
            .PageV2(PageEncoding.Plain, 1, [], [2, 0], [], isCompressed: null)
            .Read();
        Assert.Equal([5, 0, 6, 0], column.Values);
        Assert.Equal([false, true, false, true], Enumerable.Range(0, 4).Select(column.IsNull));
    }

    [Fact]
    public void Read_GoesOnWithAList_WhenItIsCutByAPage()
    {
        // Rows [1 2 | 3] and []: the second page begins with repetition level 1.
        byte[] first = [2, 0, 0, 0, 3, 0b10, 2, 0, 0, 0, 3, 0b11, .. Bytes(1, 2)];
        byte[] second = [2, 0, 0, 0, 3, 0b01, 2, 0, 0, 0, 3, 0b01, .. Bytes(3)];
        byte[] file = new HandMadeFile(new("v", ParquetType.Int32, IsList: true))
            .Page(PageEncoding.Plain, 2, first).Page(PageEncoding.Plain, 2, second).ToArray(rows: 2);
        var column = (ParquetColumn<int>)ParquetFiles.ReadOnly(file);
        Assert.Equal([0, 3, 3], column.ListOffsets);
        Assert.Equal([1, 2, 3], column.List(0));
    }

    private static byte[] Bytes(params int[] values)
    {
        var bytes = new byte[4 * values.Length];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * i), values[i]);
        return bytes;
    }
}
