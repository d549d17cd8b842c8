using System.Globalization;
using GraphSparse.IO.Parquet;
using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace GraphSparse.ParquetNet.Tests;

/// <summary>Tables as programs use Parquet.Net, with its own .NET types: what they write is read here as our reader reads it, and what we write they see as they should.</summary>
public class NativeTests
{
    private const int Rows = 40;

    [Fact]
    public async Task WrittenByPrograms_IsReadAsOurReaderReadsIt()
    {
        byte[] bytes = await WriteNatively();
        ParquetTable ours = Tables.ReadByUs(bytes), theirs = await Tables.ReadByParquetNet(bytes);
        Assert.True(ours.Fields.Count > 20);
        foreach (ParquetField field in ours.Fields)
        {
            int at = theirs.Fields.ToList().FindIndex(f => f.Name == field.Name);
            Assert.Equal(field, theirs.Fields[at]);
            for (int group = 0; group < 2; group++)
                RandomColumns.RequireSameValues(ours.RowGroups[group][ours.Fields.ToList().IndexOf(field)], theirs.RowGroups[group][at]);
        }

        // Repeated fields outside of lists are Parquet.Net's own, and structs neither side has.
        Assert.Equal(["array", "pair"], ours.UnsupportedFields.Select(f => f.Name));
        Assert.Equal("nested columns (structs) are not supported", theirs.UnsupportedFields.Single().Reason);
        var array = (ParquetColumn<int>)theirs.RowGroups[0][theirs.Fields.ToList().FindIndex(f => f.Name == "array")];
        Assert.Equal(Rows, array.RowCount);
        Assert.Equal([1, 2], array.List(0).ToArray());
    }

    [Fact]
    public async Task WrittenByPrograms_HasTheirValues()
    {
        ParquetTable read = await Tables.ReadByParquetNet(await WriteNatively());
        Assert.Equal(-5, Column<int>("int16").Values[5]);
        Assert.Equal(unchecked((int)4_000_000_005u), Column<int>("uint32").Values[5]);
        Assert.Equal(ParquetLogicalType.Unsigned, Field("uint32").LogicalType);
        Assert.Equal((ParquetLogicalType.Decimal, 9, 2), (Field("money").LogicalType, Field("money").Precision, Field("money").Scale));
        Assert.Equal(-525, Column<int>("money").Values[5]);
        Assert.Equal(new DateOnly(2024, 2, 29).DayNumber - new DateOnly(1970, 1, 1).DayNumber + 5, Column<int>("day").Values[5]);
        Assert.Equal((ParquetLogicalType.Timestamp, ParquetTimeUnit.Microseconds, false), (Field("stamp").LogicalType, Field("stamp").Unit, Field("stamp").IsLocal));
        Assert.Equal((new DateTime(2024, 2, 29, 12, 0, 0, DateTimeKind.Utc).AddMinutes(5) - DateTime.UnixEpoch).Ticks / 10, Column<long>("stamp").Values[5]);
        Assert.Equal("00000000-0000-0000-0000-000000000005", new Guid(Bytes("guid")[5], bigEndian: true).ToString());
        Assert.Equal("Knoten 5", Bytes("text").Text(5));
        Assert.True(read.RowGroups[0][Index("maybe")].IsNull(3));
        Assert.Equal([5f, 5.5f], Column<float>("vector").List(5).ToArray());

        int Index(string name) => read.Fields.ToList().FindIndex(f => f.Name == name);
        ParquetField Field(string name) => read.Fields[Index(name)];
        ParquetColumn<T> Column<T>(string name) where T : unmanaged => (ParquetColumn<T>)read.RowGroups[0][Index(name)];
        ParquetUtf8Column Bytes(string name) => (ParquetUtf8Column)read.RowGroups[0][Index(name)];
    }

