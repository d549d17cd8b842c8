using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphSparse;

/// <summary>Writes the rows of an undirected graph from its edges, each given once: each at its smaller end, and its mirror at the larger one.</summary>
/// <remarks>
/// Mirrors go to places all over the graph. They are put, as pairs of ends, into buckets of neighbouring larger ends first, which is a few streams of writing; a bucket
/// is then small enough for a cache, where its mirrors are counted and placed. R-MAT, 31.8 M edges, two threads: a third of the time of placing them directly.
/// <para>Pairs take no memory of their own. There are as many bytes of them as the rows will take, and the pairs of buckets 0…b never reach beyond the place where the
/// rows of bucket b begin, since the smaller end of each of them is in these buckets, too. So they lie in the memory of the rows, and the last bucket is written
/// first, from a copy of its pairs.</para>
/// <para>Each place is a function of the edges alone. O(n + m).</para>
/// </remarks>
internal sealed class MirroredRows(
    ISortedEdges edges, bool isWeighted, ArcMemory memory, Parallelism parallelism, CancellationToken cancellationToken, long mostArcs = int.MaxValue)
{
    private const int MostBuckets = 1024; // more streams of writing would not stay in a core's own cache
    private const int LeastBuckets = 16;
    private const int BucketVertices = 1 << 13; // rows that are written at the same time: half a megabyte of cache lines

    private readonly Lock _gate = new();
    private readonly Stack<Scratch> _idle = new();
    private int _shift = Shift(edges.VertexCount);
    private LargeArray<int> _neighbors;
    private LargeArray<double> _weights;
    private long[] _offsets = [];
    private long[] _firstPair = [];
    private long[] _firstArc = [];
    private VertexRanks? _ranks;
    private int _taken;

    /// <summary>The graph on all vertices.</summary>
    public CsrGraph Build() => Build(null).Graph;

    /// <summary>The graph on the vertices that have an edge or are among <paramref name="others"/>.</summary>
    /// <returns>The graph, and the number each of its vertices had; null where these are 0..n−1.</returns>
    public (CsrGraph Graph, int[]? Numbers) BuildOccurring(VertexMarks? others)
    {
        var occurring = new VertexMarks(edges.VertexCount);
        if (others is not null)
            occurring.Add(others);
        return Build(occurring);
    }

    private (CsrGraph Graph, int[]? Numbers) Build(VertexMarks? occurring)
    {
        int n = edges.VertexCount;
        int[] bounds = edges.Bounds(parallelism.Degree == 1 ? 1 : Math.Min(4 * parallelism.Degree, 256));
        long[][] places = Count(bounds, occurring);
        while (PlaceBuckets(places) > mostArcs && _shift > 0)
        {
            _shift--; // the rows of a bucket are a span
            places = Count(bounds, occurring);
        }

        if (occurring is not null)
        {
            _ranks = new VertexRanks(occurring);
            if (_ranks.Count == n)
                _ranks = null;
        }

        _offsets = new long[(_ranks?.Count ?? n) + 1L];
        _offsets[^1] = _firstArc[^1];
        _neighbors = memory.Allocate<int>(_firstArc[^1]);
        _weights = isWeighted ? memory.Allocate<double>(_firstArc[^1]) : default;
        parallelism.ForBounds(bounds, (part, first, last) =>
        {
            var collector = new PairCollector(_neighbors.Cast<ulong>(), _weights, isWeighted, places[part], _shift, cancellationToken);
            edges.Visit(first, last, ref collector);
        }, cancellationToken);

        _taken = Buckets;
        parallelism.For(Buckets, _ => WriteNext(), cancellationToken);
        var graph = new CsrGraph(new LargeArray<long>(_offsets), _neighbors, isWeighted ? _weights : null, isDirected: false);
        return (graph, _ranks?.ToArray());
    }

    private int Buckets => (int)(((long)edges.VertexCount + (1L << _shift) - 1) >> _shift);

    private Span<ulong> Pairs(int bucket) => _neighbors.Cast<ulong>().Slice(_firstPair[bucket], (int)(_firstPair[bucket + 1] - _firstPair[bucket]));

    private Span<double> PairWeights(int bucket) => isWeighted ? _weights.Slice(_firstPair[bucket], (int)(_firstPair[bucket + 1] - _firstPair[bucket])) : default;

    private static int Shift(int vertexCount)
    {
        int buckets = (int)Math.Clamp(vertexCount / BucketVertices, LeastBuckets, MostBuckets);
        return Math.Max(6, 32 - BitOperations.LeadingZeroCount((uint)((vertexCount - 1L) / buckets)));
    }

    /// <summary>Counts the pairs of each bucket, part by part of the edges, and takes note of which vertices occur.</summary>
    private long[][] Count(int[] bounds, VertexMarks? occurring)
    {
        var counts = new long[bounds.Length - 1][];
        parallelism.ForBounds(bounds, (part, first, last) =>
        {
            var counter = new PairCounter(counts[part] = new long[Buckets], _shift, occurring, cancellationToken);
            edges.Visit(first, last, ref counter);
        }, cancellationToken);
        return counts;
    }

    /// <summary>Turns counts into the first place of each part in each bucket; finds where buckets begin, as pairs and as rows.</summary>
    /// <returns>The most arcs that a bucket has.</returns>
    private long PlaceBuckets(long[][] counts)
    {
        int buckets = Buckets;
        long most = 0;
        _firstPair = new long[buckets + 1];
        _firstArc = new long[buckets + 1];
        long place = 0;
        for (int b = 0; b < buckets; b++)
        {
            _firstPair[b] = place;
            foreach (long[] part in counts)
                (part[b], place) = (place, place + part[b]);
            _firstArc[b + 1] = _firstArc[b] + place - _firstPair[b] + edges.CountIn(b << _shift, End(b));
            most = Math.Max(most, _firstArc[b + 1] - _firstArc[b]);
        }

        _firstPair[buckets] = place;
        return most;
    }

    private int End(int bucket) => (int)Math.Min(edges.VertexCount, (bucket + 1L) << _shift);

    /// <summary>Writes the rows of the last bucket that is left.</summary>
    private void WriteNext()
    {
        int bucket;
        Scratch scratch;
        lock (_gate) // in descending order, for the rows of a lower bucket may come to lie where these pairs are
        {
            bucket = --_taken;
            if (!_idle.TryPop(out scratch!))
                scratch = new Scratch(1 << _shift);
            scratch.Take(Pairs(bucket), PairWeights(bucket));
        }

        int first = bucket << _shift;
        long firstArc = _firstArc[bucket];
        Span<int> rows = _neighbors.Slice(firstArc, (int)(_firstArc[bucket + 1] - firstArc));
        Span<double> weights = isWeighted ? _weights.Slice(firstArc, rows.Length) : default;
        scratch.CountMirrors(first);
        var lengths = new LengthCounter(scratch.Own, first);
        edges.Visit(first, End(bucket), ref lengths);
        PlaceRows(scratch, first, End(bucket) - first, firstArc);
        WriteMirrors(scratch, first, rows, weights);
        var writer = new RowWriter(rows, weights, scratch.Own, first, _ranks);
        edges.Visit(first, End(bucket), ref writer);
        lock (_gate)
            _idle.Push(scratch);
    }

    /// <summary>Lays each row out as [mirrors of smaller vertices][its own edges]; counts become places, counted from the bucket's first.</summary>
    [MethodImpl(Hot.Loop)]
    private void PlaceRows(Scratch scratch, int first, int count, long firstArc)
    {
        Span<int> mirrors = scratch.Mirrors.AsSpan(0, count);
        Span<int> own = scratch.Own.AsSpan(0, count);
        int row = _ranks?[first] ?? first;
        int place = 0;
        for (int i = 0; i < count; i++)
        {
            if (_ranks is null || _ranks.Contains(first + i))
                _offsets[row++] = firstArc + place;
            (mirrors[i], place) = (place, place + mirrors[i]);
            (own[i], place) = (place, place + own[i]);
        }
    }

    [MethodImpl(Hot.Loop)]
    private void WriteMirrors(Scratch scratch, int first, Span<int> rows, Span<double> weights)
    {
        Span<int> places = scratch.Mirrors;
        ReadOnlySpan<double> pairWeights = scratch.Weights;
        ReadOnlySpan<ulong> pairs = scratch.Pairs;
        VertexRanks? ranks = _ranks;
        for (int i = 0; i < pairs.Length; i++)
        {
            int source = (int)(pairs[i] >> 32);
            int place = places[(int)(uint)pairs[i] - first]++;
            rows[place] = ranks is null ? source : ranks[source];
            if (!weights.IsEmpty)
                weights[place] = pairWeights[i];
        }
    }

    /// <summary>Counts pairs by bucket.</summary>
    private readonly struct PairCounter(long[] counts, int shift, VertexMarks? marks, CancellationToken cancellationToken) : IRowVisitor
    {
        [MethodImpl(Hot.Loop)]
        public void Row(int source, ReadOnlySpan<int> targets, ReadOnlySpan<double> weights)
        {
            if ((source & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            foreach (int target in targets)
                counts[target >> shift]++;
            if (marks is null)
                return;
            marks.Set(source);
            foreach (int target in targets)
                marks.Set(target);
        }
    }

    /// <summary>Puts pairs, the smaller end in the upper half, into their buckets.</summary>
    private readonly struct PairCollector(
        LargeArray<ulong> pairs, LargeArray<double> pairWeights, bool isWeighted, long[] places, int shift, CancellationToken cancellationToken) : IRowVisitor
    {
        [MethodImpl(Hot.Loop)]
        public void Row(int source, ReadOnlySpan<int> targets, ReadOnlySpan<double> weights)
        {
            if ((source & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            LargeArray<ulong> all = pairs;
            LargeArray<double> values = pairWeights;
            long[] next = places;
            ulong high = (ulong)source << 32;
            for (int k = 0; k < targets.Length; k++)
            {
                long place = next[targets[k] >> shift]++;
                all[place] = high | (uint)targets[k];
                if (isWeighted)
                    values[place] = weights.IsEmpty ? 1 : weights[k];
            }
        }
    }

    /// <summary>Counts edges by source.</summary>
    private readonly struct LengthCounter(int[] lengths, int first) : IRowVisitor
    {
        public void Row(int source, ReadOnlySpan<int> targets, ReadOnlySpan<double> weights) => lengths[source - first] += targets.Length;
    }

    /// <summary>Writes edges at their smaller end.</summary>
    private readonly ref struct RowWriter(Span<int> rows, Span<double> values, int[] places, int first, VertexRanks? ranks) : IRowVisitor
    {
        private readonly Span<int> _rows = rows;
        private readonly Span<double> _values = values;

        [MethodImpl(Hot.Loop)]
        public void Row(int source, ReadOnlySpan<int> targets, ReadOnlySpan<double> weights)
        {
            int place = places[source - first];
            places[source - first] += targets.Length;
            Span<int> row = _rows.Slice(place, targets.Length);
            if (ranks is null)
            {
                targets.CopyTo(row);
            }
            else
            {
                for (int k = 0; k < targets.Length; k++)
                    row[k] = ranks[targets[k]];
            }

            if (_values.IsEmpty)
                return;
            Span<double> rowWeights = _values.Slice(place, targets.Length);
            if (weights.IsEmpty)
                rowWeights.Fill(1);
            else
                weights.CopyTo(rowWeights);
        }
    }

    /// <summary>What a thread needs to write a bucket.</summary>
    private sealed class Scratch(int vertices)
    {
        private ulong[] _pairs = [];
        private double[] _weights = [];
        private int _count;

        /// <summary>Mirrors of each vertex, then their next place.</summary>
        public int[] Mirrors { get; } = new int[vertices];

        /// <summary>Edges of each vertex as the smaller end, then their next place.</summary>
        public int[] Own { get; } = new int[vertices];

        public ReadOnlySpan<ulong> Pairs => _pairs.AsSpan(0, _count);

        public ReadOnlySpan<double> Weights => _weights.AsSpan(0, Math.Min(_count, _weights.Length));

        /// <summary>Copies pairs.</summary>
        public void Take(ReadOnlySpan<ulong> pairs, ReadOnlySpan<double> weights)
        {
            _count = pairs.Length;
            if (_pairs.Length < _count)
                _pairs = GC.AllocateUninitializedArray<ulong>(_count);
            pairs.CopyTo(_pairs);
            if (_weights.Length < weights.Length)
                _weights = GC.AllocateUninitializedArray<double>(weights.Length);
            weights.CopyTo(_weights);
        }

        [MethodImpl(Hot.Loop)]
        public void CountMirrors(int first)
        {
            Array.Clear(Mirrors);
            Array.Clear(Own);
            Span<int> mirrors = Mirrors;
            foreach (ulong pair in Pairs)
                mirrors[(int)(uint)pair - first]++;
        }
    }
}
