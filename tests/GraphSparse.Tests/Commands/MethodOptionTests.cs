using GraphSparse.Commands;
using GraphSparse.Sparsification;
using GraphSparse.Sampling;

namespace GraphSparse.Tests.Commands;

/// <summary>The methods under which the help shows an option are those that take it.</summary>
public class MethodOptionTests
{
    private const string ScoreHeading = "Methods that score edges";

    public static TheoryData<string> Methods => [.. SparsifierCatalog.Default.Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Sparsifiers_TakeTheOptionsOfTheirHeadings(string method)
    {
        SparsifierEntry entry = SparsifierCatalog.Default.Find(method);
        OptionGroup group = OptionGroup.Of<SparsifierOptions>();
        foreach (OptionSpec option in group.Specs.Where(o => o.Place.Heading is not null))
        {
            bool isShown = option.Place.Heading == ScoreHeading ? entry.CreateScore is not null : option.Place.Methods.Contains(method);
            var options = (SparsifierOptions)group.Bind(new Dictionary<string, object> { ["Method"] = method, [option.PropertyName] = Other(option) });
            Assert.True(Record.Exception(() => options.Validate()) is null == isShown, $"{option.CommandName} with {method}");
        }
    }

    [Fact]
    public void Headings_NameMethodsThatExist()
    {
        Assert.Empty(OptionGroup.Of<SparsifierOptions>().Specs.SelectMany(o => o.Place.Methods).Except(SparsifierCatalog.Default.Select(e => e.Name)));
        Assert.Empty(OptionGroup.Of<SamplerOptions>().Specs.SelectMany(o => o.Place.Methods).Except(SamplerCatalog.Default.Select(e => e.Name)));
        Assert.Equal(
            SamplerCatalog.Default.Where(e => e.TakesSeeds).Select(e => e.Name).Order(StringComparer.Ordinal),
            OptionGroup.Of<SeedOptions>().Specs.Single().Place.Methods.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Descriptions_AreSentencesWithoutAFullStop() =>
        Assert.All(CommandCatalog.Entries.SelectMany(c => c.AllOptions), o => Assert.Matches(@"^[A-Z][^.]*(\.[^ ][^.]*)*$", o.Description));

    [Fact]
    public void Summaries_AreSentences() => Assert.All(CommandCatalog.Entries, c => Assert.Matches(@"^[A-Z].*\.$", c.Summary));

    /// <summary>A value in its range that is not the default.</summary>
    private static object Other(OptionSpec option) => option.ValueType switch
    {
        { IsEnum: true } => option.Parse(option.Choices!.First(c => c != option.DefaultText)),
        var type when type == typeof(bool) => option.Default is not true,
        var type when type == typeof(int) => 3,
        _ => 1.0,
    };
}
