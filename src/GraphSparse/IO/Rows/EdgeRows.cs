using System.Globalization;

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

    /// <summary>Distinct string ids of this block and maybe of others, where ids are strings.</summary>
    public NameTable? Names { get; init; }

    /// <summary>Weights of the rows; null where every weight is 1.</summary>
    public double[]? Weights => Block is null ? WideWeights : Block.Weights;

    public int Count => Block?.Count ?? WideSources!.Length;

    public long Source(int row) => WideSources is null ? Block!.Sources[row] : WideSources[row];

    public long Target(int row) => WideTargets is null ? Block!.Targets[row] : WideTargets[row];

    /// <summary>Whether an id is below 0.</summary>
    public bool HasNegativeIds()
    {
        if (WideSources is null || AreUnsigned)
            return false;
        return WideSources.AsSpan().ContainsAnyInRange(long.MinValue, -1) || WideTargets.AsSpan().ContainsAnyInRange(long.MinValue, -1);
    }

    /// <summary>The same edges, each of weight 1.</summary>
    public EdgeRows WithoutWeights() => new()
    {
        Block = Block is null ? null : new EdgeBlock(Block.Sources, Block.Targets, null, Block.Count),
        WideSources = WideSources,
        WideTargets = WideTargets,
        AreUnsigned = AreUnsigned,
        Names = Names,
    };

    /// <summary>An integer id as text.</summary>
    public static string Text(long id, bool isUnsigned) =>
        isUnsigned ? unchecked((ulong)id).ToString(CultureInfo.InvariantCulture) : id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Bytes in memory, those of the names apart.</summary>
    public long MemoryBytes => Block?.MemoryBytes
        ?? WideSources!.LongLength * (WideWeights is null ? 16 : 24);
}
