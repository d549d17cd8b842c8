using GraphSparse.Fuzz.Engine;

namespace GraphSparse.Fuzz;

/// <summary>The fuzzer itself: it finds planted faults, shrinks and saves what finds them, and does the same in every run.</summary>
public sealed class FuzzerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("graphsparse-fuzzer-").FullName;

    private FuzzSettings Settings => new() { FailureFolder = _folder, Patience = TimeSpan.FromSeconds(1) };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Run_FindsAnErrorThatIsNotPromised_AndSavesAShortInput()
    {
        string message = Failure(bytes => bytes.Contains((byte)'%') ? throw new InvalidOperationException("planted") : null);
        Assert.Contains("planted", message, StringComparison.Ordinal);
        string saved = Assert.Single(Directory.GetFiles(_folder));
        Assert.Contains(saved, message, StringComparison.Ordinal);
        Assert.Equal("%"u8.ToArray(), File.ReadAllBytes(saved));
    }

    [Fact]
    public void Run_FindsAResultThatDoesNotHold() =>
        Assert.Contains("does not hold", Failure(bytes => () => Assert.DoesNotContain((byte)'%', bytes)), StringComparison.Ordinal);

    [Fact]
    public void Run_FindsAnErrorThatNamesNoFile() =>
        Assert.Contains("names no file", Failure(bytes => bytes.Length == 3 ? throw new GraphFormatException("bad") : null), StringComparison.Ordinal);

    [Fact]
    public void Run_FindsWhatTakesTooMuchMemory() =>
        Assert.Contains("bytes allocated", Failure(bytes => bytes.Length == 3 && new byte[Examination.ConstantBytes + (1 << 20)].Length == 0 ? () => { } : null), StringComparison.Ordinal);

    [Fact]
    public void Run_EndsAHang_ThatLooksAtItsToken() => Assert.Contains("OperationCanceledException", Failure((bytes, token) =>
    {
        if (bytes.Length == 3)
            token.WaitHandle.WaitOne();
        token.ThrowIfCancellationRequested();
    }), StringComparison.Ordinal);

    [Fact]
    public void Run_Fails_WhereAHangDoesNotLookAtItsToken()
    {
        using var end = new ManualResetEventSlim();
        Assert.Contains("no end after", Failure((bytes, _) =>
        {
            if (bytes.Length == 3)
                end.Wait(CancellationToken.None);
        }), StringComparison.Ordinal);
        end.Set();
    }

    [Fact]
    public void Run_TriesTheSameInputs_InEveryRun()
    {
        var first = new List<string>();
        var second = new List<string>();
        foreach (List<string> inputs in (List<string>[])[first, second])
            Run(bytes => { inputs.Add(Convert.ToBase64String(bytes)); return null; }, Settings);
        Assert.Equal(first, second);
        Assert.True(first.Distinct().Count() > 500);
    }

    [Fact]
    public void Run_RepeatsASavedInput()
    {
        string path = Path.Combine(_folder, "saved.bin");
        File.WriteAllBytes(path, [1, 2]);
        var inputs = new List<byte[]>();
        Run(bytes => { inputs.Add(bytes); return null; }, Settings with { Input = path });
        Assert.Equal([1, 2], Assert.Single(inputs));
    }

    private string Failure(Func<byte[], Action?> read) => Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Run(read, Settings)).Message;

    private string Failure(Action<byte[], CancellationToken> read) => Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Run(new FuzzTarget("self", "x.bin", (path, token) =>
    {
        read(File.ReadAllBytes(path), token);
        return FuzzResult.Nothing;
    }, [[1, 2, 3, 4, 5]]), Settings)).Message;

    private static void Run(Func<byte[], Action?> read, FuzzSettings settings) =>
        Run(new FuzzTarget("self", "x.bin", (path, _) => new FuzzResult("read", read(File.ReadAllBytes(path)) ?? (() => { })), ["a 1 b"u8.ToArray(), "c,d"u8.ToArray()]) { Rounds = 1000, Tokens = ["%"u8.ToArray()] }, settings);

    private static void Run(FuzzTarget target, FuzzSettings settings)
    {
        using var fuzzer = new Fuzzer(target, settings);
        fuzzer.Run();
    }
}
