using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphSparse;

/// <summary>A run of edges in the order in which they were given; the currency between readers and <see cref="GraphBuilder"/>.</summary>
internal sealed class EdgeBlock
{
    public const int DefaultCapacity = 1 << 16;

    /// <summary>Takes ownership of the arrays.</summary>
    public EdgeBlock(int[] sources, int[] targets, double[]? weights, int count)
    {
        Sources = sources;
        Targets = targets;
        Weights = weights;
        Count = count;
    }

    public EdgeBlock(int capacity, bool weighted)
        : this(
            HugePages.Of(GC.AllocateUninitializedArray<int>(capacity)),
            HugePages.Of(GC.AllocateUninitializedArray<int>(capacity)),
            weighted ? HugePages.Of(GC.AllocateUninitializedArray<double>(capacity)) : null,
            0)
    {
    }

    public int[] Sources { get; }

    public int[] Targets { get; }

    /// <summary>Null where every weight is 1.</summary>
    public double[]? Weights { get; }

    public int Count { get; set; }

    public bool IsFull => Count == Sources.Length;

    public long MemoryBytes => Sources.LongLength * 2 * sizeof(int) + (Weights?.LongLength ?? 0) * sizeof(double);

    public void Add(int source, int target, double weight)
    {
        int i = Count++;
        Sources[i] = source;
        Targets[i] = target;
        if (Weights is not null)
            Weights[i] = weight;
    }

    /// <summary>Takes out edges whose weight is invalid, and counts them.</summary>
    /// <param name="endpoints">Takes note of their endpoints, which are vertices all the same.</param>
    public int SkipInvalidWeights(VertexMarks? endpoints = null)
    {
        if (Weights is not { } weights)
            return 0;
        int kept = 0;
        for (int i = 0; i < Count; i++)
        {
            if (EdgeUpdate.WeightProblem(weights[i]) is not null)
            {
                endpoints?.Set(Sources[i]);
                endpoints?.Set(Targets[i]);
                continue;
            }

            (Sources[kept], Targets[kept], weights[kept]) = (Sources[i], Targets[i], weights[i]);
            kept++;
        }

        int dropped = Count - kept;
        Count = kept;
        return dropped;
    }

    /// <summary>The largest vertex, −1 for an empty block.</summary>
    public int LargestVertex() => Math.Max(Largest(Sources.AsSpan(0, Count)), Largest(Targets.AsSpan(0, Count)));

    [MethodImpl(Hot.Loop)]
    private static int Largest(ReadOnlySpan<int> values)
    {
        var lanes = new Vector<int>(-1);
        ReadOnlySpan<Vector<int>> vectors = MemoryMarshal.Cast<int, Vector<int>>(values);
        foreach (Vector<int> vector in vectors)
            lanes = Vector.Max(lanes, vector);
        int largest = -1;
        for (int lane = 0; lane < Vector<int>.Count; lane++)
            largest = Math.Max(largest, lanes[lane]);
        foreach (int value in values[(vectors.Length * Vector<int>.Count)..])
            largest = Math.Max(largest, value);
        return largest;
    }
}
