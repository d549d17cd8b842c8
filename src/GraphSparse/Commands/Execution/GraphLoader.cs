using GraphSparse.Datasets;
using GraphSparse.IO;
using GraphSparse.IO.Text;

namespace GraphSparse.Commands;

/// <summary>Reads graphs with their checksums and remembers the last few, so that the steps of a job do not read one twice.</summary>
/// <remarks>Hashing runs beside reading, on a thread of its own. Inputs that can be read only once are kept in temporary files
/// where their further columns may be asked for; disposing this deletes them. Not thread-safe.</remarks>
internal sealed class GraphLoader : IDisposable
{
    private readonly int _capacity;
    private readonly LinkedList<(string Key, LoadedInput Input)> _recent = [];
    private readonly List<SpooledInput> _spools = [];

    /// <summary>Creates a loader.</summary>
    /// <param name="capacity">Graphs to remember; 0 remembers none.</param>
    public GraphLoader(int capacity = 0) => _capacity = capacity;

    /// <summary>Reads a graph, or gives the one that was read before with the same options and has not changed since.</summary>
    /// <param name="path">The graph.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="settings">Threads, memory.</param>
    /// <param name="keepsInput">Whether its further columns may be read afterwards.</param>
    public LoadedInput Load(string path, GraphReadOptions options, RunSettings settings, bool keepsInput = false)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (string resolved, options) = DatasetCatalog.Resolve(path, options);
        string key = _capacity == 0 ? "" : $"{Stamp(resolved)} {options}";
        foreach ((string known, LoadedInput input) in _recent)
        {
            if (_capacity > 0 && known == key)
                return input;
        }

        bool isStream = TextSource.IsStream(resolved);
        Task<string[]> hashes = isStream ? Task.FromResult<string[]>([]) : Task.Run(() => Hash(resolved, settings.CancellationToken), settings.CancellationToken);
        LoadedGraph loaded;
        try
        {
            loaded = GraphReader.ReadKeeping(
                resolved, options, keepsInput || _capacity > 0, settings.Parallelism, settings.Budget, settings.Progress, settings.CancellationToken);
        }
        catch
        {
            hashes.ContinueWith(t => _ = t.Exception, TaskScheduler.Default); // the reader's error is the one to show
            throw;
        }

        if (loaded.Report.Spool is { } spool)
            _spools.Add(spool);
        ReturnWhatReadingLeft(loaded.Graph);
        string[] sums = hashes.GetAwaiter().GetResult();
        loaded.Report.Stamp.RequireUnchanged(); // so that the checksum is that of what was read
        var result = new LoadedInput(loaded, loaded.Report.StreamSha256 is { } streamed ? [streamed] : sums) { Options = options };
        if (_capacity > 0)
        {
            _recent.AddFirst((key, result));
            if (_recent.Count > _capacity)
                _recent.RemoveLast();
        }

        return result;
    }

    /// <summary>Deletes the temporary files.</summary>
    public void Dispose()
    {
        _spools.ForEach(spool => spool.Dispose());
        _spools.Clear();
    }

    /// <summary>
    /// Buffers of reading would lie until the collector comes by, on top of what the work then takes. Returned at once, the peak of a command is that of
    /// reading or that of working, whichever is larger, as predicted. 5 to 20 ms, and only where there is much to return.
    /// </summary>
    private static void ReturnWhatReadingLeft(CsrGraph graph)
    {
        if (GC.GetTotalMemory(forceFullCollection: false) - graph.MemoryBytes > GraphSize.LeftByReadingBytes)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private static string[] Hash(string path, CancellationToken cancellationToken) =>
        [.. InputFiles.Resolve(path).Select(file => InputChecksum.Of(file, cancellationToken))];

    private static string Stamp(string path) =>
        string.Join('|', InputFiles.Resolve(path).Select(file => $"{file} {new FileInfo(file).Length} {File.GetLastWriteTimeUtc(file).Ticks}"));
}
