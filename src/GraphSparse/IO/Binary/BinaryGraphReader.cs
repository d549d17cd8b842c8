using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace GraphSparse.IO;

/// <summary>Opens a .gsb file: the graph lies in the file, whose pages are read when they are looked at.</summary>
/// <remarks>
/// The header, its checksum, the length of the file and the checksum of the checksums are always checked, so that no part lies outside of the file. All blocks and
/// rows are checked in files of at most <see cref="CheckedBytes"/>, or where that is asked for, and in files of at most <see cref="MappedFile.LargestHeld"/> bytes that each
/// edge stands in both rows; of larger files only the blocks of ids and metadata. Engines that read
/// rows without checks of their own have them checked first (<see cref="CsrGraph.EnsureSound"/>).
/// <para>Cost: microseconds, and what is checked at the speed of memory; ids take 8 bytes each, or their strings.</para>
/// </remarks>
internal static class BinaryGraphReader
{
    /// <summary>Up to this size all of a file is checked when it is opened.</summary>
    public const long CheckedBytes = 64 << 20;

    /// <summary>Reads the header of a file.</summary>
    /// <exception cref="GraphFormatException">It is not a .gsb file.</exception>
    public static BinaryLayout Layout(string path)
    {
        using FileStream file = File.OpenRead(path);
        Span<byte> header = stackalloc byte[BinaryLayout.HeaderBytes];
        int read = file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        try
        {
            return BinaryLayout.Parse(header[..read], file.Length);
        }
        catch (GraphFormatException error)
        {
            throw new GraphFormatException(error.Reason).At(path);
        }
    }

    /// <summary>A checksum of the content: SHA-256 of the header and the checksums of the blocks.</summary>
    public static string Sha256(string path)
    {
        MappedFile file = Open(path);
        try
        {
            return Sha256(file);
        }
        finally
        {
            file.Release();
        }
    }

    /// <summary>Opens a graph.</summary>
    /// <exception cref="GraphFormatException">The file is none, damaged, or not of the length that it says.</exception>
    public static LoadedGraph Read(string path, GraphReadOptions options, IoContext context)
    {
        RequireApplicable(options);
        MappedFile file = Open(path);
        try
        {
            return Read(file, path, options, context);
        }
        catch (Exception)
        {
            file.Release();
            throw;
        }
    }

