using GraphSparse.Acceleration;

namespace GraphSparse.Walks;

/// <summary>The body of a random walk: takes one walk, step by step, as walks are defined. The other walkers take many at once, and the same steps.</summary>
/// <remarks>
/// Key of the generator: low and high word of the seed; counter: low and high word of the walk id, step, trial. Words: r0 picks the
/// neighbour, (r0 · d) >> 32; r1 is compared with integer thresholds in node2vec; r2 ends restart walks (trial 0), decides between
/// a slot and its alias in weighted choices, and goes back where node2vec is folded. The start is walkId mod n.
/// </remarks>
public sealed class SingleWalker
{
    private readonly CsrGraph _graph;
    private readonly WalkOptions _options;
    private readonly AliasTables? _alias;
    private readonly Node2vecThresholds _thresholds;
    private readonly ulong _stop;
    private readonly uint _key0;
    private readonly uint _key1;

    /// <summary>Prepares to walk on a graph.</summary>
    public SingleWalker(CsrGraph graph, WalkOptions options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        options.ValidateFor(graph);
        _graph = graph;
        _options = options;
        _alias = AliasTables.Needs(graph, options) ? AliasTables.Build(graph, Parallelism.Sequential, CancellationToken.None) : null;
        _thresholds = new Node2vecThresholds(options);
        _stop = options.Method == WalkMethod.Restart ? Node2vecThresholds.Fraction(options.Restart) : 0;
        _key0 = unchecked((uint)seed);
        _key1 = unchecked((uint)(seed >> 32));
    }

    /// <summary>Trials drawn so far, for the mean number of trials per step.</summary>
    public long Trials { get; private set; }

    /// <summary>Takes the walk with this id; returns its vertices, at most length + 1.</summary>
    /// <param name="walkId">At least 0.</param>
    /// <exception cref="ArgumentException">The id is negative, or the graph has no vertex to start from.</exception>
    public int[] Walk(long walkId)
    {
        Require.InRange(walkId, 0L, long.MaxValue);
        if (_graph.VertexCount == 0)
            throw new ArgumentException("A graph without vertices has no walks.");
        var walk = new List<int>(_options.Length + 1) { (int)(walkId % _graph.VertexCount) };
        int before = -1;
        for (int step = 0; step < _options.Length; step++)
        {
            int here = walk[^1];
            if (_graph.Degree(here) == 0)
                break;
            if (_stop > 0 && Draw(walkId, step, 0).R2 < _stop)
                break;
            walk.Add(Step(walkId, step, here, before));
            before = here;
        }

        return [.. walk];
    }

    private int Step(long walkId, int step, int here, int before)
    {
        ReadOnlySpan<int> neighbors = _graph.Neighbors(here);
        for (uint trial = 0; ; trial++)
        {
            Trials++;
            (uint r0, uint r1, uint r2, _) = Draw(walkId, step, trial);
            if (_options.Method == WalkMethod.Node2vec && before >= 0 && WalkRequest.Folds(_thresholds.Fold, r2, neighbors.Length))
                return before;
            int index = (int)(((ulong)r0 * (uint)neighbors.Length) >> 32);
            if (_alias is not null)
                index = _alias.Pick(_graph.Offset(here), index, r2);
            int next = neighbors[index];
            bool accepted = before < 0 || _options.Method switch
            {
                WalkMethod.NonBacktracking => next != before || neighbors.Length == 1,
                WalkMethod.Node2vec => r1 < _thresholds.Lowest || r1 < (next == before ? _thresholds.Return
                    : _graph.HasArc(before, next) ? _thresholds.Common : _thresholds.Other),
                _ => true,
            };
            if (accepted)
                return next;
        }
    }

    private (uint R0, uint R1, uint R2, uint R3) Draw(long walkId, int step, uint trial) =>
        KeyedRandom.Philox(unchecked((uint)walkId), unchecked((uint)(walkId >> 32)), (uint)step, trial, _key0, _key1);
}
