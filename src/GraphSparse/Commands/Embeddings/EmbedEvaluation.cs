using System.Diagnostics;
using System.Text.Json.Nodes;
using GraphSparse.Embeddings;
using GraphSparse.IO;

namespace GraphSparse.Commands;

/// <summary>Predicts labels and held-out edges from vectors.</summary>
internal static class EmbedEvaluation
{
    /// <summary>Labels of the vertices of a graph.</summary>
    /// <exception cref="GraphFormatException">The file names a vertex that the graph lacks, or has labels of too few.</exception>
    public static VertexLabels ReadLabels(CommandRun run, string file, LoadedInput input)
    {
        LabelList list;
        try
        {
            list = LabelReader.Read(file, input.Graph.VertexCount, input.Loaded.Ids, run.Settings.Budget, run.Settings.CancellationToken);
        }
        catch (GraphFormatException error) when (error.Reason.Contains("vertex", StringComparison.Ordinal) && !error.Reason.Contains("a header", StringComparison.Ordinal) && run.Get<GraphReadOptions>() is { Ids: IdMode.Auto, Vertices: null })
        {
            throw new GraphFormatException($"{error.Reason}; vertices that no edge names are part of the graph with --ids dense, or --vertices N", error.InnerException).At(error.Path, error.Line);
        }

        run.Notes.AddRange(list.Notes);
        int least = 2 * new LabelPredictionOptions().Folds;
        int labelled = list.Pairs.Select(p => p.Vertex).Distinct().Count();
        if (labelled < least)
            throw new GraphFormatException($"has labels of {labelled} vertices; at least {least} are needed").At(file);
        return VertexLabels.From(input.Graph.VertexCount, list.Pairs.Select(p => (p.Vertex, p.Label)));
    }

    /// <summary>Scores at each share of training vertices.</summary>
    public static JsonObject Labels(CommandRun run, Embedding embedding, VertexLabels labels)
    {
        RunSettings settings = run.Settings;
        EvaluationOptions options = run.Get<EvaluationOptions>();
        var shares = new JsonArray();
        foreach (double share in options.Shares())
        {
            LabelPredictionOptions prediction = options.ForLabels(share);
            LabelScores scores = run.Timed("evaluate", () => LabelPrediction.Evaluate(embedding, labels, prediction, settings.Seed, settings.Parallelism, settings.Progress, settings.CancellationToken));
            shares.Add((JsonNode)new JsonObject
            {
                ["trainingShare"] = share,
                ["testVertices"] = scores.TestVertices,
                ["microF1"] = scores.MicroF1,
                ["microF1Deviation"] = scores.MicroDeviation,
                ["macroF1"] = scores.MacroF1,
                ["macroF1Deviation"] = scores.MacroDeviation,
                ["thresholdMicroF1"] = scores.ThresholdMicroF1,
                ["thresholdMacroF1"] = scores.ThresholdMacroF1,
                ["costs"] = new JsonArray([.. scores.Costs.Select(c => JsonValue.Create(c))]),
            });
        }

        return new JsonObject
        {
            ["labels"] = labels.Names.Count,
            ["memberships"] = labels.Count,
            ["splits"] = options.Splits,
            ["shares"] = shares,
        };
    }

    /// <summary>Scores of vectors of the graph without some edges, and of two measures that need no vectors.</summary>
    public static JsonObject Links(CommandRun run, LoadedInput input, CsrGraph graph, double share, Func<CsrGraph, Embedding> embed)
    {
        RunSettings settings = run.Settings;
        string? latestBy = run.Get<EvaluationOptions>().LatestBy;
        if (latestBy is not null && input.Graph.IsDirected)
            throw new ArgumentException("--latest-by is for undirected graphs; leave --directed out.");
        if (graph.IsDirected)
        {
            run.Notes.Add("links are predicted in the undirected graph: the directions of edges are ignored");
            graph = graph.Symmetrize(settings.Parallelism, settings.CancellationToken);
        }

        return run.Timed("evaluate", () =>
        {
            LinkSplit split = latestBy is null
                ? LinkSplit.Draw(graph, share, settings.Seed, settings.Parallelism, settings.Progress, settings.CancellationToken)
                : LinkSplit.Of(graph, LatestEdges.Of(run, input, latestBy, (int)Math.Clamp(Math.Round(share * graph.EdgeCount), 1, int.MaxValue)), settings.Seed, settings.Parallelism, settings.Progress, settings.CancellationToken);
            if (latestBy is not null && split.HeldOut.Count(e => split.Training.Degree(e.Source) == 0 || split.Training.Degree(e.Target) == 0) is var unseen and > 0)
                run.Notes.Add($"{unseen} of {split.HeldOut.Count} edges that are held out have an end without an earlier edge, whose vector is 0");
            if (split.HeldOut.Count < split.Wanted)
                run.Notes.Add($"{split.HeldOut.Count} edges are held out instead of {split.Wanted}: without another one a component would fall apart");
            LinkScores scores = LinkPrediction.Evaluate(embed(split.Training), split);
            return new JsonObject
            {
                ["heldOutEdges"] = split.HeldOut.Count,
                ["otherPairs"] = split.Others.Count,
                ["auc"] = scores.Vectors.Auc,
                ["averagePrecision"] = scores.Vectors.AveragePrecision,
                ["commonNeighborsAuc"] = scores.CommonNeighbors.Auc,
                ["commonNeighborsAveragePrecision"] = scores.CommonNeighbors.AveragePrecision,
                ["degreeProductAuc"] = scores.DegreeProduct.Auc,
                ["degreeProductAveragePrecision"] = scores.DegreeProduct.AveragePrecision,
            };
        });
    }

    /// <summary>A stretch of work and its seconds.</summary>
    public static T Timed<T>(Func<T> work, out double seconds)
    {
        long began = Stopwatch.GetTimestamp();
        T result = work();
        seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return result;
    }
}
