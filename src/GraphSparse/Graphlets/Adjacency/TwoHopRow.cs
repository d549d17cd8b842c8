using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphSparse.Graphlets;

/// <summary>The vertices at distance two of a vertex u, with sums over the paths u–x–v to each: what the second hop follows from. What a thread needs for it.</summary>
internal sealed class TwoHopRow
{
    private readonly AdjacencyInput _input;
    private readonly int[] _number; // of a neighbour of u, from 1; u itself −1
    private readonly int[] _paths;
    private readonly long[] _ownTriangles;
    private readonly long[] _otherTriangles;
    private readonly long[] _degrees;
    private readonly int[] _chords;
    private readonly ulong[] _touched;
    private readonly int[] _places;
    private int[] _targets = new int[64];
    private int[] _middles = [];
    private ulong[] _bits = [];

    /// <param name="input">The graph.</param>
    /// <param name="needsChords">Whether edges among the middle vertices are counted.</param>
    public TwoHopRow(AdjacencyInput input, bool needsChords)
    {
        (_input, NeedsChords) = (input, needsChords);
        int n = input.Graph.VertexCount;
        _number = new int[n];
        _paths = new int[n];
        _ownTriangles = new long[n];
        _otherTriangles = new long[n];
        _degrees = new long[n];
        _chords = new int[n];
        _places = new int[n];
        _touched = new ulong[(n + 63) >> 6];
    }

    /// <summary>Whether edges among the middle vertices are counted.</summary>
    public bool NeedsChords { get; }

    /// <summary>How many vertices are at distance two.</summary>
    public int Count { get; private set; }

    /// <summary>They, ascending.</summary>
    public ReadOnlySpan<int> Targets => _targets.AsSpan(0, Count);

    /// <summary>Common neighbours of u and v: t.</summary>
    public long Paths(int v) => _paths[v];

    /// <summary>Triangles on x–v, added over them.</summary>
    public long OtherTriangles(int v) => _otherTriangles[v];

    /// <summary>Triangles on u–x, added over them.</summary>
    public long OwnTriangles(int v) => _ownTriangles[v];

    /// <summary>Their degrees, added.</summary>
    public long Degrees(int v) => _degrees[v];

    /// <summary>Edges among them: g.</summary>
    public long Chords(int v) => _chords[v];

    /// <summary>Sums over all paths of two edges from u. What was there before is forgotten.</summary>
    [MethodImpl(Hot.Loop)]
    public void Compute(int u)
    {
        CsrGraph graph = _input.Graph;
        Forget();
        ReadOnlySpan<int> row = graph.Neighbors(u);
        ReadOnlySpan<int> triangles = _input.TrianglesOf(u);
        for (int i = 0; i < row.Length; i++)
            _number[row[i]] = i + 1;
        _number[u] = -1;
        int paths = 0;
        for (int i = 0; i < row.Length; i++)
        {
            int x = row[i];
            ReadOnlySpan<int> beyond = graph.Neighbors(x);
            ReadOnlySpan<int> beyondTriangles = _input.TrianglesOf(x);
            long own = triangles[i];
            for (int k = 0; k < beyond.Length; k++)
            {
                int v = beyond[k];
                if (_number[v] != 0)
                    continue;
                if (_paths[v]++ == 0)
                    Touch(v);
                _otherTriangles[v] += beyondTriangles[k];
                _ownTriangles[v] += own;
                _degrees[v] += beyond.Length;
                paths++;
            }
        }

        SortTargets();
        if (NeedsChords && paths > Count)
            CountChords(row, paths);
        foreach (int x in row)
            _number[x] = 0;
        _number[u] = 0;
    }

    /// <summary>Takes a row over that was computed elsewhere. What was there before is forgotten.</summary>
    public void Take(TwoHops rows, int row)
    {
        Forget();
        (int start, int end) = ((int)rows.Starts[row], (int)rows.Starts[row + 1]);
        if (_targets.Length < end - start)
            _targets = new int[Math.Max(end - start, 2 * _targets.Length)];
        Count = end - start;
        rows.Targets.AsSpan(start, Count).CopyTo(_targets);
        for (int k = start; k < end; k++)
        {
            int v = rows.Targets[k];
            (_paths[v], _chords[v], _ownTriangles[v], _otherTriangles[v], _degrees[v]) = (rows.Paths[k], rows.Chords[k], rows.OwnTriangles[k], rows.OtherTriangles[k], rows.Degrees[k]);
        }
    }

