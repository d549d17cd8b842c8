using GraphSparse.IO;
using GraphSparse.Metrics;
using GraphSparse.Sparsification.Dynamic;

namespace GraphSparse.Samples;

internal static class DynamicUpdates
{
    public static void Run(string network)
    {
        CsrGraph graph = GraphReader.Read(network).Graph;
        DynamicSpectralSparsifier sparsifier = DynamicSpectralSparsifier.Create(graph, seed: 1);
        Report("start");

        // A batch: every decision sees the sparsifier as it was before the batch.
        Edge[] edges = [.. graph.Edges()];
        EdgeUpdate[] batch =
        [
            .. edges.Where((_, i) => i % 20 == 0).Select(e => EdgeUpdate.Delete(e.Source, e.Target)),
            EdgeUpdate.Insert(0, graph.VertexCount - 1, weight: 2),
            EdgeUpdate.Set(edges[1].Source, edges[1].Target, weight: 5),
        ];
        BatchReport report = sparsifier.ApplyBatch(batch);
        Console.WriteLine($"{report.Inserted} inserted, {report.Deleted} deleted, {report.WeightUpdated} reweighted, {report.BridgesCut.Count} bridges cut");
        Report("batch");

        // One update, then more edges until the condition number is at most 5.
        sparsifier.Apply(EdgeUpdate.Insert(1, graph.VertexCount - 2));
        sparsifier.Repair(kappaTarget: 5);
        Report("repair");

        void Report(string when)
        {
            CsrGraph kept = sparsifier.SparsifierSnapshot();
            double kappa = ConditionNumber.Measure(sparsifier.Snapshot(), kept).Kappa;
            Console.WriteLine($"{when}: {kept.EdgeCount} of {sparsifier.Statistics.GraphEdges} edges, condition number {kappa:0.0}");
        }
    }
}
