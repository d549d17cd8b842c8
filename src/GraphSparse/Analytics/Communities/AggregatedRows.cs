using System.Buffers;
using System.Runtime.CompilerServices;

namespace GraphSparse.Analytics;

/// <summary>Rows of some consecutive communities, one after the other, in rented arrays that <see cref="MoveTo"/> gives back.</summary>
/// <param name="most">The most entries that there can be.</param>
internal sealed class AggregatedRows(int most)
{
    private readonly int[] _targets = ArrayPool<int>.Shared.Rent(most);
    private readonly double[] _weights = ArrayPool<double>.Shared.Rent(most);

    /// <summary>Entries of all rows.</summary>
    public int Count { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int target, double weight)
    {
        _targets[Count] = target;
        _weights[Count++] = weight;
    }

    /// <summary>Copies the entries to a place of the whole level.</summary>
    public void MoveTo(LargeArray<int> targets, LargeArray<double> weights, long place)
    {
        _targets.AsSpan(0, Count).CopyTo(targets.Slice(place, Count));
        _weights.AsSpan(0, Count).CopyTo(weights.Slice(place, Count));
        ArrayPool<int>.Shared.Return(_targets);
        ArrayPool<double>.Shared.Return(_weights);
    }
}
