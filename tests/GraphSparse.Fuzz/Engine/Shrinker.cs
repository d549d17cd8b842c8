namespace GraphSparse.Fuzz.Engine;

/// <summary>Makes a failing input smaller: takes runs out, long ones first, as long as it still fails.</summary>
internal static class Shrinker
{
    /// <summary>Tries at most this many inputs.</summary>
    private const int MaxTries = 2000;

    public static byte[] Shrink(byte[] input, Func<byte[], bool> fails)
    {
        int tries = 0;
        for (int run = input.Length / 2; run > 0; run /= 2)
        {
            for (int at = 0; at + run <= input.Length && tries < MaxTries;)
            {
                byte[] shorter = [.. input[..at], .. input[(at + run)..]];
                tries++;
                if (fails(shorter))
                    input = shorter;
                else
                    at += run;
            }
        }

        return input;
    }
}
