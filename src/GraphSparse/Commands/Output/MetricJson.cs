using System.Text.Json.Nodes;
using GraphSparse.Metrics;

namespace GraphSparse.Commands;

/// <summary>Metrics as JSON.</summary>
internal static class MetricJson
{
    /// <summary>{name: value}.</summary>
    public static JsonObject Of(IReadOnlyList<MetricValue> values)
    {
        var json = new JsonObject();
        foreach (MetricValue value in values)
            json[value.Name] = JsonNumbers.ToJson(value.Value);
        return json;
    }

    /// <summary>{name: {kind, size, standardError}} of those that were sampled.</summary>
    public static JsonObject Estimates(IReadOnlyList<MetricValue> values)
    {
        var json = new JsonObject();
        foreach (MetricValue value in values.Where(v => v.Estimate != Estimate.Exact))
        {
            json[value.Name] = new JsonObject
            {
                ["kind"] = OptionSpec.Kebab(value.Estimate.Kind.ToString()),
                ["size"] = value.Estimate.Size,
                ["standardError"] = value.Estimate.StandardError is { } error ? JsonNumbers.ToJson(error) : null,
            };
        }

        return json;
    }
}
