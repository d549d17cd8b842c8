using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using GraphSparse.Cli.Rendering;
using GraphSparse.IO;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;

namespace GraphSparse.Cli.Commands;

/// <summary><c>run JOB.json</c>: a batch job.</summary>
internal static class RunCommand
{
    public static Command Create(GlobalOptions global)
    {
        var command = new DescribedCommand("run", "Run a batch job of graphs and steps, and resume it if it was stopped.", "run datasets/quickstart.json");
        var path = new Argument<string>("JOB") { Description = "Job file, in JSON" };
        var fresh = new Option<bool>("--fresh") { Description = "Run all steps again" };
        var resume = new Option<bool>("--resume") { Description = "Skip steps whose outputs are up to date (the default)" };
        command.Arguments.Add(path);
        command.Options.Add(fresh);
        command.Options.Add(resume);
        command.Validators.Add(result =>
        {
            if (result.GetResult(fresh) is { Implicit: false } && result.GetResult(resume) is { Implicit: false })
                result.AddError("--fresh and --resume exclude each other.");
        });
        command.SetAction((parsed, cancellationToken) => Interruptible.Run(
            token => Run(parsed.GetRequiredValue(path), parsed.GetValue(fresh), parsed, global, token), cancellationToken));
        return command;
    }

    private static int Run(string path, bool fresh, ParseResult parsed, GlobalOptions global, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        Terminal terminal = global.CreateTerminal(parsed);
        JobSpec job = JobSpec.Read(path);
        using ProgressLines? progress = terminal.IsQuiet ? null : new ProgressLines();
        RunSettings settings = global.Settings(parsed, progress, cancellationToken);
        if (parsed.GetResult(global.Seed) is { Implicit: false })
            job = job with { Seed = settings.Seed };
        settings = settings with { Seed = job.Seed };
        if (parsed.GetValue(global.DryRun))
        {
            JobPrinter.PrintPlan(terminal, job, settings);
            return Failure.Success;
        }

        JobOutcome outcome = JobRunner.Run(job, settings, fresh);
        progress?.Dispose();
        foreach (string note in outcome.Notes)
            terminal.Note(note);
        foreach (ManifestStep step in outcome.Manifest.Steps.Where(s => s.State == "done"))
        {
            foreach (string note in step.Notes ?? [])
                terminal.Note($"{step.Item}, {step.Step}: {note}");
        }

        if (terminal.IsJson)
            Terminal.WriteJson(JobPrinter.Document(job, outcome, settings, watch.Elapsed.TotalSeconds));
        else if (!terminal.IsQuiet)
            JobPrinter.Print(terminal, job, outcome, watch.Elapsed.TotalSeconds);
        foreach (ManifestStep step in outcome.Manifest.Steps.Where(s => s.Error is not null))
            Console.Error.WriteLine($"graphsparse: {step.Item}, step {step.Step}: {Printable.Escape(step.Error!.Message)}");
        return outcome.ExitCode;
    }
}
