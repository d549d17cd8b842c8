using GraphSparse.Embeddings;
using GraphSparse.Graphlets;
using GraphSparse.IO;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Embeddings;

/// <summary>Labels that the vectors hold are predicted, and others are not.</summary>
public sealed class LabelPredictionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("graphsparse-");

    /// <summary>Where the penalty and the errors pull equally no small step makes the sum smaller.</summary>
    [Theory]
    [InlineData(0.01)]
    [InlineData(1)]
    [InlineData(100)]
    public void Regression_FindsTheMinimum(double c)
    {
        const int n = 60;
        const int width = 4;
        var random = new Random(5);
        double[] features = [.. Enumerable.Range(0, n * width).Select(k => k % width == width - 1 ? 1 : random.NextDouble() - 0.5)];
        int[] rows = [.. Enumerable.Range(0, n)];
        bool[] isPositive = [.. rows.Select(i => features[i * width] + 0.3 * random.NextDouble() > 0.1)];
        var weights = new double[width];
        LogisticRegression.Fit(features, width, rows, isPositive, c, weights);
        double least = Value(weights);
        for (int j = 0; j < width; j++)
        {
            foreach (double step in new[] { -0.02, 0.02 })
            {
                double[] other = [.. weights];
                other[j] += step * (1 + Math.Abs(weights[j]));
                Assert.True(Value(other) > least - 1e-4 * least);
            }
        }

        var again = new double[width];
        Array.Fill(again, 3.0);
        LogisticRegression.Fit(features, width, rows, isPositive, c, again);
        Assert.Equal(least, Value(again), 3);

        double Value(double[] w) => 0.5 * w.Sum(x => x * x) + c * rows.Sum(i =>
            Math.Log(1 + Math.Exp((isPositive[i] ? -1 : 1) * Enumerable.Range(0, width).Sum(j => w[j] * features[i * width + j]))));
    }

    [Fact]
    public void LabelsOfBlocks_ArePredicted_AndRandomOnesAreNot()
    {
        (CsrGraph graph, int[] blocks) = Blocks(3, 60);
        Embedding embedding = OrbitEmbedder.Embed(graph, new OrbitEmbeddingOptions { Matrices = [new(1, 0, 0)], Dimension = 8 });
        VertexLabels labels = VertexLabels.From(graph.VertexCount, blocks.Select((b, u) => (u, $"block {b}")));
        LabelScores scores = LabelPrediction.Evaluate(embedding, labels, new() { Splits = 3 });
        Assert.True(scores is { MicroF1: > 0.97, MacroF1: > 0.97 }, scores.ToString());
        Assert.Equal(3, scores.Costs.Count);
        var random = new Random(1);
        LabelScores none = LabelPrediction.Evaluate(embedding, VertexLabels.From(graph.VertexCount, blocks.Select((_, u) => (u, random.Next(3).ToString()))), new() { Splits = 3 });
        Assert.InRange(none.MicroF1, 0.2, 0.5);
        LabelScores again = LabelPrediction.Evaluate(embedding, labels, new() { Splits = 3 }, parallelism: new Parallelism(3));
        Assert.Equal((scores.MicroF1, scores.MacroF1, scores.MicroDeviation), (again.MicroF1, again.MacroF1, again.MicroDeviation));
    }

    /// <summary>As many labels as a vertex has are predicted; of two that always go together both are found.</summary>
    [Fact]
    public void SeveralLabels_AreAllPredicted()
    {
        (CsrGraph graph, int[] blocks) = Blocks(2, 60);
        Embedding embedding = OrbitEmbedder.Embed(graph, new OrbitEmbeddingOptions { Matrices = [new(1, 0, 0)], Dimension = 8 });
        VertexLabels labels = VertexLabels.From(graph.VertexCount, blocks.SelectMany((b, u) => new[] { (u, $"a{b}"), (u, $"b{b}"), (u, $"a{b}") }));
        Assert.Equal(2 * graph.VertexCount, labels.Count);
        Assert.True(LabelPrediction.Evaluate(embedding, labels, new() { Splits = 2, Costs = [1] }).MicroF1 > 0.97);
    }

    [Fact]
    public void Splits_KeepTheShareOfEveryLabel()
    {
        VertexLabels labels = VertexLabels.From(300, Enumerable.Range(0, 300).Select(u => (u, u < 20 ? "rare" : u < 100 ? "some" : "many")));
        LabelSplit split = LabelSplit.Draw(labels, labels.Labelled, 0.25, new KeyedRandom(1, "tests"), 0);
        Assert.Equal([5, 20, 50], new[] { (0, 20), (20, 100), (100, 300) }.Select(r => split.Training.Count(u => u >= r.Item1 && u < r.Item2)));
        Assert.Equal(Enumerable.Range(0, 300), split.Training.Concat(split.Test).Order());
        LabelSplit[] folds = LabelSplit.Folds(labels, split.Training, 3, new KeyedRandom(1, "tests"), 1);
        Assert.Equal(split.Training, folds.SelectMany(f => f.Test).Order());
        Assert.All(folds, f => Assert.Equal(split.Training, f.Training.Concat(f.Test).Order()));
        Assert.NotEqual(split.Training, LabelSplit.Draw(labels, labels.Labelled, 0.25, new KeyedRandom(1, "tests"), 2).Training);
    }

    [Fact]
    public void WrongInput_IsRefused()
    {
        Embedding embedding = OrbitEmbedder.Embed(Fixtures.Karate, new() { Dimension = 2 });
        VertexLabels labels = VertexLabels.From(34, [(0, "a"), (1, "b")]);
        Assert.Contains("2 vertices have labels; at least 6", Assert.Throws<ArgumentException>(() => LabelPrediction.Evaluate(embedding, labels)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => LabelPrediction.Evaluate(embedding, VertexLabels.From(33, [])));
        Assert.Throws<ArgumentOutOfRangeException>(() => LabelPrediction.Evaluate(embedding, labels, new() { TrainingShare = 1 }));
        Assert.Throws<ArgumentException>(() => LabelPrediction.Evaluate(embedding, labels, new() { Costs = [-1] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => VertexLabels.From(2, [(2, "a")]));
    }

    [Theory]
    [InlineData("0 a\n1 b\n1 c\n# no label\n33 a\n", "0:a 1:b 1:c 33:a", "")]
    [InlineData("label,node,age\n\"x, y\",5,1\nz,6,2\n", "5:x, y 6:z", "label columns taken: node as vertex, label as label|label columns not used: age")]
    [InlineData("0\ta\t7\n", "0:a", "the last 1 of 3 columns of the labels are not used")]
    public void Labels_AreReadFromText(string text, string expected, string notes)
    {
        string file = Path.Combine(_folder.FullName, "labels.csv");
        File.WriteAllText(file, text);
        LabelList list = LabelReader.Read(file, 34);
        Assert.Equal(expected, string.Join(' ', list.Pairs.Select(p => $"{p.Vertex}:{p.Label}")));
        Assert.Equal(notes, string.Join('|', list.Notes));
    }

    [Theory]
    [InlineData("0 a\n34 b\n", "line 2: vertex 34 is not in 0..33")]
    [InlineData("0 a\nx b\n", "line 2: vertex x is not in 0..33")]
    [InlineData("0 a\n1\n", "line 2: the label is missing")]
    public void LabelsOfOthers_AreRefused_WithTheirLine(string text, string message)
    {
        string file = Path.Combine(_folder.FullName, "labels.csv");
        File.WriteAllText(file, text);
        Assert.Contains(message, Assert.Throws<GraphFormatException>(() => LabelReader.Read(file, 34)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OfTwoNamedColumns_TheOneBesideTheVertexIsTheLabel()
    {
        LabelList shipped = LabelReader.Read(Path.Combine(Repository.Root, "datasets", "networks", "karate-factions.parquet"), 34);
        Assert.Equal(34, shipped.Pairs.Count);
        Assert.Contains("label columns taken: vertex as vertex, faction as label", shipped.Notes);
        string path = Path.Combine(_folder.FullName, "two.csv");
        File.WriteAllText(path, "department,node\na,0\nb,1\n");
        Assert.Equal([new VertexLabel(0, "a"), new VertexLabel(1, "b")], LabelReader.Read(path, 2).Pairs);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static (CsrGraph Graph, int[] Blocks) Blocks(int count, int size)
    {
        int n = count * size;
        var random = new Random(2);
        var builder = new GraphBuilder(n);
        for (int u = 0; u < n; u++)
        {
            for (int v = 0; v < u; v++)
            {
                if (random.NextDouble() < (u / size == v / size ? 0.3 : 0.01))
                    builder.AddEdge(u, v);
            }
        }

        return (builder.Build(), [.. Enumerable.Range(0, n).Select(u => u / size)]);
    }
}
