using System.Globalization;
using GraphSparse.IO;
using GraphSparse.IO.Parquet;

namespace GraphSparse.Commands;

/// <summary>A result that is a table and no graph, as Parquet or as CSV by the name of its file: groups of rows are encoded on any thread and written in order.</summary>
internal sealed class TableFile : IDisposable
{
    private readonly AtomicFile _file;
    private readonly ParquetWriter _writer; // of a text file only to know the fields
    private readonly char? _separator;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _metadata;

    /// <param name="run">The run.</param>
    /// <param name="path">The output.</param>
    /// <param name="fields">The columns.</param>
    /// <param name="graph">What the table is about.</param>
    public TableFile(CommandRun run, string path, IReadOnlyList<ParquetField> fields, CsrGraph graph)
    {
        _separator = SeparatorOf(path);
        _metadata = [.. run.Provenance.ToMetadata(), .. WalkTable.Declarations(graph)];
        _file = new AtomicFile(path, run.Settings.Overwrite);
        _writer = new ParquetWriter(_separator is null ? _file.Stream : Stream.Null, fields, leaveOpen: true);
        if (_separator is { } separator)
            _file.Stream.Write(TableText.Header(fields, separator));
    }

    /// <summary>Fails before the work starts where the output could not be written.</summary>
    /// <exception cref="ArgumentException">The name ends neither in .parquet nor in .csv or .tsv.</exception>
    /// <exception cref="IOException">The file exists and may not be replaced.</exception>
    public static void Refuse(CommandRun run, string path, string what)
    {
        if (SeparatorOf(path) is null && !Path.GetExtension(path).Equals(".parquet", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"'{path}' ends in none of .parquet, .csv, .tsv; {what} written as one of these.");
        AtomicFile.RefuseExisting(path, run.Settings.Overwrite);
    }

    /// <summary>Encodes rows; several threads may do so at once.</summary>
    public EncodedRows Encode(IReadOnlyList<ParquetColumn> columns, CancellationToken cancellationToken) => _separator is { } separator
        ? new EncodedRows(null, TableText.Of(columns, separator, cancellationToken))
        : new EncodedRows(_writer.Encode(columns, cancellationToken), []);

    /// <summary>Writes what <see cref="Encode"/> gave.</summary>
    public void Write(EncodedRows rows)
    {
        if (rows.Group is null)
        {
            _file.Stream.Write(rows.Text);
            return;
        }

        using (rows.Group)
            _writer.Write(rows.Group);
    }

    /// <summary>Encodes groups of rows on any thread and writes them in order.</summary>
    /// <param name="count">Rows.</param>
    /// <param name="groupRows">Rows of a group.</param>
    /// <param name="columns">The columns of some rows, by the first and their number.</param>
    /// <param name="settings">Threads.</param>
    public void WriteGroups(int count, int groupRows, Func<int, int, ParquetColumn[]> columns, RunSettings settings) => settings.Parallelism.MapInOrder(
        Enumerable.Range(0, (count + groupRows - 1) / groupRows),
        group => Encode(columns(group * groupRows, Math.Min(groupRows, count - group * groupRows)), settings.CancellationToken),
        Write,
        settings.CancellationToken);

    /// <summary>Ends the table and gives it its name.</summary>
    public OutputFile Commit()
    {
        _writer.Close(_metadata);
        return _file.Commit();
    }

    public void Dispose()
    {
        _writer.Dispose();
        _file.Dispose();
    }

    private static char? SeparatorOf(string path) => Path.GetExtension(path).ToLower(CultureInfo.InvariantCulture) switch { ".csv" => ',', ".tsv" => '\t', _ => null };
}

/// <summary>Rows as they will stand in a file.</summary>
/// <param name="Group">For Parquet.</param>
/// <param name="Text">For text.</param>
internal sealed record EncodedRows(EncodedRowGroup? Group, byte[] Text);
