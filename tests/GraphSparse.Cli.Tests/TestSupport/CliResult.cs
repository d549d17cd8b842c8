using System.Text.Json.Nodes;

namespace GraphSparse.Cli.Tests.TestSupport;

/// <summary>How a run of the command line ended.</summary>
public sealed record CliResult(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output as JSON; fails where it is not exactly one document.</summary>
    public JsonObject Json()
    {
        try
        {
            return Assert.IsType<JsonObject>(JsonNode.Parse(Output)); // the parser refuses anything behind the first document
        }
        catch (System.Text.Json.JsonException error)
        {
            throw new Xunit.Sdk.XunitException($"not one JSON document ({error.Message}); {this}");
        }
    }

    /// <summary>Fails with everything that was printed where the exit code is another.</summary>
    public CliResult Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"expected exit code {exitCode}; {this}");
        return this;
    }

    public override string ToString() => $"exit code {ExitCode}\nstdout: {Output}\nstderr: {Error}";
}
