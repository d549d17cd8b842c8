using System.IO.Hashing;
using GraphSparse.IO;

namespace GraphSparse.Fuzz.Engine;

/// <summary>Makes the checksums of a damaged .gsb file fit again, so that the damage gets to what is behind them.</summary>
internal static class BinaryChecksums
{
    private const int HeaderHashAt = BinaryLayout.HeaderBytes - sizeof(ulong);

    /// <summary>A copy with the checksums of its own header and blocks; of a file whose header lies about its length that of the header.</summary>
    public static byte[] Recomputed(byte[] file)
    {
        byte[] result = [.. file];
        if (file.Length < BinaryLayout.HeaderBytes)
            return result;
        BitConverter.TryWriteBytes(result.AsSpan(HeaderHashAt), XxHash3.HashToUInt64(result.AsSpan(0, HeaderHashAt)));
        try
        {
            BinaryLayout layout = BinaryLayout.Parse(result.AsSpan(0, BinaryLayout.HeaderBytes), result.Length);
            int table = (int)layout.ChecksumsAt;
            for (int block = 0; block < layout.Blocks; block++)
            {
                int from = BinaryLayout.HeaderBytes + block * BinaryLayout.BlockBytes;
                int to = Math.Min(from + BinaryLayout.BlockBytes, table);
                BitConverter.TryWriteBytes(result.AsSpan(table + block * sizeof(ulong)), XxHash3.HashToUInt64(result.AsSpan(from..to)));
            }

            int end = table + (int)layout.Blocks * sizeof(ulong);
            BitConverter.TryWriteBytes(result.AsSpan(end), XxHash3.HashToUInt64(result.AsSpan(table..end)));
        }
        catch (GraphFormatException)
        {
            // A header that is none: that is damage enough.
        }

        return result;
    }
}
