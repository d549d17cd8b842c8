using GraphSparse.Acceleration;
using GraphSparse.IO;

namespace GraphSparse.Commands;

/// <summary>What a run would do: for --dry-run, which prints it and stops.</summary>
/// <param name="Lines">What would be read, done and written, in sentences.</param>
/// <param name="PredictedMemoryBytes">Peak memory, with what the program itself takes.</param>
/// <param name="LimitBytes">The budget.</param>
internal sealed record RunPlan(IReadOnlyList<string> Lines, long PredictedMemoryBytes, long LimitBytes)
{
    /// <summary>Buffers that a run has whatever its size.</summary>
    private const long RuntimeBytes = 8 << 20;

    /// <summary>What a driver and the compiler of kernels take in this process (PoCL: 92 to 98 MB).</summary>
    internal const long DriverBytes = 100 << 20;

    /// <summary>What any run takes beside its graph and its work.</summary>
    internal static long FixedBytes(RunSettings settings) => RuntimeBytes + (DeviceName.NamesDevice(settings.Device) ? DriverBytes : 0);

    /// <summary>Plans a run without reading more than the beginning of its inputs.</summary>
    /// <exception cref="ResourceLimitException">The budget would not be enough.</exception>
    public static RunPlan Of(CommandRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var lines = new List<string>();
        run.Command.CheckAll(run);
        run.Device.Require();
        if (run.TryGet(out GraphReadOptions? reading))
            reading.Validate();
        long read = 0;
        long work = 0;
        long least = 0;
        for (int i = 0; i < run.Arguments.Count; i++)
        {
            if (run.Command.Arguments[i].Kind == ArgumentKind.Output)
            {
                lines.Add($"write {run.Arguments[i]}");
                continue;
            }

            if (run.Command.Arguments[i].Kind is ArgumentKind.Word or ArgumentKind.Words)
                continue;
            if (run.Command.Arguments[i].Kind == ArgumentKind.OtherInput && SummaryFolder.IsSummary(run.Arguments[i]))
            {
                lines.Add($"read {run.Arguments[i]}: a summary, {MemoryBudget.Text(SummaryFolderReader.Bytes(run.Arguments[i]))}");
                continue;
            }

            if (run.Command.Arguments[i].Kind == ArgumentKind.File)
            {
                lines.Add($"read {run.Arguments[i]}{(File.Exists(run.Arguments[i]) ? $": {MemoryBudget.Text(new FileInfo(run.Arguments[i]).Length)}" : "")}");
                continue;
            }

            GraphSize size = GraphSizeEstimator.Estimate(run.Arguments[i], run.ReadOptionsOf(i), run.Settings.Budget);
            lines.Add($"read {run.Arguments[i]}: {(size.IsExact ? "" : "about ")}{size.Vertices} vertices, {size.Edges} edges{(size.Weighted ? ", weighted" : "")}, {MemoryBudget.Text(size.GraphBytes)} as a graph{(size.IsMapped ? ", mapped" : "")}");
            read = Math.Max(read, size.ReadBytes);
            long onDevice = run.Device.EstimateBytes(size);
            work = Math.Max(work, size.HeldBytes + onDevice + run.Columns.Bytes(size) + run.Command.EstimateWorkBytes(run, size));
            least = Math.Max(least, size.HeldBytes + onDevice + run.Columns.Bytes(size) / 2 + (run.Command.LeastWorkBytes ?? run.Command.EstimateWorkBytes)(run, size));
        }

        if (run.Command.WorkWithoutGraph is not null)
            work = least = run.Command.EstimateWorkBytes(run, new GraphSize(0, 0, false, false, IsExact: true));
        lines.Add(string.Join(' ', [run.Command.Name, .. run.Arguments.Where((_, i) => run.Command.Arguments[i].Kind is ArgumentKind.Word or ArgumentKind.Words).SelectMany(words => words.Split('\n', StringSplitOptions.RemoveEmptyEntries)), .. run.OptionsAsTyped()]));
        long memory = Math.Max(read, work) + FixedBytes(run.Settings) + run.Settings.Budget.TakenBytes;
        run.Settings.Budget.Ensure(Math.Max(read, least) + FixedBytes(run.Settings), $"this {run.Command.Name}");
        return new RunPlan(lines, memory, run.Settings.Budget.LimitBytes);
    }
}
