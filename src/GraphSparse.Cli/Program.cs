using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using GraphSparse.Cli.Commands;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;

namespace GraphSparse.Cli;

/// <summary>Entry of the program <c>graphsparse</c>.</summary>
public static class Program
{
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Parses the command line, runs the command and returns its exit code.</summary>
    public static async Task<int> Main(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        try
        {
            return await Run(args).ConfigureAwait(false);
        }
        catch (Exception error) // not even the command line or the terminal could be set up, as where descriptors run out
        {
            return LastWord(error);
        }
    }

    private static int LastWord(Exception error)
    {
        const int Environment = 4;
        string message = "The program could not be set up; is the limit of open files (ulimit -n) too low?";
        int exitCode = Environment;
        try
        {
            Failure failure = Failure.From(error);
            (message, exitCode) = (Printable.Escape(failure.Message, keepLines: true), failure.ExitCode);
        }
        catch (Exception) // what sorts errors cannot be loaded either
        {
        }

        Say($"graphsparse: {message}\n");
        return exitCode;
    }

    /// <summary>Writes to standard error, without the console's own assembly where that cannot be loaded.</summary>
    private static void Say(string text)
    {
        try
        {
            Console.Error.Write(text);
        }
        catch (Exception)
        {
            try
            {
                using var error = new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(2, ownsHandle: false), FileAccess.Write, bufferSize: 0);
                error.Write(System.Text.Encoding.UTF8.GetBytes(text));
            }
            catch (Exception) // the exit code says it
            {
            }
        }
    }

    private static async Task<int> Run(string[] args)
    {
        StandardStreams.Prepare();
        GpuSupport.Register();
        IndexSupport.Register();
        RootCommand root = RootFactory.Create(args, out GlobalOptions global);
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
