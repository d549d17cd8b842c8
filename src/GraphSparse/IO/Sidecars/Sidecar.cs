using System.Text;

namespace GraphSparse.IO;

/// <summary>What files beside a graph file have in common: they bear the checksum of their graph file and are used for no other.</summary>
internal static class Sidecar
{
    private const int HeadBytes = 64;

    /// <summary>Whether a file of ours may stand at <paramref name="path"/>; what is there else (a pipe, a folder) is left alone, with a note.</summary>
    public static bool IsThere(string path, List<string> notes)
    {
        if (FileKind.IsRegular(path))
            return true;
        if (Directory.Exists(path) || FileKind.IsSpecial(path))
            notes.Add($"'{path}' is not a plain file and was not used");
        return false;
    }

    /// <summary>Whether a plain file begins as ours do, and says in its first bytes what else is asked for.</summary>
    public static bool Begins(string path, string head, string says = "")
    {
        if (!FileKind.IsRegular(path))
            return false;
        using FileStream file = File.OpenRead(path);
        var bytes = new byte[HeadBytes];
        int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        string text = Encoding.UTF8.GetString(bytes, 0, length);
        return text.StartsWith(head, StringComparison.Ordinal) && text.Contains(says, StringComparison.Ordinal);
    }

    /// <summary>Fails where the file beside an output may not be replaced. One that bears a checksum of ours and whose graph file is gone, as a kill leaves it,
    /// belongs to nothing and may.</summary>
    public static bool MayReplace(string graphPath, string path, string head, bool overwrite)
    {
        bool orphan = !File.Exists(graphPath) && Begins(path, head, head == IdSidecar.Head ? IdSidecar.Checksum : "");
        AtomicFile.RefuseExisting(path, overwrite || orphan);
        return overwrite || orphan;
    }

    /// <summary>Fails where the graph file is not the one that the file beside it was written for.</summary>
    /// <exception cref="GraphFormatException">It is another.</exception>
    public static void RequireChecksum(string path, string stated, string actual, string graphPath)
    {
        if (!stated.Equals(actual, StringComparison.OrdinalIgnoreCase))
        {
            string graph = Path.GetFileName(graphPath);
            throw new GraphFormatException($"belongs to another {graph}, of other content; write both again, or delete it if {graph} was changed on purpose").At(path);
        }
    }
}
