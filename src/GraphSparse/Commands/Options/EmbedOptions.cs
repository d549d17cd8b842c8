using System.ComponentModel;
using System.Globalization;
using GraphSparse.Embeddings;

namespace GraphSparse.Commands;

/// <summary>How vectors are made.</summary>
internal enum EmbedMethod
{
    /// <summary>Whitened iteration.</summary>
    Whitened,

    /// <summary>FastRP.</summary>
    Fastrp,

    /// <summary>ProNE.</summary>
    Prone,

    /// <summary>node2vec.</summary>
    Node2vec,

    /// <summary>Factors of orbit adjacencies.</summary>
    Orbit,
}

/// <summary>How the numbers of vectors are written.</summary>
internal enum EmbeddingType
{
    /// <summary>Single precision.</summary>
    Float32,

    /// <summary>Half precision.</summary>
    Float16,

    /// <summary>Whole numbers in −127..127, with a scale for each vector.</summary>
    Int8,
}

/// <summary>What the command embed does.</summary>
[ShownUnder(HelpGroup.Method)]
internal sealed record EmbedOptions
{
    /// <summary>The method. Default whitened.</summary>
    [Description("How vectors are made")]
    public EmbedMethod Method { get; init; } = EmbedMethod.Whitened;

    /// <summary>Length of the vectors, in [1, 4096]. Default 128.</summary>
    [Description("Length of the vectors")]
    [ValueName("D")]
    public int Dimension { get; init; } = 128;

    /// <summary>Times that vectors are whitened. Default 4.</summary>
    [Description("Times that vectors are whitened; 10 for more quality on sparse graphs")]
    [ValueName("N")]
    [AppliesTo(nameof(Method), "whitened")]
    public int Rounds { get; init; } = 4;

    /// <summary>Averagings before each whitening. Default 8.</summary>
    [Description("Averagings over neighbours before each whitening")]
    [ValueName("N")]
    [AppliesTo(nameof(Method), "whitened")]
    public int Steps { get; init; } = 8;

    /// <summary>Share of its own vector that a vertex keeps when it is averaged. Default 0.2.</summary>
    [Description("Share of its own vector that a vertex keeps when it is averaged, in [0,1)")]
    [ValueName("F")]
    [AppliesTo(nameof(Method), "whitened")]
    public double SelfShare { get; init; } = 0.2;

    /// <summary>Weights of the powers of the transition matrix, separated by commas.</summary>
    [Description("Weights of one, two, … steps, separated by commas")]
    [ValueName("LIST")]
    [AppliesTo(nameof(Method), "fastrp")]
    public string IterationWeights { get; init; } = "1,1,7.81,45.28";

    /// <summary>Weight of a vertex's own random vector. Default 0.</summary>
    [Description("Weight of a vertex's own random vector")]
    [AppliesTo(nameof(Method), "fastrp")]
    public double SelfInfluence { get; init; }

    /// <summary>Power of the degree that random vectors are multiplied by. Default −0.628.</summary>
    [Description("Power of the degree that random vectors are multiplied by: below 0 hubs count less")]
    [AppliesTo(nameof(Method), "fastrp")]
    public double NormalizationStrength { get; init; } = -0.628;

    /// <summary>Of so many entries of the projection one is not 0; 0 for the root of the number of vertices. Default 3.</summary>
    [Description("Of so many entries of the projection one is not 0; 0 for the root of the number of vertices")]
    [AppliesTo(nameof(Method), "fastrp")]
    public double Sparsity { get; init; } = 3;

    /// <summary>Whether each step's vectors are brought to length 1 before they are added up. Default true.</summary>
    [Description("Bring each step's vectors to length 1 before they are added up")]
    [AppliesTo(nameof(Method), "fastrp")]
    public bool NormalizeIterations { get; init; } = true;

    /// <summary>What becomes of the sum. Default standard columns.</summary>
    [Description("Scaling of the result")]
    [AppliesTo(nameof(Method), "fastrp")]
    public EmbeddingScaling Scaling { get; init; } = EmbeddingScaling.StandardColumns;

    /// <summary>Whether vertices without neighbours keep their random vectors. Default false.</summary>
    [Description("Keep the random vectors of vertices without neighbours, which else are 0")]
    [AppliesTo(nameof(Method), "fastrp")]
    public bool KeepIsolated { get; init; }

    /// <summary>File of features, or <see langword="null"/> for none.</summary>
    [Description("Features of vertices: an id and numbers, as Parquet, .npy with ids, or text")]
    [ValueName("FILE")]
    [InputFile]
    [AppliesTo(nameof(Method), "fastrp")]
    public string? Features { get; init; }

