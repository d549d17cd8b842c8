using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphSparse.IO;

/// <summary>Numbers text ids in the order of their UTF-8 bytes. Integers among them become the text that spells them.</summary>
internal static class TextIds
{
    /// <summary>Replaces the rows by rows of vertices.</summary>
    public static VertexIds Map(
        List<EdgeRows> rows, List<string> isolated, GraphReadOptions options, long heldBytes, MemoryBudget budget, Parallelism parallelism, CancellationToken cancellationToken)
    {
        if (options.Vertices is not null)
            throw new ArgumentException("The ids are strings, and the number of vertices is that of the distinct ids: leave GraphReadOptions.Vertices out.");
        parallelism.For(rows.Count, r => rows[r] = rows[r].Names is null ? Spelled(rows[r], options.IdBase) : rows[r], cancellationToken);
        var others = new NameTable();
        foreach (string id in isolated)
            others.Intern(System.Text.Encoding.UTF8.GetBytes(id));

        NameTable[] tables = [.. rows.Select(block => block.Names!).Append(others).Distinct()];
        var union = new NameUnion(tables, heldBytes, budget, parallelism, cancellationToken);
        Dictionary<NameTable, int> numberOf = tables.Index().ToDictionary(t => t.Item, t => t.Index);
        var places = new int[tables.Length][];
        parallelism.For(tables.Length, t => places[t] = union.PlacesOf(t), cancellationToken);
        parallelism.For(rows.Count, [MethodImpl(Hot.Loop)] (r) =>
        {
            EdgeBlock block = rows[r].Block!;
            int[] vertexOf = places[numberOf[rows[r].Names!]];
            for (int i = 0; i < block.Count; i++)
            {
                block.Sources[i] = vertexOf[block.Sources[i]];
                block.Targets[i] = vertexOf[block.Targets[i]];
            }

            rows[r] = new EdgeRows { Block = block };
        }, cancellationToken);
        return VertexIds.FromSorted(union.ToSortedArray(parallelism, cancellationToken));
    }

    /// <summary>Rows of integers as rows of text.</summary>
    private static EdgeRows Spelled(EdgeRows integers, int idBase)
    {
        var numbers = new Dictionary<long, int>();
        var names = new NameTable();
        double[]? weights = integers.Weights;
        var block = new EdgeBlock(integers.Count, weights is not null);
        Span<byte> text = stackalloc byte[24];
        for (int i = 0; i < integers.Count; i++)
            block.Add(Number(integers.Source(i), text), Number(integers.Target(i), text), weights is null ? 1 : weights[i]);
        return new EdgeRows { Block = block, Names = names };

        int Number(long id, Span<byte> digits)
        {
            ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, id, out bool isKnown);
            if (!isKnown)
            {
                int length = integers.AreUnsigned ? Write(unchecked((ulong)(id + idBase)), digits) : Write(id + idBase, digits);
                number = names.Intern(digits[..length]);
            }

            return number;
        }
    }

    private static int Write<T>(T number, Span<byte> digits) where T : IUtf8SpanFormattable =>
        number.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture) ? length : throw new InvalidOperationException("A number of 64 bits has at most 20 digits.");
}
