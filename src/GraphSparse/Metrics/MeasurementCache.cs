using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace GraphSparse.Metrics;

/// <summary>What was measured of a graph, kept as long as the graph: one original is compared with many others, and some metrics share a measurement.</summary>
internal static class MeasurementCache
{
    private static readonly ConditionalWeakTable<CsrGraph, ConcurrentDictionary<string, object>> Known = [];

    /// <summary>What is known under a key, which names everything that the value depends on beside the graph; computed where nothing is.</summary>
    public static T Of<T>(CsrGraph graph, string key, Func<T> compute)
        where T : notnull
    {
        ConcurrentDictionary<string, object> values = Known.GetValue(graph, _ => new ConcurrentDictionary<string, object>());
        if (values.TryGetValue(key, out object? known))
            return (T)known;
        T value = compute();
        values[key] = value;
        return value;
    }
}
