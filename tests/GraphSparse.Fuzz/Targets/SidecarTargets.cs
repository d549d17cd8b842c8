using System.Security.Cryptography;
using GraphSparse.Fuzz.Engine;
using GraphSparse.Fuzz.Seeds;

namespace GraphSparse.Fuzz.Targets;

/// <summary>Files beside graphs; the graphs themselves are whole. A new kind of sidecar gets a target of its own here.</summary>
internal static class SidecarTargets
{
    private static readonly byte[] Matrix = "%%MatrixMarket matrix coordinate pattern symmetric\n4 4 2\n2 1\n4 2\n"u8.ToArray();
    private static readonly byte[] Edges = "source,target\n0,1\n1,2\n"u8.ToArray();

    /// <summary>NAME.ids beside Matrix Market and METIS files.</summary>
    public static FuzzTarget Ids()
    {
        string checksum = $"# of a graph file with sha256: {Convert.ToHexStringLower(SHA256.HashData(Matrix))}";
        return new("sidecar-ids", "g.mtx.ids", (path, token) => GraphChecks.Read(path[..^".ids".Length], null, token), TextSeeds.Utf8(
            $"# graphsparse ids: integers\n{checksum}\n-3\n5\n77\n12345678901\n",
            $"# graphsparse ids: integers\n{checksum}\n0\n5\n77\n18446744073709551615\n",
            $"# graphsparse ids: strings\n{checksum}\na\nb c\nü\n\ud83d\ude00\n",
            $"# graphsparse ids: strings\r\n{checksum}\r\n0\r\n1\r\n2\r\n3\r\n"))
        {
            Beside = new Dictionary<string, byte[]> { ["g.mtx"] = Matrix },
            Tokens = TextSeeds.Utf8("# graphsparse ids: ", "integers", "strings", checksum, "\n", "\r\n", "\r", "18446744073709551615", "\ufeff", "\u2028", "\0", "\u0085"),
        };
    }

    /// <summary>NAME.meta.json beside edge lists without comments.</summary>
    public static FuzzTarget Meta()
    {
        string checksum = Convert.ToHexStringLower(SHA256.HashData(Edges));
        string head = $"{{\n  \"format\": \"graphsparse edge list\",\n  \"formatVersion\": 1,\n  \"sha256\": \"{checksum}\",\n  ";
        return new("sidecar-meta", "g.csv.meta.json", (path, token) => GraphChecks.Read(path[..^".meta.json".Length], null, token), TextSeeds.Utf8(
            $"{head}\"vertices\": 4, \"directed\": true, \"ids\": \"numbers\", \"isolated\": [], \"version\": \"0.1.0\", \"command\": \"c\", \"options\": {{}}, \"seed\": 42, \"inputs\": []\n}}\n",
            $"{head}\"vertices\": 5, \"directed\": false, \"ids\": \"integers\", \"isolated\": [\"77\", \"-5\"]}}",
            $"{head}\"vertices\": 4, \"directed\": false, \"ids\": \"strings\", \"isolated\": [\"z ü\"]}}"))
        {
            Beside = new Dictionary<string, byte[]> { ["g.csv"] = Edges },
            Tokens = TextSeeds.Utf8("\"vertices\":", "\"directed\":", "\"ids\":", "\"isolated\":", "\"sha256\":", "\"formatVersion\":", checksum, "null", "true", "1.5", "[]", "{}", "[null]", "\"\\ud800\"", "\"\\u0000\"", ","),
        };
    }
}
