using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.IO.Parquet;

/// <summary>Lets DuckDB write files of many kinds. The values follow formulas that <see cref="DuckDbFilesTests"/> computes again.</summary>
internal static class DuckDbFiles
{
    public static string[] Codecs { get; } = ["uncompressed", "snappy", "gzip", "zstd", "brotli", "lz4_raw"];

    public static string[] Versions { get; } = ["v1", "v2"];

    /// <summary>Rows of the file of a codec: Brotli takes seconds for larger files.</summary>
    public static int RowsOf(string codec) => codec == "brotli" ? 500 : 9000;

    public static void Write(TemporaryFolder folder)
    {
        using var duckDb = new DuckDb();
        foreach (string version in Versions)
        {
            foreach (string codec in Codecs)
                Copy($"{codec}-{version}", Table(RowsOf(codec)), $"codec '{codec}', row_group_size 4096, parquet_version '{version}', kv_metadata {{vertices: '{RowsOf(codec)}'}}");
        }

        Copy("no-rows", Table(0), "codec 'snappy'");
        Copy("null-in-list", "select [1, null, 3]::integer[] as v", "codec 'snappy'");
        Copy("unsigned", "select 4000000000::uinteger as v", "codec 'snappy'");

        void Copy(string name, string query, string options) =>
            duckDb.Run($"copy ({query}) to '{folder[$"{name}.parquet"]}' (format parquet, {options})");
    }

    private static string Table(int rows) =>
        $$"""
        select
          (i * 7919 % 1000003 - 500000)::integer as i32,
          (i * 1234567891 - 5000000000000)::bigint as i64,
          (i // 8)::integer as sorted,
          (i % 10)::integer as small,
          ((i % 977) / 8.0)::float as f,
          ((i % 977)::double / 3.0::double)::double as d,
          (i % 3 = 0)::boolean as b,
          ('v' || (i % 50))::varchar as s,
          ('Ärger-' || (i * 31))::varchar as u,
          (case when i % 5 = 0 then null else i end)::integer as null_i32,
          (case when i % 7 < 5 then null else i * 0.5 end)::double as null_d,
          (case when i % 4 = 1 then null else 't' || i end)::varchar as null_s,
          (case when i % 6 = 2 then null else i % 2 = 0 end)::boolean as null_b,
          null::integer as all_null,
          (case when i % 11 = 0 then null else list_transform(range(i % 4), x -> (i + x) / 4.0) end)::float[] as lf,
          list_transform(range(i % 3), x -> i * 3 - x)::integer[] as li,
          (i % 200)::utinyint as u8,
          (i % 30000 - 15000)::smallint as i16,
          (i * 1000)::uinteger as u32,
          (date '2020-01-01' + (i % 1000)::integer)::date as day,
          ((i % 100)::decimal(9, 2) / 100)::decimal(9, 2) as cents,
          ((i - 4000)::decimal(38, 4) / 10000)::decimal(38, 4) as fine,
          {'x': i, 'y': [i]} as refused_struct,
          map([i], [i]) as refused_map,
          ['a', 'b'] as refused_list,
          [[1]] as refused_nested,
          ('00000000-0000-4000-8000-' || lpad(to_hex(i), 12, '0'))::uuid as uuid,
          (i * 2)::integer as last
        from range({{rows}}) t(i)
        """;
}
