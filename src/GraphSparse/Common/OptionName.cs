using System.Text;
using System.Text.RegularExpressions;

namespace GraphSparse;

/// <summary>Options in messages. The library names them as programs write them, such as <c>SparsifierOptions.Keep</c> or
/// <c>GraphReadOptions.Ids = IdMode.Strings</c>; the command line shows what its users type, <c>--keep</c> and <c>--ids strings</c>.</summary>
internal static partial class OptionName
{
    /// <summary>An option as programs write it.</summary>
    public static string Of<T>(string property) => $"{typeof(T).Name}.{property}";

    /// <summary>A message with its options as <paramref name="typed"/> writes them.</summary>
    /// <param name="message">Any text of the library.</param>
    /// <param name="typed">Takes a property, and its value where the text has one; null where it has none.</param>
    public static string Replace(string message, Func<string, string?, string> typed) =>
        Pattern().Replace(message, m => typed(m.Groups["property"].Value, m.Groups["value"] is { Success: true } value ? value.Value : null));

    /// <summary>OffTree as off-tree.</summary>
    public static string Kebab(string name)
    {
        var text = new StringBuilder();
        foreach (char c in name)
        {
            if (char.IsUpper(c) && text.Length > 0)
                text.Append('-');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\b\w+Options\.(?<property>[A-Z]\w*)(?: = (?:[A-Z]\w*\.)?(?<value>\w+))?")]
    private static partial Regex Pattern();
}
