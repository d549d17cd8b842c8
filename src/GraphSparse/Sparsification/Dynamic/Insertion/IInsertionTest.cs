namespace GraphSparse.Sparsification.Dynamic;

/// <summary>Decides which candidates the sparsifier makes up for as it stands. Reads it only; a verdict is a function of (sparsifier, candidate, seed).</summary>
internal interface IInsertionTest
{
    /// <summary>Whether a candidate is only found redundant where a path of the sparsifier joins its ends; estimates may say so without one.</summary>
    bool FindsPaths { get; }

    /// <summary>Sets redundant[i] to 1 where candidate i may stay out, and adds the time that each took to ticks[i].</summary>
    void Decide(DynamicAdjacency sparsifier, Candidate[] candidates, byte[] redundant, long[] ticks, CancellationToken cancellationToken);
}
