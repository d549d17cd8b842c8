using GraphSparse.IO.Parquet;
using GraphSparse.IO.Text;

namespace GraphSparse.IO;

/// <summary>Updates as a file lists them.</summary>
/// <param name="Updates">In the order of the file.</param>
/// <param name="Lines">The line of each update counted from 1, or for Parquet its row.</param>
/// <param name="IsText">Whether places are lines.</param>
/// <param name="StreamSha256">Checksum of an input that could be read only once, else null.</param>
/// <param name="Refused">Updates left out because their weight is invalid.</param>
/// <param name="Notes">Remarks for the person who asked: columns taken and left out, what was assumed.</param>
public sealed record UpdateList(IReadOnlyList<EdgeUpdate> Updates, IReadOnlyList<long> Lines, bool IsText, string? StreamSha256, int Refused, IReadOnlyList<string> Notes);

/// <summary>Reads edge updates from text or Parquet: source, target, weight and op, which is an insertion (+), a deletion (-) or a weight to set (=).</summary>
/// <remarks>
/// Text has columns apart by tab, comma, semicolon or spaces, '#' and '%' comments and an optional header, whose names are recognised as those of graphs are; the op
/// may also be called operation, action or type, and be one of + insert add i, - delete remove d, = set update u. Without a header the columns are source,
/// target, weight, op; with three of them the last is the op where it is one, else the weight. A missing weight is 1, a missing op is +; both are counted. The weight of a deletion is not looked at.
/// <para>Vertices are named as in the graph's own file. Cost: one pass; 32 bytes per update. Determinism: exact.</para>
/// </remarks>
public static class UpdateReader
{
    /// <summary>Reads the updates of a graph.</summary>
    /// <param name="path">A text or Parquet file, or - for standard input.</param>
    /// <param name="vertexCount">Number of vertices of the graph.</param>
    /// <param name="ids">Its external ids, or <see langword="null"/> where vertices are 0..n−1.</param>
    /// <param name="columns">Names of the columns of a text without a header, separated by commas; <see langword="null"/> for the header or the places.</param>
    /// <param name="budget">Memory that may be used, 80 % of the machine's by default.</param>
    /// <param name="lenient">Whether updates whose weight is no conductance are left out and counted; otherwise the first one fails.</param>
    /// <param name="cancellationToken">Looked at several times a second.</param>
    /// <exception cref="GraphFormatException">A line is no update of this graph; says which.</exception>
    public static UpdateList Read(
        string path, int vertexCount, VertexIds? ids = null, string? columns = null, MemoryBudget? budget = null, bool lenient = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        budget ??= MemoryBudget.Default;
        var rows = new UpdateRows(vertexCount, ids, budget, lenient);
        try
        {
            using TextInput input = TextSource.Open(path);
            if (input.IsParquet)
            {
                using SpooledInput? spooled = TextSource.IsStream(path) ? SpooledInput.Copy(input.Raw, cancellationToken) : null;
                ReadParquet(path, spooled, rows, budget, cancellationToken);
            }
            else if (GraphFormats.Extension(path).Equals(PartFolder.Extension, StringComparison.OrdinalIgnoreCase))
            {
                throw new GraphFormatException("is not a Parquet file; its first bytes are not 'PAR1'");
            }
            else
            {
                ReadText(input.Text, rows, columns, budget, cancellationToken);
            }

            return new UpdateList(rows.Updates, rows.Places, !input.IsParquet, input.Sha256(), rows.Refused, rows.Notes());
        }
        catch (GraphFormatException error) when (error.Path is null)
        {
            throw error.At(path);
        }
        catch (InvalidDataException error)
        {
            throw new GraphFormatException($"the compressed data is damaged ({error.Message})", error).At(path);
        }
    }

    private static void ReadParquet(string path, SpooledInput? spooled, UpdateRows rows, MemoryBudget budget, CancellationToken cancellationToken)
    {
        try
        {
            ParquetUpdates.Read(spooled?.Path ?? path, rows, budget, cancellationToken);
        }
        catch (GraphFormatException error) when (spooled is not null)
        {
            throw spooled.Renamed(error, path);
        }
    }

    private static void ReadText(Stream stream, UpdateRows rows, string? columns, MemoryBudget budget, CancellationToken cancellationToken)
    {
        UpdateColumns? layout = columns is null ? null : UpdateColumns.Named(columns.Split(',', StringSplitOptions.TrimEntries));
        if (layout is not null)
            rows.Take(layout);
        FieldLines.Each(stream, budget, (fields, line) =>
        {
            if (layout is null && UpdateColumns.OfHeader(fields) is { } header)
            {
                layout = header;
                rows.Take(header);
                return;
            }

            if (layout is null)
                rows.Take(layout = UpdateColumns.ByPlace(fields));
            rows.Add(LineFields.Required(fields, layout.Source, "source"), LineFields.Required(fields, layout.Target, "target"),
                UpdateColumns.Optional(fields, layout.Weight), UpdateColumns.Optional(fields, layout.Operation), line);
        }, cancellationToken);
    }
}
