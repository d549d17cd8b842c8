using GraphSparse.IO;

namespace GraphSparse.Commands;

/// <summary>Which columns beside source, target and weight go from the input of a run into its output.</summary>
internal sealed class ColumnChoice(CommandRun run)
{
    /// <summary>Whether further columns of the input go into the output.</summary>
    public bool AreKept => Selection is { IsNone: false } && WhyNone is null;

    /// <summary>Why the output cannot have further columns of the input, or null.</summary>
    public string? WhyNone => !GraphWriter.HasColumns(OutputFormat) ? $"{OptionSpec.Kebab(OutputFormat.ToString())} files have none" : run.Command.MakesNewEdges?.Invoke(run);

    /// <summary>The further columns that were asked for, or null where the command keeps none.</summary>
    public AttributeSelection? Selection => run.TryGet(out AttributeOptions? given) ? AttributeSelection.Parse(given.Attributes) : null;

    /// <summary>The further columns that go into the output; <see langword="null"/> where the command has none to keep.</summary>
    public IReadOnlyList<string>? Kept { get; private set; }

    /// <summary>The format of the output.</summary>
    private GraphFormat OutputFormat => run.Get<GraphWriteOptions>().OutputFormat ?? GraphFormats.Of(run.Arguments[run.Command.Arguments.ToList().FindIndex(a => a.Kind == ArgumentKind.Output)]);

    /// <summary>Bytes that further columns of the input take on their way into the output, at most.</summary>
    public long Bytes(GraphSize size) => AreKept ? size.OtherColumnBytes : 0;

    /// <summary>Says which further columns of an input go into the output, and which do not.</summary>
    /// <exception cref="GraphFormatException">A column that is named is not there or cannot be kept, or the parts of the table differ in one.</exception>
    public IEnumerable<string> Notes(ReadReport report)
    {
        IReadOnlyList<OtherColumn> all = report.Others.All;
        if (all.Count == 0 && Selection is not { IsNamed: true })
            yield break;
        if (Selection is not { IsNone: false } selection)
        {
            string[] unused = [.. report.OtherColumns.Except(run.Command.ColumnsRead?.Invoke(run) ?? [], StringComparer.OrdinalIgnoreCase)];
            if (unused.Length > 0)
                yield return GraphReader.NotUsed(unused);
            yield break;
        }

        if (WhyNone is { } reason)
        {
            yield return $"columns not kept, since {reason}: {OtherColumns.List(report.OtherColumns)}";
            yield break;
        }

        IReadOnlyList<OtherColumn> kept = selection.Among(all, report.Path);
        Kept = [.. kept.Select(column => column.Name)];
        if (kept.Count > 0)
            yield return $"columns kept: {OtherColumns.List([.. kept.Select(column => column.Name)])}";
        string[] left = [.. all.Except(kept).Select(column => column.Refusal is null ? column.Name : $"{column.Name} (which {column.Refusal})")];
        if (left.Length > 0)
            yield return $"columns not kept: {OtherColumns.List(left)}";
    }
}
