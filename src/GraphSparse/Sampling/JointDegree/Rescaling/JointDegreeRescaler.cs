namespace GraphSparse.Sampling;

/// <summary>Scales a degree histogram and a joint degree matrix linearly, in integers that a simple graph can have.</summary>
/// <remarks>
/// The histogram is rounded so that each count and the sum are neighbours of their real values (systematic rounding), and if the degrees then add up to an odd number, one
/// vertex is added or removed. The matrix is fitted to the new stubs under the caps of a simple graph by scaling rows and columns alike, rounded at random, each cell up or down as its fraction
/// says and stubs allow, and what is left over is placed along alternating walks (<see cref="StubMatching"/>).
/// <para>Cost: O(cells) per round of fitting, O(classes²) per walk. Determinism: exact.</para>
/// </remarks>
internal static class JointDegreeRescaler
{
    private const int MostRounds = 200;

    public static RescaledJointDegrees Rescale(JointDegreeMatrix original, double fraction, ulong seed, UnplacedEdgePolicy policy, double? binRatio, CancellationToken cancellationToken)
    {
        Require.InRange(fraction, 0.0, 1.0, lowerOpen: true);
        original.Validate();
        (SortedDictionary<int, long> histogram, bool wasOdd) = RoundHistogram(original.Histogram, Rational.Of(fraction), new KeyedRandom(seed, "sample.jdm.histogram"));
        DegreeClasses classes = DegreeClasses.Of(histogram.Keys);
        var matching = new StubMatching(classes, [.. classes.Degrees.Select(d => histogram[d])]);
        int rounds = Fill(original, fraction, classes, matching, binRatio, new KeyedRandom(seed, "sample.jdm.joint-degrees"), cancellationToken);
        long atLeast = matching.Complete(cancellationToken);
        long unplaced = matching.LeftOver.Sum() / 2;
        if (unplaced > 0 && policy == UnplacedEdgePolicy.Fail)
        {
            int worst = Array.FindLastIndex(matching.LeftOver, left => left > 0);
            long stubs = classes.Degrees[worst] * histogram[classes.Degrees[worst]];
            throw new NotRealizableException(classes.Degrees[worst], 0, stubs, stubs - matching.LeftOver[worst],
                $"At fraction {fraction} there is no place for {unplaced} of the edges: vertices of degree {classes.Degrees[worst]} need {stubs} and {stubs - matching.LeftOver[worst]} fit. Take a larger fraction, or discard or redistribute them.");
        }

        var matrices = new JointDegreeMatrix(histogram, JointDegreeMatrix.Cells(classes, matching.Placed));
        return new RescaledJointDegrees(matrices, Report(original, matrices, fraction, wasOdd, rounds, unplaced, atLeast, [.. classes.Degrees.Where((_, a) => matching.LeftOver[a] > 0)]));
    }

    /// <summary>Cumulated shares are rounded down after a common random shift: every count and every sum of neighbours goes to a neighbouring integer, without bias.</summary>
    private static (SortedDictionary<int, long> Histogram, bool WasOdd) RoundHistogram(IReadOnlyDictionary<int, long> original, Rational fraction, KeyedRandom random)
    {
        var histogram = new SortedDictionary<int, long>();
        Int128 sum = (Int128)(random.NextDouble(0) * fraction.Denominator);
        long before = 0;
        (int Degree, long Change, double Cost)? repair = null;
        long parity = 0;
        foreach ((int degree, long count) in original)
        {
            sum += (Int128)count * fraction.Numerator;
            long after = (long)(sum / fraction.Denominator);
            long rounded = after - before;
            before = after;
            histogram[degree] = rounded;
            parity += (degree & 1) * rounded;
            if ((degree & 1) == 0)
                continue;
            (long whole, long part) = fraction.Of(count);
            double off = rounded - whole - part / (double)fraction.Denominator;
            long change = off > 0 ? -1 : 1;
            double cost = Math.Abs(off + change) - Math.Abs(off);
            if (rounded + change >= 0 && (repair is null || cost < repair.Value.Cost))
                repair = (degree, change, cost);
        }

        bool isOdd = (parity & 1) == 1;
        if (isOdd)
            histogram[repair!.Value.Degree] += repair.Value.Change;
        foreach (int degree in histogram.Where(p => p.Value == 0).Select(p => p.Key).ToArray())
            histogram.Remove(degree);
        return (histogram, isOdd);
    }

