using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GraphSparse.Numerics;
using GraphSparse.Sparsification.Spectral;

namespace GraphSparse.Sparsification.Dynamic;

/// <summary>Brings the sparsifier to a number of edges and exchanges edges on the way: those that it misses least for those that it lacks most.</summary>
/// <remarks>
/// One ranking for both sides: random vectors h after some power steps h ← L_H⁺ L_G h, and w · Σ (h_u − h_v)² of every edge, which says how the largest generalized
/// eigenvalues answer to its weight (GRASS; for sums of eigenvalues Liu, Yu and Feng, "Pursuing More Effective Graph Spectral Sparsifiers via Approximate Trace
/// Reduction", DAC 2022). To first order it is the same for entering and leaving; the whole step divides it by 1 + w·R_H for an edge that enters and by
/// 1 − w·R_H for one that leaves, with resistances estimated by projections, anew every third round. An edge of a spanning forest of H never leaves; the forest is
/// that of the edges that would be missed most. Edges leave in the first two thirds of the rounds only, so that the last ones mend what that broke.
/// <para>Shares and rounds are our own, measured on meshes. Cost: per round a factorization of L_H, 6 solves of 4 vectors, and 8 more every third round. Determinism: exact.</para>
/// </remarks>
internal sealed class EdgeExchange
{
    private const int Rounds = 18;
    private const int DroppingRounds = 12;
    private const double ExchangedPerVertex = 0.06;
    private const double MostOfOffForest = 0.6;
    private const int PowerBatches = 2;
    private const int PowerSteps = 3;
    private const int ProjectionBatches = 8;
    private const int ProjectEvery = 3;
    private const int Spread = 20; // vertices around each end of a changed edge where no other changes the same way in a round
    private const double MostLeverage = 0.97; // estimates beyond are no longer told from 1

    private readonly DynamicGraph _graph;
    private readonly EdgeList _edges;
    private readonly bool[] _kept;
    private readonly LaplacianOperator _laplacian;
    private readonly TieOrder _ties;
    private readonly ulong _seed;
    private readonly KeyedRandom _signs;
    private readonly Parallelism _parallelism;
    private readonly CancellationToken _cancellationToken;
    private readonly double[] _scores;
    private double[] _leverages = [];
    private readonly int[] _near;
    private readonly int[] _seen;
    private readonly int[] _queue;
    private int _marking;
    private int _search;
    private long _count;

    public EdgeExchange(DynamicGraph graph, ulong seed, Parallelism parallelism, CancellationToken cancellationToken)
    {
        _graph = graph;
        _seed = seed;
        _parallelism = parallelism;
        _cancellationToken = cancellationToken;
        CsrGraph snapshot = graph.Snapshot();
        _edges = new EdgeList(snapshot, cancellationToken);
        _laplacian = new LaplacianOperator(snapshot);
        _ties = new TieOrder(TieBreaking.Hash, seed);
        _signs = new KeyedRandom(seed, "dynamic.exchange.vectors");
        _kept = new bool[_edges.Count];
        _scores = new double[_edges.Count];
        for (int e = 0; e < _kept.Length; e++)
        {
            _kept[e] = graph.Record(_edges.Source[e], _edges.Target[e]).InSparsifier;
            _count += _kept[e] ? 1 : 0;
        }

        _near = new int[graph.VertexCount];
        _seen = new int[graph.VertexCount];
        _queue = new int[Math.Clamp(graph.VertexCount, 1, Spread)];
    }

    /// <summary>Goes to so many edges, at least those of a forest and at most all.</summary>
    /// <param name="edges">Edges of the sparsifier afterwards.</param>
    /// <param name="forestEdges">Edges of a spanning forest.</param>
    /// <param name="isExchanging">Whether more edges leave and enter than the size asks for.</param>
    /// <returns>How many edges entered and left.</returns>
    public (int Added, int Dropped) To(long edges, long forestEdges, bool isExchanging)
    {
        long start = _count;
        long off = start - forestEdges;
        double exchanged = Math.Min(ExchangedPerVertex * _graph.VertexCount, MostOfOffForest * off);
        if (edges == _kept.Length || !isExchanging)
            exchanged = 0;
        double leaving = Math.Min(off, Math.Max(0, start - edges) + Math.Floor(exchanged));
        (int added, int dropped) = (0, 0);
        for (int round = 0; round < Rounds; round++)
        {
            double left = Math.Min(1, (round + 1.0) / DroppingRounds);
            double come = (round + 1.0) / Rounds;
            long drop = (long)Math.Round(leaving * left) - dropped;
            long add = (long)Math.Round((edges - start + leaving) * come) - added;
            if (drop == 0 && add == 0)
                continue;
            Rank(round);
            dropped += Drop(drop);
            added += Add(add);
        }

        return (added, dropped);
    }

