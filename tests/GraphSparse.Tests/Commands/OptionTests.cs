using System.ComponentModel;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;

namespace GraphSparse.Tests.Commands;

public class OptionTests
{
    [Fact]
    public void Of_NamesOptionsAfterTheirProperties()
    {
        OptionGroup group = OptionGroup.Of<ExampleOptions>();
        Assert.Equal(["--off-tree", "--mode", "--count", "--strict"], group.Specs.Select(s => s.CommandName));
        Assert.Equal(["offTree", "mode", "count", "strict"], group.Specs.Select(s => s.JobName));
        Assert.Equal(["0.1", "by-id", null, "false"], group.Specs.Select(s => s.DefaultText));
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
    [InlineData(1, "ById", "--mode has no value 'ById'. There are hashed, by-id.")]
    [InlineData(2, "1.5", "--count '1.5' is not an integer.")]
    [InlineData(3, "yes", "--strict 'yes' is not true or false.")]
    public void Parse_SaysWhatItExpects(int option, string text, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => OptionGroup.Of<ExampleOptions>().Specs[option].Parse(text)).Message);

    [Fact]
    public void Bind_RefusesWhatWouldBeIgnored()
    {
        OptionGroup group = OptionGroup.Of<DependentOptions>();
        Assert.Equal("DependentOptions.Width applies only with DependentOptions.Mode = hashed, not with by-id.", Refusal(("Width", 3)));
        Assert.Equal("DependentOptions.Height applies only with DependentOptions.Mode = hashed or DependentOptions.Width, not with by-id.", Refusal(("Height", 3)));
        Assert.Equal("DependentOptions.Depth applies only with DependentOptions.Height.", Refusal(("Depth", 3)));
        Assert.Equal(new DependentOptions { Mode = ExampleMode.Hashed, Width = 3 }, group.Bind(Values(("Mode", ExampleMode.Hashed), ("Width", 3))));
        Assert.Equal(new DependentOptions { Mode = ExampleMode.Hashed, Height = 3, Depth = 2 }, group.Bind(Values(("Mode", ExampleMode.Hashed), ("Height", 3), ("Depth", 2))));
        Assert.Equal(new DependentOptions(), group.Bind(Values(("Width", 1)))); // the default changes nothing

        string Refusal(params (string, object)[] values) => Assert.Throws<ArgumentException>(() => group.Bind(Values(values))).Message;
        static Dictionary<string, object> Values(params (string Name, object Value)[] values) => values.ToDictionary(v => v.Name, v => v.Value);
    }

    [Fact]
    public void Place_ComesFromThePropertyOrItsRecord()
    {
        IReadOnlyList<OptionSpec> specs = OptionGroup.Of<DependentOptions>().Specs;
        Assert.Equal(["Method", "Method: with --mode", "Method: with --mode or --width", "Output: depths"], specs.Select(s => s.Place.Title));
        Assert.Equal(["Method: spanner, spectral", "Method: lrd", "Method: walks"], OptionGroup.Of<MethodOptions>().Specs.Skip(1).Select(s => s.Place.Title));
        Assert.Equal("With --method spanner or spectral", OptionGroup.Of<MethodOptions>().Specs[1].Place.Heading);
        Assert.Throws<InvalidOperationException>(() => OptionGroup.Of<UnplacedOptions>().Specs);
    }

    [Fact]
    public void Help_SaysValuesAndDefaultOnce()
    {
        IReadOnlyList<OptionSpec> specs = OptionGroup.Of<ExampleOptions>().Specs;
        Assert.Equal(["A fraction (default 0.1)", "A mode: hashed, by-id (default)", "A count", "A switch"], specs.Select(s => s.Help));
        Assert.Equal(["F", "NAME", "N", null], specs.Select(s => s.ValueName));
        Assert.Equal("[true|false]", OptionGroup.Of<MethodOptions>().Specs[1].ValueName);
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

    [ShownUnder(HelpGroup.Method)]
    private sealed record DependentOptions
    {
        [Description("A mode")]
        public ExampleMode Mode { get; init; } = ExampleMode.ById;

        [Description("A width")]
        [AppliesTo(nameof(Mode), "hashed")]
        public int Width { get; init; } = 1;

        [Description("A height")]
        [AppliesTo(nameof(Mode), "hashed")]
        [AppliesTo(nameof(Width))]
        public int Height { get; init; } = 1;

        [Description("A depth")]
        [ShownUnder(HelpGroup.Output, "Depths")]
        [AppliesTo(nameof(Height))]
        public int Depth { get; init; } = 1;
    }

    [ShownUnder(HelpGroup.Method)]
    private sealed record MethodOptions
    {
        [Description("A method")]
        public string Method { get; init; } = "path";

        [Description("A switch that is on")]
        [OfMethods("spanner", "spectral")]
        public bool Recheck { get; init; } = true;

        [Description("A size")]
        [AppliesTo(nameof(Method), "lrd")]
        public int Size { get; init; } = 1;

        [Description("A length")]
        [ShownUnder(HelpGroup.Method, "Walks")]
        [AppliesTo(nameof(Method), "walk")]
        public int Length { get; init; } = 1;
    }

    private sealed record UnplacedOptions
    {
        [Description("An option of no group")]
        public int Lost { get; init; }
    }

    [ShownUnder(HelpGroup.Input)]
    private sealed record ExampleOptions
    {
        [Description("A fraction")]
        [ValueName("F")]
        public double OffTree { get; init; } = 0.1;

        [Description("A mode")]
        public ExampleMode Mode { get; init; } = ExampleMode.ById;

        [Description("A count")]
        public int? Count { get; init; }

        [Description("A switch")]
        public bool Strict { get; init; }
    }
}
