using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using GraphSparse.Acceleration;
using GraphSparse.Analytics;
using GraphSparse.Datasets;
using GraphSparse.IO;

namespace GraphSparse.Commands;

/// <summary>One run of a command: its arguments and options, the graphs it loads, the time it takes.</summary>
internal sealed class CommandRun
{
    private readonly Dictionary<Type, object> _records = [];
    private readonly PhaseTimes _times = new();
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
        Device = new DeviceChoice(settings, Notes);
        Columns = new ColumnChoice(this);
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
    public IReadOnlyDictionary<string, double> Seconds => _times.Seconds;

    /// <summary>Whether some of the work has kernels for devices; a step of a job that has none runs on the CPU.</summary>
    public bool HasKernels => Command.UsesDevice && Command.RefusesDevice?.Invoke(this) is null;

    /// <summary>The device that was asked for.</summary>
    public DeviceChoice Device { get; }

    /// <summary>Remarks for the person who asked.</summary>
    internal RunNotes Notes { get; } = [];

    /// <summary>The options record of a type that the command declares.</summary>
    public T Get<T>() where T : class => (T)_records[typeof(T)];

    /// <summary>The options record of a type, where the command declares it.</summary>
    internal bool TryGet<T>([NotNullWhen(true)] out T? record) where T : class
    {
        record = _records.GetValueOrDefault(typeof(T)) as T;
        return record is not null;
    }

    /// <summary>Replaces an options record by one with its effective values.</summary>
    internal void Set<T>(T record) where T : class => _records[typeof(T)] = record;

    /// <summary>Files to read that options name.</summary>
    internal IEnumerable<string> FilesInOptions() =>
        from @group in Command.Options
        from spec in @group.Specs
        where spec.IsInputFile
        let path = (string?)spec.ToJson(_records[@group.RecordType])
        where path is not null
        select path;

    /// <summary>Every option with its effective value; with <paramref name="ofResultOnly"/> those alone that shape the output's content.</summary>
    public JsonObject OptionsJson(bool ofResultOnly = false)
    {
        var json = new JsonObject();
        foreach (OptionGroup group in Command.Options)
        {
            foreach (OptionSpec spec in group.Specs)
            {
                JsonNode? value = spec.ToJson(_records[group.RecordType]);
                if (!ofResultOnly || (group.RecordType != typeof(GraphWriteOptions) && !spec.IsOfRunOnly && value is not null))
                    json[spec.JobName] = value;
            }
        }

        return json;
    }

    /// <summary>The options of the short help that have a value and do something, and any other that differs from its default, as typed.</summary>
    internal IEnumerable<string> OptionsAsTyped() =>
        from @group in Command.Options
        from spec in @group.Specs
        let value = spec.ToJson(_records[@group.RecordType])
        where value is not null && !(spec.ValueName is null && !(bool)value) && ((Command.MainOptions.Contains(spec.PropertyName) && @group.Applies(_records[@group.RecordType], spec)) || value.ToString() != spec.DefaultText)
        select spec.ValueName is null ? spec.CommandName : $"{spec.CommandName} {value}";

    /// <summary>Where the output of this run comes from.</summary>
    public Provenance Provenance => new()
    {
        Command = Command.Name,
        Options = OptionsJson(ofResultOnly: true).ToJsonString(CompactJson),
        Seed = Settings.Seed,
        Inputs = [.. _inputHashes],
        IsSample = Command.MakesGraph && (Command.MakesSample || _readsSample),
    };

    /// <summary>How one of the graphs is read: beside a graph of another format, options that mean nothing to its own are those of the other.</summary>
    internal GraphReadOptions ReadOptionsOf(int argument)
    {
        GraphReadOptions options = Get<GraphReadOptions>();
        int[] graphs = [.. Enumerable.Range(0, Arguments.Count).Where(i => Command.Arguments[i].Kind is ArgumentKind.Input or ArgumentKind.OtherInput)];
        if (graphs.Length == 1 || graphs.DistinctBy(i => IsBinary(i, options)).Count() == 1)
            return options;
        return IsBinary(argument, options) ? options.ForBinary() : options with { Verify = null };
    }

