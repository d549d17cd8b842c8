namespace GraphSparse.Fuzz.Engine;

/// <summary>What a reader made of an input.</summary>
/// <param name="Shape">In few words, what kind of result it is; inputs with a shape of their own join the seeds.</param>
/// <param name="Check">Throws where the result does not hold. What it allocates does not count.</param>
internal sealed record FuzzResult(string Shape, Action Check)
{
    /// <summary>There was nothing to read.</summary>
    public static FuzzResult Nothing { get; } = new("nothing", () => { });
}

/// <summary>One reader under test.</summary>
/// <param name="Name">Name, which begins the names of saved inputs; letters, digits and hyphens.</param>
/// <param name="FileName">Name of the file that the reader is given; its extension decides the format.</param>
/// <param name="Read">Reads the file; throws the reader's errors.</param>
/// <param name="Seeds">Small inputs to begin with: valid ones, and some that lie.</param>
internal sealed record FuzzTarget(string Name, string FileName, Func<string, CancellationToken, FuzzResult> Read, IReadOnlyList<byte[]> Seeds)
{
    /// <summary>Pieces that mean something in the format.</summary>
    public IReadOnlyList<byte[]> Tokens { get; init; } = [];

    /// <summary>Files that lie beside the input and are not damaged, by name.</summary>
    public IReadOnlyDictionary<string, byte[]> Beside { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>Iterations of a short run, beside the cuts and flips of every seed.</summary>
    public int Rounds { get; init; } = 4000;

    /// <summary>Makes a damaged input pass outer checks, such as checksums, so that the damage comes further in; null for none.</summary>
    public Func<byte[], byte[]>? Repair { get; init; }

    /// <summary>Whether an error is what the caller promises for this input, beside <see cref="GraphFormatException"/> and <see cref="ResourceLimitException"/>.</summary>
    public Func<Exception, bool> IsPromised { get; init; } = _ => false;

    /// <summary>Inputs that must not be tried at all.</summary>
    public Func<byte[], bool> IsLeftOut { get; init; } = _ => false;

    public override string ToString() => Name;
}
