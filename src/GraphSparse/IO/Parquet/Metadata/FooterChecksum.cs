using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Unicode;

namespace GraphSparse.IO.Parquet;

/// <summary>A checksum of the footer, as an entry of the key-value metadata. Parquet has checksums of pages only, and one bit in a footer can turn
/// a weight into a column of another name, or a directed graph into an undirected one.</summary>
/// <remarks>The value is two CRC-32 in hexadecimal: of the bytes before the value and of those behind it. The entry is found by its bytes, not by parsing, so that damage
/// to the structure around it does not hide it. Other programs may carry the entry over into files of their own, to which it does not belong: it is looked at
/// only where the footer names this library as the writer.</remarks>
internal static class FooterChecksum
{
    /// <summary>The key; readers of ours do not hand it out.</summary>
    public const string Key = "graphsparse.footer";

    /// <summary>How the names of our writers begin.</summary>
    public const string Writer = "GraphSparse version ";

    private const int Digits = 16;

    private static readonly byte[] WriterBytes = Encoding.ASCII.GetBytes(Writer);

    // The key, then the head of a string field one number higher, then the length of the value.
    private static readonly byte[] Mark = [.. Encoding.ASCII.GetBytes(Key), 0x18, Digits];

    /// <summary>Entries with that of the checksum, before it is known. It is the second: a run of damage that ends the structure before the entries must not reach it.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Among(IReadOnlyList<KeyValuePair<string, string>> entries) =>
        [.. entries.Take(1), new(Key, new string('0', Digits)), .. entries.Skip(1)];

    /// <summary>Fills the checksum into a footer that has the entry.</summary>
    public static void Seal(Span<byte> footer)
    {
        if (Find(footer) is var at and >= 0)
            Utf8.TryWrite(footer.Slice(at, Digits), CultureInfo.InvariantCulture, $"{Of(footer, at):x16}", out _);
    }

    /// <summary>Fails where a footer has a checksum that is not its own.</summary>
    /// <exception cref="GraphFormatException">The footer is damaged.</exception>
    public static void Verify(ReadOnlySpan<byte> footer)
    {
        if (footer.IndexOf(WriterBytes) < 0 || Find(footer) is not (var at and >= 0))
            return;
        Span<byte> expected = stackalloc byte[Digits];
        Utf8.TryWrite(expected, CultureInfo.InvariantCulture, $"{Of(footer, at):x16}", out _);
        if (!footer.Slice(at, Digits).SequenceEqual(expected))
            throw new GraphFormatException("Parquet metadata: the footer does not have the checksum that it states; the file is damaged");
    }

    private static int Find(ReadOnlySpan<byte> footer)
    {
        int mark = footer.IndexOf(Mark);
        return mark >= 0 && mark + Mark.Length + Digits <= footer.Length ? mark + Mark.Length : -1;
    }

    private static ulong Of(ReadOnlySpan<byte> footer, int at) => (ulong)Crc32.HashToUInt32(footer[..at]) << 32 | Crc32.HashToUInt32(footer[(at + Digits)..]);
}
