using System.Runtime.CompilerServices;
using GraphSparse.Acceleration;

namespace GraphSparse.Sparsification.Dynamic;

/// <summary>Non-backtracking walks toward a target on the CPU, many at a time; the same verdicts and paths as <see cref="CpuKernels.NbrwInsert"/> and
/// <see cref="CpuKernels.NbrwDelete"/>, which take one after the other.</summary>
/// <remarks>
/// Most vertices of a sparsifier have degree 2 or less, where a walk has no choice and needs no random number: each turn takes a walker from
/// one branching vertex to the next, and the random words of all lanes are computed together. What all walkers have in common before the
/// first branch is walked once; often it is the whole answer. Only yes or no is asked, so the first success ends the query.
/// </remarks>
internal static unsafe class HittingWalker
{
    private const int Lanes = 32;
    private const float Failed = float.PositiveInfinity;

    /// <summary>Whether a walker reaches the target with weight × resistance below the threshold.</summary>
    [MethodImpl(Hot.Loop)]
    public static bool Reaches(DynamicAdjacency graph, HittingRequest request, HittingQuery query)
    {
        uint* ordinals = stackalloc uint[Lanes];
        uint* walkers = stackalloc uint[Lanes];
        uint* steps = stackalloc uint[Lanes];
        uint* tags = stackalloc uint[Lanes];
        uint* r0 = stackalloc uint[Lanes];
        uint* r1 = stackalloc uint[Lanes];
        uint* r2 = stackalloc uint[Lanes];
        Walker* lanes = stackalloc Walker[Lanes];
        fixed (AdjacencyRow* rows = graph.Rows)
        fixed (int* neighbors = graph.NeighborPool)
        fixed (float* resistances = graph.ResistancePool)
        {
            var rule = new Rule(rows, neighbors, resistances, query.Target, query.Weight, request.Threshold, (uint)request.Steps);
            var trunk = new Walker { Here = query.Source, Before = -1, Resistance = 0, Step = 1 };
            Verdict verdict = rule.ToBranch(ref trunk);
            if (verdict != Verdict.Branch)
                return verdict == Verdict.Hit;

            uint next = 0;
            int count = 0;
            uint all = (uint)request.Walkers;
            for (; count < Lanes && next < all; count++)
            {
                lanes[count] = trunk;
                walkers[count] = next++;
            }

            for (int i = 0; i < Lanes; i++)
            {
                ordinals[i] = query.Ordinal;
                tags[i] = HittingRequest.InsertTag;
                steps[i] = trunk.Step;
            }

            uint key0 = unchecked((uint)request.Seed);
            uint key1 = (uint)(request.Seed >> 32);
            while (count > 0)
            {
                PhiloxLanes.Compute(ordinals, walkers, steps, tags, key0, key1, count, r0, r1, r2);
                for (int i = 0; i < count; i++)
                {
                    verdict = rule.Move(ref lanes[i], r0[i]);
                    if (verdict == Verdict.Branch)
                        verdict = rule.ToBranch(ref lanes[i]);
                    if (verdict == Verdict.Branch)
                    {
                        steps[i] = lanes[i].Step;
                        continue;
                    }

                    if (verdict == Verdict.Hit)
                        return true;
                    if (next < all)
                    {
                        lanes[i] = trunk;
                        walkers[i] = next++;
                        steps[i] = trunk.Step;
                        continue;
                    }

                    count--; // the last lane takes this place, and its word with it
                    (lanes[i], walkers[i], steps[i], r0[i]) = (lanes[count], walkers[count], steps[count], r0[count]);
                    i--;
                }
            }

            return false;
        }
    }

