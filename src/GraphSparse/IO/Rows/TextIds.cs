using System.Runtime.InteropServices;

namespace GraphSparse.IO;

/// <summary>Numbers text ids in the order of their UTF-8 bytes. Integers among them become the text that spells them.</summary>
internal static class TextIds
{
    /// <summary>Replaces the rows by rows of vertices.</summary>
    public static VertexIds Map(
        List<EdgeRows> rows, List<string> isolated, GraphReadOptions options, Parallelism parallelism, CancellationToken cancellationToken)
    {
        if (options.Vertices is not null)
            throw new ArgumentException("The ids are strings, and the number of vertices is that of the distinct ids: leave GraphReadOptions.Vertices out.");
        parallelism.For(rows.Count, r => rows[r] = rows[r].Names is null ? Spelled(rows[r], options.IdBase) : rows[r], cancellationToken);
        var distinct = new HashSet<string>(StringComparer.Ordinal);
        foreach (EdgeRows block in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            distinct.UnionWith(block.Names!);
        }

        distinct.UnionWith(isolated);
        string[] sorted = [.. distinct];
        Array.Sort(sorted, VertexIds.CompareUtf8);
        var vertices = new Dictionary<string, int>(sorted.Length, StringComparer.Ordinal);
        for (int v = 0; v < sorted.Length; v++)
            vertices.Add(sorted[v], v);
        parallelism.For(rows.Count, r =>
        {
            EdgeBlock block = rows[r].Block!;
            int[] vertexOf = Array.ConvertAll(rows[r].Names!, name => vertices[name]);
            for (int i = 0; i < block.Count; i++)
            {
                block.Sources[i] = vertexOf[block.Sources[i]];
                block.Targets[i] = vertexOf[block.Targets[i]];
            }
        }, cancellationToken);
        return VertexIds.FromSorted(sorted);
    }

    /// <summary>Rows of integers as rows of text.</summary>
    private static EdgeRows Spelled(EdgeRows integers, int idBase)
    {
        var numbers = new Dictionary<long, int>();
        var names = new List<string>();
        double[]? weights = integers.Weights;
        var block = new EdgeBlock(integers.Count, weights is not null);
        for (int i = 0; i < integers.Count; i++)
            block.Add(Number(integers.Source(i)), Number(integers.Target(i)), weights is null ? 1 : weights[i]);
        return new EdgeRows { Block = block, Names = [.. names] };

        int Number(long id)
        {
            ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, id, out bool isKnown);
            if (!isKnown)
            {
                number = names.Count;
                names.Add(EdgeRows.Text(id + idBase, integers.AreUnsigned));
            }

            return number;
        }
    }
}
