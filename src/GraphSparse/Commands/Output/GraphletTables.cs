using GraphSparse.Graphlets;
using GraphSparse.IO;
using GraphSparse.IO.Parquet;

namespace GraphSparse.Commands;

/// <summary>Writes counts of graphlets as tables.</summary>
internal sealed class GraphletTables(CommandRun run, CsrGraph graph, VertexIds? ids)
{
    /// <summary>vertex, orbit0 and on.</summary>
    public OutputFile WriteOrbits(long[][] columns) => WriteVertices([.. Enumerable.Range(0, columns.Length).Select(i => $"orbit{i}")], columns);

    /// <summary>vertex, and the names of the triads.</summary>
    public OutputFile WriteTriads(TriadCounts triads) => WriteVertices(TriadCounts.Names, triads.Columns);

    private OutputFile WriteVertices(IReadOnlyList<string> names, long[][] columns)
    {
        using var table = new TableFile(run, run.Arguments[1], [GraphTable.IdField("vertex", ids), .. names.Select(n => new ParquetField(n, ParquetType.Int64))], graph);
        table.WriteGroups(graph.VertexCount, WalkTable.GroupRows(ids, 1 << 17), (from, rows) =>
        [
            GraphTable.Ids("vertex", (int[])[.. Enumerable.Range(from, rows)], ids),
            .. names.Select((name, i) => ParquetColumn.Create<long>(name, columns[i].AsMemory(from, rows))),
        ], run.Settings);
        return table.Commit();
    }

    /// <summary>source, target, and for each pair of joined orbits how often the ends of the edge stand on them, in either order: orbits1_2 to orbits14_14.</summary>
    public OutputFile WriteEdges(AdjacencyInput counted)
    {
        OrbitPair[] pairs = [.. OrbitPair.Stored.Where(p => p.Hop == 1 && p.I > 0)];
        string[] names = [.. pairs.Select(p => $"orbits{p.I}_{p.J}")];
        using var table = new TableFile(
            run, run.Arguments[1], [GraphTable.IdField("source", ids), GraphTable.IdField("target", ids), .. names.Select(n => new ParquetField(n, ParquetType.Int64))], graph);
        int[] bounds = EdgeRanges(WalkTable.GroupRows(ids, 1 << 16));
        run.Settings.Parallelism.MapInOrder(
            Enumerable.Range(0, bounds.Length - 1),
            range =>
            {
                (int[] sources, int[] targets, long[][] values) = EdgeOrbits(counted, pairs, bounds[range], bounds[range + 1]);
                return table.Encode(
                    [GraphTable.Ids("source", sources, ids), GraphTable.Ids("target", targets, ids), .. names.Select((name, i) => ParquetColumn.Create<long>(name, values[i]))], run.Settings.CancellationToken);
            },
            table.Write,
            run.Settings.CancellationToken);
        return table.Commit();
    }

    /// <summary>graphlet, name, count; counts beyond 64 bits are refused.</summary>
    public OutputFile WriteCounts(IReadOnlyList<UInt128> counts)
    {
        if (counts.Any(c => c > long.MaxValue))
            throw new ResourceLimitException("A count does not fit the 64 bits of a column.");
        using var table = new TableFile(run, run.Arguments[1], [new("graphlet", ParquetType.Utf8), new("name", ParquetType.Utf8), new("count", ParquetType.Int64)], graph);
        table.Write(table.Encode(
        [
            ParquetUtf8Column.Create("graphlet", counts.Select((_, i) => $"G{i}")),
            ParquetUtf8Column.Create("name", FiveVertexOrbits.Names.Take(counts.Count)),
            ParquetColumn.Create<long>("count", (long[])[.. counts.Select(c => (long)c)]),
        ], run.Settings.CancellationToken));
        return table.Commit();
    }

    /// <summary>graphlet, name, count, standard_error.</summary>
    public OutputFile WriteEstimates(GraphletEstimates estimates)
    {
        using var table = new TableFile(
            run, run.Arguments[1], [new("graphlet", ParquetType.Utf8), new("name", ParquetType.Utf8), new("count", ParquetType.Double), new("standard_error", ParquetType.Double)], graph);
        table.Write(table.Encode(
        [
            ParquetUtf8Column.Create("graphlet", GraphletCounts.Names.Select((_, i) => $"G{i}")),
            ParquetUtf8Column.Create("name", GraphletCounts.Names),
            ParquetColumn.Create<double>("count", estimates.Values.ToArray()),
            ParquetColumn.Create<double>("standard_error", estimates.StandardErrors.ToArray()),
        ], run.Settings.CancellationToken));
        return table.Commit();
    }

    /// <summary>Bounds of ranges of vertices with some so many arcs each.</summary>
    private int[] EdgeRanges(int most)
    {
        var bounds = new List<int> { 0 };
        long arcs = 0;
        for (int u = 0; u < graph.VertexCount; u++)
        {
            arcs += graph.Degree(u);
            if (arcs < most && u + 1 < graph.VertexCount)
                continue;
            bounds.Add(u + 1);
            arcs = 0;
        }

        return [.. bounds];
    }

    private (int[] Sources, int[] Targets, long[][] Values) EdgeOrbits(AdjacencyInput counted, OrbitPair[] pairs, int from, int to)
    {
        int count = 0;
        for (int u = from; u < to; u++)
            count += graph.Neighbors(u).Length - HigherFrom(u);
        (int[] sources, int[] targets) = (new int[count], new int[count]);
        long[][] values = [.. pairs.Select(_ => new long[count])];
        int place = 0;
        for (int u = from; u < to; u++)
        {
            ReadOnlySpan<int> row = graph.Neighbors(u);
            ReadOnlySpan<int> edges = counted.EdgesOf(u);
            for (int k = HigherFrom(u); k < row.Length; k++, place++)
            {
                ArcOrbits there = counted.Arc(u, row[k], edges[k]);
                ArcOrbits back = counted.Arc(row[k], u, edges[k]);
                (sources[place], targets[place]) = (u, row[k]);
                for (int i = 0; i < pairs.Length; i++)
                    values[i][place] = there[pairs[i].I, pairs[i].J] + (pairs[i].IsSymmetric ? 0 : back[pairs[i].I, pairs[i].J]);
            }
        }

        return (sources, targets, values);
    }

    /// <summary>Where in its row the neighbours of larger id begin.</summary>
    private int HigherFrom(int u) => ~graph.Neighbors(u).BinarySearch(u);
}
