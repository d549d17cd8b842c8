namespace GraphSparse.Tests.TestSupport;

/// <summary>A test on networks that are not in the repository; skipped, saying so, where GRAPHSPARSE_DATASETS is not set.</summary>
/// <remarks>Where GRAPHSPARSE_REQUIRE_ALL is 1, nothing is skipped and a missing collection fails the test.</remarks>
internal sealed class NetworkFactAttribute : FactAttribute
{
    public NetworkFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("GRAPHSPARSE_DATASETS") is null or "" && Environment.GetEnvironmentVariable("GRAPHSPARSE_REQUIRE_ALL") != "1")
            Skip = "GRAPHSPARSE_DATASETS is not set to the folder of the network collection.";
    }
}

/// <summary>As <see cref="NetworkFactAttribute"/>, for a theory.</summary>
internal sealed class NetworkTheoryAttribute : TheoryAttribute
{
    public NetworkTheoryAttribute() => Skip = new NetworkFactAttribute().Skip;
}