    /// <summary>Fits, rounds, and places what the support holds; says how many rounds fitting took.</summary>
    private static int Fill(JointDegreeMatrix original, double fraction, DegreeClasses classes, StubMatching matching, double? binRatio, KeyedRandom random, CancellationToken cancellationToken)
    {
        (int Row, int Column, double Value)[] prior =
            CorrelationPrior.Of(original.Correlation, fraction, classes, matching.LeftOver, classes, matching.LeftOver, binRatio);
        int[] rowOf = Array.ConvertAll(prior, c => c.Row);
        int[] columnOf = Array.ConvertAll(prior, c => c.Column);
        double[] caps = Array.ConvertAll(prior, c => (double)matching.Room(c.Row, c.Column));
        double[] values = [.. prior.Select((c, i) => Math.Min(c.Value, caps[i]))];
        double[] targets = Array.ConvertAll(matching.LeftOver, stubs => (double)stubs);
        int rounds = 0;
        double before = double.PositiveInfinity;
        for (; ; rounds++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double[] sums = Sums(rowOf, columnOf, values, targets.Length);
            double error = sums.Zip(targets, (sum, target) => Math.Abs(target - sum)).Sum();
            bool isLast = rounds == MostRounds || error < 1e-6 * targets.Sum() || (rounds % 10 == 9 && error > 0.99 * before);
            if (rounds % 10 == 9)
                before = error;
            double[] factors = [.. sums.Select((sum, a) => sum > 0 ? targets[a] / sum : 1)];
            for (int i = 0; i < values.Length; i++)
            {
                (double row, double column) = (factors[rowOf[i]], factors[columnOf[i]]);
                values[i] = Math.Min(values[i] * (isLast ? Math.Min(1, Math.Min(row, column)) : Math.Sqrt(row * column)), caps[i]);
            }

            if (isLast)
                break;
        }

        for (int i = 0; i < values.Length; i++)
            matching.Place(rowOf[i], columnOf[i], (long)(values[i] + 1e-9));
        foreach (bool chance in new[] { true, false }) // first as the fractions say, then what has room, the nearest to being rounded up first
        {
            IEnumerable<(double Key, int Cell)> order = values.Select((value, i) => (
                chance ? random.NextDouble(i, 0) : Math.Floor(value + 1e-9) - value, i)).Where(p => values[p.i] - Math.Floor(values[p.i] + 1e-9) > 1e-9).Order();
            foreach ((_, int i) in order)
            {
                long whole = (long)(values[i] + 1e-9);
                if (matching.Placed(rowOf[i], columnOf[i]) == whole && (!chance || random.NextDouble(i, 1) < values[i] - whole))
                    matching.Place(rowOf[i], columnOf[i], 1);
            }
        }

        return rounds;
    }

    /// <summary>Stubs that the edges use up; an edge within a class uses two.</summary>
    private static double[] Sums(int[] rowOf, int[] columnOf, double[] values, int classes)
    {
        var sums = new double[classes];
        for (int i = 0; i < values.Length; i++)
        {
            sums[rowOf[i]] += values[i];
            sums[columnOf[i]] += values[i];
        }

        return sums;
    }

    private static RescaleReport Report(
        JointDegreeMatrix original, JointDegreeMatrix rescaled, double fraction, bool wasOdd, int rounds, long unplaced, long atLeast, IReadOnlyList<int> trimmed)
    {
        double changes = original.Correlation.Count + original.Histogram.Keys.Union(rescaled.Histogram.Keys)
            .Sum(d => Math.Abs(d * (rescaled.Histogram.GetValueOrDefault(d) - fraction * original.Histogram.GetValueOrDefault(d))));
        var report = new RescaleReport
        {
            Fraction = fraction,
            TargetVertices = fraction * original.VertexCount,
            TargetArcs = fraction * original.EdgeCount,
            Vertices = rescaled.VertexCount,
            Stubs = rescaled.Stubs / 2,
            VerticesAdjusted = wasOdd ? 1 : 0,
            Imbalance = wasOdd ? 1 : 0,
            FittingRounds = rounds,
            ArcsInNewCells = MatrixDistance.OutsideSupport(original.Correlation, rescaled.Correlation),
            UnplacedStubs = unplaced,
            UnplacedLowerBound = atLeast,
            TrimmedOutDegrees = trimmed,
            TrimmedInDegrees = trimmed,
            JointBound = rescaled.VertexCount == 0 ? 0 : (original.Histogram.Count + 1 + 2.0 * (wasOdd ? 1 : 0)) / (2.0 * rescaled.VertexCount),
            CorrelationBound = rescaled.Stubs == 0 ? 0 : changes / rescaled.Stubs,
        };
        return report.With(original, rescaled);
    }
}
