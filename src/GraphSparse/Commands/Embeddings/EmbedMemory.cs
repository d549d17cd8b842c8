using GraphSparse.Embeddings;
using GraphSparse.Graphlets;
using GraphSparse.Sparsification;

namespace GraphSparse.Commands;

/// <summary>What embedding takes beside the graph.</summary>
internal static class EmbedMemory
{
    /// <summary>Bytes of the method, of what follows it and of evaluation.</summary>
    public static long Bytes(CommandRun run, GraphSize size)
    {
        EmbedOptions options = run.Get<EmbedOptions>();
        EvaluationOptions evaluation = run.Get<EvaluationOptions>();
        long copy = size.Directed || options.Method == EmbedMethod.Orbit && size.Weighted ? size.GraphBytes * 2 : 0;
        long training = evaluation.EvaluateLinks is null ? 0 : size.GraphBytes + size.Edges * 60;
        long sparsifier = options.Sparsify is { } name
            ? Sparsifier.EstimateMemoryBytes(size, new SparsifierOptions { Method = name, Keep = options.Keep }, run.Settings.Parallelism) + size.GraphBytes
            : 0;
        long labels = evaluation.Evaluate is null ? 0 : size.Vertices * ((options.OutputDimension + 1L) * sizeof(double) + 200) + (32 << 20);
        long second = (options.Sparsify is not null || evaluation.EvaluateLinks is not null) && (evaluation.Evaluate is not null || evaluation.EvaluateLinks is not null) ? Matrix(size, options.OutputDimension) : 0; // vectors of the other graph
        return copy + training + Math.Max(sparsifier, MethodBytes(run, size, options) + second) + labels + size.Vertices * 48 + (32 << 20);
    }

    /// <summary>Matrices of a row per vertex.</summary>
    private static long MethodBytes(CommandRun run, GraphSize size, EmbedOptions options)
    {
        long one = Matrix(size, options.Dimension);
        long after = Math.Max(options.ReduceTo is null ? 0 : one + Matrix(size, options.OutputDimension), options.Propagate ? 5 * Matrix(size, options.OutputDimension) : 0);
        long grams = 10L * (options.Dimension + 64) * (options.Dimension + 64) * sizeof(double) * (run.Settings.Parallelism.Degree + 1);
        long method = options.Method switch
        {
            EmbedMethod.Whitened => 2 * one,
            EmbedMethod.Fastrp => 3 * one + (options.Features is { } file ? 8 * FileBytes(file) : 0),
            EmbedMethod.Prone => 4 * one + 2 * Matrix(size, Prone.Oversampling) + (size.Weighted ? size.Edges * 2 * sizeof(float) : 0),
            EmbedMethod.Node2vec => Node2vec.EstimateMemoryBytes(size, options.ForNode2vec(), run.Settings.Parallelism),
            _ => OrbitBytes(run, size, options),
        };
        return Math.Max(method, after) * 21 / 20 + grams; // and what lies between large arrays
    }

    private static long OrbitBytes(CommandRun run, GraphSize size, EmbedOptions options)
    {
        OrbitEmbeddingOptions orbits = options.ForOrbits();
        long dense = size.Vertices * (orbits.Dimension / orbits.Matrices.Count + OrbitEmbedder.Oversampling + 1L) * sizeof(float) * 2;
        return GraphletMemory.Adjacency(size, run.Settings.Parallelism.Degree, orbits.Matrices) + dense + Matrix(size, orbits.Dimension);
    }

    private static long Matrix(GraphSize size, int columns) => size.Vertices * columns * sizeof(float);

    private static long FileBytes(string file) => File.Exists(file) ? new FileInfo(file).Length : 0;
}
