using System.Runtime.CompilerServices;
using GraphSparse.Analytics;

namespace GraphSparse.Sparsification;

/// <summary>Forest fire: how often an edge is burnt by fires from random vertices.</summary>
/// <remarks>
/// Source: the edge score of Hamann, Lindner, Meyerhenke, Staudt and Wagner, "Structure-Preserving Sparsification Methods for Social Networks",
/// SNAM 6, 2016, after Leskovec, Kleinberg and Faloutsos, KDD 2005. A burning vertex sets fire to x neighbours that do not burn yet, x geometric with
/// burning probability 0.6; the score is the share of the most burnt edge. Deviation: fires stop at the end of the batch in which 5 m edges are burnt,
/// so that threads do not matter.
/// <para>Directed: along out-arcs. Weights are not looked at. Cost: about 5 m burnt edges; a few bytes per vertex and thread, 4 per edge. Determinism:
/// exact; a fire is a function of seed and number, batches of the numbers of edges burnt before.</para>
/// </remarks>
public sealed class ForestFireScore : IEdgeScore
{
    private const double BurnProbability = 0.6;
    private const double BurntPerEdge = 5;
    private const int SmallestBatch = 16;
    private const int LargestBatch = 1 << 16;
    private const int Tries = 8;
    private const int FewNeighbors = 32;

    /// <inheritdoc/>
    public double[] Score(CsrGraph graph, EdgeIndex index, ScoreContext context)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(context);
        var burnt = new int[index.EdgeCount];
        long wanted = (long)(BurntPerEdge * index.EdgeCount);
        long sum = 0;
        long fires = 0;
        var random = new KeyedRandom(context.Seed, "sparsify.forest-fire");
        int[] componentSizes = ComponentSizes(graph, context);
        using var workers = new ThreadLocal<Fire>(() => new Fire(graph, index, burnt, componentSizes, random));
        while (sum < wanted)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            double perFire = fires == 0 ? 1 : Math.Max(0.01, sum / (double)fires);
            int batch = fires == 0 ? SmallestBatch : (int)Math.Clamp((wanted - sum) / perFire / 2, SmallestBatch, LargestBatch);
            var burntBy = new long[batch];
            long first = fires;
            int grain = Math.Max(1, batch / 256);
            context.Parallelism.ForRanges(batch, grain, (_, start, end) =>
            {
                for (long fire = start; fire < end; fire++)
                    burntBy[fire] = workers.Value!.Burn(first + fire, context.CancellationToken);
            }, context.CancellationToken);
            sum += burntBy.Sum();
            fires += batch;
            context.Progress?.Report(new Progress("burning", Math.Min(sum, wanted), wanted));
        }

        double most = burnt.Length == 0 ? 1 : Math.Max(1, burnt.Max());
        return Array.ConvertAll(burnt, count => count / most);
    }

    /// <summary>The size of its weakly connected component, for each vertex.</summary>
    private static int[] ComponentSizes(CsrGraph graph, ScoreContext context)
    {
        int[] labels = ConnectedComponents.Find(graph, context.Parallelism, null, context.CancellationToken).Labels;
        var sizes = new int[labels.Length];
        foreach (int label in labels)
            sizes[label]++;
        return Array.ConvertAll(labels, label => sizes[label]);
    }

    /// <summary>Buffers of one thread. Which vertices burn is a bit each, so that all of them fit the nearest cache; after a fire the bits of its vertices are cleared.</summary>
    private sealed class Fire(CsrGraph graph, EdgeIndex index, int[] burnt, int[] componentSizes, KeyedRandom random)
    {
        private readonly ulong[] _isBurning = new ulong[(graph.VertexCount + 63) / 64];
        private readonly List<int> _burning = [];
        private int[] _unburnt = [];

        [MethodImpl(Hot.Loop)]
        public long Burn(long fire, CancellationToken cancellationToken)
        {
            long draws = 0;
            long count = 0;
            int start = (int)(((UInt128)random.NextUInt64(fire, draws++) * (ulong)graph.VertexCount) >> 64);
            _burning.Clear();
            Light(start);
            for (int i = 0; i < _burning.Count && _burning.Count < componentSizes[start]; i++) // once all burns nothing is left to light
            {
                if ((i & 0xFFF) == 0xFFF)
                    cancellationToken.ThrowIfCancellationRequested();
                int u = _burning[i];
                int wanted = 0;
                double coin = random.NextDouble(fire, draws++);
                for (double limit = BurnProbability; coin < limit; limit *= BurnProbability)
                    wanted++; // geometric
                if (wanted > 0)
                    count += Spread(u, wanted, fire, ref draws);
            }

            foreach (int v in _burning)
                _isBurning[v >> 6] = 0;
            return count;
        }

        /// <summary>Sets fire to uniform neighbours that do not burn: at a large vertex a few tries at random, then a choice among all that are left.</summary>
        [MethodImpl(Hot.Loop)]
        private int Spread(int u, int wanted, long fire, ref long draws)
        {
            ReadOnlySpan<int> neighbors = graph.Neighbors(u);
            ReadOnlySpan<int> edges = index.Of(u);
            int set = 0;
            for (int t = 0; neighbors.Length > FewNeighbors && t < Tries && set < wanted; t++)
            {
                int place = Below(neighbors.Length, fire, ref draws);
                if ((_isBurning[neighbors[place] >> 6] >> neighbors[place] & 1) != 0)
                    continue;
                Ignite(neighbors[place], edges[place]);
                set++;
            }

            if (set == wanted)
                return set;
            if (_unburnt.Length < neighbors.Length)
                _unburnt = new int[neighbors.Length];
            int left = 0;
            int[] unburnt = _unburnt;
            ulong[] isBurning = _isBurning;
            for (int k = 0; k < neighbors.Length; k++)
            {
                int v = neighbors[k];
                unburnt[left] = k;
                left += 1 - (int)(isBurning[v >> 6] >> v & 1); // no branch: as good as random
            }

            for (; set < wanted && left > 0; set++)
            {
                int chosen = Below(left, fire, ref draws);
                int place = _unburnt[chosen];
                _unburnt[chosen] = _unburnt[--left];
                Ignite(neighbors[place], edges[place]);
            }

            return set;
        }

        private void Ignite(int v, int edge)
        {
            Light(v);
            Interlocked.Increment(ref burnt[edge]); // integer additions commute
        }

        private void Light(int v)
        {
            _isBurning[v >> 6] |= 1UL << v;
            _burning.Add(v);
        }

        private int Below(int bound, long fire, ref long draws) => (int)(((UInt128)random.NextUInt64(fire, draws++) * (ulong)bound) >> 64);
    }
}
