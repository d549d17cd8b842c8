using System.ComponentModel;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;

namespace GraphSparse.Tests.Pipelines;

public class OptionTests
{
    [Fact]
    public void Of_NamesOptionsAfterTheirProperties()
    {
        OptionGroup group = OptionGroup.Of<ExampleOptions>();
        Assert.Equal(["--off-tree", "--mode", "--count", "--strict"], group.Specs.Select(s => s.CommandName));
        Assert.Equal(["offTree", "mode", "count", "strict"], group.Specs.Select(s => s.JobName));
        Assert.Equal(["0.1", "by-id", null, "False"], group.Specs.Select(s => s.DefaultText));
    }

    [Fact]
    public void Bind_FillsTheGivenAndKeepsTheDefaults()
    {
        OptionGroup group = OptionGroup.Of<ExampleOptions>();
        var values = new Dictionary<string, object> { ["OffTree"] = group.Specs[0].Parse("0.25"), ["Mode"] = group.Specs[1].Parse("hashed"), ["Count"] = group.Specs[2].Parse("7") };
        Assert.Equal(new ExampleOptions { OffTree = 0.25, Mode = ExampleMode.Hashed, Count = 7 }, group.Bind(values));
        Assert.Equal(new ExampleOptions(), group.Bind(new Dictionary<string, object>()));
    }

    [Theory]
    [InlineData(0, "much", "--off-tree 'much' is not a number.")]
    [InlineData(1, "ById", "--mode 'ById' is none of hashed, by-id.")]
    [InlineData(2, "1.5", "--count '1.5' is not an integer.")]
    [InlineData(3, "yes", "--strict 'yes' is not true or false.")]
    public void Parse_SaysWhatItExpects(int option, string text, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => OptionGroup.Of<ExampleOptions>().Specs[option].Parse(text)).Message);

    [Fact]
    public void Bind_RefusesWhatWouldBeIgnored()
    {
        OptionGroup group = OptionGroup.Of<DependentOptions>();
        Assert.Equal("--width does something with --mode hashed alone; it is by-id.", Refusal(("Width", 3)));
        Assert.Equal("--height does something with --mode hashed or --width alone; it is by-id.", Refusal(("Height", 3)));
        Assert.Equal("--depth does something with --height alone.", Refusal(("Depth", 3)));
        Assert.Equal(new DependentOptions { Mode = ExampleMode.Hashed, Width = 3 }, group.Bind(Values(("Mode", ExampleMode.Hashed), ("Width", 3))));
        Assert.Equal(new DependentOptions { Mode = ExampleMode.Hashed, Height = 3, Depth = 2 }, group.Bind(Values(("Mode", ExampleMode.Hashed), ("Height", 3), ("Depth", 2))));
        Assert.Equal(new DependentOptions(), group.Bind(Values(("Width", 1)))); // the default changes nothing

        string Refusal(params (string, object)[] values) => Assert.Throws<ArgumentException>(() => group.Bind(Values(values))).Message;
        static Dictionary<string, object> Values(params (string Name, object Value)[] values) => values.ToDictionary(v => v.Name, v => v.Value);
    }

    [Theory]
    [InlineData("kep", "keep")]
    [InlineData("metod", "method")]
    [InlineData("xxxxxxxxx", null)]
    public void Nearest_FindsWhatWasMeant(string typed, string? meant) =>
        Assert.Equal(meant, NameSuggestion.Nearest(typed, ["method", "keep", "ties"]));

    private enum ExampleMode
    {
        Hashed,
        ById,
    }

    private sealed record DependentOptions
    {
        [Description("a mode")]
        public ExampleMode Mode { get; init; } = ExampleMode.ById;

        [Description("a width")]
        [AppliesTo(nameof(Mode), "hashed")]
        public int Width { get; init; } = 1;

        [Description("a height")]
        [AppliesTo(nameof(Mode), "hashed")]
        [AppliesTo(nameof(Width))]
        public int Height { get; init; } = 1;

        [Description("a depth")]
        [AppliesTo(nameof(Height))]
        public int Depth { get; init; } = 1;
    }

    private sealed record ExampleOptions
    {
        [Description("a fraction")]
        public double OffTree { get; init; } = 0.1;

        [Description("a mode")]
        public ExampleMode Mode { get; init; } = ExampleMode.ById;

        [Description("a count")]
        public int? Count { get; init; }

        [Description("a switch")]
        public bool Strict { get; init; }
    }
}
