namespace GraphSparse.Summaries;

/// <summary>A summary that is best around chosen vertices.</summary>
/// <param name="Summary">The summary; its own error counts all pairs the same.</param>
/// <param name="Error">Its error by the weights of pairs, whose mean is 1: mean over ordered pairs of weight times difference.</param>
/// <param name="ErrorWithoutSuperedges">That of a summary which says that there are no edges.</param>
public sealed record PersonalizedSummary(Summary Summary, double Error, double ErrorWithoutSuperedges);
