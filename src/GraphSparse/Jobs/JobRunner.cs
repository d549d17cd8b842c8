using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GraphSparse.Acceleration;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.IO;

namespace GraphSparse.Jobs;

/// <summary>How a job ended.</summary>
/// <param name="Manifest">One row per item and step.</param>
/// <param name="Report">The report, or null where the job asks for none.</param>
internal sealed record JobOutcome(Manifest Manifest, OutputFile? Report)
{
    /// <summary>What a user should know about the output folder.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The device that kernels of some step ran on; cpu where none did.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>0, or the exit code of the first failure.</summary>
    public int ExitCode => Manifest.Steps.FirstOrDefault(s => s.Error is not null)?.Error!.ExitCode ?? Failure.Success;
}

/// <summary>Runs a job: each step for each graph, skipping what is done, going on after failures.</summary>
/// <remarks>
/// Outputs lie in OUTPUT/ITEM/STEP.parquet and appear whole or not at all; manifest.json is replaced after every step. A step is
/// skipped where the hash of its version, command, options, seed and inputs, and the checksums of its outputs, are those of the
/// manifest. Killing the process at any instant loses at most the step in flight: the manifest names the output that is being
/// written before it gets its name, so that the next run knows it for its own.
/// </remarks>
internal sealed class JobRunner
{
    private readonly JobSpec _job;
    private readonly RunSettings _settings;
    private readonly Dictionary<(string Item, string Step), ManifestStep> _before = [];
    private readonly List<ManifestStep> _steps = [];
    private readonly JobFolder _folder;
    private string _device = "cpu";
    private string? _writing;
    private string? _writingOnDisk;
    private OutputFile? _report;

    private JobRunner(JobSpec job, RunSettings settings, bool fresh)
    {
        _job = job;
        _settings = settings;
        _folder = new JobFolder(job, settings);
        _report = _folder.Known?.Report is { } report && report.Path == job.Report ? report : null;
        foreach (JobGraph graph in job.Graphs)
        {
            foreach (JobStep step in job.StepsOf(graph))
                _steps.Add(new ManifestStep { Item = graph.Name, Step = step.Name, State = "pending" });
        }

        if (fresh || _folder.Known is not { } known)
            return;
        foreach (ManifestStep step in known.Steps.Where(s => s.State is "done" or "skipped"))
            _before[(step.Item, step.Step)] = step;
        for (int i = 0; i < _steps.Count; i++)
        {
            if (_before.TryGetValue((_steps[i].Item, _steps[i].Step), out ManifestStep? done))
                _steps[i] = done; // kept in the manifest until it is known whether it still holds
        }
    }

