using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphSparse.Analytics;

/// <summary>Sums of weight by community, emptied at the cost of what was touched.</summary>
/// <remarks>
/// Whether a community is touched for the first time is a coin toss that no processor foresees, so it is no branch: a sum that was not touched is −0, the only one with a sign,
/// and its sign moves the end of the list. 12 bytes per community.
/// </remarks>
internal sealed class CommunitySums
{
    private const double Untouched = -0.0;

    private readonly double[] _sums;
    private readonly int[] _touched;
    private int _count;
    private ulong[]? _marks;

    /// <summary>Room for communities 0..<paramref name="size"/>−1, none touched.</summary>
    public CommunitySums(int size)
    {
        _sums = new double[size + 1]; // the last takes what is not wanted, and is never untouched
        _touched = new int[size + 1];
        Array.Fill(_sums, Untouched, 0, size);
    }

    /// <summary>The communities that were touched, each once, in the order in which they were.</summary>
    public ReadOnlySpan<int> Touched => _touched.AsSpan(0, _count);

    /// <summary>The sum of a community.</summary>
    public double this[int community] => _sums[community];

    /// <summary>Adds the weights of a row to the communities of its ends.</summary>
    [MethodImpl(Hot.Loop)]
    public void Add(CsrGraph graph, int vertex, int[] labels)
    {
        ReadOnlySpan<int> neighbors = graph.Neighbors(vertex);
        ref double sums = ref MemoryMarshal.GetArrayDataReference(_sums);
        ref int end = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_touched), _count);
        int count = 0;
        if (graph.IsWeighted)
        {
            ReadOnlySpan<double> weights = graph.Weights(vertex);
            for (int k = 0; k < neighbors.Length; k++)
                count += Add(ref sums, ref Unsafe.Add(ref end, count), labels[neighbors[k]], weights[k]);
        }
        else
        {
            foreach (int neighbor in neighbors)
                count += Add(ref sums, ref Unsafe.Add(ref end, count), labels[neighbor], 1.0);
        }

        _count += count;
    }

    /// <summary>The same over the members of a community alone, as sums of their sets.</summary>
    [MethodImpl(Hot.Loop)]
    public void AddWithin(CsrGraph graph, int vertex, int[] communities, int[] sets)
    {
        ReadOnlySpan<int> neighbors = graph.Neighbors(vertex);
        ReadOnlySpan<double> weights = graph.Weights(vertex);
        ref double sums = ref MemoryMarshal.GetArrayDataReference(_sums);
        ref int end = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_touched), _count);
        int community = communities[vertex];
        int unwanted = _sums.Length - 1;
        int count = 0;
        for (int k = 0; k < neighbors.Length; k++)
        {
            int neighbor = neighbors[k];
            int set = sets[neighbor];
            count += Add(ref sums, ref Unsafe.Add(ref end, count), communities[neighbor] == community ? set : unwanted, weights[k]);
        }

        _count += count;
    }

    /// <summary>Takes a sum out; after all of them <see cref="Forget"/> is due.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Take(int community)
    {
        double sum = _sums[community];
        _sums[community] = Untouched;
        return sum;
    }

    /// <summary>Ends the list, when all of its sums have been taken.</summary>
    public void Forget() => _count = 0;

    /// <summary>Takes all sums out and ends the list.</summary>
    public void Clear()
    {
        foreach (int community in Touched)
            _sums[community] = Untouched;
        _count = 0;
    }

    /// <summary><see cref="Touched"/>, ascending.</summary>
    /// <param name="communities">All are below this.</param>
    [MethodImpl(Hot.Loop)]
    public ReadOnlySpan<int> SortedTouched(int communities)
    {
        Span<int> touched = _touched.AsSpan(0, _count);
        int words = (communities >> 6) + 1;
        if (_count * 4L < words)
        {
            touched.Sort();
            return touched;
        }

        ulong[] marks = _marks ??= new ulong[(_touched.Length >> 6) + 1]; // a pass over it is less than sorting
        foreach (int community in touched)
            marks[community >> 6] |= 1UL << community;
        int next = 0;
        for (int word = 0; next < touched.Length; word++)
        {
            for (ulong bits = marks[word]; bits != 0; bits &= bits - 1)
                touched[next++] = (word << 6) | BitOperations.TrailingZeroCount(bits);
            marks[word] = 0;
        }

        return touched;
    }

    /// <summary>Adds to a sum; 1 where it was untouched, whose place in the list is written either way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Add(ref double sums, ref int end, int community, double weight)
    {
        ref double sum = ref Unsafe.Add(ref sums, community);
        double before = sum;
        end = community;
        sum = Math.Abs(before + weight);
        return (int)(BitConverter.DoubleToUInt64Bits(before) >> 63);
    }
}

/// <summary>Sums that threads take turns with.</summary>
internal sealed class CommunitySumsPool(int size)
{
    private readonly System.Collections.Concurrent.ConcurrentBag<CommunitySums> _free = [];

    public CommunitySums Rent() => _free.TryTake(out CommunitySums? sums) ? sums : new CommunitySums(size);

    public void Return(CommunitySums sums) => _free.Add(sums);
}
