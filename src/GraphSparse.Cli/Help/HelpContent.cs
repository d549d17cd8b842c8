using System.CommandLine;
using GraphSparse.Cli.Commands;
using GraphSparse.Commands;

namespace GraphSparse.Cli.Help;

/// <summary>Decides what the help of a command shows: its main options, or all in their groups.</summary>
internal static class HelpContent
{
    /// <summary>A command with at most so many options shows all of them at once.</summary>
    private const int MostAtOnce = 20;

    public static HelpScreen Of(Command command, bool all)
    {
        CommandEntry? entry = EntryOf(command);
        Option[] others = [.. OptionsOutsideRecords(command)];
        bool isShort = !all && entry is not null && entry.AllOptions.Count() + others.Length > MostAtOnce;
        IReadOnlyList<HelpTable> tables = entry?.Tables ?? [];
        return new HelpScreen
        {
            Summary = command.Description!,
            Usage = $"graphsparse {UsageOf(command, isShort)}",
            Blocks = isShort ? [new HelpBlock(null, [.. MainOptions(entry!)])] : [.. Commands(command), .. Groups(command, others)],
            Names = isShort ? [.. tables.Select(table => new HelpItem(table.Title, string.Join(", ", table.Rows.Select(row => row[0]))))] : [],
            Tables = isShort ? [] : [.. tables.Select(table => new HelpBlock(table.Title, [.. table.Rows.Select(row => new HelpItem(row[0], row[1]))]))],
            Example = $"graphsparse {(command as DescribedCommand)?.Example ?? RootFactory.Example}",
            More = isShort ? $"All options: graphsparse {command.Name} --help all"
                : command.Subcommands.Count > 0 ? $"Options of a command: graphsparse {PathOf(command)}COMMAND --help"
                : null,
        };
    }

    private static CommandEntry? EntryOf(Command command) => (command as DescribedCommand)?.Entry;

    private static string UsageOf(Command command, bool isShort)
    {
        string arguments = command.Subcommands.Count > 0 ? "COMMAND ..." : string.Join(' ', command.Arguments.Select(argument => argument.Arity.MinimumNumberOfValues == 0 ? $"[{argument.Name} ...]" : argument.Name));
        return $"{PathOf(command)}{arguments} {(isShort ? EntryOf(command)!.Usage : "[options]")}".Replace("  ", " ", StringComparison.Ordinal);
    }

    /// <summary>The names that lead to a command, each with a blank behind it; none for the root.</summary>
    private static string PathOf(Command command) =>
        command is RootCommand || command.Parents.OfType<Command>().FirstOrDefault() is not { } parent ? "" : $"{PathOf(parent)}{command.Name} ";

    private static IEnumerable<HelpItem> MainOptions(CommandEntry entry) => entry.OptionsInGroups
        .Where(spec => entry.MainOptions.Contains(spec.PropertyName))
        .Select(spec => new HelpItem(Label(spec.CommandName, spec.ValueName), spec.Place.Methods.Count == 0 ? spec.Help : $"{string.Join(", ", spec.Place.Methods)}: {LowerFirst(spec.Help)}"));

    private static IEnumerable<HelpBlock> Commands(Command command)
    {
        if (command.Subcommands.Count > 0)
            yield return new HelpBlock("Commands", [.. command.Subcommands.Select(sub => new HelpItem(string.Join(' ', [sub.Name, .. sub.Arguments.Select(a => a.Name)]), sub.Description!))]);
    }

    private static IEnumerable<HelpBlock> Groups(Command command, Option[] others)
    {
        OptionSpec[] specs = [.. EntryOf(command)?.OptionsInGroups ?? []];
        foreach (HelpGroup group in Enum.GetValues<HelpGroup>())
        {
            OptionSpec[] ofGroup = [.. specs.Where(spec => spec.Place.Group == group)];
            HelpItem[] first =
            [
                .. command.Arguments.Where(argument => GroupOf(command, argument) == group).Select(argument => new HelpItem(argument.Name, argument.Description!)),
                .. ofGroup.Where(spec => spec.Place.Heading is null).Select(Item),
                .. group == HelpGroup.Run ? others.Select(Item) : [],
            ];
            if (first.Length + ofGroup.Length == 0)
                continue;
            yield return new HelpBlock(group.ToString(), first);
            foreach (IGrouping<string?, OptionSpec> heading in ofGroup.Where(spec => spec.Place.Heading is not null).GroupBy(spec => spec.Place.Heading))
                yield return new HelpBlock(heading.Key, [.. heading.Select(Item)], IsSubheading: true);
        }
    }

    private static HelpGroup GroupOf(Command command, Argument argument) =>
        EntryOf(command)?.Arguments.First(a => a.Name == argument.Name).Kind == ArgumentKind.Output ? HelpGroup.Output : HelpGroup.Input;

    /// <summary>The options that no record declares: the command's own, the global ones, help and, at the root, version.</summary>
    private static IEnumerable<Option> OptionsOutsideRecords(Command command)
    {
        var declared = EntryOf(command)?.AllOptions.Select(spec => spec.CommandName).ToHashSet(StringComparer.Ordinal) ?? [];
        foreach (Option option in command.Options.Where(option => !declared.Contains(option.Name)))
            yield return option;
        for (Command? parent = command.Parents.OfType<Command>().FirstOrDefault(); parent is not null; parent = parent.Parents.OfType<Command>().FirstOrDefault())
        {
            foreach (Option option in parent.Options.Where(option => option.Recursive && (command as DescribedCommand)?.RefusedOptions.Contains(option.Name) != true))
                yield return option;
        }
    }

    private static HelpItem Item(OptionSpec spec) => new(Label(spec.CommandName, spec.ValueName), spec.Help);

    private static HelpItem Item(Option option) => new(
        Label(string.Join(", ", [option.Name, .. option.Aliases.Where(alias => alias.StartsWith('-')).Order(StringComparer.Ordinal).Reverse()]), option.HelpName),
        option.HasDefaultValue && option.ValueType != typeof(bool) ? $"{option.Description} (default {option.GetDefaultValue()})" : option.Description!);

    private static string Label(string name, string? value) => value is null ? name : $"{name} {value}";

    private static string LowerFirst(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
