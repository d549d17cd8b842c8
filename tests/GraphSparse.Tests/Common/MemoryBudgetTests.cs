namespace GraphSparse.Tests.Common;

public class MemoryBudgetTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("1000000", 1_000_000)]
    [InlineData("1000000B", 1_000_000)]
    [InlineData("512M", 512L << 20)]
    [InlineData("512 MB", 512L << 20)]
    [InlineData(" 512MiB ", 512L << 20)]
    [InlineData("4g", 4L << 30)]
    [InlineData("1.5GiB", 3L << 29)]
    [InlineData(".5k", 512)]
    [InlineData("2T", 2L << 40)]
    [InlineData("812 B", 812)]
    [InlineData("3 KiB", 3072)]
    public void TryParse_ReadsSizes(string text, long bytes)
    {
        Assert.True(MemoryBudget.TryParse(text, out MemoryBudget? budget));
        Assert.Equal(bytes, budget!.LimitBytes);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("G")]
    [InlineData("iB")]
    [InlineData("0")]
    [InlineData("0.1")]
    [InlineData("-1")]
    [InlineData("1e9")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1,5G")]
    [InlineData("4GG")]
    [InlineData("4 G B x")]
    [InlineData("9223372036854775808")]
    [InlineData("99999999999T")]
    public void TryParse_Refuses_WhatIsNoSize(string? text)
    {
        Assert.False(MemoryBudget.TryParse(text, out MemoryBudget? budget));
        Assert.Null(budget);
    }

    [Theory]
    [InlineData(812, "812 B")]
    [InlineData(1024, "1 KiB")]
    [InlineData(3_565_158, "3.4 MiB")]
    [InlineData(41L << 30, "41 GiB")]
    [InlineData(1L << 62, "4096 PiB")]
    public void Text_IsForPeople(long bytes, string text) => Assert.Equal(text, MemoryBudget.Text(bytes));

    [Fact]
    public void Ensure_SaysWhatIsNeeded_WhenItIsTooMuch()
    {
        var budget = new MemoryBudget(2048);
        budget.Ensure(2048, "this");
        Assert.Equal("a graph needs about 2.5 KiB, the limit is 2 KiB.",
            Assert.Throws<ResourceLimitException>(() => budget.Ensure(2560, "a graph")).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new MemoryBudget(0));
        Assert.True(MemoryBudget.Default.LimitBytes > 1 << 20);
    }
}
