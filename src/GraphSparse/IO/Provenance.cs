using System.Globalization;

namespace GraphSparse.IO;

/// <summary>Where an output came from; written into every output. Holds no paths, times or thread counts, so equal results are equal files.</summary>
public sealed record Provenance
{
    /// <summary>The command, such as "sparsify".</summary>
    public required string Command { get; init; }

    /// <summary>Its options as one line of JSON.</summary>
    public required string Options { get; init; }

    /// <summary>Seed of every random choice.</summary>
    public required ulong Seed { get; init; }

    /// <summary>SHA-256 of each input, in hexadecimal.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Whether the graph is a sample, or was made of one: its vertices are not those of the original. Default no.</summary>
    public bool IsSample { get; init; }

    /// <summary>Of a graph that a program wrote without saying how it made it.</summary>
    public static Provenance Unknown { get; } = new() { Command = "library", Options = "{}", Seed = 0, Inputs = [] };

    /// <summary>Version of the library.</summary>
    public static string Version { get; } = typeof(Provenance).Assembly.GetName().Version!.ToString(3);

    /// <summary>Keys and values as they stand in Parquet metadata.</summary>
    public IEnumerable<KeyValuePair<string, string>> ToMetadata()
    {
        yield return new("graphsparse.version", Version);
        yield return new("graphsparse.command", Command);
        yield return new("graphsparse.options", Options);
        yield return new("graphsparse.seed", Seed.ToString(CultureInfo.InvariantCulture));
        yield return new("graphsparse.inputs", string.Join(' ', Inputs));
        if (IsSample)
            yield return new("graphsparse.sampled", "true");
    }

    /// <summary>Lines of text, without comment signs.</summary>
    public IEnumerable<string> ToLines()
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"graphsparse {Version} {Command}, seed {Seed}, options {Options}");
        foreach (string input in Inputs)
            yield return $"input: {input}";
        if (IsSample)
            yield return "sampled: true";
    }
}