    private void Rank(int round)
    {
        CsrGraph sparsifier = _graph.SparsifierSnapshot();
        const double tolerance = 1e-3; // of the iterative solver, where the factor would be too large: a ranking needs no digits
        ILaplacianSolver solver = LaplacianSolver.For(sparsifier, tolerance, _seed, Parallelism.Sequential, _cancellationToken);
        bool isProjected = _leverages.Length == 0 || round % ProjectEvery == 0;
        var vectors = new Four[PowerBatches + (isProjected ? ProjectionBatches : 0)][];
        EdgeList? own = isProjected ? new EdgeList(sparsifier, _cancellationToken) : null;
        var random = new KeyedRandom(unchecked(_seed + (ulong)round), "dynamic.exchange.projections");
        _parallelism.For(
            vectors.Length,
            i => vectors[i] = i < PowerBatches ? Iterate(solver, round, i) : EffectiveResistance.Project(_graph.VertexCount, own!, solver, random, i - PowerBatches),
            _cancellationToken);
        if (isProjected)
        {
            _leverages = new double[_edges.Count];
            Energies(vectors.AsMemory(PowerBatches), 1.0 / (ProjectionBatches * Four.Count), _leverages);
        }

        Energies(vectors.AsMemory(0, PowerBatches), 1, _scores);
        for (int e = 0; e < _scores.Length; e++)
            _scores[e] /= _kept[e] ? 1 - Math.Min(_leverages[e], MostLeverage) : 1 + _leverages[e];
    }

    private Four[] Iterate(ILaplacianSolver solver, int round, int batch)
    {
        int n = _graph.VertexCount;
        var h = new Four[n];
        var image = new Four[n];
        var work = new Four[n];
        for (int u = 0; u < n; u++)
        {
            ulong bits = _signs.NextUInt64(u, ((long)round << 32) | (uint)batch);
            h[u] = new Four(Vector256.Create(Sign(bits, 0), Sign(bits, 1), Sign(bits, 2), Sign(bits, 3)));
        }

        for (int step = 0; step < PowerSteps; step++)
        {
            _laplacian.Multiply(h, image, Parallelism.Sequential);
            solver.Solve(image, h, work);
        }

        return h;

        static double Sign(ulong bits, int lane) => ((bits >> lane) & 1) == 0 ? 1 : -1;
    }

    /// <summary>w · Σ (h_u − h_v)² of every edge, times a factor.</summary>
    private void Energies(ReadOnlyMemory<Four[]> vectors, double factor, double[] energies) =>
        _parallelism.ForRanges(_edges.Count, 1 << 15, (_, start, end) => EnergiesOfRange(vectors.Span, factor, energies, (int)start, (int)end), _cancellationToken);

    [MethodImpl(Hot.Loop)]
    private void EnergiesOfRange(ReadOnlySpan<Four[]> vectors, double factor, double[] energies, int start, int end)
    {
        for (int e = start; e < end; e++)
        {
            (int u, int v) = (_edges.Source[e], _edges.Target[e]);
            Four sum = Four.All(0);
            foreach (Four[] h in vectors)
            {
                Four difference = h[u] - h[v];
                sum += difference * difference;
            }

            energies[e] = factor * _edges.Weight(e) * ((sum[0] + sum[1]) + (sum[2] + sum[3]));
        }
    }

    /// <summary>Drops the edges that are missed least, spread out as far as that goes.</summary>
    private int Drop(long quota)
    {
        if (quota <= 0)
            return 0;
        int[] order = Order(kept: true);
        bool[] inForest = EffectiveWeightForest.Kruskal(_graph.VertexCount, _edges, order);
        Array.Reverse(order);
        return Change(Array.FindAll(order, e => !inForest[e]), quota, kept: false);
    }

    /// <summary>Adds the edges that are lacking most, spread out as far as that goes.</summary>
    private int Add(long quota) => quota <= 0 ? 0 : Change(Order(kept: false), quota, kept: true);

    private int Change(int[] order, long quota, bool kept)
    {
        _marking++;
        int changed = 0;
        foreach (bool isSpread in new[] { true, false })
        {
            foreach (int e in order)
            {
                if (changed == quota)
                    return changed;
                (int u, int v) = (_edges.Source[e], _edges.Target[e]);
                if (_kept[e] == kept || (isSpread && (_near[u] == _marking || _near[v] == _marking)))
                    continue;
                _kept[e] = kept;
                if (kept)
                    _graph.AddToSparsifier(u, v, _edges.Weight(e));
                else
                    _graph.RemoveFromSparsifier(u, v);
                changed++;
                MarkNear(u);
                MarkNear(v);
            }
        }

        return changed;
    }

    /// <summary>Edges in or out of the sparsifier, the highest scores first.</summary>
    private int[] Order(bool kept)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        var ids = new List<int>();
        var scores = new List<double>();
        for (int e = 0; e < _kept.Length; e++)
        {
            if (_kept[e] != kept)
                continue;
            ids.Add(e);
            scores.Add(_scores[e]);
        }

        return ScoreOrder.Descending([.. ids], [.. scores], _ties);
    }

    /// <summary>Marks the first vertices that a breadth-first search of the sparsifier meets.</summary>
    private void MarkNear(int start)
    {
        _search++;
        int end = 0;
        Reach(start);
        for (int head = 0; head < end; head++)
        {
            foreach (int v in _graph.Sparsifier.Neighbors(_queue[head]))
            {
                if (end == _queue.Length)
                    return;
                if (_seen[v] != _search)
                    Reach(v);
            }
        }

        void Reach(int vertex)
        {
            _seen[vertex] = _search;
            _near[vertex] = _marking;
            _queue[end++] = vertex;
        }
    }
}
