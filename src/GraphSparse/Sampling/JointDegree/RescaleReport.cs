using System.ComponentModel;

namespace GraphSparse.Sampling;

/// <summary>What happens where hubs keep their degree and too few partners remain for them.</summary>
public enum UnplacedEdgePolicy
{
    /// <summary>Leave out the fewest arcs that make the rest realizable: some hubs get a smaller degree.</summary>
    [Description("Leave out arcs that no simple graph can hold")]
    Discard,

    /// <summary>As <see cref="Discard"/>, then join as many other pairs of vertices: the number of arcs is kept, and some vertices get a larger degree.</summary>
    [Description("Give these arcs to other vertices")]
    Redistribute,

    /// <summary>Fail with the numbers.</summary>
    [Description("Fail")]
    Fail,
}

/// <summary>How far rescaled degree matrices are from their target.</summary>
/// <remarks>In undirected graphs arcs are edges and both degrees are one. Distances are those of the matrices, or, once a graph is made in which arcs are left out or
/// given to other vertices, of that graph. Distances of distributions are total variations, ½ Σ |p − q|, in [0, 1].</remarks>
public sealed record RescaleReport
{
    /// <summary>s.</summary>
    public required double Fraction { get; init; }

    /// <summary>s · n.</summary>
    public required double TargetVertices { get; init; }

    /// <summary>s · m.</summary>
    public required double TargetArcs { get; init; }

    /// <summary>Vertices of the rescaled matrices.</summary>
    public required long Vertices { get; init; }

    /// <summary>Stubs of the rescaled joint matrix: the arcs if none were trimmed.</summary>
    public required long Stubs { get; init; }

    /// <summary>Vertices added or removed so that in- and out-degrees add up to the same.</summary>
    public required int VerticesAdjusted { get; init; }

    /// <summary>In-degrees minus out-degrees before that.</summary>
    public required long Imbalance { get; init; }

    /// <summary>Rounds of proportional fitting.</summary>
    public required int FittingRounds { get; init; }

    /// <summary>Arcs in cells in which the original has none.</summary>
    public required long ArcsInNewCells { get; init; }

    /// <summary>Arcs (edges) left out because no place was found for them in a simple graph with these degrees; directed always the fewest.</summary>
    public required long UnplacedStubs { get; init; }

    /// <summary>Arcs (edges) that any simple graph with these degrees must leave out, by a maximum flow; where it equals <see cref="UnplacedStubs"/>, those are the fewest.</summary>
    public required long UnplacedLowerBound { get; init; }

    /// <summary>Out-degrees of which some vertices got fewer arcs.</summary>
    public required IReadOnlyList<int> TrimmedOutDegrees { get; init; }

    /// <summary>In-degrees of which some vertices got fewer arcs.</summary>
    public required IReadOnlyList<int> TrimmedInDegrees { get; init; }

    /// <summary>Distance of the joint degree distributions.</summary>
    public double JointDistance { get; private init; }

    /// <summary>Bound of <see cref="JointDistance"/>: (cells + 1 + 2 · toggles) / 2n′.</summary>
    public required double JointBound { get; init; }

    /// <summary>Distance of the degree correlation distributions.</summary>
    public double CorrelationDistance { get; private init; }

    /// <summary>Bound of <see cref="CorrelationDistance"/> where nothing is spilled or trimmed: (cells + changes of the margins) / 2m′.</summary>
    public required double CorrelationBound { get; init; }

    /// <summary>Distance of the degree correlation distributions over geometric degree bins (1 to 8 each, then ratio 1.25): without the noise of rounding thin cells.</summary>
    public double CorrelationDistanceBinned { get; private init; }

    /// <summary>Largest gap between the cumulative in-degree distributions (Kolmogorov–Smirnov).</summary>
    public double InDegreeDistance { get; private init; }

    /// <summary>Largest gap between the cumulative out-degree distributions (Kolmogorov–Smirnov).</summary>
    public double OutDegreeDistance { get; private init; }

    /// <summary>The same with the distances between two pairs of matrices of directed graphs.</summary>
    internal RescaleReport With(DegreeMatrices original, DegreeMatrices sample) => this with
    {
        JointDistance = MatrixDistance.TotalVariation(original.Joint, sample.Joint),
        CorrelationDistance = MatrixDistance.TotalVariation(original.Correlation, sample.Correlation),
        CorrelationDistanceBinned = MatrixDistance.TotalVariation(MatrixDistance.Binned(original.Correlation), MatrixDistance.Binned(sample.Correlation)),
        InDegreeDistance = MatrixDistance.KolmogorovSmirnov(original.Joint, sample.Joint, c => c.First),
        OutDegreeDistance = MatrixDistance.KolmogorovSmirnov(original.Joint, sample.Joint, c => c.Second),
    };

    /// <summary>The same of undirected ones.</summary>
    internal RescaleReport With(JointDegreeMatrix original, JointDegreeMatrix sample)
    {
        DegreeCell[] before = Cells(original), after = Cells(sample);
        double gap = MatrixDistance.KolmogorovSmirnov(before, after, c => c.First);
        return this with
        {
            JointDistance = MatrixDistance.TotalVariation(before, after),
            CorrelationDistance = MatrixDistance.TotalVariation(original.Correlation, sample.Correlation),
            CorrelationDistanceBinned = MatrixDistance.TotalVariation(MatrixDistance.Binned(original.Correlation), MatrixDistance.Binned(sample.Correlation)),
            InDegreeDistance = gap,
            OutDegreeDistance = gap,
        };

        static DegreeCell[] Cells(JointDegreeMatrix degrees) => [.. degrees.Histogram.Select(p => new DegreeCell(p.Key, 0, p.Value))];
    }
}

/// <summary>Rescaled degree matrices and how far they are from their target.</summary>
/// <param name="Matrices">Integer matrices; realizable, except that where arcs were trimmed some rows and columns of C fall short of the stubs of J.</param>
/// <param name="Report">Sizes and distances.</param>
public sealed record RescaledMatrices(DegreeMatrices Matrices, RescaleReport Report);
