using System.Globalization;
using System.Text;
using GraphSparse.IO.Parquet;
using GraphSparse.IO.Text;

namespace GraphSparse.IO;

/// <summary>The columns that the folders of a part tell by their names, such as year=2020: one value for all of its rows.</summary>
internal sealed class PartKeys(IReadOnlyList<KeyValuePair<string, string>> keys, string file)
{
    /// <summary>What Hive writes for a missing value.</summary>
    private const string Null = "__HIVE_DEFAULT_PARTITION__";

    public static PartKeys None { get; } = new([], "");

    /// <summary>The keys that are no columns of the file itself, which go first.</summary>
    public PartKeys Beside(IReadOnlyList<string> columns) =>
        new([.. keys.Where(key => !columns.Contains(key.Key, StringComparer.OrdinalIgnoreCase))], file) { Hidden = [.. keys.Select(key => key.Key).Where(key => columns.Contains(key, StringComparer.OrdinalIgnoreCase))] };

    /// <summary>Keys of the folders that are columns of the file itself.</summary>
    public IReadOnlyList<string> Hidden { get; private init; } = [];

    public IEnumerable<string> Names => keys.Select(key => key.Key);

    /// <summary>Whether the value of a key is text; otherwise it is an integer of 64 bits.</summary>
    public bool IsText(int key) => Integer(Value(key)) is null;

    /// <summary>A column of values, null where the folder gives none.</summary>
    public ParquetColumn Values(int key, int rows, bool asText)
    {
        string name = keys[key].Key;
        string? value = HasValue(key) ? keys[key].Value : null;
        if (asText)
            return ParquetUtf8Column.Create(name, Enumerable.Repeat(value, rows), isOptional: true);
        var nulls = new bool[rows];
        Array.Fill(nulls, value is null);
        var values = new long[rows];
        Array.Fill(values, value is null ? 0 : Integer(value) ?? 0);
        return ParquetColumn.CreateOptional<long>(name, values, nulls);
    }

    /// <summary>A column of ids.</summary>
    public ParquetColumn Ids(int key, int rows)
    {
        string value = Value(key);
        if (Integer(value) is not { } integer)
            return ParquetUtf8Column.Create(keys[key].Key, Enumerable.Repeat<string?>(value, rows));
        var values = new long[rows];
        Array.Fill(values, integer);
        return ParquetColumn.Create<long>(keys[key].Key, values);
    }

    /// <summary>A column of weights.</summary>
    public double[] Weights(int key, int rows)
    {
        double weight = TextNumbers.ParseFinite(Encoding.UTF8.GetBytes(Value(key)));
        if (double.IsNaN(weight))
            throw new GraphFormatException($"its folder says {keys[key].Key}={GraphFormatException.Excerpt(Encoding.UTF8.GetBytes(keys[key].Value))}, and a weight is a finite number").At(file);
        var weights = new double[rows];
        Array.Fill(weights, weight);
        return weights;
    }

    public bool HasValue(int key) => keys[key].Value is { Length: > 0 } value && value != Null;

    private string Value(int key) => HasValue(key) ? keys[key].Value
        : throw new GraphFormatException($"its folder gives no value for {keys[key].Key}").At(file);

    private static long? Integer(string value)
    {
        IntegerId id = IntegerId.Parse(Encoding.UTF8.GetBytes(value));
        return id is { Kind: IntegerKind.Signed, HasLeadingZero: false } && value == id.Value.ToString(CultureInfo.InvariantCulture) ? id.Value : null;
    }
}
