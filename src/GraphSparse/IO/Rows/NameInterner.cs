using System.Buffers;
using System.Text.Unicode;

namespace GraphSparse.IO;

/// <summary>Numbers the distinct string ids of one block of rows in the order in which they first occur.</summary>
internal sealed class NameInterner
{
    private readonly Dictionary<string, int> _names;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public NameInterner()
    {
        _names = new Dictionary<string, int>(StringComparer.Ordinal);
        _lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The names in the order of their numbers.</summary>
    public string[] ToArray()
    {
        var names = new string[_names.Count];
        foreach ((string name, int index) in _names)
            names[index] = name;
        return names;
    }

    /// <summary>The number of a name given as UTF-8.</summary>
    /// <exception cref="GraphFormatException">The name is empty, not valid UTF-8, or holds a control character.</exception>
    public int Intern(ReadOnlySpan<byte> name)
    {
        Check(name);
        Span<char> chars = name.Length <= 256 ? stackalloc char[256] : new char[name.Length];
        if (Utf8.ToUtf16(name, chars, out _, out int length, replaceInvalidSequences: false) != OperationStatus.Done)
            throw new GraphFormatException($"vertex id '{GraphFormatException.Excerpt(name)}' is not valid UTF-8");
        if (!_lookup.TryGetValue(chars[..length], out int index))
        {
            index = _names.Count;
            _lookup[chars[..length]] = index;
        }

        return index;
    }

    /// <summary>Refuses ids that could not be written and read again.</summary>
    public static void Check(string name)
    {
        if (!CanBeWritten(name))
            Check(System.Text.Encoding.UTF8.GetBytes(name));
    }

    /// <summary>Whether an id is not empty and free of control characters.</summary>
    public static bool CanBeWritten(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyInRange('\0', '\u001f');

    private static void Check(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
            throw new GraphFormatException("an empty vertex id");
        foreach (byte b in name)
        {
            if (b < ' ')
                throw new GraphFormatException($"vertex id '{GraphFormatException.Excerpt(name)}' holds a control character");
        }
    }
}
