using System.Globalization;
using System.IO.Compression;
using GraphSparse.IO;

namespace GraphSparse.Cli.Tests.TestSupport;

/// <summary>Reads the edges of a file without the library's text readers, as sorted lines "a b weight" with the smaller id first.</summary>
internal static class EdgeLists
{
    private static readonly char[] Separators = [' ', '\t', ','];

    /// <summary>Edges of an undirected graph of consecutive integers, of any format.</summary>
    public static string[] Of(string path) => [.. Rows(path).Select(Canonical).Order(StringComparer.Ordinal)];

    private static IEnumerable<(string A, string B, double Weight)> Rows(string path) => Extension(path) switch
    {
        ".parquet" => Parquet(path),
        ".mtx" => MatrixMarket(path),
        ".graph" => Metis(path),
        _ => EdgeRows(path),
    };

    private static string Extension(string path) => Path.GetExtension(path.EndsWith(".gz", StringComparison.Ordinal) ? path[..^3] : path);

    private static string Canonical((string A, string B, double Weight) edge)
    {
        bool numbers = long.TryParse(edge.A, out long a) & long.TryParse(edge.B, out long b);
        bool inOrder = numbers ? a <= b : string.CompareOrdinal(edge.A, edge.B) <= 0;
        string ends = inOrder ? $"{edge.A} {edge.B}" : $"{edge.B} {edge.A}";
        return ends + edge.Weight.ToString(" 0.################", CultureInfo.InvariantCulture);
    }

    private static IEnumerable<(string A, string B, double Weight)> EdgeRows(string path)
    {
        foreach (string line in Lines(path))
        {
            string[] fields = line.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
            if (line[0] is '#' or '%' || fields[0] == "source")
                continue;
            yield return (fields[0], fields[1], fields.Length > 2 ? Number(fields[2]) : 1);
        }
    }

    private static IEnumerable<(string A, string B, double Weight)> MatrixMarket(string path)
    {
        foreach (string line in Lines(path).Where(l => l[0] != '%').Skip(1))
        {
            string[] fields = line.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
            yield return (FromOne(fields[0]), FromOne(fields[1]), fields.Length > 2 ? Number(fields[2]) : 1);
        }
    }

    private static IEnumerable<(string A, string B, double Weight)> Metis(string path)
    {
        string[] lines = [.. Lines(path, empty: true).Where(l => l.Length == 0 || l[0] is not ('%' or '#'))];
        string[] head = lines[0].Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        bool weighted = head.Length > 2 && head[2].EndsWith('1');
        for (int v = 1; v <= int.Parse(head[0], CultureInfo.InvariantCulture); v++)
        {
            string[] fields = lines[v].Split(Separators, StringSplitOptions.RemoveEmptyEntries);
            for (int i = 0; i < fields.Length; i += weighted ? 2 : 1)
            {
                if (int.Parse(fields[i], CultureInfo.InvariantCulture) >= v)
                    yield return (FromOne(v.ToString(CultureInfo.InvariantCulture)), FromOne(fields[i]), weighted ? Number(fields[i + 1]) : 1);
            }
        }
    }

    private static IEnumerable<(string A, string B, double Weight)> Parquet(string path)
    {
        LoadedGraph loaded = GraphReader.Read(path);
        foreach (Edge edge in loaded.Graph.Edges())
            yield return (Id(loaded, edge.Source), Id(loaded, edge.Target), loaded.Graph.IsWeighted ? edge.Weight : 1);
    }

    private static string Id(LoadedGraph loaded, int vertex) => loaded.Ids?.GetText(vertex) ?? vertex.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<string> Lines(string path, bool empty = false)
    {
        using Stream file = Open(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (empty || line.Length > 0)
                yield return line;
        }
    }

    /// <summary>A child of another test may hold a descriptor of a file that this process has written, lock and all, until it has become another program.</summary>
    private static FileStream Open(string path)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            }
            catch (IOException) when (attempt < 100 && File.Exists(path))
            {
                Thread.Sleep(20);
            }
        }
    }

    private static string FromOne(string number) => (long.Parse(number, CultureInfo.InvariantCulture) - 1).ToString(CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
