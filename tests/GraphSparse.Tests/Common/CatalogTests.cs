namespace GraphSparse.Tests.Common;

public class CatalogTests
{
    private static readonly Catalog<Fruit> Fruits = new("fruit", [new("apple"), new("pear"), new("quince")]);

    [Fact]
    public void Find_KnowsNames_AndProposesOne()
    {
        Assert.Equal("pear", Fruits.Find("pear").Name);
        Assert.Equal("There is no fruit 'paer'. Did you mean pear? There are apple, pear, quince.", Assert.Throws<ArgumentException>(() => Fruits.Find("paer")).Message);
        Assert.Equal("There is no fruit 'x'. There are apple, pear, quince.", Assert.Throws<ArgumentException>(() => Fruits.Find("x")).Message);
    }

    [Fact]
    public void FindAll_GivesTheOrderOfTheCatalog_Once()
    {
        Assert.Equal(["apple", "quince"], Fruits.FindAll(["quince", "apple", "quince"]).Select(f => f.Name));
        Assert.Equal(3, Fruits.FindList("pear, all").Count);
        Assert.Contains("No fruit is named", Assert.Throws<ArgumentException>(() => Fruits.FindList(" ,")).Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean apple? There are apple, pear, quince, and all.", Assert.Throws<ArgumentException>(() => Fruits.FindAll(["pear", "aple"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_AddsAtTheEnd_AndLeavesTheOldCatalogAlone()
    {
        Catalog<Fruit> more = Fruits.With(new("fig"));
        Assert.Equal(["apple", "pear", "quince", "fig"], more.Names);
        Assert.Equal(3, Fruits.Count);
        Assert.Equal("fig", more[3].Name);
        Assert.Contains("two fruits 'pear'", Assert.Throws<ArgumentException>(() => more.With(new("pear"))).Message, StringComparison.Ordinal);
    }

    private sealed record Fruit(string Name) : ICatalogEntry;
}
