using System.Globalization;
using GraphSparse.Walks;

namespace GraphSparse.Embeddings;

/// <summary>How node2vec walks and trains; immutable, vary with <c>with</c>.</summary>
public sealed record Node2vecOptions
{
    /// <summary>Length of the vectors, in [1, 4096]. Default 128.</summary>
    public int Dimension { get; init; } = 128;

    /// <summary>Most steps of a walk, in [1, 10⁴]. Default 80.</summary>
    public int Length { get; init; } = 80;

    /// <summary>Walks from every vertex in each epoch, at least 1. Default 10.</summary>
    public int PerVertex { get; init; } = 10;

    /// <summary>Return parameter p, in (0, 10⁹]. Default 1.</summary>
    public double P { get; init; } = 1;

    /// <summary>In-out parameter q, in (0, 10⁹]. Default 1; with p = q = 1 walks are those of DeepWalk.</summary>
    public double Q { get; init; } = 1;

    /// <summary>Vertices at most this many places apart on a walk are a pair, in [1, 100]; each centre draws its window from 1 up to this. Default 5.</summary>
    public int Window { get; init; } = 5;

    /// <summary>Negatives of each centre, in [1, 100]. Default 5.</summary>
    public int Negatives { get; init; } = 5;

    /// <summary>Negatives are drawn with probability proportional to this power of the visits, in [−4, 4]. Default 0.75.</summary>
    public double NegativePower { get; init; } = 0.75;

    /// <summary>Rounds, in [1, 1000], each on walks of its own. Default 3.</summary>
    public int Epochs { get; init; } = 3;

    /// <summary>Learning rate at the beginning, in (0, 1]; it falls in a line, to a ten-thousandth of this. Default 0.05.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Each walk shrinks the vectors that it touches by this times the learning rate, in [0, 1]: vectors of vertices with few neighbours learn less of the noise of their walks. Default 0.14.</summary>
    public double Decay { get; init; } = 0.14;

    /// <summary>Share of the visits above which a vertex is often skipped, in [0, 1]: one with share s stays on a walk with probability √(t/s) + t/s; 0 skips none. Default 0.</summary>
    public double Subsampling { get; init; }

    /// <summary>Fails where a value is out of its range.</summary>
    /// <exception cref="ArgumentException">It says which.</exception>
    public void Validate()
    {
        Require.InRange(Dimension, 1, 4096);
        Require.InRange(Length, 1, 10_000);
        Require.InRange(PerVertex, 1, int.MaxValue);
        Require.InRange(P, 0.0, 1e9, lowerOpen: true);
        Require.InRange(Q, 0.0, 1e9, lowerOpen: true);
        Require.InRange(Window, 1, 100);
        Require.InRange(Negatives, 1, 100);
        Require.InRange(NegativePower, -4.0, 4.0);
        Require.InRange(Epochs, 1, 1000);
        Require.InRange(LearningRate, 0.0, 1.0, lowerOpen: true);
        Require.InRange(Decay, 0.0, 1.0);
        Require.InRange(Subsampling, 0.0, 1.0);
        if ((long)PerVertex * Epochs > int.MaxValue)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Node2vecOptions.PerVertex is {PerVertex} and Node2vecOptions.Epochs is {Epochs}; together they are more than {int.MaxValue} walks from a vertex."));
        Walks(isWeighted: false, PerVertex).Validate(); // of p and q together
    }

    /// <summary>The walks: of the first order where p = q = 1, by weight where there are weights.</summary>
    internal WalkOptions Walks(bool isWeighted, int perVertex) => new()
    {
        Method = P != 1 || Q != 1 ? WalkMethod.Node2vec : isWeighted ? WalkMethod.Weighted : WalkMethod.Uniform,
        Length = Length,
        PerVertex = perVertex,
        P = P,
        Q = Q,
    };
}
