using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;

namespace GraphSparse.Cli;

/// <summary>Turns the parser's errors into one sentence.</summary>
internal static partial class UsageError
{
    public static string Describe(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        // An unknown option gives several errors: itself, its value, and arguments that seem to be missing. The first is the cause.
        if (parsed.UnmatchedTokens.Count > 0)
        {
            string token = parsed.UnmatchedTokens[0];
            IEnumerable<string> known = token.StartsWith('-')
                ? Options(command).Select(o => o.Name)
                : command.Subcommands.Select(c => c.Name);
            string what = token.StartsWith('-') ? $"Unknown option '{token}'."
                : command.Subcommands.Count > 0 ? $"Unknown command '{token}'."
                : $"Unexpected argument '{token}'.";
            string hint = NameSuggestion.Nearest(token, known) is { } near ? $"Did you mean {near}?" : $"'graphsparse {(command is RootCommand ? "" : command.Name + " ")}--help all' shows all.";
            return $"{what} {hint}";
        }

        if (command is RootCommand)
            return "No command is given. 'graphsparse --help' lists the commands.";
        return string.Join(" ", parsed.Errors.Select(e => InOurWords(e.Message)).Distinct());
    }

    /// <summary>The parser names types of the runtime; people know integers.</summary>
    private static string InOurWords(string message)
    {
        Match wrongType = CannotParse().Match(message);
        return wrongType.Success ? $"{wrongType.Groups["option"].Value} '{wrongType.Groups["value"].Value}' is not an integer in its range."
            : message == "Required command was not provided." ? "No command is given. --help lists the commands."
            : message;
    }

    [GeneratedRegex(@"^Cannot parse argument '(?<value>.*)' for option '(?<option>.*)' as expected type '.*'\.$", RegexOptions.Singleline)]
    private static partial Regex CannotParse();

    private static IEnumerable<Option> Options(Command command)
    {
        foreach (Option option in command.Options)
            yield return option;
        foreach (Command parent in command.Parents.OfType<Command>())
        {
            foreach (Option option in parent.Options.Where(o => o.Recursive))
                yield return option;
        }
    }
}