    /// <summary>Share of the columns that come from features, in (0, 1], or <see langword="null"/> for a half where there are features.</summary>
    [Description("Share of the columns that come from features (default 0.5)")]
    [ValueName("F")]
    [AppliesTo(nameof(Features))]
    public double? PropertyRatio { get; init; }

    /// <summary>Arcs of a directed graph that vectors are averaged along, or <see langword="null"/> for out with FastRP and both else.</summary>
    [Description("Arcs of a directed graph to average along (default: out with fastrp, both with whitened)")]
    [AppliesTo(nameof(Method), "fastrp", "whitened")]
    public ArcOrientation? Orientation { get; init; }

    /// <summary>Steps of a walk. Default 80.</summary>
    [Description("Steps of a walk")]
    [ValueName("L")]
    [AppliesTo(nameof(Method), "node2vec")]
    public int Length { get; init; } = 80;

    /// <summary>Walks from each vertex in each epoch. Default 10.</summary>
    [Description("Walks from each vertex in each epoch")]
    [ValueName("R")]
    [AppliesTo(nameof(Method), "node2vec")]
    public int PerVertex { get; init; } = 10;

    /// <summary>Return parameter p. Default 1.</summary>
    [Description("Return parameter p; 1/p is the weight of a step back")]
    [ValueName("P")]
    [AppliesTo(nameof(Method), "node2vec")]
    public double P { get; init; } = 1;

    /// <summary>In-out parameter q. Default 1.</summary>
    [Description("In-out parameter q; 1/q is the weight of a step away from the vertex before")]
    [ValueName("Q")]
    [AppliesTo(nameof(Method), "node2vec")]
    public double Q { get; init; } = 1;

    /// <summary>Largest distance of a pair on a walk. Default 5.</summary>
    [Description("Largest distance of a pair on a walk")]
    [ValueName("W")]
    [AppliesTo(nameof(Method), "node2vec")]
    public int Window { get; init; } = 5;

    /// <summary>Negatives of each centre. Default 5.</summary>
    [Description("Vertices drawn against each centre")]
    [ValueName("N")]
    [AppliesTo(nameof(Method), "node2vec")]
    public int Negatives { get; init; } = 5;

    /// <summary>Rounds of training, each on walks of its own. Default 3.</summary>
    [Description("Rounds of training, each on walks of its own")]
    [ValueName("N")]
    [AppliesTo(nameof(Method), "node2vec")]
    public int Epochs { get; init; } = 3;

    /// <summary>Learning rate at the beginning. Default 0.05.</summary>
    [Description("Learning rate at the beginning")]
    [AppliesTo(nameof(Method), "node2vec")]
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Part of the learning rate by which a walk shrinks the vectors that it touches. Default 0.14.</summary>
    [Description("Part of the learning rate by which a walk shrinks the vectors that it touches")]
    [AppliesTo(nameof(Method), "node2vec")]
    public double Decay { get; init; } = 0.14;

    /// <summary>Orbit adjacencies, as hop:i,j separated by blanks. Default 1:0,0 2:1,1.</summary>
    [Description("Orbit adjacencies as HOP:I,J, separated by blanks, such as '1:0,0 2:12,12'; they share the dimension")]
    [ValueName("LIST")]
    [AppliesTo(nameof(Method), "orbit")]
    public string Matrix { get; init; } = "1:0,0 2:1,1";

    /// <summary>Whether a matrix of two different orbits is added to its transpose. Default false.</summary>
    [Description("Add a matrix of two different orbits to its transpose")]
    [AppliesTo(nameof(Method), "orbit")]
    public bool Symmetric { get; init; }

    /// <summary>Power iterations of the factorisation, in [0, 20], or <see langword="null"/> for 5 with ProNE and 2 else.</summary>
    [Description("Power iterations of the factorisation: more are slower and more exact (default: 5 with prone, 2 with orbit)")]
    [ValueName("N")]
    [AppliesTo(nameof(Method), "orbit", "prone")]
    public int? PowerIterations { get; init; }

    /// <summary>Most entries of the matrices. Default 2 billion.</summary>
    [Description("Most entries of the matrices; more are refused before the work begins")]
    [ValueName("N")]
    [AppliesTo(nameof(Method), "orbit")]
    public long MaxEntries { get; init; } = 2_000_000_000;

    /// <summary>Directions of the largest variance that are kept of the vectors, or <see langword="null"/> for all as they are.</summary>
    [Description("Directions of the largest variance to keep, whitened: shorter vectors from longer ones")]
    [ValueName("K")]
    public int? ReduceTo { get; init; }

