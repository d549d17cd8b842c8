namespace GraphSparse.Acceleration;

public sealed partial class CpuAccelerator : IHittingWalks
{
    private const int QueryGrain = 16;

    void IHittingWalks.NbrwInsert(
        DynamicAdjacency graph, HittingRequest request, ReadOnlyMemory<HittingQuery> queries, Memory<byte> hits, CancellationToken cancellationToken) =>
        _parallelism.ForRanges(queries.Length, QueryGrain, (_, from, to) =>
            CpuKernels.NbrwInsert(graph, request, queries.Span, hits.Span, (int)from, (int)to), cancellationToken);

    void IHittingWalks.NbrwDelete(
        DynamicAdjacency graph, HittingRequest request, ReadOnlyMemory<HittingQuery> queries, Memory<int> paths, CancellationToken cancellationToken) =>
        _parallelism.ForRanges(queries.Length, QueryGrain, (_, from, to) =>
            CpuKernels.NbrwDelete(graph, request, queries.Span, paths.Span, (int)from, (int)to), cancellationToken);
}