    private static string Sha256(MappedFile file)
    {
        BinaryLayout layout = BinaryLayout.Parse(file.Slice(0, (int)Math.Min(file.Length, BinaryLayout.HeaderBytes)), file.Length);
        using var hash = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        hash.AppendData(file.Slice(0, BinaryLayout.HeaderBytes));
        hash.AppendData(file.Slice(layout.ChecksumsAt, checked((int)(layout.Blocks * sizeof(ulong)))));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static LoadedGraph Read(MappedFile file, string path, GraphReadOptions options, IoContext context)
    {
        BinaryLayout layout = BinaryLayout.Parse(file.Slice(0, (int)Math.Min(file.Length, BinaryLayout.HeaderBytes)), file.Length);
        ulong[] checksums = Checksums(file, layout);
        bool isChecked = options.Verify ?? file.Length <= CheckedBytes;
        long firstBlock = isChecked ? 0 : (layout.IdsAt - BinaryLayout.HeaderBytes) / BinaryLayout.BlockBytes;
        CheckBlocks(file, layout, checksums, firstBlock, context);
        var graph = new CsrGraph(
            file.Values<long>(BinaryLayout.HeaderBytes, layout.Vertices + 1),
            file.Values<int>(layout.NeighborsAt, layout.Arcs),
            layout.IsWeighted ? file.Values<double>(layout.WeightsAt, layout.Arcs) : null,
            layout.Flags.HasFlag(BinaryFlags.Directed),
            (int)layout.MaxDegree) { IsUnchecked = true };
        if (graph.ArcCount != layout.Arcs)
            throw new GraphFormatException($"says that it has {layout.Arcs} arcs, and its rows have {graph.ArcCount}");
        if (isChecked)
        {
            graph.EnsureSound(context.Parallelism, context.CancellationToken);
            int largest = graph.FindMaxDegree();
            if (largest != graph.MaxDegree)
                throw new GraphFormatException($"says that the largest degree is {graph.MaxDegree}, and it is {largest}");
            if (graph.IsWeighted && RowValidation.FirstNotFinite(graph, context.Parallelism, context.CancellationToken) is { } vertex)
                throw new GraphFormatException($"has a weight that is not a finite number, in the row of vertex {vertex}");
        }

        bool checksMirrors = options.Verify ?? file.Length <= MappedFile.LargestHeld;
        if (checksMirrors && !graph.IsDirected && !RowValidation.HasMirrors(graph, context.Parallelism, context.CancellationToken)) // takes as long as reading Parquet
            throw new GraphFormatException("is undirected and holds an edge that stands in one row only, or with two weights");
        var notes = new List<string>();
        if (!isChecked)
            notes.Add($"the file has {MemoryBudget.Text(file.Length)}: its rows are not checked when it is opened (GraphReadOptions.Verify checks files of any size)");
        BuildReport build = new(graph.EdgeCount, 0, 0, 0);
        bool declared = graph.IsDirected;
        if (options.Directed is { } directed && directed != graph.IsDirected)
        {
            (graph, build) = WithDirection(graph, Ids(file, layout), directed, options, context);
            notes.AddRange(RepeatNotes.Of(build, options, graph, GraphFormat.Binary));
        }

        if (options.SkipInvalidWeights && Require.FirstWeight(graph, static w => !double.IsNormal(w) || w < 0) is { })
            throw new ArgumentException("The file holds edges with invalid weights, and GraphReadOptions.SkipInvalidWeights leaves them out of rows that are read; convert the graph with it from the file that this one was made of.");
        var report = new ReadReport
        {
            Path = path,
            Files = [path],
            Format = GraphFormat.Binary,
            Build = build,
            Notes = notes,
            Stamp = FileStamp.Of([path]),
            DeclaredDirected = declared,
            IsSample = layout.Flags.HasFlag(BinaryFlags.Sample),
        };
        return new LoadedGraph(graph, Ids(file, layout), report);
    }

    private static MappedFile Open(string path)
    {
        if (path == "-" || !FileKind.IsRegular(path))
            throw new ArgumentException($"'{path}' is not a plain file, and a .gsb file is read where it lies; name a file.");
        return MappedFile.Open(path);
    }

    private static void RequireApplicable(GraphReadOptions options)
    {
        string? what = options switch
        {
            { Vertices: not null } => nameof(options.Vertices),
            { Columns: not null } => nameof(options.Columns),
            { SourceColumn: not null } => nameof(options.SourceColumn),
            { TargetColumn: not null } => nameof(options.TargetColumn),
            { WeightColumn: not null } => nameof(options.WeightColumn),
            { Ids: not IdMode.Auto } => nameof(options.Ids),
            { IdBase: not 0 } => nameof(options.IdBase),
            { Laplacian: true } => nameof(options.Laplacian),
            _ => null,
        };
        if (what is not null)
            throw new ArgumentException($"A .gsb file holds the vertices, ids and weights of a graph that was read; leave GraphReadOptions.{what} out.");
    }

    private static ulong[] Checksums(MappedFile file, BinaryLayout layout)
    {
        ReadOnlySpan<byte> table = file.Slice(layout.ChecksumsAt, checked((int)(layout.Blocks * sizeof(ulong))));
        ReadOnlySpan<byte> end = file.Slice(layout.ChecksumsAt + table.Length, sizeof(ulong) + BinaryLayout.Magic.Length);
        if (BinaryPrimitives.ReadUInt64LittleEndian(end) != XxHash3.HashToUInt64(table) || !end[sizeof(ulong)..].SequenceEqual(BinaryLayout.Magic))
            throw new GraphFormatException("has damaged checksums at its end").At("", byteOffset: layout.ChecksumsAt);
        return MemoryMarshal.Cast<byte, ulong>(table).ToArray();
    }

    private static void CheckBlocks(MappedFile file, BinaryLayout layout, ulong[] checksums, long first, IoContext context)
    {
        long damaged = long.MaxValue;
        context.Parallelism.For((int)(layout.Blocks - first), i =>
        {
            long at = BinaryLayout.HeaderBytes + (first + i) * BinaryLayout.BlockBytes;
            int length = (int)Math.Min(BinaryLayout.BlockBytes, layout.ChecksumsAt - at);
            if (XxHash3.HashToUInt64(file.Slice(at, length)) == checksums[first + i])
                return;
            lock (checksums)
                damaged = Math.Min(damaged, at);
        }, context.CancellationToken);
        if (damaged != long.MaxValue)
            throw new GraphFormatException($"is damaged: a block of {BinaryLayout.BlockBytes} bytes has a wrong checksum").At("", byteOffset: damaged);
    }

    private static VertexIds? Ids(MappedFile file, BinaryLayout layout)
    {
        if (!layout.HasIds)
            return null;
        bool isText = layout.Flags.HasFlag(BinaryFlags.TextIds);
        LargeArray<long> numbers = file.Values<long>(layout.IdsAt, layout.Vertices + (isText ? 1 : 0));
        int n = (int)layout.Vertices;
        if (!isText)
        {
            long[] ids = numbers.Slice(0, n).ToArray();
            bool areUnsigned = layout.Flags.HasFlag(BinaryFlags.UnsignedIds);
            for (int v = 1; v < n; v++)
            {
                if (areUnsigned ? (ulong)ids[v - 1] >= (ulong)ids[v] : ids[v - 1] >= ids[v])
                    throw NotAscending();
            }

            return VertexIds.FromSorted(ids, areUnsigned);
        }

        var names = new string[n];
        for (int v = 0; v < n; v++)
        {
            (long start, long end) = (numbers[v], numbers[v + 1]);
            if (start < 0 || end < start || end > layout.IdTextBytes || end - start > int.MaxValue)
                throw new GraphFormatException("has an id that lies outside of the text of ids");
            names[v] = VertexIds.DecodeUtf8(file.Slice(layout.IdTextAt + start, (int)(end - start)));
            NameTable.Check(names[v]);
            if (v > 0 && VertexIds.CompareUtf8(names[v - 1], names[v]) >= 0)
                throw NotAscending();
        }

        return VertexIds.FromSorted(names);

        static GraphFormatException NotAscending() => new("has ids that are not ascending");
    }

    /// <summary>An undirected graph as one with an arc each way, or a directed one whose arcs become edges, merged as rows of a file are.</summary>
    private static (CsrGraph, BuildReport) WithDirection(CsrGraph graph, VertexIds? ids, bool directed, GraphReadOptions options, IoContext context)
    {
        if (directed)
            return (graph.AsDirected(), new BuildReport(graph.ArcCount, 0, 0, 0));
        var builder = new GraphBuilder(graph.VertexCount, new BuildOptions { Duplicates = options.Duplicates, NameOf = v => ids?.GetText(v) ?? EdgeRows.Text(v, isUnsigned: false) });
        foreach (Edge edge in graph.Edges())
        {
            if (graph.IsWeighted)
                builder.AddEdge(edge.Source, edge.Target, edge.Weight);
            else
                builder.AddEdge(edge.Source, edge.Target);
        }

        CsrGraph built = builder.Build(out BuildReport report, context.Parallelism, context.CancellationToken);
        if (report.DuplicatesMerged > 0 && built.IsWeighted)
            EdgeRowCollector.RequireFiniteSums(built, ids);
        return (built, report);
    }
}
