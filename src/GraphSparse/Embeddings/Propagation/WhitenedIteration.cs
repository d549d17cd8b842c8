using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>How often vectors are averaged over neighbours and whitened.</summary>
public sealed record WhitenedIterationOptions
{
    /// <summary>Length of the vectors, in [1, 4096]. Default 128.</summary>
    public int Dimension { get; init; } = 128;

    /// <summary>Rounds, in [1, 1000]. Default 20.</summary>
    public int Rounds { get; init; } = 20;

    internal int Every { get; init; } = 1;

    internal double Lazy { get; init; }

    internal double Over { get; init; } = 1;

    internal void Validate()
    {
        Require.InRange(Dimension, 1, 4096);
        Require.InRange(Rounds, 1, 1000);
    }
}

/// <summary>Random vectors that are averaged over neighbours, brought to length 1 and whitened, round by round.</summary>
public static class WhitenedIteration
{
    /// <summary>A vector for every vertex.</summary>
    public static Embedding Embed(
        CsrGraph graph, WhitenedIterationOptions? options = null, ulong seed = 42, Parallelism? parallelism = null, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= new WhitenedIterationOptions();
        options.Validate();
        parallelism ??= Parallelism.AllCores;
        EmbeddingInput.RequireWeights(graph, "Whitened iteration");
        var adjacency = new AdjacencyOperator(graph, parallelism);
        double[] strengths = adjacency.Strengths(cancellationToken);
        int count = strengths.Count(s => s > 0);
        int n = graph.VertexCount;
        var notes = new List<string>();
        int width = (int)(options.Dimension * options.Over);
        var x = new TallMatrix(n, width);
        if (count > 0)
        {
            var random = new CounterRandom(seed, CounterRandom.Projection);
            x.ForRows(parallelism, (from, to) =>
            {
                for (int u = from; u < to; u++)
                {
                    Span<float> row = x.Row(u);
                    for (int j = 0; j < row.Length; j++)
                        row[j] = (float)(2 * random.Uniform((ulong)u * (ulong)row.Length + (ulong)j) - 1);
                }
            }, cancellationToken);
            var y = TallMatrix.Uninitialized(n, width);
            for (int round = 1; round <= options.Rounds; round++)
            {
                adjacency.Times(x, y, new Step(strengths, x, options.Lazy), cancellationToken);
                (x, y) = (y, x);
                if (round < options.Rounds && round % options.Every == 0)
                    Whitener.Decorrelate(x, strengths, count, parallelism, cancellationToken);
                progress?.Report(new Progress("averaging and whitening", round, options.Rounds));
            }

            TallMatrix result = options.Over > 1 ? TallMatrix.Uninitialized(n, options.Dimension) : x;
            int found = Whitener.Whiten(x, result, 1, strengths, count, parallelism, cancellationToken);
            if (found < options.Dimension)
                notes.Add($"the vectors have only {found} directions, and {options.Dimension - found} of their {options.Dimension} columns are 0");
            x = result;
        }

        EmbeddingInput.NoteZeros(strengths, false, notes);
        return new Embedding(x, notes);
    }

    /// <summary>Means over neighbours, of length 1.</summary>
    private readonly struct Step(double[] strengths, TallMatrix x, double lazy) : IRowStep
    {
        public void Apply(int vertex, Span<float> row)
        {
            DenseRows.Scale(row, strengths[vertex] > 0 ? (float)((1 - lazy) / strengths[vertex]) : 0);
            if (lazy > 0 && strengths[vertex] > 0)
                DenseRows.AddScaled(row, (float)lazy, x.Row(vertex));
            RowScaling.ToUnit(row);
        }
    }
}
