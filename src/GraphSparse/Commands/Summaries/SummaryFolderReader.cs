using System.Globalization;
using System.Text;
using GraphSparse.IO;
using GraphSparse.IO.Parquet;
using GraphSparse.IO.Text;
using GraphSparse.Summaries;

namespace GraphSparse.Commands;

/// <summary>A summary as its folder has it.</summary>
/// <param name="Summary">The summary; without weights its superedges have all of their pairs as edges.</param>
/// <param name="Ids">Ids of the vertices, or <see langword="null"/> where they are 0..n−1.</param>
/// <param name="Manifest">The description.</param>
/// <param name="Corrected">The summary with its corrections, where it has some.</param>
internal sealed record StoredSummary(Summary Summary, VertexIds? Ids, SummaryManifest Manifest, CorrectedSummary? Corrected)
{
    /// <summary>The nested summary, where it is one: then <see cref="Summary"/> has every vertex by itself.</summary>
    public NestedSummary? Nested { get; init; }

    /// <summary>The id of a vertex.</summary>
    public string NameOf(int vertex) => Ids?.GetText(vertex) ?? vertex.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Reads the folder of a summary, and checks that its parts belong together and make a summary.</summary>
internal sealed class SummaryFolderReader
{
    private readonly string _folder;
    private readonly RunSettings _settings;
    private readonly SummaryManifest _manifest;

    private SummaryFolderReader(string folder, RunSettings settings)
    {
        (_folder, _settings) = (folder, settings);
        if (!Directory.Exists(folder))
            throw File.Exists(folder) ? new GraphFormatException("is a file; a summary is a folder").At(folder) : new FileNotFoundException($"There is no folder '{folder}'.", folder);
        string manifest = Path.Combine(folder, SummaryFolder.Manifest);
        if (!File.Exists(manifest))
            throw new GraphFormatException($"is not the folder of a summary: '{SummaryFolder.Manifest}' is missing").At(folder);
        _manifest = SummaryManifest.Read(manifest);
    }

    /// <summary>Bytes of the tables of a folder.</summary>
    public static long Bytes(string folder) => Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length) : 0;

    /// <summary>Reads it.</summary>
    /// <exception cref="FileNotFoundException">There is no folder.</exception>
    /// <exception cref="GraphFormatException">A part is missing, is not the one that was written, or makes no summary.</exception>
    public static StoredSummary Read(string folder, CommandRun run)
    {
        var reader = new SummaryFolderReader(folder, run.Settings);
        StoredSummary summary = reader.Read();
        run.AddInput(reader._manifest.MembershipSha256);
        run.AddInput(reader._manifest.SuperedgesSha256);
        if (reader._manifest.CorrectionsSha256 is { } corrections)
            run.AddInput(corrections);
        if (reader._manifest.HierarchySha256 is { } hierarchy)
            run.AddInput(hierarchy);
        return summary;
    }

    private StoredSummary Read()
    {
        if (_manifest.Format == SummaryFormat.Binary)
            return ReadBinary(Part(SummaryFolder.Binary, _manifest.MembershipSha256));
        string membershipPath = Part(SummaryFolder.Membership(_manifest.Format), _manifest.MembershipSha256);
        string superedgesPath = Part(SummaryFolder.Superedges(_manifest.Format), _manifest.SuperedgesSha256);
        (VertexIds? ids, int[] membership) = ReadMembership(membershipPath);
        if (_manifest.HierarchySha256 is { } hierarchy)
            return ReadNested(membership, superedgesPath, Part(SummaryFolder.Hierarchy(_manifest.Format), hierarchy), ids);
        Summary summary = SummaryOf(membership, membershipPath, ReadSuperedges(superedgesPath), superedgesPath);
        return new StoredSummary(summary, ids, _manifest, _manifest.CorrectionsSha256 is { } sha256 ? ReadCorrections(Part(SummaryFolder.Corrections(_manifest.Format), sha256), summary, ids) : null);
    }

