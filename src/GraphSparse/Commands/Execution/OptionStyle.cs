using System.Collections.ObjectModel;

namespace GraphSparse.Commands;

/// <summary>Texts of the library with options as users write them: for <c>SparsifierOptions.Keep</c>, <c>--keep</c> on a command line and <c>'keep'</c> in a job.</summary>
internal sealed class OptionStyle(Func<string, string> name, Func<string, string, string> withValue)
{
    /// <summary>As typed.</summary>
    public static OptionStyle CommandLine { get; } = new(
        static property => "--" + OptionSpec.Kebab(property),
        static (property, value) => value is "true" ? "--" + OptionSpec.Kebab(property) : $"--{OptionSpec.Kebab(property)} {value}");

    /// <summary>As keys of a job file.</summary>
    public static OptionStyle Job { get; } = new(
        static property => $"'{Key(property)}'",
        static (property, value) => $"\"{Key(property)}\": {(value is "true" or "false" ? value : $"\"{value}\"")}");

    /// <summary>A text with its options so.</summary>
    public string In(string text) => OptionName.Replace(text, (property, value) => value is null ? name(property) : withValue(property, OptionSpec.Kebab(value)));

    /// <summary>An error of a range, which begins with the property.</summary>
    public string InRangeError(string message, string? parameter) =>
        parameter is [>= 'A' and <= 'Z', ..] && message.StartsWith(parameter + " is", StringComparison.Ordinal) ? name(parameter) + message[parameter.Length..] : message;

    private static string Key(string property) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(property);
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
    protected override void InsertItem(int index, string item) => base.InsertItem(index, OptionStyle.CommandLine.In(item));
}