    /// <summary>Adds what was found to others.</summary>
    public void CopyTo(TwoHops rows, int row)
    {
        Targets.CopyTo(rows.Targets.AsSpan((int)rows.Starts[row]));
        for (int k = 0; k < Count; k++)
        {
            int v = _targets[k];
            int place = (int)rows.Starts[row] + k;
            (rows.Paths[place], rows.Chords[place], rows.OwnTriangles[place], rows.OtherTriangles[place], rows.Degrees[place]) = (_paths[v], _chords[v], _ownTriangles[v], _otherTriangles[v], _degrees[v]);
        }
    }

    private void Touch(int v)
    {
        _touched[v >> 6] |= 1UL << v;
        if (Count == _targets.Length)
            Array.Resize(ref _targets, 2 * Count);
        _targets[Count++] = v;
    }

    private void Forget()
    {
        foreach (int v in Targets)
        {
            (_paths[v], _ownTriangles[v], _otherTriangles[v], _degrees[v], _chords[v]) = (0, 0, 0, 0, 0);
            _touched[v >> 6] = 0;
        }

        Count = 0;
    }

    /// <summary>By what was touched where that is a good part of all, else by sorting.</summary>
    private void SortTargets()
    {
        if ((long)Count * 4 < _touched.Length)
        {
            _targets.AsSpan(0, Count).Sort();
            return;
        }

        int place = 0;
        for (int w = 0; w < _touched.Length; w++)
        {
            for (ulong bits = _touched[w]; bits != 0; bits &= bits - 1)
                _targets[place++] = (w << 6) + BitOperations.TrailingZeroCount(bits);
        }
    }

    /// <summary>For each vertex at distance two the edges among its neighbours that are neighbours of u.</summary>
    private void CountChords(ReadOnlySpan<int> row, int paths)
    {
        if (row.Length > _input.MostBitRows)
            ChordsByEdges(row);
        else
            ChordsByBits(row, paths);
    }

    /// <summary>The neighbours of u as rows of bits: who of them is joined to whom. Then the middles of every target, side by side.</summary>
    [MethodImpl(Hot.Loop)]
    private void ChordsByBits(ReadOnlySpan<int> row, int paths)
    {
        CsrGraph graph = _input.Graph;
        int words = (row.Length + 63) >> 6;
        if (_bits.Length < row.Length * words)
            _bits = new ulong[Math.Max(row.Length * words, 2 * _bits.Length)];
        if (_middles.Length < paths)
            _middles = new int[Math.Max(paths, 2 * _middles.Length)];
        Span<ulong> bits = _bits.AsSpan(0, row.Length * words);
        bits.Clear();
        int place = 0;
        foreach (int v in Targets)
        {
            _places[v] = place;
            place += _paths[v];
        }

        for (int i = 0; i < row.Length; i++)
        {
            foreach (int v in graph.Neighbors(row[i]))
            {
                int number = _number[v];
                if (number > 0)
                    bits[i * words + ((number - 1) >> 6)] |= 1UL << (number - 1);
                else if (number == 0)
                    _middles[_places[v]++] = i;
            }
        }

        int start = 0;
        foreach (int v in Targets)
        {
            int t = _paths[v];
            ReadOnlySpan<int> middles = _middles.AsSpan(start, t);
            start += t;
            int chords = 0;
            for (int a = 1; a < t; a++)
            {
                int other = middles[a] * words;
                for (int b = 0; b < a; b++)
                    chords += (int)(bits[other + (middles[b] >> 6)] >> middles[b]) & 1;
            }

            _chords[v] = chords;
        }
    }

    /// <summary>Each edge x–y among the neighbours of u is a chord for all common neighbours of x and y.</summary>
    private void ChordsByEdges(ReadOnlySpan<int> row)
    {
        CsrGraph graph = _input.Graph;
        var isNeighbor = new bool[graph.VertexCount];
        foreach (int x in row)
        {
            ReadOnlySpan<int> beyond = graph.Neighbors(x);
            foreach (int v in beyond)
                isNeighbor[v] = true;
            foreach (int y in beyond)
            {
                if (y <= x || _number[y] <= 0)
                    continue;
                foreach (int v in graph.Neighbors(y))
                {
                    if (isNeighbor[v] && _number[v] == 0)
                        _chords[v]++;
                }
            }

            foreach (int v in beyond)
                isNeighbor[v] = false;
        }
    }
}
