using GraphSparse.IO.Parquet;
using System.Globalization;
using System.Numerics;
using GraphSparse.Fuzz.Engine;
using GraphSparse.IO;
using GraphSparse.IO.Text;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Fuzz.Targets;

/// <summary>What every graph that was read must stand.</summary>
internal static class GraphChecks
{
    /// <summary>Above this writing and reading again would take the time of thousands of small inputs.</summary>
    private const long LargestRoundTrip = 1 << 12;

    /// <summary>An input of a few bytes can declare more vertices than this, but gives them no edges.</summary>
    private const long LargestWalk = 1 << 16;

    private static readonly IoContext Context = new(Parallelism.Sequential, MemoryBudget.Default, null, CancellationToken.None);

    /// <summary>Reads a graph the way targets do.</summary>
    public static FuzzResult Read(string path, GraphReadOptions? options, CancellationToken cancellationToken)
    {
        LoadedGraph loaded = GraphReader.Read(path, options, Parallelism.Sequential, Examination.Memory, null, cancellationToken);
        EdgeAttributes columns = EdgeAttributes.Read(
            loaded, loaded.Graph, loaded.Ids, options, null, Parallelism.Sequential, Examination.Memory, null, cancellationToken);
        return new FuzzResult($"{Shape(loaded)} {columns.Columns.Count}", () => Check(loaded, columns, Path.GetDirectoryName(path)!));
    }

    private static string Shape(LoadedGraph loaded)
    {
        CsrGraph graph = loaded.Graph;
        string ids = loaded.Ids is not { } known ? "none" : !known.AreIntegers ? "text" : known.AreUnsigned ? "unsigned" : "signed";
        string notes = string.Concat(loaded.Report.Notes.Select(note => note[..Math.Min(note.Length, 12)]));
        string kind = $"{BitOperations.Log2((uint)graph.VertexCount)} {BitOperations.Log2((ulong)graph.ArcCount)} {graph.IsWeighted} {graph.IsDirected} {ids}";
        return $"{kind} {loaded.Report.Build.DuplicatesMerged > 0} {loaded.Report.Build.SelfLoopsDropped > 0} {string.Concat(notes.Where(c => !char.IsDigit(c)))}";
    }

    /// <summary>A simple graph, with ids in order and columns for every edge, that comes back the same from Parquet and from text.</summary>
    private static void Check(LoadedGraph loaded, EdgeAttributes columns, string folder)
    {
        Assert.DoesNotContain(columns.Notes, note => note.Contains("no rows of the input", StringComparison.Ordinal));
        if (loaded.Graph.VertexCount + loaded.Graph.ArcCount <= LargestWalk)
            GraphAssert.IsSimple(loaded.Graph);
        if (loaded.Ids is { } ids)
            Assert.Equal(loaded.Graph.VertexCount, ids.Count);
        foreach (string note in loaded.Report.Notes)
            Assert.False(string.IsNullOrWhiteSpace(note));
        if (loaded.Graph.VertexCount + loaded.Graph.ArcCount > LargestRoundTrip)
            return;
        RoundTrip(loaded, columns, Path.Combine(folder, "again.parquet"), stream =>
            ParquetGraphWriter.Write(stream, loaded.Graph, loaded.Ids, columns, Seeds.ParquetSeeds.Provenance, ParquetCompression.None, Context));
        RoundTrip(loaded, columns, Path.Combine(folder, "again.csv"), stream =>
            TextGraphWriter.WriteEdgeList(stream, loaded.Graph, loaded.Ids, columns.Columns.Count > 0 ? columns : null, ".csv", Seeds.ParquetSeeds.Provenance, Context));
    }

    private static void RoundTrip(LoadedGraph loaded, EdgeAttributes columns, string path, Action<Stream> write)
    {
        using (FileStream stream = File.Create(path))
            write(stream);
        LoadedGraph again = GraphReader.Read(path, null, Parallelism.Sequential);
        GraphAssert.Same(loaded.Graph, again.Graph);
        Assert.Equal(Ids(loaded), Ids(again));
        if (loaded.Ids is { } ids && loaded.Graph.VertexCount > 0)
            Assert.Equal(ids.AreIntegers, again.Ids?.AreIntegers ?? true);
        if (loaded.Graph.EdgeCount > 0)
            Assert.Equal(columns.Columns.Select(c => Spelled(c.Field.Name)), EdgeAttributes.Read(again, again.Graph, again.Ids).Columns.Select(c => Spelled(c.Field.Name)));
    }

    /// <summary>A name as a line of text has it.</summary>
    private static string Spelled(string name) =>
        name.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);

    /// <summary>The ids as text; no ids are 0..n−1.</summary>
    private static IEnumerable<string> Ids(LoadedGraph loaded) =>
        Enumerable.Range(0, loaded.Graph.VertexCount).Select(v => loaded.Ids?.GetText(v) ?? v.ToString(CultureInfo.InvariantCulture));
}
