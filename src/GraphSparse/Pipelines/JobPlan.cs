using GraphSparse.IO;

namespace GraphSparse.Pipelines;

/// <summary>Predicts what a job takes.</summary>
public static class JobPlan
{
    /// <summary>Peak memory of the steps of one item, beside the idle program, in bytes.</summary>
    public static long PredictMemoryBytes(JobSpec job, JobGraph graph, RunSettings settings)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(graph);
        var options = (GraphReadOptions)OptionGroup.Of<GraphReadOptions>().Bind(graph.Values);
        GraphSize size = GraphSizeEstimator.Estimate(graph.Path, options);
        long work = job.Steps.Max(step => step.Verb.EstimateWorkBytes(
            new VerbRun(step.Verb, [.. step.Verb.Arguments.Select(_ => graph.Path)], step.Values, settings), size));
        return Math.Max(size.ReadBytes, size.GraphBytes * 2 + work);
    }
}
