using System.ComponentModel;
using System.Globalization;
using GraphSparse.IO.Parquet;
using GraphSparse.Sparsification;

namespace GraphSparse.Commands;

/// <summary>What <c>sweep</c> runs and measures.</summary>
[ShownUnder(HelpGroup.Method)]
internal sealed record SweepOptions
{
    /// <summary>Names separated by commas, or "all". Default all.</summary>
    [Description("Sparsifiers with commas, or all; summarize beside them")]
    [ValueName("LIST")]
    public string Methods { get; init; } = Catalog.All;

    /// <summary>Fractions of the edges to keep, each in (0, 1], separated by commas. Default 0.1,0.3,0.5.</summary>
    [Description("Fractions of edges to keep, each in (0,1], separated by commas")]
    [ValueName("LIST")]
    public string Keep { get; init; } = "0.1,0.3,0.5";

    /// <summary>Names separated by commas, or "all". Default a choice that is quick to measure.</summary>
    [Description("Metrics to compute: names separated by commas, or all")]
    [ShownUnder(HelpGroup.Output)]
    [ValueName("LIST")]
    public string Metrics { get; init; } = "degree,components,unreachable,stretch,clustering,partition,pagerank,quadratic-form";

    /// <summary>The method that groups vertices instead of dropping edges.</summary>
    internal const string Summary = "summarize";

    /// <summary>Whether summaries are made, too.</summary>
    internal bool HasSummary => Split(Methods).Contains(Summary);

    /// <summary>The sparsifiers of <see cref="Methods"/>.</summary>
    internal IReadOnlyList<SparsifierEntry> MethodEntries()
    {
        string[] names = [.. Split(Methods).Where(n => n != Summary)];
        if (names.Length == 0 && HasSummary)
            return [];
        if (names.Length == 0)
            throw new ArgumentException($"No sparsifier is named; there are {string.Join(", ", SparsifierCatalog.Default.Select(e => e.Name))}, and all.");
        SparsifierEntry[] named = [.. names.Where(n => n != Catalog.All).Select(Find).Distinct()];
        return names.Contains(Catalog.All) ? SparsifierCatalog.Default : named;
    }

    private static SparsifierEntry Find(string name)
    {
        string[] known = [.. SparsifierCatalog.Default.Select(e => e.Name), Summary];
        return NameSuggestion.For(name, known) is { Length: > 0 } suggestion && suggestion.Contains(Summary, StringComparison.Ordinal)
            ? throw new ArgumentException($"There is no method '{name}'.{suggestion}")
            : SparsifierCatalog.Default.Find(name);
    }

    /// <summary>The numbers of <see cref="Keep"/>, ascending.</summary>
    internal IReadOnlyList<double> FractionValues()
    {
        var values = new SortedSet<double>();
        foreach (string text in Split(Keep))
        {
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !(value > 0 && value <= 1))
                throw new ArgumentException($"--keep '{text}' is not a number in (0,1].");
            values.Add(value);
        }

        return values.Count > 0 ? [.. values] : throw new ArgumentException("--keep names no number; 0.1,0.3,0.5 are three.");
    }

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
