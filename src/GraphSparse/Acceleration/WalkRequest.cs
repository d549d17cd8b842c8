namespace GraphSparse.Acceleration;

/// <summary>How the next vertex of a walk depends on the one before.</summary>
public enum StepRule
{
    /// <summary>Not at all; so is the first step of every walk.</summary>
    FirstOrder,

    /// <summary>It is not the one before, unless there is no other.</summary>
    NonBacktracking,

    /// <summary>A candidate is taken with a probability that depends on its relation to the one before.</summary>
    Node2vec,
}

/// <summary>What a batch of random walks is: plain numbers, the same for every device. Immutable, vary with <c>with</c>.</summary>
/// <remarks>
/// Thresholds are fractions of 2³², which itself means "always". Words of trial t of a step come from Philox4x32-10 under the seed
/// with counter (walk id low, high, step, t): word 0 picks the place in the row, word 1 is compared with the thresholds of node2vec,
/// word 2 of trial 0 with <see cref="Stop"/>, and word 2 decides between slot and alias, or goes back where <see cref="Fold"/> is set.
/// </remarks>
public sealed record WalkRequest
{
    /// <summary>Area of a neighbour, in the unit of <see cref="Fold"/>.</summary>
    internal const int NeighborArea = 1 << 16;

    /// <summary>Key of the generator.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Most steps of a walk, at least 1; a row has one vertex more.</summary>
    public required int Length { get; init; }

    /// <summary>Id of the first walk, at least 0; the others follow. A walk starts at the vertex id mod n.</summary>
    public long FirstWalkId { get; init; }

    /// <summary>How the next vertex depends on the one before.</summary>
    public StepRule Rule { get; init; }

    /// <summary>Node2vec: threshold for the vertex before.</summary>
    public ulong Return { get; init; }

    /// <summary>Node2vec: threshold for a neighbour of the vertex before.</summary>
    public ulong Common { get; init; }

    /// <summary>Node2vec: threshold for any other vertex.</summary>
    public ulong Other { get; init; }

    /// <summary>Node2vec: area that belongs to the vertex before alone, at most 2⁴⁷, where each neighbour has 2¹⁶; 0 for plain rejection. Undirected graphs without weights.</summary>
    public ulong Fold { get; init; }

    /// <summary>A walk ends before a step where word 2 is below; 0 for never.</summary>
    public ulong Stop { get; init; }

    /// <summary>Alias tables: per arc threshold · 2³² + place of the alias in the row; empty for uniform choices.</summary>
    /// <remarks>An array given whole stays on the device while it lives, so it must not be changed.</remarks>
    public ReadOnlyMemory<ulong> AliasSlots { get; init; }

    /// <summary>Vertices in a row.</summary>
    public int Width => Length + 1;

    internal ulong Lowest => Math.Min(Math.Min(Return, Common), Other);

    /// <summary>Whether a draw falls into the area of the vertex before: r2 · (2¹⁶ degree + fold) / 2³² &lt; fold.</summary>
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    internal static bool Folds(ulong fold, uint r2, int degree)
    {
        ulong area = (ulong)(uint)degree * NeighborArea + fold;
        return r2 * (area >> 32) + ((r2 * (ulong)(uint)area) >> 32) < fold;
    }

    /// <summary>Fails where an alias does not lie in the row of its arc: devices would read beyond it.</summary>
    internal static void CheckAliases(CsrGraph graph, ReadOnlySpan<ulong> slots)
    {
        int place = 0;
        for (int u = 0; u < graph.VertexCount && !slots.IsEmpty; u++)
        {
            uint degree = (uint)graph.Degree(u);
            for (int end = place + (int)degree; place < end; place++)
            {
                if ((uint)slots[place] >= degree)
                    throw new ArgumentException($"The alias of arc {place} is place {(uint)slots[place]} of a row of {degree}.");
            }
        }
    }

    /// <summary>Fails unless the batch can be walked on the graph and fills rows of this total length; returns how many walks there are.</summary>
    internal int Validate(CsrGraph graph, long rowsLength)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Require.InRange(Length, 1, 1 << 20);
        Require.InRange(FirstWalkId, 0L, long.MaxValue - int.MaxValue);
        if (rowsLength % Width != 0)
            throw new ArgumentException($"The rows hold {rowsLength} vertices, which is not a multiple of {Width}.");
        if (rowsLength > 0 && graph.VertexCount == 0)
            throw new ArgumentException("A graph without vertices has no walks.");
        if (!Enum.IsDefined(Rule))
            throw new ArgumentException($"Rule is {(int)Rule}; it must be one of {string.Join(", ", Enum.GetNames<StepRule>())}.");
        if (!AliasSlots.IsEmpty && AliasSlots.Length != graph.ArcCount)
            throw new ArgumentException($"There are {AliasSlots.Length} alias slots for {graph.ArcCount} arcs.");
        if (!AliasSlots.IsEmpty && Stop > 0)
            throw new ArgumentException("Alias tables and a stop threshold would use the same random word.");
        if (Fold > 0 && (Rule != StepRule.Node2vec || graph.IsDirected || !AliasSlots.IsEmpty || Fold > 1UL << 47))
            throw new ArgumentException("A fold of at most 2^47 is for node2vec on undirected graphs without alias tables.");
        if (Rule == StepRule.Node2vec && Lowest == 0)
            throw new ArgumentException("A node2vec threshold of 0 could keep a walk at a vertex for ever; p and q lie too far apart.");
        return (int)(rowsLength / Width);
    }
}
