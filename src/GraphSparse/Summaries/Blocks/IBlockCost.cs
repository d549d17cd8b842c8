namespace GraphSparse.Summaries;

/// <summary>The description length of a block while supervertices are merged, in any unit.</summary>
internal interface IBlockCost
{
    /// <summary>The cheaper of a superedge with its corrections and a list of edges; 0 without edges.</summary>
    double Of(double edges, double pairs);
}
