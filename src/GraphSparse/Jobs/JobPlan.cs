using GraphSparse.Acceleration;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.IO;

namespace GraphSparse.Jobs;

/// <summary>What a job will do, known before it begins.</summary>
internal static class JobPlan
{
    /// <summary>Peak memory of the steps of one item, with what the program itself takes, in bytes.</summary>
    public static long PredictMemoryBytes(JobSpec job, JobGraph graph, RunSettings settings)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(graph);
        var options = (GraphReadOptions)OptionGroup.Of<GraphReadOptions>().Bind(graph.Values);
        GraphSize size = GraphSizeEstimator.Estimate(graph.Path, options, settings.Budget);
        long work = job.StepsOf(graph).Select(step =>
        {
            CommandRun run = RunOf(step, graph, settings);
            return step.Command.EstimateWorkBytes(run, size) + (run.HasKernels ? run.Device.EstimateBytes(size) : 0);
        }).DefaultIfEmpty().Max();
        return Math.Max(size.ReadBytes, size.HeldBytes + size.GraphBytes + work) + RunPlan.FixedBytes(settings) + settings.Budget.TakenBytes;
    }

    /// <summary>Fails where a device was named that is not there and that a step has kernels for.</summary>
    /// <exception cref="DeviceException">It is not there.</exception>
    public static void RequireDevice(JobSpec job, RunSettings settings)
    {
        if (!DeviceName.NamesDevice(settings.Device))
            return;
        CommandRun? first = job.Graphs.SelectMany(graph => job.StepsOf(graph).Select(step => RunOf(step, graph, settings))).FirstOrDefault(run => run.HasKernels);
        first?.Device.Require();
    }

    /// <summary>A step as far as it is known before the job runs: every argument is the graph.</summary>
    private static CommandRun RunOf(JobStep step, JobGraph graph, RunSettings settings) => new(step.Command, [.. step.Command.Arguments.Select(_ => graph.Path)], step.Values, settings);

    /// <summary>Fails where two outputs are one file, or an output is an input or the job file; --overwrite does not cover these.</summary>
    /// <exception cref="GraphFormatException">Two outputs are one file.</exception>
    /// <exception cref="IOException">An output would replace an input.</exception>
    public static void RefuseOverlaps(JobSpec job)
    {
        ArgumentNullException.ThrowIfNull(job);
        var outputs = new HashSet<string>(StringComparer.Ordinal);
        var folders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string relative in Outputs(job).Append(Manifest.FileName))
        {
            string folder = Path.GetDirectoryName(relative)!;
            if (!folders.TryGetValue(folder, out string? real))
                folders.Add(folder, real = FilePaths.Real(Path.Combine(job.Output, folder)));
            string path = Path.Combine(real, Path.GetFileName(relative));
            if (new FileInfo(path).LinkTarget is not null)
                path = FilePaths.Real(path);
            if (!outputs.Add(path))
                throw new GraphFormatException($"two outputs are the same file, '{path}'").At(job.Path);
        }

        if (job.Report is not null && job.Graphs.Any(g => g.Name == job.Report))
            throw new GraphFormatException($"the report and the folder of a graph are both named '{job.Report}'").At(job.Path);
        foreach (string input in Inputs(job).Distinct(StringComparer.Ordinal))
        {
            if (outputs.Contains(FilePaths.Real(input)))
                throw FileErrors.Refusal(input, $"'{input}' is an input of this job and the place of an output; choose another 'output' or other names.");
        }
    }

    /// <summary>Every output beside the manifest, as a path from the output folder.</summary>
    internal static IEnumerable<string> Outputs(JobSpec job)
    {
        foreach (JobGraph graph in job.Graphs)
        {
            foreach (JobStep step in job.StepsOf(graph))
            {
                foreach (string output in Outputs(graph.Name, step))
                    yield return output;
            }
        }

        if (job.Report is not null)
            yield return job.Report;
    }

    /// <summary>The files that a step writes for an item, as paths from the output folder.</summary>
    internal static IReadOnlyList<string> Outputs(string item, JobStep step) =>
        step.Command.OutputFiles is { } files ? [.. files(step.Values).Select(file => Path.Combine(Output(item, step), file))] : [Output(item, step)];

    /// <summary>An output and those of the same step.</summary>
    internal static IReadOnlyList<string> OutputsWith(JobSpec job, string relative) =>
        job.Graphs.SelectMany(graph => job.StepsOf(graph).Select(step => Outputs(graph.Name, step))).FirstOrDefault(files => files.Contains(relative)) ?? [relative];

    /// <summary>The output of a step for an item, a file or a folder, as a path from the output folder.</summary>
    internal static string Output(string item, JobStep step) => Path.Combine(item, step.Command.OutputFiles is null ? step.Name + ".parquet" : step.Name);

    private static IEnumerable<string> Inputs(JobSpec job)
    {
        yield return job.Path;
        foreach (string file in job.Steps.SelectMany(s => s.FilesRead))
            yield return file;
        foreach (JobGraph graph in job.Graphs)
        {
            foreach (string file in Files(graph))
                yield return file;
        }
    }

    /// <summary>The files of a graph; none where they cannot be found, which its steps will say.</summary>
    private static IReadOnlyList<string> Files(JobGraph graph)
    {
        try
        {
            (string path, _) = DatasetCatalog.Resolve(graph.Path, GraphReadOptions.Default);
            return InputFiles.Resolve(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or GraphFormatException)
        {
            return [];
        }
    }
}