    private StoredSummary ReadNested(int[] membership, string superedgesPath, string hierarchyPath, VertexIds? ids)
    {
        string path = Path.Combine(_folder, SummaryFolder.Membership(_manifest.Format));
        try
        {
            var check = new NestedCheck(_manifest, membership);
            path = hierarchyPath;
            foreach ((long supervertex, long parent, _) in Numbers(path, "supervertex", "parent"))
                check.AddSupervertex(supervertex, parent);
            check.EndSupervertices();
            path = superedgesPath;
            foreach ((long a, long b, long sign) in Numbers(path, "a", "b", "sign"))
                check.AddSuperedge(a, b, sign);
            (NestedSummary nested, CsrGraph graph) = check.Nested(_settings.CancellationToken);
            return new StoredSummary(Summary.Of(graph, (int[])[.. Enumerable.Range(0, graph.VertexCount)], double.MaxValue), ids, _manifest, null) { Nested = nested };
        }
        catch (GraphFormatException error) when (error.Path is null)
        {
            throw error.At(path);
        }
    }

    /// <summary>Rows of two or three whole numbers.</summary>
    private IEnumerable<(long First, long Second, long Third)> Numbers(string path, params string[] names)
    {
        (List<ParquetColumn[]>? groups, List<string[]>? rows) = Rows(path, names);
        return rows is not null
            ? rows.Select(r => (Number64(r[0], path), Number64(r[1], path), names.Length > 2 ? Number64(r[2], path) : 0))
            : groups!.SelectMany(g => Integers(g[0], path).Zip(Integers(g[1], path), Integers(g[^1], path)));
    }

    private StoredSummary ReadBinary(string path)
    {
        try
        {
            _settings.Budget.Ensure(40L * _manifest.Vertices, "this summary"); // one supervertex takes no bits, however many members it has
            (VertexIds? ids, int[] membership, Superedge[] superedges, VertexPair[] added, VertexPair[] removed) = SummaryBinary.Read(File.ReadAllBytes(path), _manifest);
            int[] sizes = SizesOf(membership, path);
            if (!_manifest.IsWeighted)
                superedges = Array.ConvertAll(superedges, e => e with { Edges = e.A == e.B ? (long)sizes[e.A] * (sizes[e.A] - 1) / 2 : (long)sizes[e.A] * sizes[e.B] });
            Summary summary = SummaryOf(membership, path, superedges, path);
            if (_manifest.CorrectionsSha256 is null)
                return new StoredSummary(summary, ids, _manifest, null);
            var corrections = new CorrectionCheck(summary);
            foreach (VertexPair pair in added)
                corrections.Add(pair.U, pair.V, 1);
            foreach (VertexPair pair in removed)
                corrections.Add(pair.U, pair.V, -1);
            return new StoredSummary(summary, ids, _manifest, corrections.Corrected(_manifest));
        }
        catch (GraphFormatException error) when (error.Path is null)
        {
            throw error.At(path);
        }
    }

    private Summary SummaryOf(int[] membership, string membershipPath, Superedge[] superedges, string superedgesPath)
    {
        int[] sizes = SizesOf(membership, membershipPath);
        CheckSuperedges(superedges, sizes, superedgesPath);
        return new Summary(membership, sizes, superedges, _manifest.IsWeighted, new SummaryError(_manifest.L1 + 2.0 * _manifest.Corrections, Math.Sqrt(_manifest.L2 * _manifest.L2 + 2.0 * _manifest.Corrections), _manifest.Vertices));
    }

    private CorrectedSummary ReadCorrections(string path, Summary summary, VertexIds? ids)
    {
        var lookup = new VertexLookup(_manifest.Vertices, ids);
        (List<ParquetColumn[]>? groups, List<string[]>? rows) = Rows(path, "source", "target", "change");
        var check = new CorrectionCheck(summary);
        try
        {
            foreach (string[] row in rows ?? [])
                check.Add(lookup.Find(row[0]), lookup.Find(row[1]), Number64(row[2], path));
            foreach (ParquetColumn[] group in groups ?? [])
            {
                GraphFormatException Bad(int i, string reason) => new($"row {i + 1}: {reason}");
                (Func<int, int> source, Func<int, int> target) = (lookup.In(group[0], Bad), lookup.In(group[1], Bad));
                int i = 0;
                foreach (long change in Integers(group[2], path))
                {
                    check.Add(source(i), target(i), change);
                    i++;
                }
            }

            return check.Corrected(_manifest);
        }
        catch (GraphFormatException error) when (error.Path is null)
        {
            throw new GraphFormatException($"row {check.Count + 1}: {error.Reason}").At(path);
        }
    }

