namespace GraphSparse.Summaries;

/// <summary>Superedges by supervertex, with the value that each gives to its pairs.</summary>
/// <remarks>16 bytes per superedge and end, 16 per supervertex, 4 per vertex.</remarks>
internal sealed class SuperedgeRows
{
    private readonly int[] _starts;
    private readonly int[] _neighbors;
    private readonly double[] _values;
    private readonly int[] _memberStarts;
    private readonly int[] _members;

    public SuperedgeRows(Summary summary)
    {
        Summary = summary;
        int s = summary.SupervertexCount;
        Loops = new double[s];
        _starts = new int[s + 1];
        foreach (Superedge edge in summary.Superedges)
        {
            if (edge.A == edge.B)
                continue;
            _starts[edge.A + 1]++;
            _starts[edge.B + 1]++;
        }

        for (int a = 0; a < s; a++)
            _starts[a + 1] += _starts[a];
        _neighbors = new int[_starts[s]];
        _values = new double[_starts[s]];
        int[] next = _starts[..s];
        foreach (Superedge edge in summary.Superedges) // by A, then B: rows come out ascending once those of smaller number have been put first
            Put(edge.B, edge.A, edge);
        foreach (Superedge edge in summary.Superedges)
            Put(edge.A, edge.B, edge);

        _memberStarts = new int[s + 1];
        foreach (int a in summary.Membership)
            _memberStarts[a + 1]++;
        for (int a = 0; a < s; a++)
            _memberStarts[a + 1] += _memberStarts[a];
        _members = new int[summary.VertexCount];
        int[] place = _memberStarts[..s];
        for (int v = 0; v < _members.Length; v++)
            _members[place[summary.Membership[v]]++] = v;

        void Put(int at, int other, Superedge edge)
        {
            double value = ValueOf(edge);
            if (edge.A == edge.B)
                Loops[edge.A] = value;
            else
                (_neighbors[next[at]], _values[next[at]++]) = (other, value);
        }
    }

    /// <summary>The summary.</summary>
    public Summary Summary { get; }

    /// <summary>Number of supervertices.</summary>
    public int Count => Loops.Length;

    /// <summary>The value of pairs within each supervertex.</summary>
    public double[] Loops { get; }

    /// <summary>Supervertices with a superedge to one, ascending.</summary>
    public ReadOnlySpan<int> Neighbors(int a) => _neighbors.AsSpan(_starts[a], _starts[a + 1] - _starts[a]);

    /// <summary>The values of pairs with each of them.</summary>
    public ReadOnlySpan<double> Values(int a) => _values.AsSpan(_starts[a], _starts[a + 1] - _starts[a]);

    /// <summary>Members of a supervertex, ascending.</summary>
    public ReadOnlySpan<int> Members(int a) => _members.AsSpan(_memberStarts[a], _memberStarts[a + 1] - _memberStarts[a]);

    /// <summary>The value of pairs of two supervertices, or of one; 0 without a superedge.</summary>
    public double Value(int a, int b)
    {
        if (a == b)
            return Loops[a];
        int at = Neighbors(a).BinarySearch(b);
        return at < 0 ? 0 : Values(a)[at];
    }

    /// <summary>Sum of the values of all pairs of a member: the same for each member.</summary>
    public double Degree(int a)
    {
        double sum = Loops[a] * (Summary.Sizes[a] - 1);
        for (int i = 0; i < Neighbors(a).Length; i++)
            sum += Values(a)[i] * Summary.Sizes[Neighbors(a)[i]];
        return sum;
    }

    private double ValueOf(Superedge edge) => Summary.IsWeighted ? (double)edge.Edges / Summary.Pairs(edge) : 1;
}
