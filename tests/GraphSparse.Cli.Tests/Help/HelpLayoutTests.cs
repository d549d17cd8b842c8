using GraphSparse.Cli.Help;

namespace GraphSparse.Cli.Tests;

/// <summary>Help in lines: wrapped with a hanging indent at any width, and nothing cut.</summary>
public sealed class HelpLayoutTests
{
    private static readonly HelpScreen Screen = new()
    {
        Summary = "Do what the test says.",
        Usage = "graphsparse do IN OUT [--method NAME] [--keep F | --epsilon E]",
        Blocks =
        [
            new HelpBlock("Method", [new HelpItem("--method NAME", "Method that chooses among things of which there are many"), new HelpItem("--x", "Short")]),
            new HelpBlock("With --method walk", [new HelpItem("--list LIST", "Names (default alpha,beta,gamma,delta,epsilon,zeta,eta,theta)")], IsSubheading: true),
        ],
        Names = [new HelpItem("Methods", "first, second, third, fourth, fifth, sixth, seventh")],
        Example = "graphsparse do a b",
        More = "All options: graphsparse do --help all",
    };

    [Fact]
    public void Write_WrapsWithAHangingIndent()
    {
        const string expected = """
            Do what the test says.
            Usage: graphsparse do IN OUT [--method NAME]
                   [--keep F | --epsilon E]

            Method:
              --method NAME  Method that chooses among
                             things of which there are
                             many
              --x            Short
              With --method walk:
                --list LIST  Names (default alpha,beta,
                             gamma,delta,epsilon,zeta,eta,
                             theta)

            Methods: first, second, third, fourth, fifth,
              sixth, seventh

            Example:
              graphsparse do a b
            All options: graphsparse do --help all

            """;
        Assert.Equal(expected, Written(46).Replace("\r", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(100)]
    [InlineData(200)]
    public void Write_CutsNothing_AtAnyWidth(int width)
    {
        string text = Written(width);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= width, line));
        Assert.Equal(Packed(Written(1000)), Packed(text));
    }

    private static string Written(int width)
    {
        using var output = new StringWriter { NewLine = "\n" };
        HelpLayout.Write(output, Screen, width);
        return output.ToString();
    }

    private static string Packed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
