namespace GraphSparse.Sparsification;

/// <summary>What to say to a person whose weights a method cannot use.</summary>
internal static class AnyWeights
{
    /// <summary>Methods that look at no weight; begins with a space.</summary>
    public const string Hint = " The methods random and local-degree take any.";
}
