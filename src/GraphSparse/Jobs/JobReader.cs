using System.Text.Json;
using GraphSparse.Commands;
using GraphSparse.IO;

namespace GraphSparse.Jobs;

/// <summary>Turns the JSON of a job file into a <see cref="JobSpec"/>, refusing what it does not know.</summary>
internal sealed class JobReader(string path)
{
    private static readonly string[] JobKeys = ["name", "seed", "output", "graph", "steps", "report"];
    private static readonly string[] StepKeys = ["name", "do", "input", "with", "seed", "only"];
    private static readonly string[] GraphKeys = ["name", "path"];
    private static readonly OptionGroup ReadGroup = OptionGroup.Of<GraphReadOptions>();

    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(path))!;

    public JobSpec Read(JsonElement root)
    {
        Expect(root, JsonValueKind.Object, "the job");
        RefuseUnknown(root, JobKeys, "the job");
        string name = RequiredText(root, "name", "the job");
        List<JobGraph> graphs = ReadGraphs(Required(root, "graph", "the job"));
        List<JobStep> steps = ReadSteps(Required(root, "steps", "the job"), [.. graphs.Select(g => g.Name)]);
        string? report = root.TryGetProperty("report", out JsonElement r) ? FileName(Text(r, "report"), "report") : null;
        if (report == Manifest.FileName)
            throw new GraphFormatException($"'report' is '{report}', which is the manifest of the job; choose another name");
        return new JobSpec
        {
            Path = path,
            Name = name,
            Seed = root.TryGetProperty("seed", out JsonElement seed) ? Seed(seed) : new RunSettings().Seed,
            Output = Path.GetFullPath(Path.Combine(_folder, RequiredText(root, "output", "the job"))),
            Graphs = graphs,
            Steps = steps,
            Report = report,
        };
    }

    private List<JobGraph> ReadGraphs(JsonElement element)
    {
        var graphs = new List<JobGraph>();
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement one in element.EnumerateArray())
                AddGraphs(one, graphs);
        }
        else
        {
            AddGraphs(element, graphs);
        }

        if (graphs.Count == 0)
            throw new GraphFormatException("'graph' names no graph");
        foreach (IGrouping<string, JobGraph> same in graphs.GroupBy(g => g.Name))
        {
            if (same.Count() > 1)
                throw new GraphFormatException($"two graphs are named '{same.Key}'; give them a 'name' each");
        }

        return graphs;
    }

    private void AddGraphs(JsonElement element, List<JobGraph> graphs)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            AddGraphs(Text(element, "graph"), null, new Dictionary<string, object>(), graphs);
            return;
        }

        Expect(element, JsonValueKind.Object, "a graph");
        RefuseUnknown(element, GraphKeys.Concat(ReadGroup.Specs.Select(s => s.JobName)), "a graph");
        string? name = element.TryGetProperty("name", out JsonElement n) ? FileName(Text(n, "name"), "name") : null;
        AddGraphs(RequiredText(element, "path", "a graph"), name, ReadValues(element, ReadGroup.Specs, "a graph"), graphs);
    }

    /// <summary>A glob is one item per file; a folder is one graph in parts.</summary>
    private void AddGraphs(string given, string? name, IReadOnlyDictionary<string, object> values, List<JobGraph> graphs)
    {
        string full = Path.GetFullPath(Path.Combine(_folder, given));
        if (given.AsSpan().ContainsAny('*', '?'))
        {
            foreach (string file in InputFiles.Resolve(full))
                graphs.Add(new JobGraph(name is null ? ItemName(file) : $"{name}-{ItemName(file)}", file, values));
            return;
        }

        bool isDataset = given.AsSpan().IndexOfAny("/\\.") < 0 && !File.Exists(full) && !Directory.Exists(full);
        graphs.Add(new JobGraph(name ?? ItemName(given), isDataset ? given : full, values));
    }

    private static string ItemName(string path)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        name = dot > 0 ? name[..dot] : name;
        return IsFileName(name) ? name
            : throw new GraphFormatException($"the graph '{Excerpt(path)}' has no name that can be a folder's; give it a 'name' ({NameRule})");
    }

    private List<JobStep> ReadSteps(JsonElement element, string[] graphs)
    {
        Expect(element, JsonValueKind.Array, "'steps'");
        var steps = new List<JobStep>();
        var byName = new Dictionary<string, JobStep>(StringComparer.Ordinal);
        foreach (JsonElement one in element.EnumerateArray())
        {
            JobStep step = ReadStep(one, byName, graphs);
            steps.Add(step);
            byName.Add(step.Name, step);
        }

        if (steps.Count == 0)
            throw new GraphFormatException("'steps' is empty");
        return steps;
    }

    private JobStep ReadStep(JsonElement element, Dictionary<string, JobStep> earlier, string[] graphs)
    {
        Expect(element, JsonValueKind.Object, "a step");
        string name = FileName(RequiredText(element, "name", "a step"), "name");
        string where = $"step '{name}'";
        if (name == JobStep.Graph || earlier.ContainsKey(name))
            throw new GraphFormatException($"{where}: the name is taken by an earlier step, or is 'graph'");
        string commandName = RequiredText(element, "do", where);
        string[] known = [.. CommandCatalog.Entries.Where(v => v.IsStep).Select(v => v.Name)];
        CommandEntry command = CommandCatalog.Find(commandName) is { IsStep: true } found ? found
            : throw new GraphFormatException($"{where}: there is no command '{commandName}'{DidYouMean(commandName, known)}; there are {string.Join(", ", known)}");
        string[] files = [.. command.Arguments.Where(a => a.Kind == ArgumentKind.File).Select(a => a.Name.ToLowerInvariant())];
        RefuseUnknown(element, StepKeys.Concat(files).Concat(command.AllOptions.Select(s => s.JobName)), where);

        string input = element.TryGetProperty("input", out JsonElement i) ? Text(i, "input") : JobStep.Graph;
        CheckReference(input, "input", where, earlier);
        bool takesOther = command.Arguments.Any(a => a.Kind == ArgumentKind.OtherInput);
        string? with = takesOther ? RequiredText(element, "with", where)
            : element.TryGetProperty("with", out _) ? throw new GraphFormatException($"{where}: '{command.Name}' takes no second graph; leave 'with' out")
            : null;
        if (with is not null)
            CheckReference(with, "with", where, earlier);
        ulong? seed = element.TryGetProperty("seed", out JsonElement s) ? Seed(s) : null;
        string[]? only = element.TryGetProperty("only", out JsonElement o) ? Only(o, where, graphs) : null;
        foreach (string source in new[] { input, with ?? JobStep.Graph }.Where(earlier.ContainsKey))
        {
            if (earlier[source].Only is { } others && (only ?? graphs).Except(others).FirstOrDefault() is { } lacking)
                throw new GraphFormatException($"{where}: it is done for '{lacking}', and step '{source}', which it needs, is not; give it an 'only', too");
        }

        Dictionary<string, object> values = ReadValues(element, command.AllOptions, where);
        foreach (OptionSpec option in command.AllOptions.Where(o => o.IsInputFile && values.ContainsKey(o.PropertyName)))
            values[option.PropertyName] = Path.GetFullPath(Path.Combine(_folder, (string)values[option.PropertyName]));
        if (values.GetValueOrDefault(nameof(GraphWriteOptions.OutputFormat)) is GraphFormat and not GraphFormat.Parquet or SummaryFormat and not SummaryFormat.Parquet)
            throw new GraphFormatException($"{where}: 'outputFormat' is not parquet, and outputs of steps are Parquet, so that later steps can read them; leave it out");
        if (values.ContainsKey(nameof(GraphWriteOptions.Comments)))
            throw new GraphFormatException($"{where}: 'comments' is for edge lists, and outputs of steps are Parquet; leave it out");
        var step = new JobStep(name, command, input, with, values, seed)
        {
            Only = only,
            Files = [.. files.Select(key => Path.GetFullPath(Path.Combine(_folder, RequiredText(element, key, where))))],
        };
        CheckOptions(step, where);
        return step;
    }

    private static string[] Only(JsonElement element, string where, string[] graphs)
    {
        string[] names = element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray().Select(e => Text(e, "only"))] : [Text(element, "only")];
        if (names.Length == 0)
            throw new GraphFormatException($"{where}: 'only' names no graph");
        foreach (string name in names)
        {
            if (!graphs.Contains(name))
                throw new GraphFormatException($"{where}: 'only' names '{name}', which is no graph of this job{DidYouMean(name, graphs)}");
        }

        return names;
    }

    /// <summary>Refuses options that the step itself would refuse, before anything is done.</summary>
    private static void CheckOptions(JobStep step, string where)
    {
        try
        {
            string[] arguments = [.. step.Command.Arguments.Select(_ => step.Name + ".parquet")];
            step.Command.Check?.Invoke(new CommandRun(step.Command, arguments, step.Values, new RunSettings { Overwrite = true }));
        }
        catch (ArgumentException error)
        {
            throw new GraphFormatException($"{where}: {Failure.From(error, step.Command).Message.TrimEnd('.')}", error);
        }
    }

    private static void CheckReference(string name, string key, string where, Dictionary<string, JobStep> earlier)
    {
        JobStep? step = earlier.GetValueOrDefault(name);
        if (name != JobStep.Graph && step is null)
            throw new GraphFormatException($"{where}: '{key}' is '{name}', which is neither 'graph' nor an earlier step{DidYouMean(name, earlier.Keys)}");
        bool isSummary = key == "with" && step?.Command == SummarizeCommand.Entry; // compare takes it, too
        if (step is not null && !isSummary && (step.Command.Output is null || !step.Command.MakesGraph))
            throw new GraphFormatException($"{where}: '{key}' is step '{name}', which makes no graph");
    }

    private static Dictionary<string, object> ReadValues(JsonElement element, IEnumerable<OptionSpec> specs, string where)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (OptionSpec spec in specs)
        {
            if (!element.TryGetProperty(spec.JobName, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
                continue;
            string text = value.ValueKind switch
            {
                JsonValueKind.String => value.GetString()!,
                JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Number ? v.GetRawText() : Text(v, spec.JobName))),
                JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number => value.GetRawText(),
                _ => throw new GraphFormatException($"{where}: '{spec.JobName}' is an object where a value is expected"),
            };
            try
            {
                values[spec.PropertyName] = spec.Parse(text);
            }
            catch (ArgumentException error)
            {
                throw new GraphFormatException($"{where}: " + error.Message.Replace(spec.CommandName, $"'{spec.JobName}'", StringComparison.Ordinal).TrimEnd('.'), error);
            }
        }

        return values;
    }

    private static void RefuseUnknown(JsonElement element, IEnumerable<string> known, string where)
    {
        var names = known.ToList();
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!names.Contains(property.Name))
                throw new GraphFormatException($"{where}: unknown key '{property.Name}'{DidYouMean(property.Name, names)}");
        }
    }

    private static string DidYouMean(string name, IEnumerable<string> known) =>
        NameSuggestion.Nearest(name, known) is { } near ? $"; did you mean '{near}'?" : "";

    private static JsonElement Required(JsonElement element, string key, string where) =>
        element.TryGetProperty(key, out JsonElement value) ? value : throw new GraphFormatException($"{where}: the key '{key}' is missing");

    private static string RequiredText(JsonElement element, string key, string where) => Text(Required(element, key, where), key);

    private static string Text(JsonElement element, string key) =>
        element.ValueKind == JsonValueKind.String && element.GetString() is { Length: > 0 } text && !text.Contains('\0', StringComparison.Ordinal)
            ? text
            : throw new GraphFormatException($"'{key}' is not a non-empty string");

    private static ulong Seed(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetUInt64(out ulong seed) ? seed : throw new GraphFormatException("'seed' is not a non-negative integer");

    private const string NameRule = "use letters, digits, blanks and - _ . + = , @ ( ), no '.' or blank at the beginning, no blank at the end, and no name of an unfinished file";

    /// <summary>Names become file names, so they may not lead out of the output folder.</summary>
    private static string FileName(string name, string key) =>
        IsFileName(name) ? name : throw new GraphFormatException($"'{key}' is '{Excerpt(name)}'; {NameRule}");

    private static bool IsFileName(string name) =>
        name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || " -_.+=,@()".Contains(c, StringComparison.Ordinal))
        && name[0] is not ('.' or ' ') && name[^1] != ' ' && !name.Contains(AtomicFile.PartialMark, StringComparison.Ordinal);

    private static string Excerpt(string text) => GraphFormatException.Excerpt(System.Text.Encoding.UTF8.GetBytes(text));

    private static void Expect(JsonElement element, JsonValueKind kind, string what)
    {
        if (element.ValueKind != kind)
            throw new GraphFormatException($"{what} is not {(kind == JsonValueKind.Object ? "an object" : "a list")}");
    }
}