    [Fact]
    public async Task OurColumns_AreSeenByPrograms()
    {
        var instant = new DateTime(2031, 5, 7, 11, 13, 17, 19, DateTimeKind.Utc);
        long micros = (instant - DateTime.UnixEpoch).Ticks / 10;
        var stamp = new ParquetField("stamp", ParquetType.Int64) { LogicalType = ParquetLogicalType.Timestamp, Unit = ParquetTimeUnit.Microseconds };
        var day = new ParquetField("day", ParquetType.Int32) { LogicalType = ParquetLogicalType.Date };
        var money = new ParquetField("money", ParquetType.Int64, IsOptional: true) { LogicalType = ParquetLogicalType.Decimal, Precision = 15, Scale = 3 };
        var large = new ParquetField("large", ParquetType.FixedBytes) { LogicalType = ParquetLogicalType.Decimal, Precision = 38, Scale = 2, FixedLength = 16 };
        var count = new ParquetField("count", ParquetType.Int64) { LogicalType = ParquetLogicalType.Unsigned };
        var id = new ParquetField("id", ParquetType.FixedBytes) { LogicalType = ParquetLogicalType.Uuid, FixedLength = 16 };
        var guid = new Guid("01234567-89ab-cdef-0123-456789abcdef");
        ParquetColumn[] columns =
        [
            new ParquetColumn<long>(stamp, new[] { micros, 0 }),
            new ParquetColumn<int>(day, new[] { 20000, -1 }),
            new ParquetColumn<long>(money, new[] { -1234567L, 0 }, new[] { false, true }),
            new ParquetUtf8Column(large, Convert.FromHexString("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFF85" + "4B3B4CA85A86C47A098A223FFFFFFFFF"), new[] { 0, 16, 32 }),
            new ParquetColumn<long>(count, new[] { -1L, 1 }),
            new ParquetUtf8Column(id, (byte[])[.. guid.ToByteArray(bigEndian: true), .. new byte[16]], new[] { 0, 16, 32 }),
            ParquetUtf8Column.Create("name", ["Zürich", ""]),
        ];
        byte[] bytes = await Tables.WriteByParquetNet([.. columns.Select(c => c.Field)], [columns]);

        await using ParquetReader reader = await ParquetReader.CreateAsync(new MemoryStream(bytes), new ParquetOptions { UseBigDecimal = true, UseDateOnlyTypeForDates = true });
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        DataField[] fields = reader.Schema.DataFields;
        var stamps = new DateTime[2];
        await group.ReadAsync<DateTime>(fields[0], stamps);
        Assert.Equal((instant, DateTimeKind.Utc), (stamps[0], stamps[0].Kind));
        var days = new DateOnly[2];
        await group.ReadAsync<DateOnly>(fields[1], days);
        Assert.Equal([new DateOnly(2024, 10, 4), new DateOnly(1969, 12, 31)], days);
        var amounts = new BigDecimal?[2];
        await group.ReadAsync<BigDecimal>(fields[2], amounts);
        Assert.Equal("-1234.567|", string.Join('|', amounts.Select(a => a?.ToString())));
        var larges = new BigDecimal[2];
        await group.ReadAsync<BigDecimal>(fields[3], larges);
        Assert.Equal(["-1.23", "999999999999999999999999999999999999.99"], larges.Select(l => l.ToString()));
        var counts = new ulong[2];
        await group.ReadAsync<ulong>(fields[4], counts);
        Assert.Equal([ulong.MaxValue, 1], counts);
        var ids = new Guid[2];
        await group.ReadAsync<Guid>(fields[5], ids);
        Assert.Equal([guid, Guid.Empty], ids);
        var names = new string?[2];
        await group.ReadAsync(fields[6], names);
        Assert.Equal("Zürich|", string.Join('|', names));
    }

