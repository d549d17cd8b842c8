using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GraphSparse.Acceleration;
using GraphSparse.Analytics;
using GraphSparse.Datasets;
using GraphSparse.IO;

namespace GraphSparse.Commands;

/// <summary>How a run may use the machine; not part of any result.</summary>
internal sealed record RunSettings
{
    /// <summary>Seed of every random choice. Default 42.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>Threads.</summary>
    public Parallelism Parallelism { get; init; } = Parallelism.AllCores;

    /// <summary>Where kernels run: auto, cpu, opencl or opencl:N. Default auto: a GPU where there is enough to do, else the CPU.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Where devices come from.</summary>
    internal DeviceSource Devices { get; init; } = DeviceSource.Machine;

    /// <summary>Where triangles and PageRank are computed, once a device is open; null for threads.</summary>
    internal IGraphKernels? Kernels { get; init; }

    /// <summary>Memory.</summary>
    public MemoryBudget Budget { get; init; } = MemoryBudget.Default;

    /// <summary>Whether outputs may replace files.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Where progress goes; must take calls from several threads.</summary>
    public IProgress<Progress>? Progress { get; init; }

    /// <summary>Cancels the run.</summary>
    public CancellationToken CancellationToken { get; init; }
}

/// <summary>One run of a command: its arguments and options, the graphs it loads, the time it takes.</summary>
internal sealed class CommandRun
{
    private const double LargestWeight = 1e100;

    private readonly Dictionary<Type, object> _records = [];
    private readonly Dictionary<string, double> _seconds = [];
    private readonly Stopwatch _total = Stopwatch.StartNew();
    private readonly List<string> _inputHashes = [];
    private bool _readsSample;

