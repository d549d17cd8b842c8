namespace GraphSparse.Sampling;

/// <summary>Exchanges self-loops away: loop (u, u) and arc (x, y) become (u, y) and (x, u).</summary>
/// <remarks>Where x has the out-degree class of u, or y its in-degree class, neither degrees nor class pairs change. Random candidates of
/// the row first, then every arc (another loop may be one); where none fits, ends are exchanged at random and it is tried again.</remarks>
internal static class LoopRepair
{
    private const int RandomTries = 64;
    private const int Shakes = 8;

    /// <summary>Repairs the loops; those that cannot be are left out of the arcs.</summary>
    public static (int Repaired, int Dropped) Run(ClassArcs arcs, ulong seed, CancellationToken cancellationToken)
    {
        List<int> loops = Find(arcs);
        if (loops.Count == 0)
            return (0, 0);
        int found = loops.Count;
        for (int shake = 0; ; shake++)
        {
            var present = new ArcSet();
            present.Reset(arcs.Count);
            for (int i = 0; i < arcs.Count; i++)
                present.Add(arcs.Sources[i], arcs.Targets[i]);
            var random = new KeyedRandom(seed, $"sample.jdm.loops.{shake}");
            foreach (int loop in loops)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (arcs.Sources[loop] == arcs.Targets[loop] && !TryRandom(arcs, loop, present, random))
                    TryAll(arcs, loop, present);
            }

            loops = Find(arcs);
            if (loops.Count == 0)
                return (found, 0);
            if (shake == Shakes)
                break;
            ClassSwaps.Run(arcs, swaps: 1, unchecked(seed + (ulong)shake + 1), Parallelism.Sequential, null, cancellationToken);
            loops = Find(arcs);
        }

        arcs.Remove(loops);
        return (found - loops.Count, loops.Count);
    }

    private static List<int> Find(ClassArcs arcs)
    {
        var loops = new List<int>();
        for (int i = 0; i < arcs.Count; i++)
        {
            if (arcs.Sources[i] == arcs.Targets[i])
                loops.Add(i);
        }

        return loops;
    }

    private static bool TryRandom(ClassArcs arcs, int loop, ArcSet present, KeyedRandom random)
    {
        int u = arcs.Sources[loop];
        int row = arcs.RowOf[u];
        int first = arcs.RowStart[row];
        int count = arcs.RowStart[row + 1] - first;
        for (int t = 0; t < RandomTries; t++)
        {
            int other = first + KeyedChoice.Below(random, count, loop, t);
            int x = arcs.Sources[other];
            int y = arcs.Targets[other];
            if (x == u || y == u || present.Contains(u, y) || present.Contains(x, u))
                continue;
            Exchange(arcs, loop, other, present);
            return true;
        }

        return false;
    }

    /// <summary>Looks at every arc, with the neighbours of u marked so that most are passed over at two look-ups.</summary>
    private static void TryAll(ClassArcs arcs, int loop, ArcSet present)
    {
        int u = arcs.Sources[loop];
        var isTarget = new bool[arcs.VertexCount];
        var isSource = new bool[arcs.VertexCount];
        for (int i = 0; i < arcs.Count; i++)
        {
            if (arcs.Sources[i] == u)
                isTarget[arcs.Targets[i]] = true;
            if (arcs.Targets[i] == u)
                isSource[arcs.Sources[i]] = true;
        }

        for (int other = 0; other < arcs.Count; other++)
        {
            int x = arcs.Sources[other];
            int y = arcs.Targets[other];
            if (isSource[x] || isTarget[y] || x == u || y == u)
                continue;
            if (arcs.RowOf[x] != arcs.RowOf[u] && arcs.ColumnOf[y] != arcs.ColumnOf[u])
                continue;
            Exchange(arcs, loop, other, present);
            return;
        }
    }

    private static void Exchange(ClassArcs arcs, int loop, int other, ArcSet present)
    {
        int u = arcs.Sources[loop];
        int x = arcs.Sources[other];
        int y = arcs.Targets[other];
        present.Remove(u, u);
        present.Remove(x, y);
        (arcs.Targets[loop], arcs.Targets[other]) = (y, u);
        present.Add(u, y);
        present.Add(x, u);
    }
}
