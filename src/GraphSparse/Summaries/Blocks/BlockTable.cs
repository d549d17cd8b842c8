using System.Runtime.CompilerServices;

namespace GraphSparse.Summaries;

/// <summary>The blocks of a partition that hold edges.</summary>
internal static class BlockTable
{
    /// <summary>Counts the edges of each: by A, then B. O(m); 32 bytes per edge.</summary>
    [MethodImpl(Hot.Loop)]
    public static Block[] Of(CsrGraph graph, Partition partition)
    {
        var keys = new ulong[graph.EdgeCount];
        int next = 0;
        for (int u = 0; u < graph.VertexCount; u++)
        {
            foreach (int v in graph.Neighbors(u))
            {
                if (v < u)
                    continue;
                (int a, int b) = (partition.SuperOf[u], partition.SuperOf[v]);
                keys[next++] = ((ulong)(uint)Math.Min(a, b) << 32) | (uint)Math.Max(a, b);
            }
        }

        RadixSort.Sort(keys);
        int count = 0;
        for (int i = 0; i < keys.Length; i++)
            count += i == 0 || keys[i] != keys[i - 1] ? 1 : 0;
        var blocks = new Block[count];
        for (int from = 0, to, i = 0; from < keys.Length; from = to, i++)
        {
            for (to = from + 1; to < keys.Length && keys[to] == keys[from];)
                to++;
            (int a, int b) = ((int)(keys[from] >> 32), (int)keys[from]);
            blocks[i] = new Block(a, b, to - from, partition.Pairs(a, b));
        }

        return blocks;
    }
}
