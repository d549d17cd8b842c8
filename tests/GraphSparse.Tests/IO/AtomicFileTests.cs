using System.Security.Cryptography;
using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO;

public class AtomicFileTests
{
    [Fact]
    public void Commit_GivesTheFileItsName_WithSizeAndChecksum()
    {
        using var folder = new TemporaryFolder();
        string path = folder["new/folder/out.bin"];
        byte[] content = new byte[200_000];
        new Random(1).NextBytes(content);
        using var file = new AtomicFile(path);
        file.Stream.Write(content, 0, 5);
        file.Stream.Write(content.AsSpan(5));
        Assert.False(File.Exists(path));
        OutputFile output = file.Commit();
        Assert.Equal(content, File.ReadAllBytes(path));
        Assert.Equal(new OutputFile(path, content.Length, Convert.ToHexStringLower(SHA256.HashData(content))), output);
        Assert.Equal(output.Sha256, InputFiles.Sha256(path));
        Assert.Single(Directory.GetFiles(folder["new/folder"]));
    }

    [Fact]
    public void Dispose_LeavesNothing_WithoutCommit()
    {
        using var folder = new TemporaryFolder();
        using (var file = new AtomicFile(folder["out"]))
        {
            file.Stream.Write(new byte[100_000]);
            Assert.Contains(AtomicFile.PartialMark, Assert.Single(Directory.GetFiles(folder.FullName)), StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFileSystemEntries(folder.FullName));
    }

    [Fact]
    public void Constructor_RefusesAnExistingFile_UnlessItMayBeReplaced()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["out"], "old");
        Assert.Contains("--overwrite", Assert.Throws<IOException>(() => new AtomicFile(folder["out"])).Message, StringComparison.Ordinal);
        using (var abandoned = new AtomicFile(folder["out"], overwrite: true))
            abandoned.Stream.Write("half"u8);
        Assert.Equal("old", File.ReadAllText(folder["out"]));
        using (var file = new AtomicFile(folder["out"], overwrite: true))
        {
            file.Stream.Write("new"u8);
            file.Commit();
        }

        Assert.Equal("new", File.ReadAllText(folder["out"]));
        Assert.Single(Directory.GetFiles(folder.FullName));
        Assert.Contains("is a folder", Assert.Throws<IOException>(() => new AtomicFile(folder.FullName, overwrite: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Commit_KeepsAFileThatAppearedMeanwhile_AndLeavesNothingElse()
    {
        using var folder = new TemporaryFolder();
        using (var file = new AtomicFile(folder["out"]))
        {
            file.Stream.Write("mine"u8);
            File.WriteAllText(folder["out"], "theirs");
            Assert.Throws<IOException>(() => file.Commit());
        }

        Assert.Equal("theirs", File.ReadAllText(folder["out"]));
        Assert.Single(Directory.GetFiles(folder.FullName));
    }

    [Fact]
    public void Write_LeavesNothing_WhenTheFormatCannotHoldTheGraph()
    {
        using var folder = new TemporaryFolder();
        CsrGraph directed = SampleGraphs.Random(5, 9, directed: true, weighted: false, seed: 1);
        Assert.Throws<ArgumentException>(() => GraphWriter.Write(folder["g.graph"], directed, null, GraphFiles.Provenance));
        VertexIds ids = VertexIds.FromStrings(["a b", "c", "d", "e", "f"]);
        CsrGraph star = GraphFiles.Read("g.txt", "0 1\n0 2\n0 3\n0 4\n").Graph;
        Assert.Throws<ArgumentException>(() => GraphWriter.Write(folder["g.edges"], star, ids, GraphFiles.Provenance));
        Assert.Throws<ArgumentException>(() => GraphWriter.Write(folder["g.csv"], star, VertexIds.FromStrings(["a"]), GraphFiles.Provenance));
        Assert.ThrowsAny<OperationCanceledException>(() =>
            GraphWriter.Write(folder["g.csv"], star, null, GraphFiles.Provenance, cancellationToken: new CancellationToken(true)));
        Assert.Throws<ArgumentException>(() => GraphWriter.Write(folder["g.xyz"], star, null, GraphFiles.Provenance));
        Assert.Empty(Directory.GetFileSystemEntries(folder.FullName));
    }
}
