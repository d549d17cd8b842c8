using GraphSparse.IO;

namespace GraphSparse.Commands;

/// <summary>One command: a command of the command line and, where it can be one, a step of a job.</summary>
internal sealed record CommandEntry
{
    /// <summary>As typed, such as "sparsify".</summary>
    public required string Name { get; init; }

    /// <summary>What it does: a sentence that begins with an imperative.</summary>
    public required string Summary { get; init; }

    /// <summary>The options of the usage line, such as <c>[--keep F | --epsilon E]</c>.</summary>
    public string Usage { get; init; } = "[options]";

    /// <summary>Options that <c>--help</c> shows, by property; <c>--help all</c> shows the others, too.</summary>
    public required IReadOnlyList<string> MainOptions { get; init; }

    /// <summary>A command that works, without the program's name.</summary>
    public required string Example { get; init; }

    /// <summary>Its arguments in their order.</summary>
    public required IReadOnlyList<CommandArgument> Arguments { get; init; }

    /// <summary>Options of the work itself: they are part of the result and go into the output's metadata.</summary>
    public required IReadOnlyList<OptionGroup> Options { get; init; }

    /// <summary>Tables for the help, such as the methods: title and rows of name and meaning.</summary>
    public IReadOnlyList<HelpTable> Tables { get; init; } = [];

    /// <summary>Fails where options or outputs are wrong, before anything is read; <see langword="null"/> where nothing can be.</summary>
    public Action<CommandRun>? Check { get; init; }

    /// <summary>Does the work on the graph that the first argument names; <see cref="Run"/> has checked, read and made sure of the memory. <see langword="null"/> where <see cref="WorkWithoutGraph"/> is there.</summary>
    public Func<CommandRun, LoadedInput, CommandOutcome>? Work { get; init; }

    /// <summary>Does the work of a command that reads no graph.</summary>
    public Func<CommandRun, CommandOutcome>? WorkWithoutGraph { get; init; }

    /// <summary>Predicts the memory that the work takes beside the input graph, in bytes.</summary>
    public required Func<CommandRun, GraphSize, long> EstimateWorkBytes { get; init; }

    /// <summary>The memory below which the work is not begun, where that is less than the prediction: what it takes beyond is checked while it goes on.</summary>
    public Func<CommandRun, GraphSize, long>? LeastWorkBytes { get; init; }

    /// <summary>Whether a job may have it as a step.</summary>
    public bool IsStep { get; init; } = true;

    /// <summary>Names of columns beside source, target and weight that the work reads itself; <see langword="null"/> where it reads none.</summary>
    public Func<CommandRun, IEnumerable<string>>? ColumnsRead { get; init; }

    /// <summary>Whether it has kernels for devices.</summary>
    public bool UsesDevice { get; init; }

    /// <summary>Says why a run has no kernels for devices, where only some of the command's work has; <see langword="null"/> where all has.</summary>
    public Func<CommandRun, string?>? RefusesDevice { get; init; }

    /// <summary>Says why the edges of the output are none of the input, where they are not; <see langword="null"/> where they always are.</summary>
    public Func<CommandRun, string?>? MakesNewEdges { get; init; }

    /// <summary>Whether the output is a sample of the input, which says so of itself.</summary>
    public bool MakesSample { get; init; }

    /// <summary>Whether weights are computed with, and not only written down again.</summary>
    public bool ComputesWithWeights { get; init; } = true;

    /// <summary>Whether the output is a graph that later steps can take.</summary>
    public bool MakesGraph { get; init; } = true;

    /// <summary>Names of the files where the output is a folder, by the values of options; <see langword="null"/> where it is a file.</summary>
    public Func<IReadOnlyDictionary<string, object>, IReadOnlyList<string>>? OutputFiles { get; init; }

    /// <summary>The output argument, or null where a command only answers.</summary>
    public CommandArgument? Output => Arguments.FirstOrDefault(a => a.Kind == ArgumentKind.Output);

    /// <summary>Checks what was asked for, reads the graph, makes sure that the work fits in memory, and does it.</summary>
    /// <exception cref="ArgumentException">What was asked for cannot be done.</exception>
    /// <exception cref="GraphFormatException">An input is not what it should be.</exception>
    /// <exception cref="FileNotFoundException">An input is not there.</exception>
    /// <exception cref="ResourceLimitException">The memory is not enough.</exception>
    public CommandOutcome Run(CommandRun run)
    {
        CheckAll(run);
        if (WorkWithoutGraph is not null)
            return WorkWithoutGraph(run);
        LoadedInput input = run.Load(run.Arguments[0], run.ReadOptionsOf(0));
        run.EnsureFits(input);
        return Work!(run, input);
    }

    /// <summary>Fails where options, files or outputs are wrong, before anything is read.</summary>
    /// <exception cref="ArgumentException">What was asked for cannot be done.</exception>
    /// <exception cref="FileNotFoundException">A file that is no graph is not there.</exception>
    public void CheckAll(CommandRun run)
    {
        Check?.Invoke(run);
        RequireFiles(run);
        RefuseInputsAsOutput(run);
    }

    /// <summary>A file that is read after the graph is looked for before it.</summary>
    private void RequireFiles(CommandRun run)
    {
        IEnumerable<string> files = run.Arguments.Where((_, i) => Arguments[i].Kind == ArgumentKind.File);
        if (files.FirstOrDefault(file => file != "-" && !Path.Exists(file)) is { } missing)
            throw new FileNotFoundException($"There is no file '{missing}'.", missing);
    }

    /// <summary>With <c>--overwrite</c> a graph may take the place of the one that it is made of; nothing else may take the place of an input.</summary>
    private void RefuseInputsAsOutput(CommandRun run)
    {
        for (int i = 0; i < Arguments.Count; i++)
        {
            if (Arguments[i].Kind != ArgumentKind.Output)
                continue;
            IEnumerable<string> inputs = run.Arguments.Where((_, j) => j != i && !(j == 0 && MakesGraph) && Arguments[j].Kind is not (ArgumentKind.Word or ArgumentKind.Words)).Concat(run.FilesInOptions());
            if (inputs.Any(input => input != "-" && AtomicFile.AreSame(input, run.Arguments[i])))
                throw new ArgumentException($"Output '{run.Arguments[i]}' is also an input; choose another file.");
        }
    }

    /// <summary>All options, those for reading and writing graphs among them.</summary>
    public IEnumerable<OptionSpec> AllOptions => Options.SelectMany(g => g.Specs);

    /// <summary>All options in the order of help and reference: by group, in a group those without a subheading first, then by subheading.</summary>
    public IEnumerable<OptionSpec> OptionsInGroups => AllOptions
        .GroupBy(o => o.Place.Group).OrderBy(group => group.Key)
        .SelectMany(group => group.GroupBy(o => o.Place.Heading).OrderBy(heading => heading.Key is not null))
        .SelectMany(heading => heading);
}
