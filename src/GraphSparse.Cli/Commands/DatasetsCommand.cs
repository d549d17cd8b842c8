using System.CommandLine;
using System.Text.Json.Nodes;
using GraphSparse.Acceleration;
using GraphSparse.Cli.Rendering;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;
using Spectre.Console;

namespace GraphSparse.Cli.Commands;

/// <summary><c>datasets list|get NAME|where NAME</c>: the catalog of real networks.</summary>
internal static class DatasetsCommand
{
    public static Command Create(GlobalOptions global)
    {
        var command = new DescribedCommand("datasets", "List, find or fetch the real networks of the catalog.", "datasets list");
        var list = new DescribedCommand("list", "List all networks and whether they are on this machine.", "datasets list");
        list.SetAction((parsed, _) => Task.FromResult(List(parsed, global)));
        command.Subcommands.Add(list);
        command.Subcommands.Add(Named("where", "Print the path of a network's file.", global, (entry, _) => DatasetCatalog.Resolve(entry.Name, new()).Path));
        command.Subcommands.Add(Named("get", "Check a network's file in the folder GRAPHSPARSE_DATASETS and copy it into the user's cache.", global, DatasetCatalog.Fetch));
        return command;
    }

    private static DescribedCommand Named(string name, string summary, GlobalOptions global, Func<DatasetEntry, CancellationToken, string> find)
    {
        var command = new DescribedCommand(name, summary, $"datasets {name} us-power-grid");
        var argument = new Argument<string>("NAME") { Description = "Name of the network" };
        command.Arguments.Add(argument);
        command.SetAction((parsed, cancellationToken) => Interruptible.Run(
            token =>
            {
                Terminal terminal = global.CreateTerminal(parsed);
                RefuseDevice(parsed, global);
                string wanted = parsed.GetRequiredValue(argument);
                DatasetEntry entry = DatasetCatalog.Find(wanted) ?? throw new ArgumentException(
                    $"There is no data set '{wanted}'{(NameSuggestion.Nearest(wanted, DatasetCatalog.Entries.Select(e => e.Name)) is { } near ? $"; did you mean {near}?" : ".")}");
                string path = find(entry, token);
                if (terminal.IsJson)
                    Terminal.WriteJson(WithResult(global, parsed, new JsonObject { ["name"] = entry.Name, ["path"] = path }));
                else
                    Console.Out.WriteLine(path);
                return Failure.Success;
            },
            cancellationToken));
        return command;
    }

    private static int List(ParseResult parsed, GlobalOptions global)
    {
        Terminal terminal = global.CreateTerminal(parsed);
        RefuseDevice(parsed, global);
        if (terminal.IsJson)
        {
            var rows = new JsonArray([.. DatasetCatalog.Entries.Select(e => new JsonObject
            {
                ["name"] = e.Name, ["kind"] = e.Kind, ["vertices"] = e.Vertices, ["edges"] = e.Edges, ["directed"] = e.Directed,
                ["weighted"] = e.Weighted, ["source"] = e.Source, ["licence"] = e.Licence, ["path"] = DatasetCatalog.Locate(e),
            })]);
            Terminal.WriteJson(WithResult(global, parsed, new JsonObject { ["datasets"] = rows }));
            return Failure.Success;
        }

        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("name");
        table.AddColumn(new TableColumn("vertices").RightAligned());
        table.AddColumn(new TableColumn("edges").RightAligned());
        table.AddColumn("kind");
        table.AddColumn("here");
        foreach (DatasetEntry entry in DatasetCatalog.Entries)
        {
            string kind = entry.Kind + Remark(entry, entry.Directed, "directed") + Remark(entry, entry.Weighted, "weighted");
            table.AddRow(Markup.Escape(entry.Name), $"{entry.Vertices:#,0}", $"{entry.Edges:#,0}", Markup.Escape(kind), entry.Shipped ? "shipped" : DatasetCatalog.Locate(entry) is null ? "" : "yes");
        }

        terminal.Out.Write(table);
        return Failure.Success;
    }

    private static void RefuseDevice(ParseResult parsed, GlobalOptions global)
    {
        if (DeviceName.NamesDevice(parsed.GetRequiredValue(global.Device)))
            throw new ArgumentException("datasets has no kernels for devices. Leave --device out.");
    }

    private static string Remark(DatasetEntry entry, bool applies, string word) =>
        applies && !entry.Kind.Contains(word, StringComparison.Ordinal) ? ", " + word : "";

    private static JsonObject WithResult(GlobalOptions global, ParseResult parsed, JsonObject result)
    {
        JsonObject document = ResultDocument.Head("datasets", global.Settings(parsed, null, CancellationToken.None));
        document.Insert(3, "result", result);
        return document;
    }
}
