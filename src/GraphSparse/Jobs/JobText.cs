using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using GraphSparse.IO;

namespace GraphSparse.Jobs;

/// <summary>Reads the bytes of a job file and makes sure that they are text: a plain file of bearable size, valid UTF-8, no halves of surrogate pairs.</summary>
internal static class JobText
{
    private const long MostBytes = 64 << 20;

    public static ReadOnlyMemory<byte> Read(string path)
    {
        if (Directory.Exists(path))
            throw FileErrors.Refusal(path, $"'{path}' is a folder; a job is a JSON file.");
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no job file '{path}'.", path);
        if (!FileKind.IsRegular(path))
            throw FileErrors.Refusal(path, $"'{path}' is a pipe or a device; a job is a JSON file.");
        if (new FileInfo(path).Length > MostBytes)
            throw new GraphFormatException($"has more than {MostBytes >> 20} MiB, which no job file needs").At(path);
        ReadOnlyMemory<byte> bytes = File.ReadAllBytes(path);
        if (bytes.Span.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        if (!Utf8.IsValid(bytes.Span))
            throw new GraphFormatException("is not valid UTF-8").At(path, line: LineAt(bytes.Span, InvalidAt(bytes.Span)));
        RefuseHalfPairs(bytes.Span, path);
        return bytes;
    }

    /// <summary>\ud800 alone is JSON, but no text.</summary>
    private static void RefuseHalfPairs(ReadOnlySpan<byte> bytes, string path)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                    reader.GetString();
            }
        }
        catch (InvalidOperationException error)
        {
            throw new GraphFormatException("holds half of a surrogate pair, which is no text", error).At(path, line: LineAt(bytes, (int)reader.TokenStartIndex));
        }
        catch (JsonException)
        {
            // Parsing says what is wrong, and where.
        }
    }

    private static int InvalidAt(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out int length) == System.Buffers.OperationStatus.Done)
            at += length;
        return at;
    }

    private static long LineAt(ReadOnlySpan<byte> bytes, int place) => bytes[..place].Count((byte)'\n') + 1L;
}
