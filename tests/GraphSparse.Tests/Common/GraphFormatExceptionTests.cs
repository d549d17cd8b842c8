namespace GraphSparse.Tests.Common;

public class GraphFormatExceptionTests
{
    [Fact]
    public void Message_NamesThePlace_AsFarAsItIsKnown()
    {
        var error = new GraphFormatException("wrong");
        Assert.Equal("wrong", error.Message);
        Assert.Equal("line 3: wrong", error.At(line: 3).Message);
        Assert.Equal("byte 0: wrong", error.At(byteOffset: 0).Message);
        Assert.Equal("f.txt: wrong", error.At("f.txt").Message);
        Assert.Equal("f.txt, line 3: wrong", error.At("f.txt", line: 3).Message);
        Assert.Equal("f.txt, byte 9: wrong", error.At("f.txt", byteOffset: 9).Message);
    }

    [Fact]
    public void At_KeepsWhatIsKnown_AndTheCause()
    {
        var cause = new InvalidOperationException();
        GraphFormatException error = new GraphFormatException("wrong", cause).At("a", line: 1).At("b", line: 2, byteOffset: 4);
        Assert.Equal(("a", 1L, 4L, "wrong"), (error.Path, error.Line, error.ByteOffset, error.Reason));
        Assert.Same(cause, error.InnerException);
    }

    [Fact]
    public void Excerpt_IsShort_AndWithoutControlCharacters()
    {
        Assert.Equal(@"a\x0ab\x1b", GraphFormatException.Excerpt("a\nb\u001b"u8));
        Assert.Equal(@"\xfffd", GraphFormatException.Excerpt([0xff]));
        string excerpt = GraphFormatException.Excerpt(new byte[1000].Select(_ => (byte)'x').ToArray());
        Assert.Equal(new string('x', 80) + "…", excerpt);
    }
}
