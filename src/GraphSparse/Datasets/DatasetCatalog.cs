using System.Text.Json;
using GraphSparse.IO;

namespace GraphSparse.Datasets;

/// <summary>A network of the catalog.</summary>
internal sealed record DatasetEntry
{
    /// <summary>What stands for it wherever a command takes a graph.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required string Kind { get; init; }

    /// <summary>Number of vertices.</summary>
    public required int Vertices { get; init; }

    /// <summary>Number of edges.</summary>
    public required long Edges { get; init; }

    /// <summary>Whether edges have a direction.</summary>
    public bool Directed { get; init; }

    /// <summary>Whether edges have weights.</summary>
    public bool Weighted { get; init; }

    /// <summary>What a weight means, where it is not the strength of a tie.</summary>
    public WeightSense? Weights { get; init; }

    /// <summary>Whether edges have times.</summary>
    public bool Temporal { get; init; }

    /// <summary>Whether weights may be negative.</summary>
    public bool Signed { get; init; }

    /// <summary>Number of classes of vertex labels, 0 where there are none.</summary>
    public int Labels { get; init; }

    /// <summary>Who measured it: the citation.</summary>
    public required string Source { get; init; }

    /// <summary>Its own terms.</summary>
    public required string Licence { get; init; }

    /// <summary>Where it was published.</summary>
    public string? Url { get; init; }

    /// <summary>Path of the file, from the folder of the catalog or of the collection.</summary>
    public required string File { get; init; }

    /// <summary>Columns of a text file without a header, where they are not source, target, weight.</summary>
    public string? Columns { get; init; }

    /// <summary>SHA-256 of the file.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Whether it comes with the program.</summary>
    public bool Shipped { get; init; }

    /// <summary>Reads an entry. By hand: a serializer takes 30 ms of every start that names a network.</summary>
    public static DatasetEntry Read(JsonElement entry)
    {
        return new DatasetEntry
        {
            Name = Text("name"),
            Kind = Text("kind"),
            Vertices = entry.GetProperty("vertices").GetInt32(),
            Edges = entry.GetProperty("edges").GetInt64(),
            Directed = Is("directed"),
            Weighted = Is("weighted"),
            Weights = TextOrNull("weights") is { } sense ? Enum.Parse<WeightSense>(sense, ignoreCase: true) : null,
            Temporal = Is("temporal"),
            Signed = Is("signed"),
            Labels = entry.TryGetProperty("labels", out JsonElement labels) ? labels.GetInt32() : 0,
            Source = Text("source"),
            Licence = Text("licence"),
            Url = TextOrNull("url"),
            File = Text("file"),
            Columns = TextOrNull("columns"),
            Sha256 = Text("sha256"),
            Shipped = Is("shipped"),
        };

        string Text(string key) => entry.GetProperty(key).GetString()!;
        string? TextOrNull(string key) => entry.TryGetProperty(key, out JsonElement value) ? value.GetString() : null;
        bool Is(string key) => entry.TryGetProperty(key, out JsonElement value) && value.GetBoolean();
    }
}

/// <summary>The catalog of real networks: what they are and where their files lie.</summary>
/// <remarks>A name is looked for in the data sets that come with the program, in the folder GRAPHSPARSE_DATASETS, then in the
/// user's cache. Files and folders of that name go first.</remarks>
internal static class DatasetCatalog
{
    /// <summary>Names the folder with the collection of networks.</summary>
    public const string FolderVariable = "GRAPHSPARSE_DATASETS";

    private static readonly Lazy<IReadOnlyList<DatasetEntry>> LazyEntries = new(ReadCatalog);

    /// <summary>All networks, by name.</summary>
    public static IReadOnlyList<DatasetEntry> Entries => LazyEntries.Value;

    /// <summary>The folder of the user's cache.</summary>
    public static string CacheFolder => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "graphsparse");

    /// <summary>The entry of a name, or null.</summary>
    public static DatasetEntry? Find(string name) => Entries.FirstOrDefault(e => e.Name == name);

    /// <summary>Where the file of a network lies, or null where it is not on this machine.</summary>
    public static string? Locate(DatasetEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return SearchFolders().Select(folder => Path.Combine(folder, entry.File)).FirstOrDefault(File.Exists);
    }

    /// <summary>Turns what a user names into a path, and fills in what the catalog knows of it where options are silent.</summary>
    /// <exception cref="FileNotFoundException">It is the name of a network that is not on this machine, or of nothing.</exception>
    public static (string Path, GraphReadOptions Options) Resolve(string name, GraphReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!IsName(name))
            return (name, options);
        DatasetEntry entry = Find(name) ?? throw new FileNotFoundException(
            $"There is no file and no data set '{name}'{(NameSuggestion.Nearest(name, Entries.Select(e => e.Name)) is { } near ? $"; did you mean {near}?" : ".")} 'graphsparse datasets list' shows the data sets.", name);
        string path = Locate(entry) ?? throw new FileNotFoundException(
            $"The data set '{name}' is not on this machine; set {FolderVariable} to a folder that holds {entry.File}.", name);
        return (path, entry.Shipped ? options : options with
        {
            Directed = options.Directed ?? entry.Directed,
            Vertices = options.Vertices ?? entry.Vertices,
            Columns = options.Columns ?? entry.Columns,
        });
    }

    /// <summary>What the catalog says that the weights of a network mean, or <see langword="null"/> where it is silent or a file is named.</summary>
    public static WeightSense? SenseOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return IsName(name) ? Find(name)?.Weights : null;
    }

    private static bool IsName(string name) =>
        name.AsSpan().IndexOfAny("/\\.*?") < 0 && name != "-" && !File.Exists(name) && !Directory.Exists(name);

    /// <summary>Puts a network into the user's cache, so that its name works without the collection; checks it against the catalog.</summary>
    /// <returns>Where it lies.</returns>
    /// <exception cref="GraphFormatException">The file is not the one that the catalog describes.</exception>
    public static string Fetch(DatasetEntry entry, CancellationToken cancellationToken = default)
    {
        string from = Locate(entry) ?? throw new FileNotFoundException(
            $"The data set '{entry.Name}' is not on this machine; set {FolderVariable} to a folder that holds {entry.File}. It was published at {entry.Url ?? entry.Source}.");
        string found = InputFiles.Sha256(from, cancellationToken);
        if (found != entry.Sha256)
            throw new GraphFormatException($"the checksum is {found} where the catalog has {entry.Sha256}").At(from);
        string to = Path.Combine(CacheFolder, entry.File);
        if (entry.Shipped || Path.GetFullPath(from) == Path.GetFullPath(to))
            return from;
        using var file = new AtomicFile(to, overwrite: true);
        using (FileStream source = File.OpenRead(from))
            source.CopyTo(file.Stream);
        return file.Commit().Path;
    }

    private static IEnumerable<string> SearchFolders()
    {
        yield return ShippedFolder;
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder)
            yield return folder;
        yield return CacheFolder;
    }

    private static string ShippedFolder => Path.Combine(AppContext.BaseDirectory, "datasets");

    private static IReadOnlyList<DatasetEntry> ReadCatalog()
    {
        string path = Path.Combine(ShippedFolder, "catalog.json");
        if (!File.Exists(path))
            return [];
        using FileStream stream = File.OpenRead(path);
        using JsonDocument document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateArray().Select(DatasetEntry.Read)];
    }
}
