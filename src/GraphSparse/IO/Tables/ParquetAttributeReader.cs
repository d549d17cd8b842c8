using GraphSparse.IO.Parquet;

namespace GraphSparse.IO;

/// <summary>Reads the further columns of a Parquet edge table for the edges of a graph.</summary>
internal static class ParquetAttributeReader
{
    /// <param name="parts">The parts of the table, opened as they are asked for; each is closed once it is read.</param>
    /// <param name="options">As the graph was read.</param>
    /// <param name="columns">What to read.</param>
    /// <param name="places">Where rows go.</param>
    /// <param name="first">Which rows count.</param>
    /// <param name="edges">Edges of the graph.</param>
    /// <param name="fits">Checks what is held so far.</param>
    /// <param name="context">Threads, progress.</param>
    public static AttributeBuilder[] Read(
        IEnumerable<ParquetEdgePart> parts, GraphReadOptions options, IReadOnlyList<OtherColumn> columns, EdgePlaces places, FirstRows first, int edges,
        Action<IEnumerable<AttributeBuilder>> fits, IoContext context)
    {
        AttributeBuilder[] builders = [.. columns.Select(column => AttributeBuilder.For(column.Name, column.Field!, edges))];
        fits(builders);
        foreach (ParquetEdgePart part in parts)
        {
            using IColumnTable table = part.Table;
            context.Parallelism.MapInOrder(
                Enumerable.Range(0, table.RowGroupCount),
                group =>
                {
                    EdgeRows rows = part.ReadGroup(group, options, context);
                    if (options.Laplacian)
                        LaplacianEntries.Negate(rows);
                    int[] edgeOf = places.Of(rows, options.SkipInvalidWeights);
                    return (edgeOf, columns.Select(column => part.ReadOther(group, column, context)).ToArray());
                },
                group =>
                {
                    (int[] edgeOf, ParquetColumn?[] values) = group;
                    first.Take(edgeOf);
                    for (int i = 0; i < builders.Length; i++)
                    {
                        if (values[i] is { } column)
                            builders[i].Add(column, edgeOf);
                    }

                    fits(builders);
                    context.Report("reading columns", first.Found, edges);
                },
                context.CancellationToken);
        }

        return builders;
    }
}
