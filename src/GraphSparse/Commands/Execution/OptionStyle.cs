using System.Collections.ObjectModel;
using System.Text.RegularExpressions;

namespace GraphSparse.Commands;

/// <summary>Texts with options as users write them.</summary>
internal static partial class OptionStyle
{
    /// <summary>A text of the library as the command line says it: <c>--keep</c> for <c>SparsifierOptions.Keep</c>.</summary>
    public static string Typed(string text) => OptionName.Replace(text, static (property, value) => value switch
    {
        null => Flag(property),
        "true" => Flag(property),
        _ => $"{Flag(property)} {OptionSpec.Kebab(value)}",
    });

    /// <summary>An error of a range, which begins with the property, as the command line says it.</summary>
    public static string TypedRange(string message, string? parameter) =>
        parameter is [>= 'A' and <= 'Z', ..] && message.StartsWith(parameter + " is", StringComparison.Ordinal) ? Flag(parameter) + message[parameter.Length..] : message;

    /// <summary>A text of the command line as a job says it: <c>'keep'</c> for <c>--keep</c>, where a step of this command may have that key.</summary>
    public static string InJob(string text, CommandEntry command) => TypedOption().Replace(text, m =>
        command.AllOptions.FirstOrDefault(o => o.CommandName == m.Value) is { } option ? $"'{option.JobName}'" : m.Value);

    private static string Flag(string property) => "--" + OptionSpec.Kebab(property);

    [GeneratedRegex("--[a-z][a-z0-9-]*")]
    private static partial Regex TypedOption();
}

/// <summary>What a run has to tell, options as they are typed.</summary>
internal sealed class RunNotes : Collection<string>
{
    /// <summary>Adds several.</summary>
    public void AddRange(IEnumerable<string> notes)
    {
        foreach (string note in notes)
            Add(note);
    }

    /// <inheritdoc/>
    protected override void InsertItem(int index, string item) => base.InsertItem(index, OptionStyle.Typed(item));
}
