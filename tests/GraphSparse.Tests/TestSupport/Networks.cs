using GraphSparse.IO;

namespace GraphSparse.Tests.TestSupport;

/// <summary>Networks of the collection that GRAPHSPARSE_DATASETS names.</summary>
internal static class Networks
{
    public static CsrGraph Read(string name, bool? directed = null)
    {
        string folder = Environment.GetEnvironmentVariable("GRAPHSPARSE_DATASETS")
            ?? throw new InvalidOperationException("GRAPHSPARSE_DATASETS is not set to the folder of the network collection.");
        return GraphReader.Read(Path.Combine(folder, "networks", name + ".edges.gz"), new GraphReadOptions { Directed = directed }).Graph;
    }
}