    private bool IsBinary(int argument, GraphReadOptions options)
    {
        if (argument == 0 && options.Format is { } format)
            return format == GraphFormat.Binary;
        return Arguments[argument] != "-" && InputFiles.FormatOf(DatasetCatalog.Resolve(Arguments[argument], options).Path) == GraphFormat.Binary;
    }

    /// <summary>Reads a graph and notes its checksum, its remarks and the time.</summary>
    public LoadedInput Load(string path, GraphReadOptions options)
    {
        LoadedInput input = Timed("read", () => Loader.Load(path, options, Settings, Columns.AreKept));
        if (TryGet(out WeightOptions? given))
            input = WithSense(path, input, given.Weights);
        if (Command.ComputesWithWeights)
            input.RequireUsualWeights();
        _inputHashes.AddRange(input.Sha256);
        _readsSample |= input.Loaded.Report.IsSample;
        bool isOneOfSeveral = _inputHashes.Count > input.Sha256.Count || Command.Arguments.Count(a => a.Kind is ArgumentKind.Input or ArgumentKind.OtherInput) > 1;
        IEnumerable<string> notes = input.Loaded.Report.Notes.Concat(Columns.Notes(input.Loaded.Report));
        Notes.AddRange(isOneOfSeveral ? notes.Select(note => $"'{path}': {note}") : notes);
        return input;
    }

    /// <summary>The graph without directions and weights, for what looks at neither; says what is ignored.</summary>
    /// <param name="input">The graph.</param>
    /// <param name="what">What is done, up to "the undirected graph": "the summary is of".</param>
    internal CsrGraph Plain(LoadedInput input, string what)
    {
        if (input.Graph.IsDirected)
            Notes.Add($"{what} the undirected graph: the directions of edges are ignored");
        if (input.Graph.IsWeighted)
            Notes.Add($"{what} the unweighted graph: the weights of edges are ignored");
        CsrGraph graph = input.Graph.IsWeighted ? input.Graph.WithoutWeights() : input.Graph;
        return graph.IsDirected ? graph.Symmetrize(Settings.Parallelism, Settings.CancellationToken) : graph;
    }

    /// <summary>What becomes of further columns of the input.</summary>
    internal ColumnChoice Columns { get; }

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

    /// <summary>Notes the checksum of an input that is no graph.</summary>
    public void AddInput(string sha256) => _inputHashes.Add(sha256);

    /// <summary>Fails before the work where it would not fit the memory budget beside the graph, now that its size is known.</summary>
    /// <param name="input">The graph.</param>
    /// <param name="workBytes">What the work takes, where more is known than the command's estimate goes by.</param>
    /// <exception cref="ResourceLimitException">It would not.</exception>
    public void EnsureFits(LoadedInput input, long? workBytes = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        GraphSize size = SizeOf(input);
        long work = (workBytes ?? (Command.LeastWorkBytes ?? Command.EstimateWorkBytes)(this, size)) + Columns.Bytes(size) / 2; // the rest is checked while they are read
        Settings.Budget.Ensure(size.HeldBytes + work + Device.EstimateBytes(size) + RunPlan.FixedBytes(Settings), $"this {Command.Name}");
    }

    /// <summary>The size of a graph that was read.</summary>
    internal static GraphSize SizeOf(LoadedInput input)
    {
        CsrGraph graph = input.Graph;
        return new GraphSize(graph.VertexCount, graph.EdgeCount, graph.IsWeighted, graph.IsDirected, IsExact: true)
        {
            OtherColumnBytes = input.Loaded.Report.Others.Bytes,
            IsMapped = graph.IsMapped,
            HasTextIds = input.Loaded.Ids is { AreIntegers: false },
        };
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

    /// <summary>Computes on a graph and adds up the time; a weight that it cannot use is named as the input has it.</summary>
    /// <exception cref="GraphFormatException">The graph has such a weight.</exception>
    internal T Computed<T>(LoadedInput input, Func<T> work) => On(input, () => Timed("compute", work));

    /// <summary>Runs a phase and adds up its time.</summary>
    public T Timed<T>(string phase, Func<T> work) => _times.Measure(phase, work);

    /// <summary>One line of JSON in which letters of any script stay readable.</summary>
    internal static JsonSerializerOptions CompactJson { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
