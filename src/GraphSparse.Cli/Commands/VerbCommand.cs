using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using GraphSparse.Cli.Rendering;
using GraphSparse.IO;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;

namespace GraphSparse.Cli.Commands;

/// <summary>Makes a command of a verb: its arguments, an option per property of its records, and the run.</summary>
internal static class VerbCommand
{
    public static Command Create(CommandEntry verb, GlobalOptions global)
    {
        var command = new Command(verb.Name, verb.Summary);
        Argument<string>[] arguments = [.. verb.Arguments.Select(a => new Argument<string>(a.Name) { Description = a.Description })];
        foreach (Argument<string> argument in arguments)
            command.Arguments.Add(argument);
        (OptionSpec Spec, Option Option)[] options = [.. verb.AllOptions.Select(spec => (spec, CreateOption(spec)))];
        foreach ((_, Option option) in options)
            command.Options.Add(option);

        command.SetAction((parsed, cancellationToken) => Interruptible.Run(
            token => Run(verb, parsed, [.. arguments.Select(a => parsed.GetRequiredValue(a))], options, global, token), cancellationToken));
        return command;
    }

    private static Option CreateOption(OptionSpec spec)
    {
        string description = spec.Description;
        if (spec.Choices is { } choices)
            description += $": {string.Join(", ", choices)}";
        if (spec.DefaultText is { } text && !spec.IsFlag)
            description += $" [default: {text}]";
        if (spec.IsFlag)
            return new Option<bool>(spec.CommandName) { Description = description, HelpName = "true|false", Arity = ArgumentArity.ZeroOrOne };
        var option = new Option<string>(spec.CommandName) { Description = description, HelpName = HelpName(spec) };
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

    private static string HelpName(OptionSpec spec) =>
        spec.ValueType == typeof(int) ? "N" : spec.ValueType == typeof(double) ? "X" : spec.Choices is not null ? "NAME" : "TEXT";

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
        CommandEntry verb, ParseResult parsed, string[] arguments, (OptionSpec, Option)[] options, GlobalOptions global, CancellationToken cancellationToken)
    {
        Terminal terminal = global.CreateTerminal(parsed);
        using ProgressLines? progress = terminal.IsQuiet ? null : new ProgressLines();
        RunSettings settings = global.Settings(parsed, progress, cancellationToken);
        if (Array.IndexOf(arguments, "") is >= 0 and int empty)
            throw new ArgumentException($"{verb.Arguments[empty].Name} is empty; name a file.");
        if (terminal.IsJson && arguments.Where((_, i) => verb.Arguments[i].Kind == ArgumentKind.Output).Contains("-"))
            throw new ArgumentException("--json and an output to standard output exclude each other; name a file.");
        if (!verb.UsesDevice && settings.Device.StartsWith("opencl", StringComparison.Ordinal))
            throw new ArgumentException($"{verb.Name} has no kernels for devices; {string.Join(", ", CommandCatalog.Entries.Where(v => v.UsesDevice).Select(v => v.Name))} have. Leave --device out.");
        using var loader = new GraphLoader();
        var run = new CommandRun(verb, arguments, Values(parsed, options), settings, loader);
        if (settings.Device.StartsWith("opencl", StringComparison.Ordinal) && verb.RefusesDevice?.Invoke(run) is { } refusal)
            throw new ArgumentException(refusal);
        if (parsed.GetValue(global.DryRun))
        {
            PlanPrinter.Print(terminal, verb, run, RunPlan.Of(run));
            return Failure.Success;
        }

        CommandOutcome outcome = verb.Run(run);

        progress?.Dispose();
        foreach (string note in run.Notes)
            terminal.Note(note);
        if (terminal.IsJson)
            Terminal.WriteJson(ResultDocument.Of(run, outcome));
        else if (!arguments.Contains("-") || outcome.Outputs.Count > 0 || verb.Output is null)
            ResultPrinter.Print(terminal, run, outcome);
        return Failure.Success;
    }
}
