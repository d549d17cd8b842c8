using GraphSparse.Analytics;

namespace GraphSparse.Acceleration;

/// <summary>A device that computes on graphs. Every device gives the same integers, and the same bits of sums in fixed order.</summary>
/// <remarks>One call runs at a time; calls from several threads wait for one another. A graph is brought to the device at its first
/// use and stays there while both live.</remarks>
public interface IAccelerator : IGraphKernels, IDisposable
{
    /// <summary>Name of the device.</summary>
    string Name { get; }

    /// <summary>By what means it is driven.</summary>
    DeviceKind Kind { get; }

    /// <summary>Its memory in bytes.</summary>
    long MemoryBytes { get; }

    /// <summary>Random words: word 4i + j is word j of Philox4x32-10 with counter (low and high word of first + i, counter2, counter3).</summary>
    /// <param name="seed">Key of the generator.</param>
    /// <param name="first">Counter of the first block.</param>
    /// <param name="counter2">Third word of every counter.</param>
    /// <param name="counter3">Fourth word of every counter.</param>
    /// <param name="words">Filled.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    void RandomWords(ulong seed, ulong first, uint counter2, uint counter3, Memory<uint> words, CancellationToken cancellationToken = default);

    /// <summary>Exclusive prefix sums: element i is the sum of the first i counts, so there is one more than there are counts.</summary>
    long[] PrefixSum(ReadOnlyMemory<int> counts, CancellationToken cancellationToken = default);

    /// <summary>How often each value 0..bins−1 occurs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value lies outside.</exception>
    int[] Histogram(ReadOnlyMemory<int> values, int bins, CancellationToken cancellationToken = default);

    /// <summary>The keys ascending, each with its value; equal keys stay in their order.</summary>
    /// <param name="keys">Left as they are.</param>
    /// <param name="values">As many as there are keys.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    SortedPairs SortByKey(ReadOnlyMemory<ulong> keys, ReadOnlyMemory<int> values, CancellationToken cancellationToken = default);

    /// <summary>Product of the (weighted) adjacency matrix with a vector; each row is added from its first arc to its last.</summary>
    /// <param name="graph">The matrix.</param>
    /// <param name="x">An entry per vertex.</param>
    /// <param name="y">Filled; another piece of memory.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="DeviceException">The device has no double precision.</exception>
    void Spmv(CsrGraph graph, ReadOnlyMemory<double> x, Memory<double> y, CancellationToken cancellationToken = default);

    /// <summary>Product of the (weighted) adjacency matrix with a dense matrix of n rows; each row is added from its first arc to its last.</summary>
    /// <param name="graph">The matrix.</param>
    /// <param name="x">Rows of <paramref name="columns"/> entries, one per vertex.</param>
    /// <param name="columns">At least 1.</param>
    /// <param name="y">Filled, laid out as <paramref name="x"/>; another piece of memory.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="DeviceException">The device has no double precision.</exception>
    void Spmm(CsrGraph graph, ReadOnlyMemory<double> x, int columns, Memory<double> y, CancellationToken cancellationToken = default);

    /// <summary>Takes random walks: row i holds the vertices of walk <see cref="WalkRequest.FirstWalkId"/> + i, −1 past its end.</summary>
    /// <param name="graph">Where.</param>
    /// <param name="batch">Which walks; as many as there are rows.</param>
    /// <param name="rows">Filled: rows of <see cref="WalkRequest.Width"/> vertices.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    void Walks(CsrGraph graph, WalkRequest batch, Memory<int> rows, CancellationToken cancellationToken = default);

    /// <summary>Measures for about a tenth of a second how many bytes a second are read and written together when memory is copied.</summary>
    double MeasureBandwidth();
}

/// <summary>Keys in order, each with its value.</summary>
/// <param name="Keys">Ascending.</param>
/// <param name="Values">Aligned with the keys.</param>
public sealed record SortedPairs(ulong[] Keys, int[] Values);
