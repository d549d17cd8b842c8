using System.Text;

namespace GraphSparse.IO.Text;

/// <summary>Turns text with a byte order mark into plain UTF-8: the mark is left out, UTF-16 and UTF-32 are translated.</summary>
internal static class TextEncodings
{
    private const int MarkLength = 4;

    /// <summary>Takes ownership of <paramref name="text"/>.</summary>
    public static Stream ToUtf8(Stream text)
    {
        PrefixedStream whole = PrefixedStream.Peek(text, MarkLength, out ReadOnlySpan<byte> first);
        if (first.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return whole.Skip(3);
        if (first.SequenceEqual((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]))
            return Translated(whole.Skip(4), new UTF32Encoding(bigEndian: false, byteOrderMark: false, throwOnInvalidCharacters: true));
        if (first.SequenceEqual((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
            return Translated(whole.Skip(4), new UTF32Encoding(bigEndian: true, byteOrderMark: false, throwOnInvalidCharacters: true));
        if (first.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return Translated(whole.Skip(2), new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true));
        if (first.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return Translated(whole.Skip(2), new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true));
        return whole;
    }

    private static Translation Translated(Stream text, Encoding encoding) =>
        new(Encoding.CreateTranscodingStream(text, encoding, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)), encoding.WebName);

    /// <summary>Says that the file is wrong where its text is.</summary>
    private sealed class Translation(Stream inner, string encoding) : ForwardStream
    {
        public override bool CanRead => true;

        public override int Read(Span<byte> buffer)
        {
            try
            {
                return inner.Read(buffer);
            }
            catch (DecoderFallbackException error)
            {
                throw new GraphFormatException($"begins with the byte order mark of {encoding}, and is not valid {encoding}", error);
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
