using System.Diagnostics;

namespace GraphSparse.Fuzz.Engine;

/// <summary>What a run did.</summary>
/// <param name="Inputs">Inputs that were tried.</param>
/// <param name="Outcomes">Different things that the reader did with them.</param>
/// <param name="LargestAllocation">The most bytes that one input took.</param>
/// <param name="Seconds">How long it took; for people only.</param>
internal sealed record FuzzReport(long Inputs, int Outcomes, long LargestAllocation, double Seconds);

/// <summary>Tries damaged inputs on a reader, the same ones in every run with the same seed.</summary>
/// <remarks>An input with an outcome that was not seen before joins the seeds, so that later damage begins where it came to.</remarks>
internal sealed class Fuzzer(FuzzTarget target, FuzzSettings settings) : IDisposable
{
    private const int MaxCorpus = 400;
    private const int LargestForEveryByte = 500;

    private static readonly byte[] EveryByte = [0, (byte)'\n', (byte)'"', (byte)'9', 0x80, 0xFF];

    private readonly CancellationTokenSource _hang = new();
    private readonly HashSet<string> _outcomes = [];
    private byte[] _input = [];
    private long _inputs;
    private string? _failure;
    private FuzzReport? _report;

    /// <summary>Runs on a thread of its own, so that an input that never ends fails too.</summary>
    /// <exception cref="Xunit.Sdk.XunitException">The reader broke its promise; the message says where the input lies.</exception>
    public FuzzReport Run()
    {
        var worker = new Thread(Work) { IsBackground = true, Name = target.Name };
        worker.Start();
        long seen = -1;
        var still = Stopwatch.StartNew();
        while (!worker.Join(TimeSpan.FromMilliseconds(100)))
        {
            long now = Volatile.Read(ref _inputs);
            if (now != seen)
                (seen, still) = (now, Stopwatch.StartNew());
            if (still.Elapsed > settings.Patience && !_hang.IsCancellationRequested)
                _hang.Cancel(); // a reader that looks at its token ends here, and fails
            if (still.Elapsed > 1.5 * settings.Patience)
                Assert.Fail(Saved(_input, $"no end after {still.Elapsed.TotalSeconds:0} s"));
        }

        if (_failure is not null)
            Assert.Fail(_failure);
        return _report!;
    }

    public void Dispose() => _hang.Dispose();

    private void Work()
    {
        var clock = Stopwatch.StartNew();
        using var examination = new Examination(target);
        try
        {
            if (settings.Input is not null)
                Try(examination, File.ReadAllBytes(settings.Input));
            else
                TryAll(examination);
            _report = new FuzzReport(_inputs, _outcomes.Count, examination.LargestAllocation, clock.Elapsed.TotalSeconds);
        }
        catch (Exception error)
        {
            _failure ??= error.ToString();
        }
    }

    private void TryAll(Examination examination)
    {
        List<byte[]> corpus = [.. target.Seeds];
        foreach (byte[] seed in target.Seeds)
        {
            if (!Try(examination, seed))
                return;
        }

        foreach (byte[] seed in target.Seeds)
        {
            foreach (byte[] damaged in Systematic(seed))
            {
                if (!Try(examination, damaged))
                    return;
            }
        }

        var mutator = new Mutator(target.Tokens);
        var random = new Random(settings.Seed);
        for (long round = (long)target.Rounds * settings.Multiple; round > 0; round--)
        {
            byte[] damaged = mutator.Mutate(random, corpus[random.Next(corpus.Count)], corpus[random.Next(corpus.Count)]);
            if (target.Repair is { } repair && random.Next(4) > 0)
                damaged = repair(damaged);
            int known = _outcomes.Count;
            if (!Try(examination, damaged))
                return;
            if (_outcomes.Count > known && corpus.Count < MaxCorpus)
                corpus.Add(damaged);
        }
    }

    /// <summary>Every cut and, of small seeds, every byte with several values.</summary>
    private static IEnumerable<byte[]> Systematic(byte[] seed)
    {
        if (seed.Length > LargestForEveryByte)
            yield break;
        for (int cut = 0; cut < seed.Length; cut++)
            yield return seed[..cut];
        for (int at = 0; at < seed.Length; at++)
        {
            foreach (byte value in EveryByte)
            {
                byte[] damaged = [.. seed];
                damaged[at] = value;
                yield return damaged;
            }
        }
    }

    private bool Try(Examination examination, byte[] input)
    {
        _input = input;
        Volatile.Write(ref _inputs, _inputs + 1);
        string? fault = examination.Fault(input, _hang.Token);
        if (fault is null)
        {
            _outcomes.Add(examination.Outcome);
            return true;
        }

        byte[] small = _hang.IsCancellationRequested ? input : Shrinker.Shrink(input, i =>
        {
            Volatile.Write(ref _inputs, _inputs + 1);
            return examination.Fault(i, _hang.Token) is not null;
        });
        _failure = Saved(small, fault);
        return false;
    }

    private string Saved(byte[] input, string fault)
    {
        Directory.CreateDirectory(settings.FailureFolder);
        string path = Path.Combine(settings.FailureFolder, $"{target.Name}.seed{settings.Seed}.input{_inputs}.bin");
        File.WriteAllBytes(path, input);
        return $"""
            {target.Name}, seed {settings.Seed}, input {_inputs}: {fault}
            Saved as {path} ({input.Length} bytes). Repeat with GRAPHSPARSE_FUZZ_INPUT={path} and --filter DisplayName~{target.Name}
            """;
    }
}
