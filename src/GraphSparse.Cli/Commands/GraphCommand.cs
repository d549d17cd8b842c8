using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using GraphSparse.Acceleration;
using GraphSparse.Cli.Rendering;
using GraphSparse.IO;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;

namespace GraphSparse.Cli.Commands;

/// <summary>Makes a command of an entry of the catalog: its arguments, an option per property of its records, and the run.</summary>
internal static class GraphCommand
{
    public static Command Create(CommandEntry entry, GlobalOptions global, bool hasOptions)
    {
        var command = new DescribedCommand(entry.Name, entry.Summary, entry.Example) { Entry = entry };
        Argument[] arguments = [.. entry.Arguments.Select(CreateArgument)];
        foreach (Argument argument in arguments)
        {
            argument.Validators.Add(result =>
            {
                if (result.Tokens is [var token, ..] && token.Value.StartsWith("--", StringComparison.Ordinal)) // a mistyped option before the arguments
                    result.AddError(UsageError.UnknownOption(command, token.Value));
            });
            command.Arguments.Add(argument);
        }

        (OptionSpec Spec, Option Option)[] options = !hasOptions ? [] : [.. entry.AllOptions.Select(spec => (spec, CreateOption(spec)))];
        foreach ((_, Option option) in options)
            command.Options.Add(option);

        command.SetAction((parsed, cancellationToken) => Interruptible.Run(
            token => Run(entry, parsed, [.. arguments.Select(a => TextOf(parsed, a))], options, global, token), cancellationToken));
        return command;
    }

    private static Argument CreateArgument(CommandArgument argument) => argument.Kind == ArgumentKind.Words
        ? new Argument<string[]>(argument.Name) { Description = argument.Description, Arity = ArgumentArity.ZeroOrMore }
        : new Argument<string>(argument.Name) { Description = argument.Description };

    private static string TextOf(ParseResult parsed, Argument argument) => argument is Argument<string[]> words
        ? string.Join('\n', parsed.GetValue(words) ?? [])
        : parsed.GetRequiredValue((Argument<string>)argument);

    private static Option CreateOption(OptionSpec spec)
    {
        if (spec.IsFlag)
            return new Option<bool>(spec.CommandName) { Description = spec.Help, Arity = ArgumentArity.ZeroOrOne };
        var option = new Option<string>(spec.CommandName) { Description = spec.Help };
        option.Validators.Add(result =>
        {
            try
            {
                if (result.Tokens.Count == 1)
                    spec.Parse(result.Tokens[0].Value);
            }
            catch (ArgumentException error)
            {
                result.AddError(error.Message);
            }
        });
        return option;
    }

    private static Dictionary<string, object> Values(ParseResult parsed, (OptionSpec Spec, Option Option)[] options)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach ((OptionSpec spec, Option option) in options)
        {
            if (parsed.GetResult(option) is not { Implicit: false })
                continue;
            values[spec.PropertyName] = option is Option<bool> flag ? parsed.GetValue(flag) : spec.Parse(parsed.GetRequiredValue((Option<string>)option));
        }

        return values;
    }

    private static int Run(
        CommandEntry entry, ParseResult parsed, string[] arguments, (OptionSpec, Option)[] options, GlobalOptions global, CancellationToken cancellationToken)
    {
        Terminal terminal = global.CreateTerminal(parsed);
        using ProgressLines? progress = terminal.IsQuiet ? null : new ProgressLines();
        RunSettings settings = global.Settings(parsed, progress, cancellationToken);
        if (Array.FindIndex(arguments, a => a.Length == 0) is >= 0 and int empty && entry.Arguments[empty].Kind != ArgumentKind.Words)
            throw new ArgumentException($"{entry.Arguments[empty].Name} is empty; name a file.");
        if (terminal.IsJson && arguments.Where((_, i) => entry.Arguments[i].Kind == ArgumentKind.Output).Contains("-"))
            throw new ArgumentException("--json and an output to standard output exclude each other; name a file.");
        if (!entry.UsesDevice && DeviceName.NamesDevice(settings.Device))
            throw new ArgumentException($"{entry.Name} has no kernels for devices; {string.Join(", ", CommandCatalog.Entries.Where(v => v.UsesDevice).Select(v => v.Name))} have. Leave --device out.");
        using var loader = new GraphLoader();
        var run = new CommandRun(entry, arguments, Values(parsed, options), settings, loader);
        if (DeviceName.NamesDevice(settings.Device) && entry.RefusesDevice?.Invoke(run) is { } refusal)
            throw new ArgumentException(refusal);
        if (parsed.GetValue(global.DryRun))
        {
            PlanPrinter.Print(terminal, entry, run, RunPlan.Of(run));
            return Failure.Success;
        }

        CommandOutcome outcome = entry.Run(run);

        progress?.Dispose();
        foreach (string note in run.Notes)
            terminal.Note(note);
        if (terminal.IsJson)
            Terminal.WriteJson(ResultDocument.Of(run, outcome));
        else if (!arguments.Contains("-") || outcome.Outputs.Count > 0 || entry.Output is null)
            ResultPrinter.Print(terminal, run, outcome);
        return Failure.Success;
    }
}