    /// <summary>A file of two row groups, written by nothing but Parquet.Net and its own types.</summary>
    private static async Task<byte[]> WriteNatively()
    {
        var element = new DataField<float>("element");
        var schema = new ParquetSchema(
            new DataField<bool>("flag"), new DataField<sbyte>("int8"), new DataField<ushort>("uint16"), new DataField<short>("int16"), new DataField<int>("int32"), new DataField<uint>("uint32"),
            new DataField<long>("int64"), new DataField<ulong>("uint64"), new DataField<float>("float"), new DataField<double>("double"), new DataField<int?>("maybe"),
            new DataField<string>("text", false), new DataField<string>("some_text", true), new DataField<byte[]>("blob"),
            new DecimalDataField("money", 9, 2), new DecimalDataField("more", 18, 4), new DecimalDataField("much", 28, 6), new DecimalDataField("hive", 6, 2, forceByteArrayEncoding: true), new DataField<decimal>("plain"),
            new DataField<DateOnly>("day"), new DateTimeDataField("old_day", DateTimeFormat.Date), new DataField<DateTime>("impala"), new DateTimeDataField("millis", DateTimeFormat.DateAndTime),
            new DateTimeDataField("micros", DateTimeFormat.DateAndTimeMicros), new DateTimeDataField("stamp", DateTimeFormat.Timestamp, true, DateTimeTimeUnit.Micros),
            new TimeDataField("clock", TimeUnitPrecision.Micros), new DataField<Guid>("guid"), new ListField("vector", element),
            new DataField<int[]>("array"), new StructField("pair", new DataField<int>("x")));
        using var stream = new MemoryStream();
        await using (var writer = await global::Parquet.ParquetWriter.CreateAsync(schema, stream))
        {
            for (int g = 0; g < 2; g++)
            {
                using ParquetRowGroupWriter group = writer.CreateRowGroup();
                var start = new DateTime(2024, 2, 29, 12, 0, 0, DateTimeKind.Utc);
                int next = 0;
                DataField Next() => schema.DataFields[next++];
                Task Write<T>(Func<int, T> value) where T : struct => group.WriteAsync<T>(Next(), Enumerable.Range(0, Rows).Select(value).ToArray());
                await Write(i => i % 3 == 0);
                await Write(i => (sbyte)-i);
                await Write(i => (ushort)(65000 + i));
                await Write(i => (short)-i);
                await Write(i => i * 1000);
                await Write(i => 4_000_000_000u + (uint)i);
                await Write(i => -10_000_000_000L * i);
                await Write(i => ulong.MaxValue - (ulong)i);
                await Write(i => i / 8f);
                await Write(i => i / 3.0);
                await group.WriteAsync<int>(Next(), Enumerable.Range(0, Rows).Select(i => i % 4 == 3 ? (int?)null : i).ToArray());
                await group.WriteAsync(Next(), Enumerable.Range(0, Rows).Select(i => $"Knoten {i}").ToArray());
                await group.WriteAsync(Next(), Enumerable.Range(0, Rows).Select(i => i % 5 == 0 ? null : $"ä{i}").ToArray());
                await group.WriteAsync(Next(), Enumerable.Range(0, Rows).Select(i => new byte[i % 4]).ToArray());
                await Write(i => -1.05m * i);
                await Write(i => 12345678901.2345m * i);
                await Write(i => -123456789012345678.654321m + i);
                await Write(i => 1.25m * i);
                await Write(i => 1.5m * i);
                await Write(i => new DateOnly(2024, 2, 29).AddDays(i));
                await Write(i => start.Date.AddDays(-i * 400));
                await Write(i => start.AddTicks(i * 7));
                await Write(i => start.AddMilliseconds(-i));
                await Write(i => start.AddMicroseconds(i));
                await Write(i => start.AddMinutes(i));
                await Write(i => 3_600_000_000L + i);
                await Write(i => new Guid($"00000000-0000-0000-0000-{i.ToString("x12", CultureInfo.InvariantCulture)}"));
                await group.WriteAsync<float>(Next(), Enumerable.Range(0, Rows).SelectMany(i => (float?[])[i, i + 0.5f]).ToArray(), Enumerable.Range(0, 2 * Rows).Select(i => i % 2).ToArray());
                await group.WriteAsync<int>(Next(), Enumerable.Range(0, Rows).SelectMany(i => (int[])[i + 1, i + 2]).ToArray(), Enumerable.Range(0, 2 * Rows).Select(i => i % 2).ToArray());
                await group.WriteAllPartsAsync<int>(Next(), Enumerable.Range(0, Rows).ToArray(), Enumerable.Repeat(1, Rows).ToArray(), null, default);
            }
        }

        return stream.ToArray();
    }
}
