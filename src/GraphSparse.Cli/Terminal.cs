using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GraphSparse.Cli.Rendering;
using GraphSparse.IO;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;
using Spectre.Console;

namespace GraphSparse.Cli;

/// <summary>Where output goes: results to stdout, progress, remarks and errors to stderr; with --json one document on stdout.</summary>
internal sealed class Terminal(bool json, bool quiet)
{
    private static readonly JsonSerializerOptions JsonOptions = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool IsJson => json;

    public bool IsQuiet => quiet;

    /// <summary>Tables and text for people. Colours only on a terminal.</summary>
    public IAnsiConsole Out { get; } = CreateOut();

    private static IAnsiConsole CreateOut()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = StandardStreams.IsOutRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Out = new AnsiConsoleOutput(StandardStreams.RawOut),
        });
        console.Pipeline.Attach(new SafeRendering());
        return console;
    }

    /// <summary>Writes a document; what a terminal would obey stands as \u escapes of JSON, so that the values are the real ones.</summary>
    public static void WriteJson(JsonObject document)
    {
        string text = document.ToJsonString(JsonOptions);
        foreach (char c in text.Where(c => c > ' ' && Printable.IsUnsafe(c)).Distinct().ToArray())
            text = text.Replace(c.ToString(), $"\\u{(int)c:x4}", StringComparison.Ordinal);
        Console.Out.WriteLine(text);
    }

    /// <summary>A remark on stderr; said once in JSON, in "notes".</summary>
    public void Note(string text)
    {
        if (!quiet && !json)
            Console.Error.WriteLine("note: " + Printable.Escape(text));
    }

    /// <summary>The "error" of a document: kind, message and, where known, path and line.</summary>
    public static JsonObject ErrorJson(Failure failure)
    {
        var error = new JsonObject { ["kind"] = failure.Kind, ["message"] = failure.Message };
        if (failure.Path is not null)
            error["path"] = failure.Path;
        if (failure.Line is { } line)
            error["line"] = line;
        return error;
    }

    /// <summary>Reports an error in the way that was asked for and returns its exit code.</summary>
    public int Fail(string command, Failure failure, bool isRoot = false)
    {
        if (json)
        {
            try
            {
                WriteJson(new JsonObject
                {
                    ["command"] = isRoot ? "" : command,
                    ["version"] = Provenance.Version,
                    ["ok"] = false,
                    ["error"] = ErrorJson(failure),
                });
            }
            catch (IOException)
            {
                // Standard output is what failed; the message still goes to standard error.
            }
        }

        Console.Error.WriteLine($"graphsparse: {Printable.Escape(failure.Message)}"); // a line break in a name is no line of ours
        return failure.ExitCode;
    }
}
