using System.Globalization;
using System.Text;
using GraphSparse.Embeddings;
using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Embeddings;

/// <summary>The picture of the karate club in the docs is what the vectors are today: the two directions of the largest variance, coloured by faction.</summary>
/// <remarks>Set GRAPHSPARSE_UPDATE_DOCS=1 to draw it anew.</remarks>
public class EmbeddingPictureTests
{
    private const double Size = 360;

    [Fact]
    public void Picture_IsUpToDate()
    {
        string folder = Path.Combine(Repository.Root, "datasets", "networks");
        CsrGraph karate = GraphReader.Read(Path.Combine(folder, "karate.parquet")).Graph;
        Dictionary<int, string> factions = LabelReader.Read(Path.Combine(folder, "karate-factions.parquet"), 34).Pairs.ToDictionary(p => p.Vertex, p => p.Label);
        string svg = Draw(karate, FastRp.Embed(karate, new FastRpOptions { Dimension = 64, Scaling = EmbeddingScaling.None }), factions);
        string path = Path.Combine(Repository.Root, "docs", "algorithms", "karate.svg");
        if (Environment.GetEnvironmentVariable("GRAPHSPARSE_UPDATE_DOCS") == "1")
            File.WriteAllText(path, svg);
        Assert.Equal(File.ReadAllText(path), svg);
    }

    private static string Draw(CsrGraph graph, Embedding vectors, Dictionary<int, string> factions)
    {
        Embedding plane = Whitening.Apply(vectors, 2);
        double[] x = Scaled(plane, 0);
        double[] y = Scaled(plane, 1);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Size} {Size + 40}\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n<path stroke=\"#cdd\" d=\"");
        foreach (Edge edge in graph.Edges())
            svg.Append(CultureInfo.InvariantCulture, $"M{x[edge.Source]:0.0} {y[edge.Source]:0.0}L{x[edge.Target]:0.0} {y[edge.Target]:0.0}");
        svg.Append("\"/>\n");
        string[] names = [.. factions.Values.Distinct().Order(StringComparer.Ordinal)];
        string[] colors = ["#27a", "#c52"];
        for (int u = 0; u < graph.VertexCount; u++)
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x[u]:0.0}\" cy=\"{y[u]:0.0}\" r=\"5\" fill=\"{colors[Array.IndexOf(names, factions[u])]}\"/>\n");
        for (int i = 0; i < names.Length; i++)
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{24 + 130 * i}\" cy=\"{Size + 20}\" r=\"5\" fill=\"{colors[i]}\"/><text x=\"{34 + 130 * i}\" y=\"{Size + 24}\">{names[i]}</text>\n");
        return svg.Append("</svg>\n").ToString();
    }

    private static double[] Scaled(Embedding plane, int column)
    {
        double[] values = [.. Enumerable.Range(0, plane.VertexCount).Select(u => (double)plane[u][column])];
        (double min, double max) = (values.Min(), values.Max());
        return [.. values.Select(v => 20 + (Size - 40) * (v - min) / (max - min))];
    }
}
