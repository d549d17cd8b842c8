using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace GraphSparse.Cli.Rendering;

/// <summary>Prints how well vectors predict labels and links.</summary>
internal static class EmbeddingPrinter
{
    /// <summary>Tables of what a result has of these.</summary>
    public static void Print(Terminal terminal, JsonObject result)
    {
        if (result["sparsified"] is JsonObject sparsified)
            terminal.Out.Write(Sparsified(sparsified, result["whole"] as JsonObject));
        if (result["evaluation"] is JsonObject evaluation)
            terminal.Out.Write(Labels(evaluation, result["whole"]?["evaluation"] as JsonObject));
        if (result["links"] is JsonObject links)
            terminal.Out.Write(Links(links));
    }

    /// <summary>A row for each share; beside the sparsified graph the whole one.</summary>
    private static Table Labels(JsonObject evaluation, JsonObject? whole)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle($"{evaluation["labels"]} labels, {evaluation["splits"]} splits") };
        table.AddColumn("learnt from");
        foreach (string column in whole is null ? ["micro-F1", "macro-F1", "micro, not knowing how many"] : (string[])["micro-F1", "macro-F1", "whole graph: micro-F1", "macro-F1"])
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach ((JsonNode? share, int i) in evaluation["shares"]!.AsArray().Select((share, i) => (share, i)))
        {
            string first = string.Create(CultureInfo.InvariantCulture, $"{100 * Double(share!["trainingShare"]):0.#} %");
            if (whole?["shares"]?[i] is { } other)
                table.AddRow(first, Mean(share, "microF1"), Mean(share, "macroF1"), Mean(other, "microF1"), Mean(other, "macroF1"));
            else
                table.AddRow(first, Mean(share, "microF1"), Mean(share, "macroF1"), Number(share["thresholdMicroF1"]));
        }

        return table;
    }

    private static Table Sparsified(JsonObject sparsified, JsonObject? whole)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn(Markup.Escape((string)sparsified["method"]!));
        table.AddColumn(new TableColumn("edges").RightAligned());
        table.AddColumn(new TableColumn("seconds to sparsify").RightAligned());
        table.AddColumn(new TableColumn("to embed").RightAligned());
        table.AddRow("sparsified", ResultPrinter.Number(sparsified["keptEdges"]), Number(sparsified["sparsifySeconds"]), Number(sparsified["embedSeconds"]));
        if (whole is not null)
            table.AddRow("whole graph", ResultPrinter.Number(sparsified["inputEdges"]), "", Number(whole["embedSeconds"]));
        return table;
    }

    private static Table Links(JsonObject links)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn($"{links["heldOutEdges"]} edges from as many pairs");
        table.AddColumn(new TableColumn("AUC").RightAligned());
        table.AddColumn(new TableColumn("average precision").RightAligned());
        table.AddRow("vectors", Number(links["auc"]), Number(links["averagePrecision"]));
        table.AddRow("common neighbours", Number(links["commonNeighborsAuc"]), Number(links["commonNeighborsAveragePrecision"]));
        table.AddRow("product of degrees", Number(links["degreeProductAuc"]), Number(links["degreeProductAveragePrecision"]));
        return table;
    }

    private static string Mean(JsonNode share, string key) => $"{Number(share[key])} ± {Number(share[key + "Deviation"])}";

    private static string Number(JsonNode? node) => Double(node).ToString("0.000", CultureInfo.InvariantCulture);

    private static double Double(JsonNode? node) => double.Parse(node!.ToJsonString(), CultureInfo.InvariantCulture);
}