    /// <summary>Writes the walk of least resistance that reaches the target, padded with −1; false where none does.</summary>
    /// <remarks>A walker is given up once it cannot be better than the best before it, which changes no result.</remarks>
    [MethodImpl(Hot.Loop)]
    public static bool FindPath(DynamicAdjacency graph, HittingRequest request, HittingQuery query, Span<int> path)
    {
        float best = Failed;
        uint winner = 0;
        fixed (AdjacencyRow* rows = graph.Rows)
        fixed (int* neighbors = graph.NeighborPool)
        fixed (float* resistances = graph.ResistancePool)
        {
            var rule = new Rule(rows, neighbors, resistances, query.Target, 1, float.MaxValue, (uint)request.Steps);
            for (uint walker = 0; walker < request.Walkers; walker++)
            {
                float resistance = rule.Walk(query, request.Seed, walker, best, null);
                if (resistance < best)
                    (best, winner) = (resistance, walker);
            }

            path.Fill(-1);
            if (best == Failed)
                return false;
            fixed (int* row = path)
                rule.Walk(query, request.Seed, winner, Failed, row);
            return true;
        }
    }

    private enum Verdict
    {
        Branch,
        Hit,
        Failure,
    }

    private struct Walker
    {
        public int Here;
        public int Before;
        public float Resistance;

        /// <summary>Number of the step that comes next, from 1.</summary>
        public uint Step;
    }

    private readonly struct Rule(AdjacencyRow* rows, int* neighbors, float* resistances, int target, float weight, float threshold, uint stepLimit)
    {
        /// <summary>Takes the steps that leave no choice.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Verdict ToBranch(ref Walker walker)
        {
            while (walker.Step < stepLimit)
            {
                ref AdjacencyRow row = ref rows[walker.Here];
                int choices = row.Degree - (walker.Before < 0 ? 0 : 1);
                if (choices > 1)
                    return Verdict.Branch;
                if (choices <= 0)
                    return Verdict.Failure;
                long place = row.Start;
                if (neighbors[place] == walker.Before)
                    place++;
                Verdict verdict = Take(ref walker, place);
                if (verdict != Verdict.Branch)
                    return verdict;
            }

            return Verdict.Failure;
        }

        /// <summary>Takes the step that a random word chooses.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Verdict Move(ref Walker walker, uint random)
        {
            ref AdjacencyRow row = ref rows[walker.Here];
            uint choices = (uint)row.Degree - (walker.Before < 0 ? 0u : 1u);
            long place = row.Start + (long)(((ulong)random * choices) >> 32);
            if (neighbors[place] == walker.Before)
                place = row.Start + row.Degree - 1;
            return Take(ref walker, place);
        }

        /// <summary>One walk without a threshold; infinite where it fails or cannot beat <paramref name="best"/>.</summary>
        public float Walk(HittingQuery query, ulong seed, uint number, float best, int* path)
        {
            var walker = new Walker { Here = query.Source, Before = -1, Resistance = 0, Step = 1 };
            if (path != null)
                path[0] = walker.Here;
            while (walker.Step < stepLimit)
            {
                int choices = rows[walker.Here].Degree - (walker.Before < 0 ? 0 : 1);
                if (choices <= 0)
                    return Failed;
                uint random = 0;
                if (choices > 1)
                    (random, _, _, _) = KeyedRandom.Philox(query.Ordinal, number, walker.Step, HittingRequest.DeleteTag, unchecked((uint)seed), (uint)(seed >> 32));
                Verdict verdict = Move(ref walker, random);
                if (path != null)
                    path[walker.Step - 1] = walker.Here;
                if (!(walker.Resistance < best))
                    return Failed;
                if (verdict == Verdict.Hit)
                    return walker.Resistance;
            }

            return Failed;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Verdict Take(ref Walker walker, long place)
        {
            int next = neighbors[place];
            walker.Resistance = Math.Min(walker.Resistance + resistances[place], float.MaxValue);
            walker.Before = walker.Here;
            walker.Here = next;
            walker.Step++;
            if (!(weight * walker.Resistance < threshold) && threshold < float.MaxValue)
                return Verdict.Failure;
            return next == target ? Verdict.Hit : Verdict.Branch;
        }
    }
}
