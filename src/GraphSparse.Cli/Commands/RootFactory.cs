using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;

namespace GraphSparse.Cli.Commands;

/// <summary>Makes the command line: the verbs of the catalog, and the commands around them.</summary>
internal static class RootFactory
{
    public static RootCommand Create(out GlobalOptions global)
    {
        var root = new RootCommand("Makes large graphs small without losing what matters, and says what was kept.");
        global = new GlobalOptions();
        global.AddTo(root);
        foreach (CommandEntry verb in CommandCatalog.Entries)
            root.Subcommands.Add(VerbCommand.Create(verb, global));
        root.Subcommands.Add(RunCommand.Create(global));
        root.Subcommands.Add(DatasetsCommand.Create(global));
        root.Subcommands.Add(DevicesCommand.Create(global));

        HelpOption help = root.Options.OfType<HelpOption>().First();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    /// <summary>The parser's help, followed by an example and the tables of the verb.</summary>
    private sealed class HelpWithExamples(HelpAction inner) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            int code = inner.Invoke(parseResult);
            TextWriter output = parseResult.InvocationConfiguration.Output;
            string name = parseResult.CommandResult.Command.Name;
            CommandEntry? verb = CommandCatalog.Find(name);
            foreach (HelpTable table in verb?.Tables ?? [])
                WriteTable(output, table);
            string? example = verb?.Example ?? name switch
            {
                "run" => RunCommand.Example,
                "datasets" => "datasets list",
                "devices" => "devices",
                "list" or "where" or "get" when parseResult.CommandResult.Parent is not null => name == "list" ? "datasets list" : $"datasets {name} us-power-grid",
                _ => "sparsify us-power-grid sparse.parquet --method local-degree --keep 0.3",
            };
            output.WriteLine("Example:");
            output.WriteLine($"  graphsparse {example}");
            output.WriteLine();
            return code;
        }

        private static void WriteTable(TextWriter output, HelpTable table)
        {
            output.WriteLine($"{table.Title}:");
            int width = table.Rows.Max(r => r[0].Length);
            foreach (IReadOnlyList<string> row in table.Rows)
                output.WriteLine($"  {row[0].PadRight(width)}  {row[1]}");
            output.WriteLine();
        }
    }
}
