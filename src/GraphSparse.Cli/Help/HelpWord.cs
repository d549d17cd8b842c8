using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace GraphSparse.Cli.Help;

/// <summary><c>--help</c> and <c>--help all</c> of every command; takes the place of the parser's own help.</summary>
internal static class HelpWord
{
    private const string All = "all";

    /// <summary>Replaces the help option of the root, and puts help and version last.</summary>
    public static void AddTo(RootCommand root)
    {
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        var help = new Option<string?>("--help", "-h", "-?", "/h", "/?")
        {
            Description = "Show the main options; with all, every option",
            HelpName = $"[{All}]",
            Arity = ArgumentArity.ZeroOrOne,
            Recursive = true,
        };
        help.Action = new Show(help);
        root.Options.Add(help);
        VersionOption version = root.Options.OfType<VersionOption>().Single();
        version.Description = "Show the version";
        root.Options.Remove(version);
        root.Options.Add(version); // after the help
    }

    private sealed class Show(Option<string?> help) : SynchronousCommandLineAction
    {
        /// <summary>Help is shown for a command line that is wrong besides.</summary>
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            string? word = parseResult.GetResult(help)!.Tokens is [var token, ..] ? token.Value : null;
            if (word is not (null or All))
                throw new ArgumentException($"There is no help on '{word}'. --help shows the main options of a command, --help {All} shows every option.");
            if (parseResult.CommandResult.Command is RootCommand root && parseResult.UnmatchedTokens.FirstOrDefault(t => !t.StartsWith('-')) is { } unknown)
                throw new ArgumentException($"Unknown command '{unknown}'.{NameSuggestion.For(unknown, root.Subcommands.Select(c => c.Name))} 'graphsparse --help' lists the commands.");
            HelpLayout.Write(parseResult.InvocationConfiguration.Output, HelpContent.Of(parseResult.CommandResult.Command, word == All), HelpLayout.Width());
            return 0;
        }
    }
}
