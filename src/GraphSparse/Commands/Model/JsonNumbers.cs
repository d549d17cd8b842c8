using System.Text.Json.Nodes;

namespace GraphSparse.Commands;

/// <summary>Numbers in JSON, which knows no infinity.</summary>
internal static class JsonNumbers
{
    /// <summary>A finite number, or the string "Infinity" or "-Infinity".</summary>
    public static JsonValue ToJson(double value)
    {
        if (double.IsNaN(value))
            throw new InvalidOperationException("A result is NaN.");
        return double.IsFinite(value) ? JsonValue.Create(value) : JsonValue.Create(value > 0 ? "Infinity" : "-Infinity");
    }
}
