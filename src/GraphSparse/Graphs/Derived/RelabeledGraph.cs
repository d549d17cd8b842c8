namespace GraphSparse;

/// <summary>A graph of arcs or edges under new vertex numbers, so that nothing can be read from the old ones.</summary>
internal static class RelabeledGraph
{
    public static CsrGraph Of(
        int vertexCount, int[] sources, int[] targets, int count, bool directed, ulong seed, Parallelism parallelism, CancellationToken cancellationToken)
    {
        int[] label = KeyedChoice.Permutation(new KeyedRandom(seed, "sample.jdm.labels"), vertexCount);
        var builder = new GraphBuilder(vertexCount, new BuildOptions { Directed = directed, Duplicates = DuplicatePolicy.Error, SelfLoops = SelfLoopPolicy.Error });
        const int size = 1 << 18;
        for (int first = 0; first < count; first += size)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int length = Math.Min(size, count - first);
            var block = new EdgeBlock(length, weighted: false);
            for (int i = first; i < first + length; i++)
            {
                (int a, int b) = (label[sources[i]], label[targets[i]]);
                block.Add(directed ? a : Math.Min(a, b), directed ? b : Math.Max(a, b), 1); // an edge given both ways would pass for its mirror
            }

            builder.AddBlock(block);
        }

        return builder.Build(parallelism, cancellationToken);
    }
}
