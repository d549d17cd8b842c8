using GraphSparse.IO;
using GraphSparse.Walks;

namespace GraphSparse.Samples;

internal static class WalksToArrays
{
    public static void Run(string network)
    {
        CsrGraph graph = GraphReader.Read(network).Graph;
        var options = new WalkOptions { Method = WalkMethod.Node2vec, P = 0.5, Q = 2, Length = 20, PerVertex = 10 };

        // All walks in one array of (walks) x (length + 1) vertices, padded with -1: what trainers of embeddings take.
        WalkArray walks = RandomWalker.Walk(graph, options, seed: 7);
        Console.WriteLine($"{walks}; row 12: {string.Join(' ', walks[12].ToArray())}");

        // In batches, where they would not fit: the rows are reused, so copy what you need.
        long longest = 0;
        RandomWalker.Walk(graph, options, batch =>
        {
            for (int i = 0; i < batch.Count; i++)
                longest = Math.Max(longest, batch.Walk(i).Length);
        }, seed: 7);
        Console.WriteLine($"longest walk: {longest} vertices");

        // Any one walk alone, by its id.
        Console.WriteLine($"the same walk: {string.Join(' ', new SingleWalker(graph, options, seed: 7).Walk(walkId: 12))}");

        // Counts, without keeping the walks.
        WalkVisits visits = VisitCounts.Count(graph, options, seed: 7);
        int most = Array.IndexOf(visits.Visits, visits.Visits.Max());
        Console.WriteLine($"vertex {most} is visited {visits.Visits[most]} times");
    }
}
