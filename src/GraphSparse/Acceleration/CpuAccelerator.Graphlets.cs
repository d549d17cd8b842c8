using GraphSparse.Graphlets;

namespace GraphSparse.Acceleration;

public sealed partial class CpuAccelerator : IGraphletKernels
{
    EdgeArrays IGraphletKernels.CountOnEdges(RankedGraph graph, EdgeCounts needed, CancellationToken cancellationToken) =>
        PrimitiveCounter.Count(graph, needed, new PhaseClock(), _parallelism, cancellationToken);

    long[][] IGraphletKernels.CountOrbits(RankedGraph graph, CancellationToken cancellationToken)
    {
        var clock = new PhaseClock();
        var primitives = new EdgePrimitives(graph, PrimitiveCounter.Count(graph, EdgeCounts.All, clock, _parallelism, cancellationToken), _parallelism, cancellationToken);
        return OrbitCounter.Of(graph, primitives, clock, _parallelism, cancellationToken).Columns;
    }

    TwoHops IGraphletKernels.FindTwoHops(AdjacencyInput input, ReadOnlyMemory<int> vertices, bool needsChords, CancellationToken cancellationToken)
    {
        var row = new TwoHopRow(input, needsChords);
        var starts = new long[vertices.Length + 1];
        for (int i = 0; i < vertices.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            row.Compute(vertices.Span[i]);
            starts[i + 1] = starts[i] + row.Count;
        }

        var rows = new TwoHops(starts);
        for (int i = 0; i < vertices.Length; i++)
        {
            row.Compute(vertices.Span[i]);
            row.CopyTo(rows, i);
        }

        return rows;
    }
}
