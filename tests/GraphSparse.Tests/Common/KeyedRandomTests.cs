using System.Text;

namespace GraphSparse.Tests.Common;

public class KeyedRandomTests
{
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(~0u, ~0u, ~0u, ~0u, ~0u, ~0u, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdcceb, 0x5001e420u, 0x24126ea1u)]
    public void Philox_GivesTheKnownAnswers(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint r0, uint r1, uint r2, uint r3) =>
        Assert.Equal((r0, r1, r2, r3), KeyedRandom.Philox(c0, c1, c2, c3, k0, k1));

    [Theory]
    [InlineData(0UL, "", 0L, 0L)]
    [InlineData(1UL, "random", 7L, 0L)]
    [InlineData(ulong.MaxValue, "größe", -1L, long.MinValue)]
    [InlineData(0x0123456789abcdefUL, "walks", 0x1122334455667788L, 0x0102030405060708L)]
    public void NextUInt64_IsPhiloxOfTheStatedKeyAndCounter(ulong seed, string domain, long key, long key2)
    {
        ulong hash = 0xcbf29ce484222325;
        foreach (byte b in Encoding.UTF8.GetBytes(domain))
            hash = unchecked((hash ^ b) * 0x100000001b3);
        uint[] k = Words(seed ^ hash);
        uint[] low = Words(unchecked((ulong)key));
        uint[] high = Words(unchecked((ulong)key2));
        uint[] drawn = Philox([low[0], low[1], high[0], high[1]], k);
        ulong expected = ((ulong)drawn[0] << 32) | drawn[1];

        var random = new KeyedRandom(seed, domain);
        Assert.Equal(expected, random.NextUInt64(key, key2));
        Assert.Equal(Math.ScaleB(expected >> 11, -53), random.NextDouble(key, key2));
    }

    [Fact]
    public void NextUInt64_TakesZero_ForAnAbsentSecondKey()
    {
        var random = new KeyedRandom(9, "d");
        Assert.Equal(random.NextUInt64(4, 0), random.NextUInt64(4));
        Assert.Equal(random.NextDouble(4, 0), random.NextDouble(4));
    }

    [Fact]
    public void NextDouble_IsInTheUnitInterval_AndUniform()
    {
        var random = new KeyedRandom(1, "uniform");
        int[] bins = new int[16];
        for (int i = 0; i < 64_000; i++)
        {
            double draw = random.NextDouble(i);
            Assert.InRange(draw, 0, 1 - double.Epsilon);
            bins[(int)(draw * 16)]++;
        }

        Assert.All(bins, count => Assert.InRange(count, 3_600, 4_400)); // 6.5 standard deviations
    }

    [Fact]
    public void Draws_DifferBetweenSeedsDomainsAndKeys()
    {
        ulong[] draws =
        [
            new KeyedRandom(1, "a").NextUInt64(1), new KeyedRandom(2, "a").NextUInt64(1), new KeyedRandom(1, "b").NextUInt64(1),
            new KeyedRandom(1, "a").NextUInt64(2), new KeyedRandom(1, "a").NextUInt64(1, 1), new KeyedRandom(1, "a").NextUInt64(1L << 32),
        ];
        Assert.Equal(draws.Length, draws.Distinct().Count());
        Assert.Throws<ArgumentNullException>(() => new KeyedRandom(1, null!));
    }

    private static uint[] Words(ulong value) => [unchecked((uint)value), (uint)(value >> 32)];

    /// <summary>Ten rounds, as in the paper: the counters are multiplied, swapped and keyed; the key is bumped between rounds.</summary>
    private static uint[] Philox(uint[] c, uint[] k)
    {
        for (int round = 0; round < 10; round++)
        {
            UInt128 a = (UInt128)0xD2511F53 * c[0];
            UInt128 b = (UInt128)0xCD9E8D57 * c[2];
            c = [(uint)(b >> 32) ^ c[1] ^ k[0], (uint)(b & uint.MaxValue), (uint)(a >> 32) ^ c[3] ^ k[1], (uint)(a & uint.MaxValue)];
            k = [(uint)((k[0] + 0x9E3779B9UL) & uint.MaxValue), (uint)((k[1] + 0xBB67AE85UL) & uint.MaxValue)];
        }

        return c;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(int.MaxValue - 100L)]
    [InlineData((1L << 32) - 5)]
    [InlineData(long.MaxValue - 600)]
    public void NextDoubles_AreThoseOfEachKey(long first)
    {
        var random = new KeyedRandom(77, "test.many");
        foreach (int count in new[] { 0, 1, 7, 8, 255, 256, 257, 600 })
        {
            var values = new double[count];
            random.NextDoubles(first, values);
            for (int i = 0; i < count; i++)
                Assert.Equal(random.NextDouble(first + i), values[i]);
        }
    }
}
