namespace GraphSparse.Sampling;

/// <summary>A table of cells under caps, fitted to row and column sums and rounded to integers.</summary>
/// <remarks>Capped iterative proportional fitting (Deming and Stephan, Ann. Math. Stat. 11(4), 1940, each cell clipped at its cap), then
/// scaled down so that no sum is exceeded, then controlled rounding. Determinism: exact; sums are taken in the order of the cells.</remarks>
internal sealed class ProportionalFitting(int[] rowOf, int[] columnOf, double[] values, double[] caps, long[] rowTargets, long[] columnTargets)
{
    private const int MostRounds = 200;
    private const int PatienceRounds = 10;
    private const double Tolerance = 1e-6;
    private const int FixedBits = 40;
    private const long One = 1L << FixedBits;

    private readonly double[] _rowFactors = new double[rowTargets.Length];
    private readonly double[] _columnFactors = new double[columnTargets.Length];

    /// <summary>Rounds of fitting that were made.</summary>
    public int Rounds { get; private set; }

    /// <summary>Changes the values in place until the row sums are met, or nothing improves.</summary>
    public void Fit(CancellationToken cancellationToken)
    {
        double wanted = Tolerance * rowTargets.Sum();
        double before = double.PositiveInfinity;
        for (Rounds = 0; Rounds < MostRounds; Rounds++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Sum(rowOf, _rowFactors);
            double error = 0;
            for (int row = 0; row < _rowFactors.Length; row++)
                error += Math.Abs(rowTargets[row] - _rowFactors[row]);
            if (error < wanted)
                break;
            if (Rounds % PatienceRounds == PatienceRounds - 1)
            {
                if (error > 0.99 * before)
                    break; // the caps are in the way, and what is left over is the flow's
                before = error;
            }

            Factors(_rowFactors, rowTargets, onlyDown: false);
            Scale(rowOf, _rowFactors);
            Sum(columnOf, _columnFactors);
            Factors(_columnFactors, columnTargets, onlyDown: false);
            Scale(columnOf, _columnFactors);
        }

        Sum(rowOf, _rowFactors);
        Factors(_rowFactors, rowTargets, onlyDown: true);
        Scale(rowOf, _rowFactors);
        Sum(columnOf, _columnFactors);
        Factors(_columnFactors, columnTargets, onlyDown: true);
        Scale(columnOf, _columnFactors);
    }

    /// <summary>Integers near the values; no sum exceeds its target and no cell its cap.</summary>
    public long[] Round(KeyedRandom random, CancellationToken cancellationToken)
    {
        var counts = new long[values.Length];
        var parts = new long[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            double whole = Math.Floor(values[i]);
            counts[i] = (long)whole;
            parts[i] = (long)((values[i] - whole) * One);
            if (counts[i] >= caps[i])
                (counts[i], parts[i]) = ((long)caps[i], 0);
        }

        TakeOffExcess(rowOf, rowTargets, counts, parts);
        TakeOffExcess(columnOf, columnTargets, counts, parts);
        bool[] up = ControlledRounding.Round(rowTargets.Length, columnTargets.Length, rowOf, columnOf, parts, One, random, cancellationToken);
        for (int i = 0; i < counts.Length; i++)
            counts[i] += up[i] ? 1 : 0;
        return counts;
    }

    /// <summary>Doubles may add up to a few units in the last place more than a target; then cells give way, exactly.</summary>
    private static void TakeOffExcess(int[] lineOf, long[] targets, long[] counts, long[] parts)
    {
        var excess = new Int128[targets.Length];
        for (int line = 0; line < targets.Length; line++)
            excess[line] = -((Int128)targets[line] * One);
        for (int i = 0; i < counts.Length; i++)
            excess[lineOf[i]] += (Int128)counts[i] * One + parts[i];
        for (int i = 0; i < counts.Length; i++)
        {
            ref Int128 over = ref excess[lineOf[i]];
            if (over <= 0)
                continue;
            Int128 value = (Int128)counts[i] * One + parts[i];
            Int128 taken = Int128.Min(over, value);
            over -= taken;
            value -= taken;
            counts[i] = (long)(value / One);
            parts[i] = (long)(value % One);
        }
    }

    private void Sum(int[] lineOf, double[] sums)
    {
        Array.Clear(sums);
        for (int i = 0; i < values.Length; i++)
            sums[lineOf[i]] += values[i];
    }

    private static void Factors(double[] sums, long[] targets, bool onlyDown)
    {
        for (int line = 0; line < sums.Length; line++)
            sums[line] = sums[line] > 0 && !(onlyDown && sums[line] <= targets[line]) ? targets[line] / sums[line] : 1;
    }

    private void Scale(int[] lineOf, double[] factors)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = Math.Min(values[i] * factors[lineOf[i]], caps[i]);
    }
}