    /// <summary>Creates a run.</summary>
    /// <param name="command">The command.</param>
    /// <param name="arguments">A path for each of its arguments; an output may be null in a job that has no use for it.</param>
    /// <param name="values">Option values by property name; the others have their defaults.</param>
    /// <param name="settings">Seed, threads, memory.</param>
    /// <param name="loader">Where graphs come from; a job shares one among its steps.</param>
    public CommandRun(
        CommandEntry command, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, object> values, RunSettings settings, GraphLoader? loader = null)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(arguments);
        Command = command;
        Arguments = arguments;
        Settings = settings;
        Loader = loader ?? new GraphLoader();
        foreach (OptionGroup group in command.Options)
            _records[group.RecordType] = group.Bind(values);
    }

    /// <summary>The command.</summary>
    public CommandEntry Command { get; }

    /// <summary>A path for each argument.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>Seed, threads, memory.</summary>
    public RunSettings Settings { get; }

    /// <summary>Where graphs come from.</summary>
    public GraphLoader Loader { get; }

    /// <summary>Seconds per phase (read, compute, write), and the total.</summary>
    public IReadOnlyDictionary<string, double> Seconds
    {
        get
        {
            var seconds = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach (string phase in new[] { "read", "compute", "write" })
                seconds[phase] = _seconds.GetValueOrDefault(phase);
            seconds["total"] = _total.Elapsed.TotalSeconds;
            return seconds;
        }
    }

    /// <summary>Where kernels ran, as product.md names it.</summary>
    public string DeviceName { get; private set; } = "cpu";

    /// <summary>Opens the device that was asked for, or null for the CPU's own algorithms; the caller disposes it.</summary>
    /// <param name="steps">Most steps that will be walked.</param>
    /// <param name="need">Memory that walking takes on a device.</param>
    /// <exception cref="OpenClException">There is no such device.</exception>
    internal IAccelerator? OpenDevice(double steps, DeviceNeed need)
    {
        string name = Settings.Device;
        if (name == "auto")
        {
            AutoDevice choice = AutoDevice.Choose(steps, need, Settings.Devices.List);
            Notes.Add(choice.Sentence);
            name = choice.Id;
        }

        if (name == "cpu")
            return null;
        IAccelerator device = Settings.Devices.Open(name, Settings.Parallelism);
        DeviceName = name;
        if (Settings.Device != "auto")
            Notes.Add($"walking on {device.Name}");
        return device;
    }

    /// <summary>Fails where a device was named that is not there; the plan of a dry run asks it.</summary>
    /// <exception cref="OpenClException">There is no such device.</exception>
    internal void RequireDevice()
    {
        if (!Settings.Device.StartsWith("opencl", StringComparison.Ordinal))
            return;
        using IAccelerator device = Settings.Devices.Open(Settings.Device, Settings.Parallelism);
        DeviceName = Settings.Device;
    }

    /// <summary>Opens the device for triangles and PageRank if one was named, or null for threads; the caller disposes it.</summary>
    /// <remarks>auto means threads: no device was measured to be faster.</remarks>
    /// <exception cref="OpenClException">There is no such device.</exception>
    internal IAccelerator? OpenKernels()
    {
        if (!Settings.Device.StartsWith("opencl", StringComparison.Ordinal))
            return null;
        IAccelerator device = Settings.Devices.Open(Settings.Device, Settings.Parallelism);
        DeviceName = Settings.Device;
        Notes.Add($"computing on {device.Name}");
        return device;
    }

    /// <summary>Remarks for the person who asked.</summary>
    internal RunNotes Notes { get; } = [];

    /// <summary>The options record of a type that the command declares.</summary>
    public T Get<T>() where T : class => (T)_records[typeof(T)];

    /// <summary>Replaces an options record by one with its effective values.</summary>
    internal void Set<T>(T record) where T : class => _records[typeof(T)] = record;

    /// <summary>Every option with its effective value; with <paramref name="ofResultOnly"/> those alone that shape the output's content.</summary>
    public JsonObject OptionsJson(bool ofResultOnly = false)
    {
        var json = new JsonObject();
        foreach (OptionGroup group in Command.Options)
        {
            foreach (OptionSpec spec in group.Specs)
            {
                JsonNode? value = spec.ToJson(_records[group.RecordType]);
                if (!ofResultOnly || (group.RecordType != typeof(GraphWriteOptions) && value is not null))
                    json[spec.JobName] = value;
            }
        }

        return json;
    }

    /// <summary>Where the output of this run comes from.</summary>
    public Provenance Provenance => new()
    {
        Command = Command.Name,
        Options = OptionsJson(ofResultOnly: true).ToJsonString(CompactJson),
        Seed = Settings.Seed,
        Inputs = [.. _inputHashes],
        IsSample = Command.MakesGraph && (Command.Name == "sample" || _readsSample),
    };

    /// <summary>Reads a graph and notes its checksum, its remarks and the time.</summary>
    public LoadedInput Load(string path, GraphReadOptions options)
    {
        LoadedInput input = Timed("read", () => Loader.Load(path, options, Settings, KeepsColumns));
        if (_records.TryGetValue(typeof(WeightOptions), out object? given))
            input = WithSense(path, input, ((WeightOptions)given).Weights);
        if (Command.Name != "convert") // which only writes them down again
            RefuseHugeWeights(input);
        _inputHashes.AddRange(input.Sha256);
        _readsSample |= input.Loaded.Report.IsSample;
        bool isOneOfSeveral = _inputHashes.Count > input.Sha256.Count || Command.Arguments.Count(a => a.Kind is ArgumentKind.Input or ArgumentKind.OtherInput) > 1;
        IEnumerable<string> notes = input.Loaded.Report.Notes.Concat(ColumnNotes(input.Loaded.Report));
        Notes.AddRange(isOneOfSeveral ? notes.Select(note => $"'{path}': {note}") : notes);
        return input;
    }

    /// <summary>Whether further columns of the input go into the output.</summary>
    internal bool KeepsColumns => Columns is { IsNone: false } && WhyNoColumns is null;

    /// <summary>Why the output cannot have further columns of the input, or null.</summary>
    internal string? WhyNoColumns => !GraphWriter.HasColumns(OutputFormat) ? $"{OptionSpec.Kebab(OutputFormat.ToString())} files have none" : Command.MakesNewEdges?.Invoke(this);

    /// <summary>The further columns that were asked for, or null where the command keeps none.</summary>
    internal AttributeSelection? Columns => _records.TryGetValue(typeof(AttributeOptions), out object? given) ? AttributeSelection.Parse(((AttributeOptions)given).Attributes) : null;

    /// <summary>The format of the output.</summary>
    private GraphFormat OutputFormat => Get<GraphWriteOptions>().OutputFormat ?? GraphFormats.Of(Arguments[Command.Arguments.ToList().FindIndex(a => a.Kind == ArgumentKind.Output)]);

    /// <summary>The further columns that go into the output; <see langword="null"/> where the command has none to keep.</summary>
    public IReadOnlyList<string>? KeptColumns { get; private set; }

    /// <summary>Bytes that further columns of the input take on their way into the output, at most.</summary>
    internal long ColumnBytes(GraphSize size) => KeepsColumns ? size.OtherColumnBytes : 0;

    /// <summary>Says which further columns of an input go into the output, and which do not.</summary>
    /// <exception cref="GraphFormatException">A column that is named is not there or cannot be kept, or the parts of the table differ in one.</exception>
    private IEnumerable<string> ColumnNotes(ReadReport report)
    {
        IReadOnlyList<OtherColumn> all = report.Others.All;
        if (all.Count == 0 && Columns is not { IsNamed: true })
            yield break;
        if (Columns is not { IsNone: false } selection)
        {
            yield return GraphReader.NotUsed(report.OtherColumns);
            yield break;
        }

        if (WhyNoColumns is { } reason)
        {
            yield return $"columns not kept, since {reason}: {OtherColumns.List(report.OtherColumns)}";
            yield break;
        }

        IReadOnlyList<OtherColumn> kept = selection.Among(all, report.Path);
        KeptColumns = [.. kept.Select(column => column.Name)];
        if (kept.Count > 0)
            yield return $"columns kept: {OtherColumns.List([.. kept.Select(column => column.Name)])}";
        string[] left = [.. all.Except(kept).Select(column => column.Refusal is null ? column.Name : $"{column.Name} (which {column.Refusal})")];
        if (left.Length > 0)
            yield return $"columns not kept: {OtherColumns.List(left)}";
    }

    /// <summary>The graph with the sense of its weights: the one asked for, or that of the catalog; the option then has its effective value.</summary>
    private LoadedInput WithSense(string path, LoadedInput input, WeightSense? asked)
    {
        WeightSense sense = asked ?? DatasetCatalog.SenseOf(path) ?? WeightSense.Strength;
        Set(new WeightOptions { Weights = sense });
        bool isWeighted = input.Graph.IsWeighted;
        if (isWeighted && WeightOptions.Remark(sense) is { } remark && !Notes.Contains(remark))
            Notes.Add(remark);
        LoadedGraph loaded = isWeighted && sense == WeightSense.Ignore ? input.Loaded with { Graph = input.Graph.WithoutWeights() } : input.Loaded;
        return input with { Loaded = loaded, Sense = sense };
    }

    /// <summary>Says how weights became lengths, where a command followed shortest paths.</summary>
    internal void NotePaths(LoadedInput input)
    {
        if (input.Graph.IsWeighted && input.Sense == WeightSense.Strength && !Notes.Contains(WeightOptions.PathRemark))
            Notes.Add(WeightOptions.PathRemark);
    }

    /// <summary>Weights are added, squared and multiplied: beyond <see cref="LargestWeight"/> the results would be infinite.</summary>
    private static void RefuseHugeWeights(LoadedInput input)
    {
        if (Require.FirstWeight(input.Graph, static w => !(Math.Abs(w) <= LargestWeight)) is not { } edge)
            return;
        string weight = edge.Weight.ToString("R", CultureInfo.InvariantCulture);
        throw new GraphFormatException(
            $"Edge {input.Loaded.NameOf(edge.Source)}-{input.Loaded.NameOf(edge.Target)} has weight {weight}; sums of products of weights beyond ±1e100 are infinite. Scale the weights down.").At(input.Loaded.Report.Path);
    }

    /// <summary>Notes the checksum of an input that is no graph.</summary>
    public void AddInput(string sha256) => _inputHashes.Add(sha256);

    /// <summary>Fails before the work where it would not fit the memory budget beside the graph, now that its size is known.</summary>
    /// <exception cref="ResourceLimitException">It would not.</exception>
    public void EnsureFits(LoadedInput input, long otherBytes = 0)
    {
        ArgumentNullException.ThrowIfNull(input);
        CsrGraph graph = input.Graph;
        var size = new GraphSize(graph.VertexCount, graph.EdgeCount, graph.IsWeighted, graph.IsDirected, IsExact: true) { OtherColumnBytes = input.Loaded.Report.Others.Bytes };
        long work = (Command.LeastWorkBytes ?? Command.EstimateWorkBytes)(this, size) + ColumnBytes(size) / 2; // the rest is checked while they are read
        Settings.Budget.Ensure(graph.MemoryBytes + otherBytes + work + RunPlan.FixedBytes(Settings), $"this {Command.Name}");
    }

    /// <summary>Does work on a graph; a weight that it cannot use is the fault of the input, and named as it is there.</summary>
    /// <exception cref="GraphFormatException">The graph has such a weight.</exception>
    internal static T On<T>(LoadedInput input, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (InvalidWeightException error)
        {
            string advice = input.Sense is null ? "" : " --weights ignore reads the graph without weights.";
            throw new GraphFormatException(error.Describe(input.Loaded.NameOf) + advice, error).At(input.Loaded.Report.Path);
        }
    }

    /// <summary>Runs a phase and adds up its time.</summary>
    public T Timed<T>(string phase, Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var watch = Stopwatch.StartNew();
        try
        {
            return work();
        }
        finally
        {
            _seconds[phase] = _seconds.GetValueOrDefault(phase) + watch.Elapsed.TotalSeconds;
        }
    }

    /// <summary>One line of JSON in which letters of any script stay readable.</summary>
    internal static JsonSerializerOptions CompactJson { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

/// <summary>A graph with the checksums of the files it came from.</summary>
internal sealed record LoadedInput(LoadedGraph Loaded, IReadOnlyList<string> Sha256)
{
    /// <summary>The graph.</summary>
    public CsrGraph Graph => Loaded.Graph;

    /// <summary>How it was read.</summary>
    internal GraphReadOptions Options { get; init; } = GraphReadOptions.Default;

    /// <summary>What its weights mean, or <see langword="null"/> where the command does not ask.</summary>
    public WeightSense? Sense { get; init; }

    /// <summary>The graph with weights that are strengths.</summary>
    /// <exception cref="InvalidWeightException">Weights are lengths, and one is not above 1e-100.</exception>
    internal CsrGraph Strengths => Sense == WeightSense.Length && Graph.IsWeighted ? Metrics.MeasurementCache.Of(Graph, "strengths", () => Graph.Strengths(WeightSense.Length)) : Graph;

    /// <summary>How long an edge of the graph is.</summary>
    internal EdgeLength Lengths => (Sense ?? WeightSense.Strength).Lengths();

    /// <summary>What product.md calls "input": path, sizes, checksum, and the rows that were read, left out and merged.</summary>
    public JsonObject ToJson() => new()
    {
        ["path"] = Loaded.Report.Path,
        ["vertices"] = Graph.VertexCount,
        ["edges"] = Graph.EdgeCount,
        ["directed"] = Graph.IsDirected,
        ["weighted"] = Graph.IsWeighted,
        ["sha256"] = string.Join(' ', Sha256),
        ["rows"] = Loaded.Report.Build.Rows + Loaded.Report.InvalidWeightsSkipped,
        ["selfLoopsDropped"] = Loaded.Report.Build.SelfLoopsDropped,
        ["duplicatesMerged"] = Loaded.Report.Build.DuplicatesMerged,
        ["reciprocalDuplicatesMerged"] = Loaded.Report.Build.ReciprocalDuplicatesMerged,
        ["invalidWeightsSkipped"] = Loaded.Report.InvalidWeightsSkipped,
    };
}

/// <summary>What a command made.</summary>
internal sealed record CommandOutcome
{
    /// <summary>The graph that was read, or null.</summary>
    public LoadedInput? Input { get; init; }

    /// <summary>Result keys and values.</summary>
    public required JsonObject Result { get; init; }

    /// <summary>Files written.</summary>
    public IReadOnlyList<OutputFile> Outputs { get; init; } = [];
}
