namespace GraphSparse.Sampling;

/// <summary>A number in (0, 1] as a ratio of integers, so that shares of counts can be rounded without error.</summary>
/// <remarks>The ratio p/q with q ≤ 2^20 whose double is the given one, where there is one; else 2^40ths.</remarks>
internal readonly record struct Rational(long Numerator, long Denominator)
{
    private const long LargestDenominator = 1 << 20;
    private const int FixedBits = 40;

    public static Rational Of(double value)
    {
        (long p0, long q0, long p1, long q1) = (0, 1, 1, 0);
        double rest = value;
        while (true) // convergents of the continued fraction
        {
            double whole = Math.Floor(rest);
            long p = (long)whole * p1 + p0;
            long q = (long)whole * q1 + q0;
            if (q > LargestDenominator)
                break;
            if (p / (double)q == value)
                return new Rational(p, q);
            (p0, q0, p1, q1) = (p1, q1, p, q);
            rest = 1 / (rest - whole);
            if (!(rest < LargestDenominator * 2.0))
                break;
        }

        return new Rational((long)Math.Round(value * (1L << FixedBits)), 1L << FixedBits);
    }

    /// <summary>The share of a count: its whole part, and the rest in units of 1 / <see cref="Denominator"/>.</summary>
    public (long Whole, long Part) Of(long count)
    {
        Int128 product = (Int128)count * Numerator;
        return ((long)(product / Denominator), (long)(product % Denominator));
    }
}
