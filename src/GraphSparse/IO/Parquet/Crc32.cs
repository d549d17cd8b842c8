using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace GraphSparse.IO.Parquet;

/// <summary>The checksum of pages: CRC-32 with the polynomial of gzip, eight bytes at a time by tables.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[][] Tables = MakeTables();

    [MethodImpl(Hot.Loop)]
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint[] t0 = Tables[0], t1 = Tables[1], t2 = Tables[2], t3 = Tables[3], t4 = Tables[4], t5 = Tables[5], t6 = Tables[6], t7 = Tables[7];
        uint crc = uint.MaxValue;
        int at = 0;
        for (; at + 8 <= bytes.Length; at += 8)
        {
            uint low = BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]) ^ crc;
            uint high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]);
            crc = t7[low & 255] ^ t6[(low >> 8) & 255] ^ t5[(low >> 16) & 255] ^ t4[low >> 24]
                ^ t3[high & 255] ^ t2[(high >> 8) & 255] ^ t1[(high >> 16) & 255] ^ t0[high >> 24];
        }

        for (; at < bytes.Length; at++)
            crc = t0[(crc ^ bytes[at]) & 255] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[][] MakeTables()
    {
        var tables = new uint[8][];
        for (int t = 0; t < 8; t++)
        {
            tables[t] = new uint[256];
            for (uint i = 0; i < 256; i++)
            {
                uint crc = t == 0 ? i : tables[t - 1][i];
                for (int bit = 0; bit < 8; bit++)
                    crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
                tables[t][i] = crc;
            }
        }

        return tables;
    }
}
