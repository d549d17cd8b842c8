using GraphSparse.Fuzz.Engine;
using GraphSparse.Fuzz.Targets;
using Xunit.Abstractions;

namespace GraphSparse.Fuzz;

/// <summary>Whatever the bytes are, every reader gives a result that holds or one of the promised errors, in bounded memory, and ends.</summary>
[Trait("Kind", "Fuzz")]
public class ReaderFuzzTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, FuzzTarget> Targets = new FuzzTarget[][]
    {
        [.. TextTargets.EdgeLists()], [TextTargets.GZip(), TextTargets.Zstd()], [.. TextTargets.MatrixMarket()], [TextTargets.Metis()],
        [.. ParquetTargets.Edges()], [ParquetTargets.Columns()], [.. BinaryTargets.All()], [.. UpdateTargets.All()], [SidecarTargets.Ids(), SidecarTargets.Meta()], [JobTargets.Jobs(), JobTargets.Manifests()], [SummaryTargets.CompactFile(), SummaryTargets.Description(), SummaryTargets.NestedTable("membership.csv"), SummaryTargets.NestedTable("hierarchy.csv"), SummaryTargets.NestedTable("superedges.csv")], [.. VertexTargets.All()],
    }.SelectMany(targets => targets).ToDictionary(target => target.Name);

    public static TheoryData<string> Names => [.. Targets.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Reader_KeepsItsPromise_WhateverTheBytesAre(string target)
    {
        using var fuzzer = new Fuzzer(Targets[target], FuzzSettings.FromEnvironment());
        FuzzReport report = fuzzer.Run();
        output.WriteLine($"{target}: {report.Inputs:N0} inputs, {report.Inputs / report.Seconds:N0} a second, {report.Outcomes} outcomes, at most {report.LargestAllocation:N0} bytes");
    }
}
