namespace GraphSparse.IO.Parquet;

/// <summary>Reads DELTA_BYTE_ARRAY: of each string the length of what it shares with the one before, then the rest of it.</summary>
internal static class DeltaBytes
{
    /// <summary>Throws unless the page says that it has that many strings. Called before room is made for them.</summary>
    public static void RequireCount(ReadOnlySpan<byte> bytes, int count)
    {
        int prefixes = new DeltaReader(bytes).Count;
        if (prefixes != count)
            throw Bad($"{prefixes} strings, the page has {count}");
    }

    /// <summary>Reads the lengths and checks that they fit the bytes and each other; returns the rests of the strings.</summary>
    /// <param name="bytes">The page.</param>
    /// <param name="prefixes">How much each string takes from the one before.</param>
    /// <param name="lengths">How long the rest of each is.</param>
    /// <param name="fixedLength">The length that every string must have, or 0.</param>
    /// <param name="total">Bytes of all strings together.</param>
    public static ReadOnlySpan<byte> ReadLengths(ReadOnlySpan<byte> bytes, Span<int> prefixes, Span<int> lengths, int fixedLength, out long total)
    {
        var shared = new DeltaReader(bytes);
        shared.Read(prefixes);
        bytes = bytes[shared.Position..];
        var rests = new DeltaReader(bytes);
        if (rests.Count != lengths.Length)
            throw Bad($"{rests.Count} suffixes for {lengths.Length} prefixes");
        rests.Read(lengths);
        bytes = bytes[rests.Position..];

        total = 0;
        long used = 0, before = 0;
        for (int i = 0; i < lengths.Length; i++)
        {
            used += lengths[i];
            if (lengths[i] < 0 || used > bytes.Length)
                throw Bad($"a suffix of {lengths[i]} bytes where {bytes.Length} are left in all");
            if (prefixes[i] < 0 || prefixes[i] > before)
                throw Bad($"a prefix of {prefixes[i]} bytes after a string of {before}");
            before = (long)prefixes[i] + lengths[i];
            if (fixedLength > 0 && before != fixedLength)
                throw Bad($"a string of {before} bytes in a column of {fixedLength}");
            total += before;
        }

        return bytes;
    }

    /// <summary>Puts the strings to a place, turning <paramref name="lengths"/> into where each ends; returns where the last one does.</summary>
    public static int Join(ReadOnlySpan<byte> suffixes, ReadOnlySpan<int> prefixes, Span<int> lengths, byte[] target, int to)
    {
        int before = to;
        for (int i = 0; i < lengths.Length; i++)
        {
            int start = to;
            target.AsSpan(before, prefixes[i]).CopyTo(target.AsSpan(to));
            to += prefixes[i];
            suffixes[..lengths[i]].CopyTo(target.AsSpan(to));
            suffixes = suffixes[lengths[i]..];
            to += lengths[i];
            lengths[i] = to;
            before = start;
        }

        return to;
    }

    private static GraphFormatException Bad(string reason) => new($"DELTA_BYTE_ARRAY: {reason}");
}
