namespace GraphSparse.Sampling;

/// <summary>Scales the joint degree matrix in integers: controlled rounding, then the fewest vertices added or removed until in- and out-degrees agree.</summary>
internal static class JointMatrixRescaler
{
    private const int MostCandidates = 16;
    private const int CandidateCells = 100_000;

    /// <summary>J′ (one count per cell of J), what was toggled and what made that necessary.</summary>
    /// <remarks>Rounding bounds the error of every degree, not that of the cumulative distribution; so of up to 16 roundings the one is
    /// taken that has the smallest gap after balancing.</remarks>
    public static (long[] Counts, int Toggles, long Imbalance) Rescale(IReadOnlyList<DegreeCell> joint, Rational fraction, ulong seed, CancellationToken cancellationToken)
    {
        int candidates = Math.Clamp(CandidateCells / Math.Max(1, joint.Count), 1, MostCandidates);
        (long[] Counts, int Toggles, long Imbalance) best = default;
        double bestGap = double.PositiveInfinity;
        for (int candidate = 0; candidate < candidates; candidate++)
        {
            (long[] Counts, int Toggles, long Imbalance) rounded = Round(joint, fraction, new KeyedRandom(seed, $"sample.jdm.joint.{candidate}"), cancellationToken);
            DegreeCell[] after = [.. joint.Select((c, i) => c with { Count = rounded.Counts[i] })];
            double gap = rounded.Counts.All(c => c == 0)
                ? 2
                : MatrixDistance.KolmogorovSmirnov(joint, after, c => c.First) + MatrixDistance.KolmogorovSmirnov(joint, after, c => c.Second);
            if (gap < bestGap)
                (best, bestGap) = (rounded, gap);
            if (bestGap == 0)
                break;
        }

        return best;
    }

    private static (long[] Counts, int Toggles, long Imbalance) Round(IReadOnlyList<DegreeCell> joint, Rational fraction, KeyedRandom random, CancellationToken cancellationToken)
    {
        int cells = joint.Count;
        var floors = new long[cells];
        var parts = new long[cells];
        for (int i = 0; i < cells; i++)
            (floors[i], parts[i]) = fraction.Of(joint[i].Count);
        (int[] rowOf, int rows) = Numbers(joint.Select(c => c.First));
        (int[] columnOf, int columns) = Numbers(joint.Select(c => c.Second));
        bool[] up = ControlledRounding.Round(
            rows, columns, rowOf, columnOf, parts, fraction.Denominator, random, cancellationToken);
        var counts = new long[cells];
        long imbalance = 0;
        for (int i = 0; i < cells; i++)
        {
            counts[i] = floors[i] + (up[i] ? 1 : 0);
            imbalance += (joint[i].First - (long)joint[i].Second) * counts[i];
        }

        int toggles = 0;
        for (long rest = imbalance; rest != 0; toggles++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int chosen = BestToggle(joint, counts, floors, parts, rest, inside: true, out int sign);
            if (chosen < 0)
                chosen = BestToggle(joint, counts, floors, parts, rest, inside: false, out sign);
            if (chosen < 0)
                return (counts, toggles + AddVertices(joint, counts, rest), imbalance);
            counts[chosen] += sign;
            rest += sign * (joint[chosen].First - (long)joint[chosen].Second);
        }

        return (counts, toggles, imbalance);
    }

    /// <summary>The change of one cell by one that brings the difference nearest to 0, or −1 where none brings it nearer.</summary>
    private static int BestToggle(IReadOnlyList<DegreeCell> joint, long[] counts, long[] floors, long[] parts, long rest, bool inside, out int sign)
    {
        int best = -1;
        long bestRest = Math.Abs(rest);
        sign = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            long slope = joint[i].First - (long)joint[i].Second;
            for (int change = -1; change <= 1; change += 2)
            {
                long changed = counts[i] + change;
                if (changed < 0 || (inside && (changed < floors[i] || changed > floors[i] + (parts[i] > 0 ? 1 : 0))))
                    continue;
                long after = Math.Abs(rest + change * slope);
                if (after < bestRest)
                    (best, bestRest, sign) = (i, after, change);
            }
        }

        return best;
    }

    /// <summary>The fewest vertices whose in- minus out-degrees add up to −rest, where no single one brings it nearer to 0; breadth first.</summary>
    private static int AddVertices(IReadOnlyList<DegreeCell> joint, long[] counts, long rest)
    {
        var cellOf = new Dictionary<long, int>();
        for (int i = 0; i < joint.Count; i++)
            cellOf.TryAdd(joint[i].First - (long)joint[i].Second, i);
        long[] steps = [.. cellOf.Keys.Where(s => s != 0).Order()];
        long limit = Math.Max(Math.Abs(rest), 2 * steps.Max(Math.Abs)); // an order that keeps near 0 always exists
        var cameBy = new Dictionary<long, long> { [rest] = 0 };
        var queue = new Queue<long>([rest]);
        while (!cameBy.ContainsKey(0))
        {
            long at = queue.Dequeue(); // never empty: the steps of J itself add up to 0, so every multiple of their divisor is reached
            foreach (long step in steps)
            {
                if (Math.Abs(at + step) <= limit && cameBy.TryAdd(at + step, step))
                    queue.Enqueue(at + step);
            }
        }

        int added = 0;
        for (long at = 0; at != rest; added++)
        {
            long step = cameBy[at];
            counts[cellOf[step]]++;
            at -= step;
        }

        return added;
    }

    private static (int[] NumberOf, int Count) Numbers(IEnumerable<int> degrees)
    {
        int[] all = [.. degrees];
        int[] distinct = [.. all.Distinct().Order()];
        return ([.. all.Select(d => Array.BinarySearch(distinct, d))], distinct.Length);
    }
}
