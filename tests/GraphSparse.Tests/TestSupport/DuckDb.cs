using System.Data.Common;
using DuckDB.NET.Data;

namespace GraphSparse.Tests.TestSupport;

/// <summary>DuckDB in this process, with an empty database in memory: an independent reader and writer of Parquet.</summary>
internal sealed class DuckDb : IDisposable
{
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");

    public DuckDb() => _connection.Open();

    /// <summary>Runs a statement without a result.</summary>
    public void Run(string sql)
    {
        using DbCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>All columns of a query by name, each an array of rows; null where a row is null.</summary>
    public Dictionary<string, List<object?>> Query(string sql)
    {
        using DbCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        using DbDataReader reader = command.ExecuteReader();
        List<object?>[] columns = [.. Enumerable.Range(0, reader.FieldCount).Select(_ => new List<object?>())];
        while (reader.Read())
        {
            for (int i = 0; i < columns.Length; i++)
                columns[i].Add(reader.IsDBNull(i) ? null : reader.GetValue(i));
        }

        return Enumerable.Range(0, columns.Length).ToDictionary(reader.GetName, i => columns[i]);
    }

    public void Dispose() => _connection.Dispose();
}
