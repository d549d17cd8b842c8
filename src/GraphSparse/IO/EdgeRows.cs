namespace GraphSparse.IO;

/// <summary>Edges as a reader found them, with ids of one of three kinds.</summary>
internal sealed class EdgeRows
{
    /// <summary>Edges whose ids are vertices, or indices into <see cref="Names"/>.</summary>
    public EdgeBlock? Block { get; init; }

    /// <summary>Sources beyond 32 bits, with <see cref="WideTargets"/>; <see cref="Block"/> is null then.</summary>
    public long[]? WideSources { get; init; }

    public long[]? WideTargets { get; init; }

    public double[]? WideWeights { get; init; }

    /// <summary>Whether the wide ids are unsigned 64-bit numbers, kept as their bits: some of them is 2^63 or more.</summary>
    public bool AreUnsigned { get; init; }

    /// <summary>Distinct string ids of this block, where ids are strings.</summary>
    public string[]? Names { get; init; }

    public int Count => Block?.Count ?? WideSources!.Length;

    public long Source(int row) => WideSources is null ? Block!.Sources[row] : WideSources[row];

    public long Target(int row) => WideTargets is null ? Block!.Targets[row] : WideTargets[row];

    public long MemoryBytes => Block?.MemoryBytes + (Names?.Sum(name => 64 + 2L * name.Length) ?? 0)
        ?? WideSources!.LongLength * (WideWeights is null ? 16 : 24);
}