    /// <summary>Whether vectors are filtered by the spectrum of the graph at the end. Default false.</summary>
    [Description("Filter the vectors by the spectrum of the graph at the end, as prone does")]
    public bool Propagate { get; init; }

    /// <summary>How numbers are written. Default float32.</summary>
    [Description("Type of the numbers that are written; float16 as .npy, int8 as .npy or Parquet")]
    [ShownUnder(HelpGroup.Output)]
    public EmbeddingType OutputType { get; init; } = EmbeddingType.Float32;

    /// <summary>A sparsifier, or <see langword="null"/> to embed the graph as it is.</summary>
    [Description("Embed what this sparsifier keeps; with --evaluate, the whole graph for comparison too")]
    [ValueName("NAME")]
    public string? Sparsify { get; init; }

    /// <summary>Share of the edges that the sparsifier keeps, in (0, 1]. Default 0.3.</summary>
    [Description("Fraction of edges that the sparsifier keeps, in (0,1]")]
    [ValueName("F")]
    [AppliesTo(nameof(Sparsify))]
    public double Keep { get; init; } = 0.3;

    /// <summary>Columns of what is written.</summary>
    public int OutputDimension => ReduceTo ?? Dimension;

    /// <summary>What whitened iteration is asked for.</summary>
    public WhitenedIterationOptions ForWhitening() => new() { Dimension = Dimension, Rounds = Rounds, Steps = Steps, SelfShare = SelfShare };

    /// <summary>What ProNE is asked for.</summary>
    public ProneOptions ForProne() => new() { Dimension = Dimension, PowerIterations = PowerIterations ?? 5 };

    /// <summary>What node2vec is asked for.</summary>
    public Node2vecOptions ForNode2vec() => new()
    {
        Dimension = Dimension,
        Length = Length,
        PerVertex = PerVertex,
        P = P,
        Q = Q,
        Window = Window,
        Negatives = Negatives,
        Epochs = Epochs,
        LearningRate = LearningRate,
        Decay = Decay,
    };

    /// <summary>What FastRP is asked for.</summary>
    /// <exception cref="ArgumentException">A weight is no number.</exception>
    public FastRpOptions ForFastRp() => new()
    {
        Dimension = Dimension,
        IterationWeights = NumberList.Parse("--iteration-weights", IterationWeights),
        SelfInfluence = SelfInfluence,
        NormalizationStrength = NormalizationStrength,
        Sparsity = Sparsity,
        NormalizeIterations = NormalizeIterations,
        Scaling = Scaling,
        KeepIsolated = KeepIsolated,
        PropertyRatio = Features is null ? 0 : PropertyRatio ?? 0.5,
    };

    /// <summary>What the library is asked for.</summary>
    /// <exception cref="ArgumentException">A name is none, or a number is out of range.</exception>
    public OrbitEmbeddingOptions ForOrbits() =>
        new() { Matrices = PairList.Parse("--matrix", Matrix), Dimension = Dimension, Symmetric = Symmetric, PowerIterations = PowerIterations ?? 2 };

    /// <exception cref="ArgumentException">A value is none.</exception>
    public void Validate()
    {
        if (MaxEntries < 1)
            throw new ArgumentException($"--max-entries is {MaxEntries}; it must be at least 1.");
        switch (Method)
        {
            case EmbedMethod.Whitened:
                ForWhitening().Validate();
                break;
            case EmbedMethod.Fastrp:
                ForFastRp().Validate();
                break;
            case EmbedMethod.Prone:
                ForProne().Validate();
                break;
            case EmbedMethod.Node2vec:
                ForNode2vec().Validate();
                break;
            default:
                ForOrbits().Validate();
                break;
        }

        if (ReduceTo is { } columns && (columns < 1 || columns > Dimension))
            throw new ArgumentException($"--reduce-to is {columns}; it must be in 1..{Dimension}, the length of the vectors.");
        if (!(Keep > 0 && Keep <= 1))
            throw new ArgumentException($"--keep is {Keep.ToString(CultureInfo.InvariantCulture)}; it must be in (0, 1].");
        if (Sparsify == Sparsification.SparsifierMethods.Spanner)
            throw new ArgumentException("--sparsify spanner keeps what its stretch asks for and not a fraction; sparsify by itself first, and embed its output.");
        if (Sparsify is not null)
            Sparsification.SparsifierCatalog.Default.Find(Sparsify);
        if (PropertyRatio is { } ratio && !(ratio > 0 && ratio <= 1))
            throw new ArgumentException($"--property-ratio is {ratio.ToString(CultureInfo.InvariantCulture)}; it must be in (0, 1].");
    }
}
