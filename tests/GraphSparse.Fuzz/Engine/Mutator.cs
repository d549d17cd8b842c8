using System.Buffers.Binary;

namespace GraphSparse.Fuzz.Engine;

/// <summary>Damages inputs.</summary>
internal sealed class Mutator(IReadOnlyList<byte[]> tokens)
{
    private const int LargestInput = 1 << 16;

    private static readonly byte[] Bytes =
        [0, 1, 2, 0x0F, 0x10, 0x15, 0x19, 0x7F, 0x80, 0xFE, 0xFF, .. " \n\r\t\"',;-+.#%{}[]:09aeE\\"u8];

    private static readonly long[] Numbers =
        [0, 1, 2, 7, 8, 31, 32, 63, 64, 127, 128, 255, 256, 32767, 65535, 65536, 1 << 20, 60_000_000, int.MaxValue - 1, int.MaxValue, 1L << 31, uint.MaxValue, 1L << 32, 1L << 53, long.MaxValue, long.MinValue, -1, -2, int.MinValue];

    private static readonly string[] Decimals =
        ["-1", "0", "1", "00", "007", "2147483646", "2147483647", "2147483648", "4294967295", "9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616",
            "-9223372036854775808", "1e308", "1e309", "5e-324", "1e-400", "NaN", "inf", "-Infinity", "0x10", "1e999999999", ".5", "5.", "-", "+1", "1_0", "٣"];

    /// <summary>A damaged copy of <paramref name="input"/>; <paramref name="other"/> gives pieces.</summary>
    public byte[] Mutate(Random random, byte[] input, byte[] other)
    {
        byte[] result = input;
        for (int times = 1 + Geometric(random); times > 0; times--)
            result = Once(random, result, other);
        return result.Length <= LargestInput ? result : result[..LargestInput];
    }

    private static int Geometric(Random random)
    {
        int count = 0;
        while (count < 8 && random.Next(2) == 0)
            count++;
        return count;
    }

    private byte[] Once(Random random, byte[] input, byte[] other)
    {
        if (input.Length == 0)
            return other;
        int at = random.Next(input.Length);
        int run = Math.Min(input.Length - at, 1 + random.Next(random.Next(4) == 0 ? input.Length : 12));
        switch (random.Next(13))
        {
            case 0:
                return Changed(input, at, (byte)(input[at] ^ (1 << random.Next(8))));
            case 1:
                return Changed(input, at, Bytes[random.Next(Bytes.Length)]);
            case 2:
                return Changed(input, at, (byte)random.Next(256));
            case 3:
                return Changed(input, at, (byte)(input[at] + (random.Next(2) == 0 ? 1 : -1)));
            case 4:
                return input[..at];
            case 5:
                return [.. input[..at], .. input[(at + run)..]];
            case 6:
                return [.. input[..(at + run)], .. input[at..]];
            case 7:
                byte[] token = tokens.Count > 0 ? tokens[random.Next(tokens.Count)] : [Bytes[random.Next(Bytes.Length)]];
                return Replaced(input, at, random.Next(2) == 0 ? 0 : Math.Min(token.Length, input.Length - at), token);
            case 8:
                return other.Length == 0 ? input : [.. input[..at], .. other[random.Next(other.Length)..]];
            case 9:
                int from = random.Next(other.Length + 1);
                return Replaced(input, at, random.Next(2) == 0 ? 0 : run, other[from..Math.Min(other.Length, from + 1 + random.Next(40))]);
            case 10:
                return Integer(random, input, at);
            case 11:
                return Replaced(input, at, LengthOfVarint(input, at), Varint(random));
            default:
                return Replaced(input, at, LengthOfDigits(input, at), System.Text.Encoding.UTF8.GetBytes(Decimals[random.Next(Decimals.Length)]));
        }
    }

    private static byte[] Changed(byte[] input, int at, byte value)
    {
        byte[] result = [.. input];
        result[at] = value;
        return result;
    }

    private static byte[] Replaced(byte[] input, int at, int length, byte[] by) => [.. input[..at], .. by, .. input[(at + length)..]];

    private static byte[] Integer(Random random, byte[] input, int at)
    {
        Span<byte> bytes = stackalloc byte[8];
        long number = Numbers[random.Next(Numbers.Length)];
        if (random.Next(4) == 0)
            BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        else
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        int width = Math.Min(random.Next(2) == 0 ? 4 : 8, input.Length - at);
        byte[] result = [.. input];
        bytes[..width].CopyTo(result.AsSpan(at));
        return result;
    }

    private static byte[] Varint(Random random)
    {
        long number = Numbers[random.Next(Numbers.Length)];
        ulong left = random.Next(2) == 0 ? (ulong)number : (ulong)((number << 1) ^ (number >> 63));
        var bytes = new List<byte>();
        while (left >= 128)
        {
            bytes.Add((byte)(left | 128));
            left >>= 7;
        }

        return [.. bytes, (byte)left];
    }

    private static int LengthOfVarint(byte[] input, int at)
    {
        int end = at;
        while (end < input.Length - 1 && end < at + 9 && input[end] >= 128)
            end++;
        return end - at + 1;
    }

    private static int LengthOfDigits(byte[] input, int at)
    {
        int end = at;
        while (end < input.Length && input[end] is >= (byte)'0' and <= (byte)'9')
            end++;
        return end - at;
    }
}
