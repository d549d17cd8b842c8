namespace GraphSparse.IO;

/// <summary>Tells what became of rows that are no edges of their own.</summary>
internal static class RepeatNotes
{
    public static IEnumerable<string> Of(BuildReport build, GraphReadOptions options, CsrGraph graph, GraphFormat format)
    {
        if (build.SelfLoopsDropped > 0)
            yield return $"{build.SelfLoopsDropped} self-loops dropped";
        if (build.ReciprocalDuplicatesMerged > 0 && format != GraphFormat.Metis) // whose format lists edges so
            yield return $"every edge is listed in both directions{(graph.IsWeighted ? " with one weight" : "")}: {build.ReciprocalDuplicatesMerged} reverse rows merged with theirs";
        if (build.DuplicatesMerged == 0)
            yield break;
        string merged = options.Duplicates switch
        {
            DuplicatePolicy.Min or DuplicatePolicy.Max when !graph.IsWeighted => "the first kept",
            DuplicatePolicy.Min => "the smallest weight kept",
            DuplicatePolicy.Max => "the largest weight kept",
            DuplicatePolicy.First => "the first kept",
            DuplicatePolicy.Sum => graph.IsWeighted ? "weights summed" : "counted as weights",
            _ => graph.IsWeighted ? "weights summed" : "the first kept",
        };
        yield return $"{build.DuplicatesMerged} of {build.Rows} rows repeat an edge{(graph.IsDirected ? "" : " in either direction")}: {merged} (GraphReadOptions.Duplicates says otherwise)";
    }
}
