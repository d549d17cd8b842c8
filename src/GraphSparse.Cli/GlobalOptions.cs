using System.CommandLine;
using System.Globalization;
using GraphSparse.Acceleration;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;

namespace GraphSparse.Cli;

/// <summary>Options that every command has.</summary>
internal sealed class GlobalOptions
{
    /// <summary>What code takes that is compiled while a command runs: 8 to 14 MiB from here to the end, measured on ten commands over a small graph.</summary>
    private const long LaterCodeBytes = 14 << 20;

    public Option<int?> Threads { get; } = new("--threads")
    {
        Description = "Threads to use; results do not depend on it (default: all cores)",
        HelpName = "N",
        Recursive = true,
    };

    public Option<ulong> Seed { get; } = new("--seed")
    {
        Description = "Seed of all random choices",
        HelpName = "N",
        Recursive = true,
        DefaultValueFactory = _ => new RunSettings().Seed,
    };

    public Option<string?> Memory { get; } = new("--memory")
    {
        Description = "Most memory to use, the program itself included, such as 512M or 4G (default: 80 % of the machine's)",
        HelpName = "SIZE",
        Recursive = true,
    };

    public Option<string> Device { get; } = new("--device")
    {
        Description = "Where kernels run: auto (a GPU for long work, else the CPU), cpu, cuda[:N] or opencl[:N]",
        HelpName = "NAME",
        Recursive = true,
        DefaultValueFactory = _ => new RunSettings().Device,
    };

    public Option<bool> Json { get; } = new("--json") { Description = "Print the result as one JSON document and nothing else", Recursive = true };

    public Option<bool> Quiet { get; } = new("--quiet") { Description = "Print no progress and no notes, and no table if a file is written", Recursive = true };

    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Print the plan with predicted memory, and stop", Recursive = true };

    public Option<bool> Overwrite { get; } = new("--overwrite") { Description = "Replace existing outputs", Recursive = true };

    public GlobalOptions()
    {
        Threads.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out int n) && n is < 1 or > 4096)
                result.AddError($"--threads is {n}; it must be in [1, 4096].");
        });
        Device.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.Tokens[0].Value != "auto" && !DeviceName.TryParse(result.Tokens[0].Value, out _))
                result.AddError($"--device '{result.Tokens[0].Value}' is none of auto, {DeviceName.Forms}.");
        });
        Memory.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !MemoryBudget.TryParse(result.Tokens[0].Value, out _))
                result.AddError($"--memory '{result.Tokens[0].Value}' is not a size such as 512M or 4G.");
        });
    }

    public void AddTo(RootCommand root)
    {
        foreach (Option option in new Option[] { Threads, Device, Seed, Memory, Json, Quiet, DryRun, Overwrite })
            root.Options.Add(option);
    }

    public Terminal CreateTerminal(ParseResult parsed) => new(parsed.GetValue(Json), parsed.GetValue(Quiet));

    public RunSettings Settings(ParseResult parsed, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        bool isLimited = MemoryBudget.TryParse(parsed.GetValue(Memory), out MemoryBudget? limit);
        long taken = Environment.WorkingSet + LaterCodeBytes;
        if (isLimited)
            HeapLimit.Set(limit!.LimitBytes - taken + GC.GetTotalMemory(forceFullCollection: false));
        MemoryBudget budget = (isLimited ? limit! : MemoryBudget.Default).Beside(taken);
        budget.Ensure(1, "any command");
        return new RunSettings
        {
            Seed = parsed.GetValue(Seed),
            Parallelism = new Parallelism(parsed.GetValue(Threads) ?? Environment.ProcessorCount),
            Device = parsed.GetRequiredValue(Device),
            Budget = budget,
            Overwrite = parsed.GetValue(Overwrite),
            Progress = progress,
            CancellationToken = cancellationToken,
        };
    }
}
