using System.Text.RegularExpressions;

namespace GraphSparse.Tests.Architecture;

/// <summary>A name that was replaced before the first release.</summary>
/// <param name="Old">As it was.</param>
/// <param name="New">What stands for it now.</param>
/// <param name="Pattern">Where it is that name, and no plain English.</param>
/// <param name="Place">Which texts it is looked for in.</param>
internal sealed record OldWord(string Old, string New, Regex Pattern, OldWordPlace Place);

/// <summary>Which texts an old word is looked for in.</summary>
internal enum OldWordPlace
{
    /// <summary>Literals of code, and documents.</summary>
    Text,

    /// <summary>Code without literals and comments.</summary>
    Identifiers,
}

/// <summary>The old names, by kind. A name that is also plain English, such as hold, is an old word as option <c>--hold</c>, as key <c>"hold":</c>, and nowhere else.</summary>
internal static class OldWords
{
    private static readonly (string Old, string New)[] Options =
    [
        ("drop-bad-weights", "--skip-invalid-weights"), ("with", "--what"), ("off-forest", "--off-tree"), ("ties", "--tie-breaking"), ("closed-count", "--closed-neighborhood"),
        ("local", "--local-filter"), ("fractions", "--keep"), ("kind", "--method"), ("window-from", "--min-distance"), ("both-directions", "--symmetric"),
        ("node2vec-stream", "--node2vec-sampling"), ("hold", "--target-density"), ("mend", "--repair"), ("repair-every", "--refine-every"), ("lenient", "--skip-invalid"),
        ("measure", "--measure-kappa"), ("only-travelled", "--edges traversed"), ("starts", "--seed-vertices or --seed-count"), ("burn", "--forward-probability"),
        ("backward", "--backward-ratio"), ("shortfall", "--unplaced"),
    ];

    /// <summary>Values of an option, alone or in a list such as <c>none|ends|batches</c>.</summary>
    private static readonly (string Option, string Old, string New)[] Values =
    [
        ("method", "oracle", "path"), ("tie-breaking", "hashed", "hash"), ("tie-breaking", "by-id", "id"), ("measure-kappa", "ends", "first-last"), ("unplaced", "trim", "discard"),
        ("unplaced", "spill", "redistribute"), ("unplaced", "throw", "fail"),
    ];

    /// <summary>Keys and values that are no words of English: wherever they stand.</summary>
    private static readonly (string Old, string New)[] Keys =
    [
        ("mirrorsMerged", "reciprocalDuplicatesMerged"), ("offForest", "offTree or offTreePerVertex"), ("offForestPercent", "offTreePerVertex"), ("repairSeconds", "refineSeconds"),
        ("medianUpdateSeconds", "p50LatencySeconds"), ("slowUpdateSeconds", "p99LatencySeconds"), ("spilledEdges", "edgesInNewCells"), ("unplacedAtLeast", "unplacedLowerBound"),
        ("dropBadWeights", "skipInvalidWeights"), ("closedCount", "closedNeighborhood"), ("windowFrom", "minDistance"), ("bothDirections", "symmetric"),
        ("node2vecStream", "node2vecSampling"), ("repairEvery", "refineEvery"), ("onlyTravelled", "edges"), ("nonbacktracking", "non-backtracking"),
    ];

    /// <summary>Keys of JSON that are words of English: only as keys.</summary>
    private static readonly (string Old, string New)[] PlainKeys =
    [
        ("estimators", "estimates"), ("repaired", "edgesAdded"), ("refused", "invalidSkipped"), ("toggles", "verticesAdjusted"), ("fractions", "keep"), ("ties", "tieBreaking"),
        ("local", "localFilter"), ("hold", "targetDensity"), ("mend", "repair"), ("lenient", "skipInvalid"), ("starts", "seedCount"), ("burn", "forwardProbability"),
        ("backward", "backwardRatio"), ("communities", "community-count"),
    ];

