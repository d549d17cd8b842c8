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
        Assert.Contains("exists; --overwrite replaces it.", GraphSparse.Commands.Failure.From(Assert.Throws<IOException>(() => new AtomicFile(folder["out"]))).Message, StringComparison.Ordinal);
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
    public void Commit_KeepsTheModeOfTheFileItReplaces()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TemporaryFolder();
        foreach (UnixFileMode mode in new[] { UnixFileMode.UserRead | UnixFileMode.UserWrite, (UnixFileMode)0b110_110_110, (UnixFileMode)0b111_101_101 })
        {
            File.WriteAllText(folder["out"], "old");
            File.SetUnixFileMode(folder["out"], mode);
            using var file = new AtomicFile(folder["out"], overwrite: true);
            Assert.Equal(mode, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(folder.FullName, "*" + AtomicFile.PartialMark + "*"))));
            file.Commit();
            Assert.Equal(mode, File.GetUnixFileMode(folder["out"]));
        }
    }

    [Fact]
    public void Constructor_TakesAnotherName_WhenAKilledProcessOfTheSameNumberLeftItsFile()
    {
        using var folder = new TemporaryFolder();
        string[] left;
        using (new AtomicFile(folder["out"]))
            left = Directory.GetFiles(folder.FullName);
        string name = Path.GetFileName(Assert.Single(left));
        int count = int.Parse(name[(name.LastIndexOf('-') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
        for (int i = 0; i < 200; i++) // other tests count on
            File.WriteAllText(folder[name[..(name.LastIndexOf('-') + 1)] + (count + i)], "left over");
        using (var file = new AtomicFile(folder["out"]))
            file.Commit();
        Assert.Equal(201, Directory.GetFiles(folder.FullName).Length);
        Assert.All(Directory.GetFiles(folder.FullName, "*" + AtomicFile.PartialMark + "*"), f => Assert.Equal("left over", File.ReadAllText(f)));
    }

    [Theory]
    [InlineData("a.parquet.partial-12-3", true)]
    [InlineData("a.parquet.partial-12-3x", false)]
    [InlineData("a.parquet.partial-12", false)]
    [InlineData("a.parquet.partial-draft.txt", false)]
    [InlineData("b.parquet.partial-12-3", false)]
    [InlineData("a.parquet", false)]
    public void IsPartialOf_KnowsTheExactForm(string name, bool expected) => Assert.Equal(expected, FilePaths.IsPartialOf(name, "a.parquet"));

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
