using System.ComponentModel;

namespace GraphSparse.Sampling;

/// <summary>Parameters of <see cref="DigraphRealizer"/>; immutable, vary with <c>with</c>.</summary>
public sealed record RealizationOptions
{
    /// <summary>Attempts per arc to exchange the targets of two arcs; 0 leaves the built graph as it is. At most 1000. Default 10.</summary>
    [Description("Attempted swaps of endpoints per arc, which make the sample random")]
    public int Swaps { get; init; } = 10;

    /// <summary>Fails where a value is out of its range.</summary>
    public void Validate() => Require.InRange(Swaps, 0, 1000);
}

/// <summary>A graph with given degree matrices.</summary>
/// <param name="Graph">Simple; vertex numbers say nothing of degrees.</param>
/// <param name="LoopsRepaired">Self-loops of the construction that were exchanged away.</param>
/// <param name="LoopsDropped">Self-loops that could not be, whose arcs are missing.</param>
/// <param name="SwapAttempts">Attempts to exchange ends.</param>
/// <param name="SwapsAccepted">Those that were made.</param>
public sealed record RealizedGraph(CsrGraph Graph, int LoopsRepaired, int LoopsDropped, long SwapAttempts, long SwapsAccepted);

/// <summary>Builds a simple directed graph with given joint degree and degree correlation matrices.</summary>
/// <remarks>
/// Each cell deals its arcs to the vertices of its two classes in turn, going on where the last cell of the class stopped: so no arc
/// is made twice, every vertex ends with its exact degrees, and every cell with its exact count. Self-loops, possible where a vertex is in both
/// classes, are exchanged with other arcs of the same class, which changes neither degrees nor C. Then ends are exchanged at random under the
/// same rule. This does not sample uniformly among all graphs with these matrices.
/// <para>Cost: O(n + m), and O(1) per attempted exchange; 24 bytes per arc beside the graph. Determinism: exact.</para>
/// </remarks>
public static class DigraphRealizer
{
    /// <summary>Builds a graph.</summary>
    /// <param name="matrices">What it shall have.</param>
    /// <param name="options">Exchanges, or <see langword="null"/> for the defaults.</param>
    /// <param name="seed">Seed of exchanges and vertex numbers.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    /// <param name="progress">May be called from several threads.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="NotRealizableException">No simple graph has these matrices; says which cell.</exception>
    public static RealizedGraph Realize(
        DegreeMatrices matrices, RealizationOptions? options = null, ulong seed = 42, Parallelism? parallelism = null,
        IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        matrices.Validate();
        return Build(matrices, options ?? new RealizationOptions(), spill: false, seed, parallelism ?? Parallelism.AllCores, progress, cancellationToken);
    }

    /// <summary>Builds a graph of rescaled matrices; what was trimmed of C is missing, or joins other vertices where it spills.</summary>
    internal static RealizedGraph Build(
        DegreeMatrices matrices, RealizationOptions options, bool spill, ulong seed, Parallelism parallelism,
        IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        options.Validate();
        var layout = ClassLayout.Of(matrices);
        layout.Validate(exactMargins: false);
        if (matrices.VertexCount >= int.MaxValue || matrices.ArcCount > Array.MaxLength)
            throw new ResourceLimitException($"The matrices describe {matrices.VertexCount} vertices and {matrices.ArcCount} arcs; graphs hold at most {int.MaxValue - 1} and {Array.MaxLength}.");

        progress?.Report(new Progress("building the sample", 0, 0));
        ClassArcs arcs = ClassArcs.Deal(matrices, layout, cancellationToken);
        (int repaired, int dropped) = LoopRepair.Run(arcs, seed, cancellationToken);
        (long attempts, long accepted) = ClassSwaps.Run(arcs, options.Swaps, seed, parallelism, progress, cancellationToken);
        if (spill)
            SpillArcs(arcs, matrices.ArcsOut - arcs.Count, seed, cancellationToken);
        return new RealizedGraph(RelabeledGraph.Of(arcs.VertexCount, arcs.Sources, arcs.Targets, arcs.Count, directed: true, seed, parallelism, cancellationToken), repaired, dropped, attempts, accepted);
    }

    /// <summary>Joins random pairs of vertices that are not joined yet: the arcs for which hubs had no partners.</summary>
    private static void SpillArcs(ClassArcs arcs, long missing, ulong seed, CancellationToken cancellationToken)
    {
        var random = new KeyedRandom(seed, "sample.jdm.spill");
        var present = new ArcSet();
        present.Reset(checked((int)(arcs.Count + missing)));
        for (int i = 0; i < arcs.Count; i++)
            present.Add(arcs.Sources[i], arcs.Targets[i]);
        long room = (long)arcs.VertexCount * (arcs.VertexCount - 1) - arcs.Count;
        int from = arcs.Count;
        arcs.Grow(checked((int)Math.Min(missing, room)));
        for (long draw = 0; from < arcs.Count; draw++)
        {
            if ((draw & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            int source = KeyedChoice.Below(random, arcs.VertexCount, draw, 0);
            int target = KeyedChoice.Below(random, arcs.VertexCount, draw, 1);
            if (source == target || present.Contains(source, target))
                continue;
            present.Add(source, target);
            (arcs.Sources[from], arcs.Targets[from]) = (source, target);
            from++;
        }
    }
}
