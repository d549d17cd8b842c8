using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using GraphSparse.Cli.Commands;
using GraphSparse.Pipelines;

namespace GraphSparse.Cli;

/// <summary>Entry of the program <c>graphsparse</c>.</summary>
public static class Program
{
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Parses the command line, runs the command and returns its exit code.</summary>
    public static async Task<int> Main(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        StandardStreams.Prepare();
        RootCommand root = RootFactory.Create(out GlobalOptions global);
        ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null }); // a file may be named @x
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction)
        {
            var terminal = new Terminal(args.Contains("--json"), quiet: false);
            return terminal.Fail(parsed.CommandResult.Command.Name, new Failure("usage", Failure.Usage, UsageError.Describe(parsed)), parsed.CommandResult.Command == root);
        }

        bool json = args.Contains("--json");
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TerminationTimeout }).ConfigureAwait(false);
        }
        catch (Exception error) // the top of the program: every error becomes one message and an exit code
        {
            return new Terminal(json, quiet: false).Fail(parsed.CommandResult.Command.Name, Failure.From(error));
        }
    }
}