    private string Part(string name, string sha256)
    {
        string path = Path.Combine(_folder, name);
        if (!File.Exists(path))
            throw new GraphFormatException($"is not a whole summary: '{name}' is missing").At(_folder);
        if (InputFiles.Sha256(path, _settings.CancellationToken) != sha256)
            throw new GraphFormatException($"is not the table that '{SummaryFolder.Manifest}' describes: it was changed, or belongs to another summary").At(path);
        return path;
    }

    private (VertexIds? Ids, int[] Membership) ReadMembership(string path)
    {
        (List<ParquetColumn[]>? groups, List<string[]>? rows) = Rows(path, "vertex", "supervertex");
        if (rows is not null)
            return (IdsOf([.. rows.Select(r => r[0])]), [.. rows.Select(r => Number(r[1], path))]);
        int[] membership = [.. groups!.SelectMany(g => Integers(g[1], path)).Select(v => Narrow(v, path))];
        if (groups!.Count > 0 && IdColumn.AreTexts(groups[0][0].Field))
        {
            string[] texts = [.. groups.SelectMany(g => Enumerable.Range(0, g[0].RowCount).Select(i => Encoding.UTF8.GetString(new TextColumn((ParquetUtf8Column)g[0])[i])))];
            return (VertexIds.FromSorted(texts), membership);
        }

        bool areUnsigned = false;
        var ids = new List<long>();
        foreach (ParquetColumn[] group in groups)
        {
            IdColumn column = IdColumn.Of(group[0], (row, reason) => new GraphFormatException($"row {row + 1}: {reason}").At(path));
            areUnsigned |= column.AreUnsigned;
            ids.AddRange(column.ToWide());
        }

        return (AreNumbers(ids) ? null : VertexIds.FromSorted([.. ids], areUnsigned), membership);
    }