    private static readonly (string Old, string New)[] Types =
    [
        ("EdgeChoice", "SelectedEdges"), ("IEdgeChooser", "IEdgeSelector"), ("TieRule", "TieBreaking"), ("Estimator", "Estimate"), ("PathTree", "ShortestPathTree"), ("SearchTree", "BreadthFirstTree"),
        ("WalkKind", "WalkMethod"), ("Node2vecStream", "Node2vecSampling"), ("DynamicMethod", "InsertionTestMethod"), ("DynamicStatistics", "DynamicSpectralStatistics"),
        ("DriftReport", "RebuildReport"), ("CounterDrift", "RebuildIfDrifted"), ("OffForest", "OffTree"), ("OffForestPercent", "OffTreePerVertex"), ("SlowUpdateSeconds", "P99LatencySeconds"),
        ("RealizeOptions", "RealizationOptions"), ("ShortfallPolicy", "UnplacedEdgePolicy"), ("SpilledArcs", "ArcsInNewCells"), ("UnplacedAtLeast", "UnplacedLowerBound"),
        ("MirrorsMerged", "ReciprocalDuplicatesMerged"), ("OutputCodec", "ParquetCompression"), ("ParquetCodec", "ParquetCompression"), ("Misleads", "Caveat"),
        ("OnlyWithAttribute", "AppliesToAttribute"), ("UnusableWeightException", "InvalidWeightException"), ("VerbCatalog", "CommandCatalog"), ("VerbEntry", "CommandEntry"),
        ("VerbRun", "CommandRun"), ("VerbOutcome", "CommandOutcome"), ("VerbArgument", "CommandArgument"), ("VerbCommand", "GraphCommand"), ("Pipelines", "Commands, Jobs or Datasets"),
        ("DigraphBuilder", "DigraphRealizer"), ("MarginFit", "ProportionalFitting"), ("LocalMending", "LocalRepair"), ("DynamicSpectralUpkeep", "SparsifierRefinement"),
    ];

    /// <summary>Words of prose and messages.</summary>
    private static readonly (string Old, string New)[] Phrases =
    [
        ("off-forest", "off-tree"), ("beside the forest", "off-tree"), ("bad weight", "invalid weight"), ("unusable weight", "invalid weight"),
        ("no conductances?", "invalid weight"), ("equal graphs give", "ideal"), ("E/N", "edges per vertex"), ("goes on where it was stopped", "resumes"), ("bears? the ids", "keeps the original ids"),
        ("mend(?:s|ed|ing)?", "local repair"), ("mirrors merged", "reciprocal duplicates"), ("edge choosers?", "edge selector"), ("closed count", "closed neighbourhood"), ("upkeep", "refinement"),
        ("verbs?", "command"), ("same look", "smaller graph"), ("only travelled", "traversed edges"), ("`oracle`", "`path`"), ("(?:its|both|the|their|whose) ends", "endpoints"),
    ];

    public static IReadOnlyList<OldWord> All { get; } =
    [
        .. Options.Select(o => new OldWord("--" + o.Old, o.New, Find($@"--{o.Old}(?![\w-])"), OldWordPlace.Text)),
        .. Values.Select(v => new OldWord($"--{v.Option} {v.Old}", v.New, Find($@"--{v.Option}[ =](?:[\w-]+\|)*{v.Old}(?![\w-])"), OldWordPlace.Text)),
        .. Keys.Select(k => new OldWord(k.Old, k.New, Find($@"\b{k.Old}\b"), OldWordPlace.Text)),
        .. PlainKeys.Select(k => new OldWord(k.Old, k.New, Find($@"""{k.Old}\\?""\s*:|^\[""{k.Old}""\]"), OldWordPlace.Text)),
        .. Types.Select(t => new OldWord(t.Old, t.New, Find($@"\b{t.Old}\b"), OldWordPlace.Identifiers)),
        .. Types.Select(t => new OldWord(t.Old, t.New, Find($@"`(?:\w+\.)*{t.Old}\b[^`]*`"), OldWordPlace.Text)),
        .. Phrases.Select(p => new OldWord(p.Old, p.New, Find($@"(?<![\w-]){p.Old}(?![\w-])", RegexOptions.IgnoreCase), OldWordPlace.Text)),
    ];

    private static Regex Find(string pattern, RegexOptions options = RegexOptions.None) => new(pattern, options | RegexOptions.CultureInvariant);
}
