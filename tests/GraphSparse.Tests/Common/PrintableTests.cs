namespace GraphSparse.Tests.Common;

public class PrintableTests
{
    [Theory]
    [InlineData("plain zoë 😀 ", "plain zoë 😀 ")]
    [InlineData("a\u001b[31mb", @"a\x1b[31mb")]
    [InlineData("\u0000\t\u007f\u0080\u009f", @"\x00\x09\x7f\x80\x9f")]
    [InlineData("\u202aa\u202e\u2066b\u2069", @"\u202aa\u202e\u2066b\u2069")]
    [InlineData("a\nb", @"a\x0ab")]
    public void Escape_ShowsWhatATerminalWouldObey(string text, string expected) => Assert.Equal(expected, Printable.Escape(text));

    [Fact]
    public void Escape_KeepsLines_WhereAsked() => Assert.Equal("a\nb\\x0d", Printable.Escape("a\nb\r", keepLines: true));

    [Fact]
    public void Excerpt_ShowsWhatATerminalWouldObey() =>
        Assert.Equal(@"\x1b\x9b\u202e", GraphFormatException.Excerpt("\u001b\u009b\u202e"u8));
}
