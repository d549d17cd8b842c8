using GraphSparse.Embeddings;

namespace GraphSparse.Tests.Embeddings;

/// <summary>The draws of projections are the published ones.</summary>
public sealed class CounterRandomTests
{
    [Fact]
    public void Words_AreThoseOfThePublishedSequence()
    {
        var random = new CounterRandom(42, CounterRandom.Projection);
        Assert.Equal([0x57e1faba65107204, 0xf4abd143feb24055, 0x7c816738c12903b2, 0x113e5dec6f8fd8a8], Enumerable.Range(0, 4).Select(c => random.Bits((ulong)c)));
        Assert.Equal([0.34329192209867343, 0.9557467261317436, 0.48634953628166855, 0.06735789320333596], Enumerable.Range(0, 4).Select(c => random.Uniform((ulong)c)));
    }

    [Fact]
    public void Signs_AreThoseOfThePublishedProjection()
    {
        var random = new CounterRandom(42, CounterRandom.Projection);
        const string expected = "0 -1 0 1 0 1 0 0 1 0 0 0 0 0 -1 0 0 0 0 1 0 -1 0 1 0 -1 0 0 0 -1 0 0 -1 0 0 0 -1 0 -1 0";
        Assert.Equal(expected, string.Join(' ', Enumerable.Range(0, 40).Select(c => random.Sign((ulong)c, 1 / 6.0))));
    }

    [Theory]
    [InlineData(1, 3.0)]
    [InlineData(8, 1.0)]
    [InlineData(37, 20.0)]
    [InlineData(1000, 2.5)]
    public void ManyAtOnce_AreThoseOneByOne(int count, double sparsity)
    {
        var random = new CounterRandom(7, CounterRandom.Features);
        var signs = new float[count];
        var numbers = new float[count];
        random.Signs(12345, 1 / (2 * sparsity), 0.3f, signs);
        random.Symmetric(99, numbers);
        Assert.Equal(Enumerable.Range(0, count).Select(j => random.Sign(12345 + (ulong)j, 1 / (2 * sparsity)) * 0.3f), signs);
        Assert.Equal(Enumerable.Range(0, count).Select(j => (float)(2 * random.Uniform(99 + (ulong)j) - 1)), numbers);
    }

    [Theory]
    [InlineData(200, 64, 3, 2177, 2085)]
    [InlineData(400, 256, 20, 2561, 2573)]
    public void Signs_AreAsManyAsPublished(int rows, int columns, double sparsity, int positive, int negative)
    {
        var random = new CounterRandom(7, CounterRandom.Projection);
        int[] signs = [.. Enumerable.Range(0, rows * columns).Select(c => random.Sign((ulong)c, 1 / (2 * sparsity)))];
        Assert.Equal((positive, negative), (signs.Count(s => s > 0), signs.Count(s => s < 0)));
    }
}
