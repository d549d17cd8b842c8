using System.CommandLine;
using GraphSparse.Cli.Help;
using GraphSparse.Commands;

namespace GraphSparse.Cli.Commands;

/// <summary>Makes the command line: the commands of the catalog, and those around them.</summary>
internal static class RootFactory
{
    /// <summary>The example of the program's help.</summary>
    public const string Example = "sparsify us-power-grid sparse.parquet --method local-degree --keep 0.3";

    /// <summary>Makes it for a command line: only commands that it names get their options, which takes a good part of the start of a short run.</summary>
    public static RootCommand Create(string[] args, out GlobalOptions global)
    {
        var root = new RootCommand("Reduce large graphs and measure what was preserved.");
        global = new GlobalOptions();
        global.AddTo(root);
        foreach (CommandEntry entry in CommandCatalog.Entries)
            root.Subcommands.Add(GraphCommand.Create(entry, global, hasOptions: args.Contains(entry.Name)));
        root.Subcommands.Add(RunCommand.Create(global));
        root.Subcommands.Add(DatasetsCommand.Create(global));
        root.Subcommands.Add(DevicesCommand.Create(global));
        HelpWord.AddTo(root);
        return root;
    }
}
