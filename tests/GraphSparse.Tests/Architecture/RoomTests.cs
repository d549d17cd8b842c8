using System.Text.RegularExpressions;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Architecture;

/// <summary>The rooms of a folder (its subfolders) use one another in one direction only. What lies at the root of a folder is contract or entry, and free.</summary>
public partial class RoomTests
{
    [Fact]
    public void Rooms_UseOneAnotherInOneDirection()
    {
        string source = Path.Combine(Repository.Root, "src", "GraphSparse");
        var wrong = new List<string>();
        foreach (string folder in Directory.GetDirectories(source).Where(f => Path.GetFileName(f) is not ("obj" or "bin")))
        {
            (string Room, string Path, string Code)[] files = [.. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Select(path => (Room: Path.GetDirectoryName(Path.GetRelativePath(folder, path))!, path, Plain(File.ReadAllText(path))))];
            var rooms = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach ((string room, _, string code) in files)
            {
                foreach (Match type in Types().Matches(code))
                    rooms.TryAdd(type.Groups[1].Value, room);
            }

            var uses = new Dictionary<(string From, string To), string>();
            foreach ((string room, string path, string code) in files.Where(f => f.Room.Length > 0))
            {
                foreach (Match word in Words().Matches(code))
                {
                    if (rooms.TryGetValue(word.Value, out string? other) && other.Length > 0 && !Holds(other, room) && !Holds(room, other))
                        uses.TryAdd((room, other), $"{Path.GetFileName(path)} uses {word.Value}");
                }
            }

            foreach (((string from, string to), string how) in uses.Where(u => IsReachable(u.Key.To, u.Key.From, uses.Keys)))
                wrong.Add($"{Path.GetFileName(folder)}: {from} > {to} ({how}), and back");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Rooms_HoldSomeFifteenFiles()
    {
        string source = Path.Combine(Repository.Root, "src");
        string[] full = [.. Directory.EnumerateDirectories(source, "*", SearchOption.AllDirectories)
            .Where(d => !d.Contains("/obj", StringComparison.Ordinal) && !d.Contains("/bin", StringComparison.Ordinal) && Directory.GetFiles(d, "*.cs").Length > 18)
            .Select(d => $"{Path.GetRelativePath(source, d)}: {Directory.GetFiles(d, "*.cs").Length} files")];
        Assert.True(full.Length == 0, string.Join('\n', full));
    }

    /// <summary>Whether a room is another one or a room inside it: what lies around rooms is contract or entry, too.</summary>
    private static bool Holds(string outer, string inner) => inner == outer || inner.StartsWith(outer + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static bool IsReachable(string from, string to, IEnumerable<(string From, string To)> uses)
    {
        var seen = new HashSet<string> { from };
        var open = new Stack<string>(seen);
        while (open.TryPop(out string? room))
        {
            if (room == to)
                return true;
            foreach ((_, string next) in uses.Where(u => u.From == room))
            {
                if (seen.Add(next))
                    open.Push(next);
            }
        }

        return false;
    }

    /// <summary>Code without comments and texts.</summary>
    private static string Plain(string code) => Noise().Replace(code, " ");

    [GeneratedRegex(@"(?m)^(?:public|internal)\s[^\n={;(]*?\b(?:class|struct|interface|enum|record(?:\s+struct)?)\s+(\w+)")]
    private static partial Regex Types();

    [GeneratedRegex(@"(?<![.\w])[A-Z]\w+")]
    private static partial Regex Words();

    [GeneratedRegex("""//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|/\*.*?\*/""", RegexOptions.Singleline)]
    private static partial Regex Noise();
}
