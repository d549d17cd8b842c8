using GraphSparse.IO.Parquet;
using GraphSparse.IO.Text;

namespace GraphSparse.IO.Text;

/// <summary>Reads the further columns of an edge list, or the dictionaries of its rows, for the edges of a graph. Values stay as they are spelled.</summary>
internal static class TextAttributeReader
{
    /// <inheritdoc cref="ParquetAttributeReader.Read"/>
    public static AttributeBuilder[] Read(
        string path, GraphReadOptions options, IReadOnlyList<OtherColumn> columns, bool hasTextIds, EdgePlaces places, FirstRows first, int edges,
        Action<IEnumerable<AttributeBuilder>> fits, IoContext context)
    {
        AttributeBuilder[] builders = [.. columns.Select(column => new BytesAttributeBuilder(column.Name, new ParquetField(column.Name, ParquetType.Utf8), edges))];
        fits(builders);
        using TextInput input = TextSource.Open(path);
        using IEnumerator<TextChunk> chunks = TextChunks.Read(input.Text, context.Budget, context.CancellationToken).GetEnumerator();
        EdgeLineLayout? layout = EdgeListReader.FindLayout(chunks, options, new EdgeRowCollector(options, context.Budget), out TextChunk? chunk, out _);
        if (layout is null)
            return builders;
        var parser = new EdgeLineParser(layout.WithCells([.. columns.Select(column => column.Name)], hasTextIds));
        context.Parallelism.MapInOrder(
            EdgeLines.All(chunk, chunks),
            piece =>
            {
                EdgeChunk parsed = parser.Parse(piece.Bytes);
                piece.Release();
                if (parsed.Error is { } error)
                    throw error;
                if (options.Laplacian)
                    LaplacianEntries.Negate(parsed.Rows);
                return (places.Of(parsed.Rows, options.SkipInvalidWeights), parsed.Cells!, parsed.ShortRows);
            },
            parsed =>
            {
                (int[] edgeOf, EdgeCells cells, int shortRows) = parsed;
                first.Take(edgeOf);
                first.ShortRows += shortRows;
                foreach (CellColumn column in cells.Columns)
                {
                    if (Array.Find(builders, builder => builder.Name == column.Name) is BytesAttributeBuilder builder)
                        builder.Add(column, edgeOf);
                }

                fits(builders);
                context.Report("reading columns", first.Found, edges);
            },
            context.CancellationToken);
        return builders;
    }
}
