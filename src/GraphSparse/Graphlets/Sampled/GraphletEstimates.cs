namespace GraphSparse.Graphlets;

/// <summary>Estimated copies of graphlets, each with its standard error.</summary>
/// <param name="Values">G0 to G8; G0 is exact.</param>
/// <param name="StandardErrors">Of each, 0 for G0.</param>
/// <param name="Samples">Edges that were looked at, with repetitions.</param>
public sealed record GraphletEstimates(IReadOnlyList<double> Values, IReadOnlyList<double> StandardErrors, long Samples)
{
    /// <summary>The largest relative standard error of those that were found at all.</summary>
    public double RelativeError => Values.Zip(StandardErrors, (value, error) => value > 0 ? error / value : 0).Max();
}
