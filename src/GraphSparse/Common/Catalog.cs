using System.Collections;

namespace GraphSparse;

/// <summary>Something that is found by a name in a <see cref="Catalog{T}"/>.</summary>
public interface ICatalogEntry
{
    /// <summary>The name by which it is chosen.</summary>
    string Name { get; }
}

/// <summary>Named entries in the order in which they are shown, such as all sparsifiers; immutable.</summary>
/// <typeparam name="T">What is found.</typeparam>
public sealed class Catalog<T> : IReadOnlyList<T> where T : class, ICatalogEntry
{
    private readonly string _noun;
    private readonly T[] _entries;

    /// <summary>Makes a catalog.</summary>
    /// <param name="noun">What an entry is, in messages, such as "sparsifier".</param>
    /// <param name="entries">The entries; names differ.</param>
    /// <exception cref="ArgumentException">Two entries have one name.</exception>
    public Catalog(string noun, IEnumerable<T> entries)
    {
        ArgumentException.ThrowIfNullOrEmpty(noun);
        ArgumentNullException.ThrowIfNull(entries);
        _noun = noun;
        _entries = [.. entries];
        if (Array.Find(_entries, e => string.IsNullOrWhiteSpace(e.Name) || e.Name == Catalog.All || e.Name.Contains(',', StringComparison.Ordinal)) is { } unfit)
            throw new ArgumentException($"A {noun} cannot be named '{unfit.Name}': names are not empty, have no comma, and are not '{Catalog.All}'.", nameof(entries));
        if (_entries.CountBy(e => e.Name).FirstOrDefault(c => c.Value > 1) is { Key: { } twice })
            throw new ArgumentException($"There are two {noun}s '{twice}'; names differ.", nameof(entries));
    }

    /// <summary>Number of entries.</summary>
    public int Count => _entries.Length;

    /// <summary>The entry at a place.</summary>
    public T this[int index] => _entries[index];

    /// <summary>All names, in order.</summary>
    public IEnumerable<string> Names => _entries.Select(e => e.Name);

    /// <summary>The entry of a name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the names.</exception>
    public T Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Array.Find(_entries, e => e.Name == name)
            ?? throw new ArgumentException($"There is no {_noun} '{name}'.{NameSuggestion.For(name, Names)} There are {string.Join(", ", Names)}.");
    }

    /// <summary>The entries of several names, in the order of the catalog.</summary>
    /// <param name="names">Names, of which "all" stands for every one; an entry that is named twice counts once.</param>
    /// <exception cref="ArgumentException">No name is given, or one is not known; the message lists the names.</exception>
    public IReadOnlyList<T> FindAll(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var wanted = new HashSet<string>(names, StringComparer.Ordinal);
        foreach (string name in wanted)
        {
            if (name != Catalog.All && !_entries.Any(e => e.Name == name))
                throw new ArgumentException($"There is no {_noun} '{name}'.{NameSuggestion.For(name, Names)} There are {string.Join(", ", Names)}, and {Catalog.All}.");
        }

        if (wanted.Count == 0)
            throw new ArgumentException($"No {_noun} is named; there are {string.Join(", ", Names)}, and {Catalog.All}.");
        return wanted.Contains(Catalog.All) ? _entries : [.. _entries.Where(e => wanted.Contains(e.Name))];
    }

    /// <summary>The entries of names separated by commas: <see cref="FindAll(IEnumerable{string})"/>.</summary>
    /// <exception cref="ArgumentException">No name is given, or one is not known; the message lists the names.</exception>
    public IReadOnlyList<T> FindList(string names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return FindAll(Catalog.Split(names));
    }

    /// <summary>A catalog with one more entry, at the end; this one stays as it is.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public Catalog<T> With(T entry) => new(_noun, [.. _entries, entry]);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The noun and the names.</summary>
    public override string ToString() => $"{Count} {_noun}s: {string.Join(", ", Names)}";
}

/// <summary>What all catalogs have in common.</summary>
public static class Catalog
{
    /// <summary>Stands for every entry in a list of names.</summary>
    public const string All = "all";

    /// <summary>Names separated by commas, one by one.</summary>
    internal static string[] Split(string names) => names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
