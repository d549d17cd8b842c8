using System.Numerics;
using GraphSparse.IO.Parquet;

namespace GraphSparse.Tests.IO.Parquet;

/// <summary>Decimals become the double that is nearest, ties to even; checked against exact fractions.</summary>
public class DecimalValuesTests
{
    [Fact]
    public void ToDouble_GivesTheNearest_WhateverTheLengthAndScale()
    {
        var random = new Random(11);
        for (int trial = 0; trial < 4000; trial++)
        {
            int scale = random.Next(60);
            var bytes = new byte[random.Next(1, 33)];
            random.NextBytes(bytes);
            if (trial % 3 == 0)
                bytes.AsSpan(0, bytes.Length / 2).Fill((byte)(random.Next(2) == 0 ? 0 : 255));
            var unscaled = new BigInteger(bytes, isUnsigned: false, isBigEndian: true);
            RequireNearest(unscaled, BigInteger.Pow(10, scale), DecimalValues.ToDouble(bytes, scale));
            long number = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
            RequireNearest(number, BigInteger.Pow(10, scale), DecimalValues.ToDouble(number, scale));
        }
    }

    [Theory]
    [InlineData(15, 1, 1.5)]
    [InlineData(-25, 1, -2.5)]
    [InlineData(1, 1, 0.1)]
    [InlineData(3, 23, 3e-23)]
    [InlineData(9007199254740993, 0, 9007199254740992)]
    [InlineData(long.MinValue, 0, -9223372036854775808.0)]
    [InlineData(1, 400, 0)]
    public void ToDouble_GivesWhatIsWritten(long unscaled, int scale, double expected) => Assert.Equal(expected, DecimalValues.ToDouble(unscaled, scale));

    [Fact]
    public void Integers_AreTakenWhereTheyFit()
    {
        foreach (BigInteger value in (BigInteger[])[0, -1, 127, 128, -128, long.MaxValue, long.MinValue, ulong.MaxValue, (BigInteger)long.MaxValue + 1, (BigInteger)long.MinValue - 1, (BigInteger)ulong.MaxValue + 1])
        {
            byte[] least = value.ToByteArray(isBigEndian: true);
            byte[] padded = [.. Enumerable.Repeat(value < 0 ? (byte)255 : (byte)0, 20), .. least];
            foreach (byte[] bytes in (byte[][])[least, padded])
            {
                Assert.Equal(value >= long.MinValue && value <= long.MaxValue, DecimalValues.TryInt64(bytes, out long signed));
                Assert.Equal(value >= 0 && value <= ulong.MaxValue, DecimalValues.TryUInt64(bytes, out ulong unsigned));
                Assert.True(value < long.MinValue || value > long.MaxValue || signed == value);
                Assert.True(value < 0 || value > ulong.MaxValue || unsigned == value);
            }
        }

        Assert.Throws<GraphFormatException>(() => DecimalValues.ToDouble([1, .. new byte[300]], 0));
        Assert.Equal(7, DecimalValues.ToDouble([.. new byte[300], 7], 0));
    }

    /// <summary>The exact distance to the neighbours of the result is not smaller than to the result.</summary>
    private static void RequireNearest(BigInteger numerator, BigInteger denominator, double found)
    {
        (BigInteger mine, BigInteger scale) = Distance(found);
        foreach (double other in (double[])[Math.BitDecrement(found), Math.BitIncrement(found)])
        {
            (BigInteger its, BigInteger itsScale) = Distance(other);
            int order = (mine * itsScale).CompareTo(its * scale);
            bool isEven = (BitConverter.DoubleToInt64Bits(found) & 1) == 0;
            Assert.True(order < 0 || (order == 0 && isEven), $"{numerator}/{denominator} became {found:R}, {other:R} is nearer");
        }

        (BigInteger Over, BigInteger Under) Distance(double value)
        {
            long bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
            int exponent = (int)(bits >> 52);
            BigInteger mantissa = (bits & ((1L << 52) - 1)) + (exponent > 0 ? 1L << 52 : 0);
            int power = Math.Max(exponent, 1) - 1075;
            BigInteger over = mantissa * BigInteger.Pow(2, Math.Max(power, 0)) * Math.Sign(value), under = BigInteger.Pow(2, Math.Max(-power, 0));
            return (BigInteger.Abs(over * denominator - numerator * under), under * denominator);
        }
    }
}