    /// <summary>Ids in the order of the file, which is theirs.</summary>
    private static VertexIds? IdsOf(string[] texts)
    {
        var numbers = new List<long>(texts.Length);
        var unsigned = new List<ulong>(texts.Length);
        foreach (string text in texts)
        {
            if (numbers is not null && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) && number.ToString(CultureInfo.InvariantCulture) == text && (numbers.Count == 0 || numbers[^1] < number))
                numbers.Add(number);
            else
                numbers = null;
            if (unsigned is not null && ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong large) && large.ToString(CultureInfo.InvariantCulture) == text && (unsigned.Count == 0 || unsigned[^1] < large))
                unsigned.Add(large);
            else
                unsigned = null;
        }

        return numbers is not null ? (AreNumbers(numbers) ? null : VertexIds.FromSorted([.. numbers]))
            : unsigned is not null ? VertexIds.FromSorted([.. unsigned.Select(u => unchecked((long)u))], areUnsigned: true)
            : VertexIds.FromSorted(texts);
    }

    private static bool AreNumbers(List<long> ids) => ids.Count == 0 || (ids[0] == 0 && ids[^1] == ids.Count - 1);

    private int[] SizesOf(int[] membership, string path)
    {
        if (membership.Length != _manifest.Vertices)
            throw new GraphFormatException($"has {membership.Length} rows, and the summary has {_manifest.Vertices} vertices").At(path);
        var sizes = new int[_manifest.Supervertices];
        for (int v = 0; v < membership.Length; v++)
        {
            if ((uint)membership[v] >= (uint)sizes.Length)
                throw new GraphFormatException($"row {v + 1}: supervertex {membership[v]} is not in 0..{sizes.Length - 1}").At(path);
            sizes[membership[v]]++;
        }

        int empty = Array.IndexOf(sizes, 0);
        return empty < 0 ? sizes : throw new GraphFormatException($"supervertex {empty} has no member").At(path);
    }

    private Superedge[] ReadSuperedges(string path)
    {
        (List<ParquetColumn[]>? groups, List<string[]>? rows) = Rows(path, "a", "b", "weight");
        return rows is not null
            ? [.. rows.Select(r => new Superedge(Number(r[0], path), Number(r[1], path), Number64(r[2], path)))]
            : [.. groups!.SelectMany(g => Integers(g[0], path).Zip(Integers(g[1], path), Integers(g[2], path)).Select(r => new Superedge(Narrow(r.First, path), Narrow(r.Second, path), r.Third)))];
    }

    private void CheckSuperedges(Superedge[] superedges, int[] sizes, string path)
    {
        if (superedges.Length != _manifest.Superedges)
            throw new GraphFormatException($"has {superedges.Length} rows, and the summary has {_manifest.Superedges} superedges").At(path);
        for (int i = 0; i < superedges.Length; i++)
        {
            (int a, int b, long weight) = superedges[i];
            string? problem = a < 0 || b >= sizes.Length || a > b ? $"no superedge is from {a} to {b}"
                : i > 0 && (superedges[i - 1].A, superedges[i - 1].B).CompareTo((a, b)) >= 0 ? $"the superedge of {a} and {b} stands twice, or rows are not in order"
                : a == b && sizes[a] == 1 ? $"supervertex {a} has one member, and a superedge with itself"
                : weight < 1 || weight > (a == b ? (long)sizes[a] * (sizes[a] - 1) / 2 : (long)sizes[a] * sizes[b]) ? $"weight {weight} is not a number of pairs between {a} and {b}"
                : null;
            if (problem is not null)
                throw new GraphFormatException($"row {i + 1}: {problem}").At(path);
        }
    }

    /// <summary>The columns of a table, as groups of a Parquet file or rows of text.</summary>
    private (List<ParquetColumn[]>? Groups, List<string[]>? Rows) Rows(string path, params string[] names)
    {
        try
        {
            if (_manifest.Format == SummaryFormat.Parquet)
            {
                using ParquetFile file = ParquetFile.Open(path, _settings.Budget.AvailableBytes);
                int[] fields = [.. names.Select(name => file.FindField(name) is >= 0 and int found ? found : throw new GraphFormatException($"has no column '{name}'"))];
                return ([.. Enumerable.Range(0, file.RowGroups.Count).Select(group => fields.Select(f => file.ReadColumn(group, f, _settings.CancellationToken)).ToArray())], null);
            }

            var rows = new List<string[]>();
            bool isHeader = true;
            using TextInput input = TextSource.Open(path);
            FieldLines.Each(input.Text, _settings.Budget, (fields, _) =>
            {
                if (isHeader ? !fields.SequenceEqual(names) : fields.Length != names.Length)
                    throw new GraphFormatException($"is not the columns {string.Join(", ", names)}");
                if (!isHeader)
                    rows.Add(fields);
                isHeader = false;
            }, _settings.CancellationToken);
            return (null, rows);
        }
        catch (GraphFormatException error) when (error.Path is null)
        {
            throw error.At(path);
        }
    }

    private static IEnumerable<long> Integers(ParquetColumn column, string path) => column switch
    {
        ParquetColumn<int> narrow when narrow.NullCount == 0 => narrow.Values.ToArray().Select(v => (long)v),
        ParquetColumn<long> wide when wide.NullCount == 0 => wide.Values.ToArray(),
        _ => throw new GraphFormatException($"column '{column.Field.Name}' is not of integers").At(path),
    };

    private static int Narrow(long value, string path) => value is >= int.MinValue and <= int.MaxValue ? (int)value : throw new GraphFormatException($"{value} is not the number of a supervertex").At(path);

    private static int Number(string text, string path) => Narrow(Number64(text, path), path);

    private static long Number64(string text, string path) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value
        : throw new GraphFormatException($"'{GraphFormatException.Excerpt(Encoding.UTF8.GetBytes(text))}' is not an integer").At(path);
}