    /// <summary>Runs a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="settings">Threads, memory, progress, cancellation; the seed is the job's.</param>
    /// <param name="fresh">Whether to do again what is done.</param>
    /// <param name="stepEnded">Called after every step.</param>
    /// <exception cref="IOException">The output folder cannot be written, or another run is at work in it.</exception>
    public static JobOutcome Run(JobSpec job, RunSettings settings, bool fresh = false, Action<ManifestStep>? stepEnded = null)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(settings);
        JobPlan.RefuseOverlaps(job);
        FilePaths.CreateFolder(job.Output);
        using FileStream @lock = Lock(job.Output);
        var runner = new JobRunner(job, settings, fresh);
        runner.ExpectNext(0);
        runner.WriteManifest();
        runner.RunSteps(stepEnded);
        if (job.Report is not null)
            runner.WriteReport();
        return new JobOutcome(runner.CurrentManifest(), runner._report) { Notes = runner._folder.Notes, Device = runner._device };
    }

    private static FileStream Lock(string folder)
    {
        try
        {
            // The file stays: deleting it would let a third run in beside a second.
            return new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException error)
        {
            throw new IOException($"The output folder '{folder}' cannot be used; is another run at work in it? ({error.Message})", error);
        }
    }

    private Manifest CurrentManifest() => new()
    {
        Name = _job.Name,
        Version = Provenance.Version,
        Writing = _writing,
        Report = _report,
        Steps = [.. _steps],
        Earlier = _folder.Earlier(_steps.SelectMany(s => s.Outputs).Concat(_report is null ? [] : [_report])),
    };

    private void WriteManifest()
    {
        CurrentManifest().Write(_job.Output);
        _writingOnDisk = _writing;
    }

    /// <summary>Makes the manifest name an output before it is written; says whether it replaces a file.</summary>
    private bool Claim(string relative)
    {
        bool replaces = _folder.MustReplace(relative, _settings.CancellationToken);
        _writing = relative;
        if (_writingOnDisk != relative)
            WriteManifest();
        return replaces;
    }

    /// <summary>Names the output of the step that will come next where none is there yet, which spares a manifest of its own.</summary>
    private void ExpectNext(int row)
    {
        string? next = row < _steps.Count ? JobPlan.Outputs(_steps[row].Item, _job.Steps.First(step => step.Name == _steps[row].Step))[0] : _job.Report;
        _writing = next is not null && !Path.Exists(Path.Combine(_job.Output, next)) && !_folder.MustReplace(next, _settings.CancellationToken) ? next : null;
    }

    private void WriteReport()
    {
        bool replaces = Claim(_job.Report!);
        OutputFile written = JobReport.Write(_job, CurrentManifest(), _settings, replaces);
        _report = written with { Path = _job.Report! };
        _folder.Add(_report);
        _writing = null;
        WriteManifest();
        _report = written;
    }

    private void RunSteps(Action<ManifestStep>? stepEnded)
    {
        int row = 0;
        foreach (JobGraph graph in _job.Graphs)
        {
            using var loader = new GraphLoader(capacity: 3);
            var hashes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal); // of the graph and of earlier steps
            foreach (JobStep step in _job.StepsOf(graph))
            {
                _settings.CancellationToken.ThrowIfCancellationRequested();
                _settings.Progress?.Report(new Progress(Stage(graph, step), 0, 0));
                _steps[row] = RunStep(graph, step, loader, hashes);
                row++;
                ExpectNext(row);
                WriteManifest();
                stepEnded?.Invoke(_steps[row - 1]);
            }
        }
    }

    private ManifestStep RunStep(JobGraph graph, JobStep step, GraphLoader loader, Dictionary<string, IReadOnlyList<string>> hashes)
    {
        var watch = Stopwatch.StartNew();
        string[] inputs = step.With is null ? [step.Input] : [step.Input, step.With];
        if (inputs.FirstOrDefault(i => i != JobStep.Graph && !hashes.ContainsKey(i)) is { } missing)
            return Failed(new Failure("data", 3, $"Step '{missing}', which this step needs, failed."));
        string? claimed = null;
        try
        {
            if (inputs.Contains(JobStep.Graph) && !hashes.ContainsKey(JobStep.Graph))
                hashes[JobStep.Graph] = HashGraph(graph);
            IReadOnlyList<string> files = JobPlan.Outputs(graph.Name, step);
            string relative = files[0];
            CommandRun run = CreateRun(graph, step, loader, replaces: false);
            List<string> inputHashes = [.. inputs.SelectMany(i => hashes[i]), .. step.FilesRead.Select(f => InputFiles.Sha256(f, _settings.CancellationToken))];
            string key = Key(run, graph, step, inputHashes);
            if (_before.TryGetValue((graph.Name, step.Name), out ManifestStep? before) && before.Key == key && IsWhole(before, relative))
            {
                hashes[step.Name] = [.. before.Outputs.Take(files.Count).Select(o => o.Sha256)];
                return before with { State = "skipped" };
            }

            bool replaces = Claim(relative);
            foreach (string file in files.Skip(1))
                replaces |= _folder.MustReplace(file, _settings.CancellationToken);
            claimed = relative;
            if (replaces)
                run = CreateRun(graph, step, loader, replaces);
            CommandOutcome outcome = step.Command.Run(run);
            if (run.Device.Name != "cpu")
                _device = run.Device.Name;
            OutputFile[] outputs = outcome.Outputs.Count > 0
                ? [.. outcome.Outputs]
                : [ResultTable.Write(Path.Combine(_job.Output, relative), outcome.Result, run.Provenance, replaces)];
            outputs = [.. outputs.Select(o => o with { Path = Path.GetRelativePath(_job.Output, o.Path) })];
            Array.ForEach(outputs, _folder.Add);
            hashes[step.Name] = [.. outputs.Take(files.Count).Select(o => o.Sha256)];
            return new ManifestStep
            {
                Item = graph.Name,
                Step = step.Name,
                State = "done",
                Key = key,
                Inputs = inputHashes,
                Outputs = outputs,
                Seconds = watch.Elapsed.TotalSeconds,
                Result = outcome.Result,
                Notes = run.Notes.Count > 0 ? [.. run.Notes.Select(note => OptionStyle.InJob(note, step.Command))] : null,
            };
        }
        catch (Exception error) when (error is not OperationCanceledException) // an item that fails is recorded, and the others go on
        {
            if (claimed is not null && !_settings.Overwrite)
                Array.ForEach([.. JobPlan.Outputs(graph.Name, step)], _folder.Adopt); // what stands there is the job's, old or new
            return Failed(Failure.From(error, step.Command));
        }

        ManifestStep Failed(Failure failure) =>
            new() { Item = graph.Name, Step = step.Name, State = "failed", Seconds = watch.Elapsed.TotalSeconds, Error = failure };
    }

    private CommandRun CreateRun(JobGraph graph, JobStep step, GraphLoader loader, bool replaces)
    {
        var arguments = new List<string>();
        int files = 0;
        foreach (CommandArgument argument in step.Command.Arguments)
        {
            arguments.Add(argument.Kind switch
            {
                ArgumentKind.Output => OutputPath(graph.Name, step),
                ArgumentKind.OtherInput => InputPath(graph, step.With!),
                ArgumentKind.File => step.Files[files++],
                _ => InputPath(graph, step.Input),
            });
        }

        // How to read the item's graph is said with the graph; a step may add to it.
        var values = new Dictionary<string, object>(step.Input == JobStep.Graph ? graph.Values : new Dictionary<string, object>(), StringComparer.Ordinal);
        foreach ((string name, object value) in step.Values)
            values[name] = value;
        RunSettings settings = _settings with
        {
            Seed = step.Seed ?? _job.Seed,
            Overwrite = replaces,
            Progress = _settings.Progress is null ? null : new StepProgress(_settings.Progress, Stage(graph, step)),
        };
        var run = new CommandRun(step.Command, arguments, values, settings, loader);
        return !DeviceName.NamesDevice(settings.Device) || run.HasKernels ? run : new CommandRun(step.Command, arguments, values, settings with { Device = "cpu" }, loader);
    }

    private static string Stage(JobGraph graph, JobStep step) => $"{graph.Name}: {step.Name}";

    private string InputPath(JobGraph graph, string input) => input == JobStep.Graph ? graph.Path : OutputPath(graph.Name, _job.Steps.First(step => step.Name == input));

    private string OutputPath(string item, JobStep step) => Path.Combine(_job.Output, JobPlan.Output(item, step));

    private string[] HashGraph(JobGraph graph)
    {
        (string path, _) = DatasetCatalog.Resolve(graph.Path, GraphReadOptions.Default);
        IReadOnlyList<string> files = InputFiles.Resolve(path);
        string[] beside = files is [var only] ? [.. new[] { IdSidecar.PathOf(only), MetaSidecar.PathOf(only) }.Where(FileKind.IsRegular)] : []; // which say ids and n
        return [.. files.Concat(beside).Select(file => InputChecksum.Of(file, _settings.CancellationToken))];
    }

    private static string Key(CommandRun run, JobGraph graph, JobStep step, IReadOnlyList<string> inputs)
    {
        var key = new JsonObject
        {
            ["version"] = Provenance.Version,
            ["command"] = step.Command.Name,
            ["options"] = run.OptionsJson(),
            ["read"] = string.Join(' ', graph.Values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}")),
            ["seed"] = run.Settings.Seed,
            ["inputs"] = string.Join(' ', inputs),
        };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.ToJsonString())));
    }

    /// <summary>Whether a step's own output is there as it was written.</summary>
    private bool IsWhole(ManifestStep step, string relative) =>
        step.Outputs.Any(o => o.Path == relative) && step.Outputs.All(o => _folder.Matches(o, _settings.CancellationToken));

    /// <summary>Shows the inner progress of a step under the name of the step.</summary>
    private sealed class StepProgress(IProgress<Progress> outer, string stage) : IProgress<Progress>
    {
        public void Report(Progress value) => outer.Report(value with { Stage = stage });
    }
}
