namespace GraphSparse.Acceleration;

internal static partial class CpuKernels
{
    /// <summary>Walks from..to−1 of the batch into their rows: the body of the kernel itself.</summary>
    public static void Walk(CsrGraph graph, WalkRequest batch, Span<int> rows, int from, int to)
    {
        WalkNumbers numbers = WalkNumbers.Of(batch, graph.VertexCount, batch.FirstWalkId);
        for (int i = from; i < to; i++)
            WalkBody.Walk(i, numbers, new GraphRows(graph), new ReadOnlyView<ulong>(batch.AliasSlots.Span), new SpanView<int>(rows));
    }
}
