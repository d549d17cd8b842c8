namespace GraphSparse.Sampling;

/// <summary>Frontier sampling: of several walkers one, drawn in proportion to the degree it stands at, goes along a uniform edge, which is taken.</summary>
/// <remarks>
/// Source: Ribeiro and Towsley, "Estimating and Sampling Graphs with Multidimensional Random Walks", IMC 2010. A walker is drawn with a
/// Fenwick tree over the walkers. Once there were 100 steps per wanted edge, 100 steps without a new edge let one walker go to an end of a
/// uniform edge that is not yet taken. Arcs are followed as <see cref="TravelDirection"/> says; the arc itself is taken, else its reverse.
/// <para>Cost: O(log walkers + log degree) per step. Determinism: exact.</para>
/// </remarks>
internal static class FrontierSampler
{
    private const int Patience = 100;

    public static SampleSelection Choose(SampleContext context)
    {
        CsrGraph graph = context.Graph;
        var index = new EdgeIndex(graph, context.CancellationToken);
        var taken = new bool[index.EdgeCount];
        if (context.Target == 0)
            return SampleSelection.OfEdges(taken);
        CsrGraph travelled = context.Traversed();
        int[] walkers = Starts(context, travelled);
        var degrees = new Fenwick(walkers.Length);
        for (int i = 0; i < walkers.Length; i++)
            degrees.Add(i, travelled.Degree(walkers[i]));

        KeyedRandom random = context.Random("frontier");
        int[]? fresh = null;
        int nextFresh = 0;
        int[] sources = [];
        long restarts = 0;
        long lastNew = 0;
        int count = 0;
        for (long step = 0; count < context.Target; step++)
        {
            if ((step & 0xFFFF) == 0)
                context.CancellationToken.ThrowIfCancellationRequested();
            int edge;
            int walker;
            int to;
            if (degrees.Total == 0 || (step > (long)Patience * context.Target && step - lastNew > Patience))
            {
                if (fresh is null)
                {
                    fresh = KeyedChoice.Permutation(context.Random("frontier.fresh"), index.EdgeCount);
                    sources = Subgraph.EndsInOrder(graph).Sources;
                }

                while (taken[fresh[nextFresh]])
                    nextFresh++;
                edge = fresh[nextFresh];
                walker = (int)(restarts++ % walkers.Length);
                to = sources[edge];
                lastNew = step;
            }
            else
            {
                walker = degrees.Find(unchecked((long)(((UInt128)random.NextUInt64(step) * (ulong)degrees.Total) >> 64)));
                int from = walkers[walker];
                ReadOnlySpan<int> neighbors = travelled.Neighbors(from);
                to = neighbors[KeyedChoice.Below(random, neighbors.Length, step, 1)];
                edge = Subgraph.EdgeOf(graph, index, from, to);
            }

            degrees.Add(walker, travelled.Degree(to) - travelled.Degree(walkers[walker]));
            walkers[walker] = to;
            if (taken[edge])
                continue;
            taken[edge] = true;
            lastNew = step;
            if ((++count & 0x3FFF) == 0)
                context.Progress?.Report(new Progress("sampling", count, context.Target));
        }

        return SampleSelection.OfEdges(taken, null, restarts);
    }

    /// <summary>Uniform vertices that have edges, where there are any.</summary>
    private static int[] Starts(SampleContext context, CsrGraph travelled)
    {
        int[] order = KeyedChoice.Permutation(context.Random("frontier.starts"), travelled.VertexCount);
        int[] some = [.. order.Where(v => travelled.Degree(v) > 0).Take(context.Options.Walkers)];
        return some.Length > 0 ? some : [order[0]];
    }

    /// <summary>Sums of prefixes under changes of single entries (Fenwick, Software: Practice and Experience 24(3), 1994).</summary>
    private sealed class Fenwick(int length)
    {
        private readonly long[] _sums = new long[length + 1];

        public long Total { get; private set; }

        public void Add(int place, long value)
        {
            Total += value;
            for (int i = place + 1; i < _sums.Length; i += i & -i)
                _sums[i] += value;
        }

        /// <summary>The first place whose prefix sum exceeds the value.</summary>
        public int Find(long value)
        {
            int at = 0;
            for (int step = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)_sums.Length); step > 0; step >>= 1)
            {
                if (at + step < _sums.Length && _sums[at + step] <= value)
                {
                    at += step;
                    value -= _sums[at];
                }
            }

            return at;
        }
    }
}
