namespace GraphSparse.Sparsification.Dynamic;

/// <summary>What a batch does to one edge in all.</summary>
/// <param name="Source">First end as the last update of the edge named it; walks start here.</param>
/// <param name="Target">The other end.</param>
/// <param name="Before">Weight before the batch, 0 where absent.</param>
/// <param name="After">Weight after it, 0 where absent.</param>
/// <param name="Place">Place of the edge's last update in the batch.</param>
/// <param name="Ordinal">Sequence number of that update modulo 2³².</param>
internal readonly record struct NetUpdate(int Source, int Target, double Before, double After, int Place, uint Ordinal)
{
    public bool IsDeletion => After == 0;
}

/// <summary>A batch that the graph can take: the net effect per edge, in the order of each edge's last update. Making one changes nothing.</summary>
internal sealed class UpdateBatch
{
    private UpdateBatch(List<NetUpdate> updates) => Updates = updates;

    public List<NetUpdate> Updates { get; }

    public int SelfLoops { get; private set; }

    public int Refused { get; private set; }

    /// <summary>Updates whose effect a later one of the batch undid or took over, and those that changed nothing.</summary>
    public int WithoutEffect { get; private set; }

    /// <summary>The updates in runs of deletions and runs of everything else, in turn.</summary>
    public IEnumerable<List<NetUpdate>> Runs()
    {
        for (int start = 0, end; start < Updates.Count; start = end)
        {
            end = start + 1;
            while (end < Updates.Count && Updates[end].IsDeletion == Updates[start].IsDeletion)
                end++;
            yield return Updates.GetRange(start, end - start);
        }
    }

    /// <summary>Checks every update against the graph as the updates before it leave it.</summary>
    /// <param name="graph">The graph before the batch.</param>
    /// <param name="updates">In order.</param>
    /// <param name="lenient">Whether to leave out what cannot be applied.</param>
    /// <param name="firstOrdinal">Sequence number of the first update.</param>
    /// <exception cref="InvalidUpdateException">An update cannot be applied.</exception>
    public static UpdateBatch Prepare(DynamicGraph graph, IReadOnlyList<EdgeUpdate> updates, bool lenient, long firstOrdinal)
    {
        var places = new Dictionary<ulong, int>(updates.Count);
        var net = new List<NetUpdate>(updates.Count);
        int selfLoops = 0;
        int refused = 0;
        for (int i = 0; i < updates.Count; i++)
        {
            EdgeUpdate update = updates[i];
            string? problem = update.Problem(graph.VertexCount);
            if (problem is null && update.Source == update.Target)
            {
                selfLoops++; // no effect on the Laplacian
                continue;
            }

            bool isKnown = false;
            int place = 0;
            double first = 0;
            double after = 0;
            ulong key = 0;
            if (problem is null)
            {
                key = EdgeMap.KeyOf(update.Source, update.Target);
                isKnown = places.TryGetValue(key, out place);
                first = isKnown ? net[place].Before : graph.Weight(update.Source, update.Target);
                double now = isKnown ? net[place].After : first;
                after = DynamicGraph.After(update, now);
                if (update.Kind == UpdateKind.Delete && now == 0)
                    problem = "there is no such edge";
                else if (!double.IsFinite(after))
                    problem = "the sum of the weights is not finite";
            }

            if (problem is not null)
            {
                if (!lenient)
                    throw new InvalidUpdateException(i, update, problem);
                refused++;
                continue;
            }

            var effect = new NetUpdate(update.Source, update.Target, first, after, i, unchecked((uint)(firstOrdinal + i)));
            if (isKnown)
            {
                net[place] = effect;
            }
            else
            {
                places.Add(key, net.Count);
                net.Add(effect);
            }
        }

        bool isRepeated = net.Count + selfLoops + refused < updates.Count;
        net.RemoveAll(u => u.Before == u.After);
        if (isRepeated)
            net.Sort((a, b) => a.Place.CompareTo(b.Place));
        return new UpdateBatch(net) { SelfLoops = selfLoops, Refused = refused, WithoutEffect = updates.Count - selfLoops - refused - net.Count };
    }
}
