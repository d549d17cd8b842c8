using System.Globalization;
using System.Text;
using GraphSparse.Metrics;
using GraphSparse.Sparsification.Spectral;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Sparsification.Spectral;

/// <summary>The picture of a mesh before and after in the docs is what the sparsifier makes today.</summary>
/// <remarks>Set GRAPHSPARSE_UPDATE_DOCS=1 to draw it anew.</remarks>
public class MeshPictureTests
{
    private const int Width = 34;
    private const int Height = 22;
    private const double Cell = 12;

    [Fact]
    public void Picture_IsUpToDate()
    {
        (CsrGraph mesh, (double X, double Y)[] points) = Mesh();
        CsrGraph sparse = SpectralSparsifier.Sparsify(mesh).Graph;
        double kappa = ConditionNumber.Measure(mesh, sparse).Kappa;
        string svg = Draw(mesh, sparse, points, kappa);
        string path = Path.Combine(Repository.Root, "docs", "algorithms", "mesh.svg");
        if (Environment.GetEnvironmentVariable("GRAPHSPARSE_UPDATE_DOCS") == "1")
            File.WriteAllText(path, svg);
        Assert.Equal(File.ReadAllText(path), svg);
    }

    /// <summary>A triangulated rectangle with a hole; vertices are moved a little, so that it does not look drawn by ruler.</summary>
    private static (CsrGraph Mesh, (double X, double Y)[] Points) Mesh()
    {
        var random = new KeyedRandom(1, "tests.mesh-picture");
        var points = new List<(double X, double Y)>();
        var ids = new Dictionary<(int, int), int>();
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                if (Math.Pow(x - 11, 2) + Math.Pow(y - 10.5, 2) < 20)
                    continue;
                ids[(x, y)] = points.Count;
                points.Add((x + 0.6 * (random.NextDouble(x, 2L * y) - 0.5), y + 0.6 * (random.NextDouble(x, 2L * y + 1) - 0.5)));
            }
        }

        var builder = new GraphBuilder(points.Count);
        foreach (((int x, int y), int id) in ids)
        {
            (int, int)[] next = [(x + 1, y), (x, y + 1), (x + y) % 2 == 0 ? (x + 1, y + 1) : (x - 1, y + 1)];
            foreach ((int, int) place in next)
            {
                if (ids.TryGetValue(place, out int other))
                    builder.AddEdge(id, other);
            }
        }

        return (builder.Build(), [.. points]);
    }

    private static string Draw(CsrGraph mesh, CsrGraph sparse, (double X, double Y)[] points, double kappa)
    {
        double width = (Width + 1) * Cell;
        double height = (Height + 1) * Cell;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {2 * width} {height + 24}\" font-family=\"sans-serif\" font-size=\"13\">\n");
        svg.Append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        Part(mesh, 0, "#567", $"{mesh.VertexCount} vertices, {mesh.EdgeCount} edges");
        Part(sparse, width, "#b40", string.Create(CultureInfo.InvariantCulture, $"{sparse.EdgeCount} edges, kappa {kappa:0.0}"));
        return svg.Append("</svg>\n").ToString();

        void Part(CsrGraph graph, double left, string color, string caption)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path stroke=\"{color}\" stroke-width=\"1.2\" d=\"");
            foreach (Edge edge in graph.Edges())
            {
                (double x1, double y1) = points[edge.Source];
                (double x2, double y2) = points[edge.Target];
                svg.Append(CultureInfo.InvariantCulture, $"M{left + (x1 + 1) * Cell:0.0} {(y1 + 1) * Cell:0.0}L{left + (x2 + 1) * Cell:0.0} {(y2 + 1) * Cell:0.0}");
            }

            svg.Append(CultureInfo.InvariantCulture, $"\"/>\n<text x=\"{left + Cell}\" y=\"{height + 12}\">{caption}</text>\n");
        }
    }
}
