namespace GraphSparse.Numerics;

/// <summary>Modified Bessel functions of the first kind.</summary>
internal static class Bessel
{
    /// <summary>I of an integer order, by its series: Σ (x/2)^(2k + order) / (k! (k + order)!).</summary>
    public static double I(int order, double x)
    {
        double half = x / 2;
        double term = 1;
        for (int i = 1; i <= order; i++)
            term *= half / i;
        double sum = 0;
        for (int k = 1; term > 0 && sum + term != sum; k++)
        {
            sum += term;
            term *= half * half / (k * (double)(k + order));
        }

        return sum;
    }
}
