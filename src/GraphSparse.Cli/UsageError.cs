using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;

namespace GraphSparse.Cli;

/// <summary>Turns the parser's errors into one sentence.</summary>
internal static partial class UsageError
{
    private const string UnknownOptionIs = "Unknown option";

    public static string Describe(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        // An unknown option gives several errors: itself, its value, and arguments that seem to be missing or too many. The option is the cause.
        if (parsed.Errors.Select(e => e.Message).FirstOrDefault(m => m.StartsWith(UnknownOptionIs, StringComparison.Ordinal)) is { } mistyped)
            return mistyped;
        if (parsed.UnmatchedTokens.Count > 0)
        {
            string token = parsed.UnmatchedTokens[0];
            return token.StartsWith('-') ? UnknownOption(command, token)
                : command.Subcommands.Count > 0 ? $"Unknown command '{token}'. {Hint(token, command.Subcommands.Select(c => c.Name), $"'{Path(command)} --help' lists the commands.")}"
                : $"Unexpected argument '{token}'. '{Path(command)} --help' shows the arguments.";
        }

        if (command is RootCommand)
            return "No command is given. 'graphsparse --help' lists the commands.";
        return string.Join(" ", parsed.Errors.Select(e => InOurWords(e.Message)).Distinct());
    }

    /// <summary>What is said of an option that a command has not.</summary>
    public static string UnknownOption(Command command, string token) =>
        $"{UnknownOptionIs} '{token}'. {Hint(token, Options(command).Select(o => o.Name), $"'{Path(command)} --help all' shows all options.")}";

    private static string Hint(string token, IEnumerable<string> known, string otherwise) => NameSuggestion.Nearest(token, known) is { } near ? $"Did you mean {near}?" : otherwise;

    private static string Path(Command command) => command is RootCommand ? "graphsparse" : $"graphsparse {command.Name}";

    /// <summary>The parser names types of the runtime; people know integers.</summary>
    private static string InOurWords(string message)
    {
        Match wrongType = CannotParse().Match(message);
        Match missing = Missing().Match(message);
        return missing.Success ? $"{missing.Groups["argument"].Value} is missing. 'graphsparse {missing.Groups["command"].Value} --help' shows the arguments."
            : wrongType.Success ? NotAnInteger(wrongType.Groups["option"].Value, wrongType.Groups["value"].Value, wrongType.Groups["type"].Value == typeof(ulong).FullName)
            : message == "Required command was not provided." ? "No command is given. --help lists the commands."
            : message;
    }

    private static string NotAnInteger(string option, string value, bool isUnsignedLong) => !BigInteger.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
        ? $"{option} '{value}' is not an integer."
        : $"{option} is {value}; it must be in {(isUnsignedLong ? $"0..{ulong.MaxValue}" : $"{int.MinValue}..{int.MaxValue}")}.";

    [GeneratedRegex(@"^Cannot parse argument '(?<value>.*)' for option '(?<option>.*)' as expected type '(?<type>.*)'\.$", RegexOptions.Singleline)]
    private static partial Regex CannotParse();

    [GeneratedRegex(@"^Required argument '(?<argument>.*)' missing for command: '(?<command>.*)'\.$")]
    private static partial Regex Missing();

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
