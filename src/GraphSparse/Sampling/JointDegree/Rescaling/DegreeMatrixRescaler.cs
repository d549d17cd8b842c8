namespace GraphSparse.Sampling;

/// <summary>Scales joint degree and degree correlation matrices linearly, in integers that a simple digraph can have.</summary>
/// <remarks>
/// The joint matrix is rounded under control and balanced; the correlation matrix is fitted to its new margins under the caps of a simple
/// graph, rounded under control, and what is left over is placed by a maximum flow. Where even that leaves stubs, none can be placed: hubs
/// keep their degree while the vertex set shrinks, so room falls with s² and demand with s.
/// <para>Cost: O(cells) per round of fitting. Determinism: exact.</para>
/// </remarks>
internal static class DegreeMatrixRescaler
{
    /// <summary>So many vertices may be added or removed in the smallest samples too.</summary>
    private const int FewToggles = 16;

    public static RescaledMatrices Rescale(DegreeMatrices original, double fraction, ulong seed, UnplacedEdgePolicy policy, double? binRatio, CancellationToken cancellationToken)
    {
        Require.InRange(fraction, 0.0, 1.0, lowerOpen: true);
        original.Validate();
        (long[] counts, int toggles, long imbalance) = JointMatrixRescaler.Rescale(original.Joint, Rational.Of(fraction), seed, cancellationToken);
        if (toggles > FewToggles && toggles > counts.Sum() / 4)
        {
            throw new ArgumentException(
                $"At fraction {fraction} in- and out-degrees balance only with {toggles} vertices more or fewer, of {counts.Sum()}: single vertices hold that large a share of the arcs. Take fraction 1 or another sampler.", nameof(fraction));
        }

        IEnumerable<DegreeCell> joint = original.Joint.Select((c, i) => c with { Count = counts[i] });
        var layout = ClassLayout.Of(new DegreeMatrices(joint, []));
        long[] rowStubs = layout.RowStubs();
        long[] columnStubs = layout.ColumnStubs();

        (int Row, int Column, double Value)[] prior =
            CorrelationPrior.Of(original.Correlation, fraction, layout.Rows, rowStubs, layout.Columns, columnStubs, binRatio);
        int[] rowOf = Array.ConvertAll(prior, c => c.Row);
        int[] columnOf = Array.ConvertAll(prior, c => c.Column);
        double[] caps = Array.ConvertAll(prior, c => (double)Math.Max(0, layout.Cap(c.Row, c.Column)));
        double[] values = [.. prior.Select((c, i) => Math.Min(c.Value, caps[i]))];

        var fit = new ProportionalFitting(rowOf, columnOf, values, caps, rowStubs, columnStubs);
        fit.Fit(cancellationToken);
        long[] placed = fit.Round(new KeyedRandom(seed, "sample.jdm.correlation"), cancellationToken);
        for (int i = 0; i < placed.Length; i++)
        {
            rowStubs[rowOf[i]] -= placed[i];
            columnStubs[columnOf[i]] -= placed[i];
        }

        List<DegreeCell> correlation = PlaceRest(layout, rowOf, columnOf, placed, rowStubs, columnStubs, cancellationToken);
        long unplaced = rowStubs.Sum();
        if (unplaced > 0 && policy == UnplacedEdgePolicy.Fail)
        {
            int worst = Array.FindLastIndex(rowStubs, stubs => stubs > 0);
            throw new NotRealizableException(layout.Rows.Degrees[worst], 0, layout.RowStubs()[worst], layout.RowStubs()[worst] - rowStubs[worst],
                $"At fraction {fraction} no simple graph holds {unplaced} of the arcs: vertices of out-degree {layout.Rows.Degrees[worst]} need {layout.RowStubs()[worst]} and {layout.RowStubs()[worst] - rowStubs[worst]} fit. Take a larger fraction, or trim or spill.");
        }

        var matrices = new DegreeMatrices(joint, correlation);
        var report = new RescaleReport
        {
            Fraction = fraction,
            TargetVertices = fraction * original.VertexCount,
            TargetArcs = fraction * original.ArcCount,
            Vertices = matrices.VertexCount,
            Stubs = matrices.ArcsIn,
            VerticesAdjusted = toggles,
            Imbalance = imbalance,
            FittingRounds = fit.Rounds,
            ArcsInNewCells = MatrixDistance.OutsideSupport(original.Correlation, matrices.Correlation),
            UnplacedStubs = unplaced,
            UnplacedLowerBound = unplaced,
            TrimmedOutDegrees = [.. layout.Rows.Degrees.Where((_, row) => rowStubs[row] > 0)],
            TrimmedInDegrees = [.. layout.Columns.Degrees.Where((_, column) => columnStubs[column] > 0)],
            JointBound = matrices.VertexCount == 0 ? 0 : (original.Joint.Count + 1 + 2.0 * toggles) / (2.0 * matrices.VertexCount),
            CorrelationBound = MatrixDistance.CorrelationBound(original, matrices, fraction),
        };
        return new RescaledMatrices(matrices, report.With(original, matrices));
    }

    /// <summary>The cells of C′, after a flow where rounding left stubs over.</summary>
    private static List<DegreeCell> PlaceRest(
        ClassLayout layout, int[] rowOf, int[] columnOf, long[] placed, long[] rowStubs, long[] columnStubs, CancellationToken cancellationToken)
    {
        var cells = new List<DegreeCell>(placed.Length);
        if (rowStubs.All(stubs => stubs == 0))
        {
            for (int i = 0; i < placed.Length; i++)
                cells.Add(new DegreeCell(layout.Rows.Degrees[rowOf[i]], layout.Columns.Degrees[columnOf[i]], placed[i]));
            return cells;
        }

        var flow = ResidualFlow.Of(layout, rowOf, columnOf, placed, rowStubs, columnStubs);
        flow.Run(cancellationToken);
        for (int row = 0; row < layout.Rows.Count; row++)
        {
            for (int column = 0; column < layout.Columns.Count; column++)
            {
                if (flow.Placed(row, column) is > 0 and var count)
                    cells.Add(new DegreeCell(layout.Rows.Degrees[row], layout.Columns.Degrees[column], count));
            }
        }

        return cells;
    }
}
