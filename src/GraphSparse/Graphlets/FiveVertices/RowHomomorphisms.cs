using System.Runtime.CompilerServices;

namespace GraphSparse.Graphlets;

/// <summary>Homomorphisms of five vertices that are sums over pairs p, q of vertices with common neighbours, row by row of p. What a thread needs for it.</summary>
/// <remarks>
/// For a vertex p: the common neighbours of p and every q; then, for every neighbour x of p, the vertices y in the triangle p, x, y that are joined to each q that is joined to x. For a q that is joined to p these are the
/// 4-cliques on a triangle. O(Σ d²) for the first, O(Σ over triangles p, x, y of the triangles on x–y) for the second, and the neighbours of all q for cycles of five.
/// </remarks>
internal sealed class RowHomomorphisms
{
    private readonly RankedGraph _graph;
    private readonly EdgeArrays _edges;
    private readonly ThirdVertices _thirds;
    private readonly UInt128[][] _columns;
    private readonly int[] _common; // of p and q
    private readonly long[] _triangles; // on x–q, added over the common neighbours x
    private readonly long[] _chords; // edges among the common neighbours of p and q, each in both directions
    private readonly int[] _joined; // of x and q in a triangle with p and x
    private readonly int[] _ownEdges; // from p to a neighbour, from 1
    private int[] _targets = new int[64];
    private int[] _near = new int[64];
    private int[] _buffer = [];

    public RowHomomorphisms(RankedGraph graph, EdgeArrays edges, ThirdVertices thirds, UInt128[][] columns)
    {
        (_graph, _edges, _thirds, _columns) = (graph, edges, thirds, columns);
        int n = graph.VertexCount;
        _common = new int[n];
        _triangles = new long[n];
        _chords = new long[n];
        _joined = new int[n];
        _ownEdges = new int[n];
        Shared = Added.Select(_ => new UInt128[n]).ToArray();
    }

    /// <summary>Orbits whose sums at vertices other than p are added to.</summary>
    public static IReadOnlyList<int> Added { get; } = [49, 62, 64, 69, 70];

    /// <summary>Orbits whose sums are those of p alone.</summary>
    public static IReadOnlyList<int> Own { get; } = [34, 36, 46, 50, 51, 52, 54, 59, 61, 63, 65, 66, 68, 71];

    /// <summary>Sums of <see cref="Added"/> by this thread.</summary>
    public UInt128[][] Shared { get; }

    /// <summary>Adds all sums of a vertex.</summary>
    /// <param name="p">The vertex.</param>
    /// <param name="times">For how many like it: what it adds to others is added so often.</param>
    public void Compute(int p, int times)
    {
        ReadOnlySpan<int> row = _graph.Row(p);
        ReadOnlySpan<int> edges = _graph.EdgesOf(p);
        for (int k = 0; k < row.Length; k++)
            _ownEdges[row[k]] = edges[k] + 1;
        int count = FindPairs(row);
        for (int k = 0; k < row.Length; k++)
        {
            if (_edges.Triangles[edges[k]] > 0)
                AddTriangles(p, row[k], edges[k]);
        }

        AddPairs(p, count);
        AddWedges(row, times);
        for (int i = 0; i < count; i++)
        {
            int q = _targets[i];
            (_common[q], _triangles[q], _chords[q]) = (0, 0, 0);
        }

        foreach (int x in row)
            _ownEdges[x] = 0;
    }

    /// <summary>Common neighbours of p and every q, p itself among them.</summary>
    [MethodImpl(Hot.Loop)]
    private int FindPairs(ReadOnlySpan<int> row)
    {
        int count = 0;
        int[] triangles = _edges.Triangles;
        foreach (int x in row)
        {
            ReadOnlySpan<int> beyond = _graph.Row(x);
            ReadOnlySpan<int> edges = _graph.EdgesOf(x);
            if (_targets.Length < count + beyond.Length)
                Array.Resize(ref _targets, Math.Max(count + beyond.Length, 2 * _targets.Length));
            for (int k = 0; k < beyond.Length; k++)
            {
                int q = beyond[k];
                if (_common[q]++ == 0)
                    _targets[count++] = q;
                _triangles[q] += triangles[edges[k]];
            }
        }

        return count;
    }

    /// <summary>Triangles p, x, y with what is joined to x and y.</summary>
    [MethodImpl(Hot.Loop)]
    private void AddTriangles(int p, int x, int edge)
    {
        ReadOnlySpan<int> row = _graph.Row(x);
        ReadOnlySpan<int> edges = _graph.EdgesOf(x);
        int[] triangles = _edges.Triangles;
        long own = triangles[edge];
        int count = 0;
        UInt128 thirdDegrees = 0, walks = 0, squares = 0, beyond = 0, products = 0, cliques = 0;
        for (int k = 0; k < row.Length; k++)
        {
            int y = row[k];
            int ownEdge = _ownEdges[y] - 1;
            if (ownEdge < 0)
                continue;
            int between = edges[k];
            long t = triangles[between];
            thirdDegrees += (ulong)_edges.ThirdDegrees[between];
            walks += (ulong)EdgeHomomorphisms.ThreeStepWalks(_graph, _edges, x, y, between);
            squares += (ulong)(t * t);
            beyond += (ulong)(x < y ? _edges.BeyondHigher[between] : _edges.BeyondLower[between]);
            products += (ulong)(own * triangles[ownEdge]);
            cliques += 2 * (ulong)_edges.Cliques[between];
            ReadOnlySpan<int> thirds = _thirds.Of(x, y, between, (int)t, ref _buffer);
            if (_near.Length < count + thirds.Length)
                Array.Resize(ref _near, Math.Max(count + thirds.Length, 2 * _near.Length));
            foreach (int q in thirds)
            {
                if (_joined[q]++ == 0)
                    _near[count++] = q;
            }
        }

        _columns[46][p] += thirdDegrees;
        _columns[52][p] += walks;
        _columns[54][p] += squares;
        _columns[59][p] += beyond;
        _columns[61][p] += products;
        _columns[65][p] += cliques;
        AddCliques(p, x, row, edges);
        UInt128 wheels = 0, weighted = 0, almost = 0;
        for (int i = 0; i < count; i++)
        {
            int q = _near[i];
            long joined = _joined[q];
            ulong square = (ulong)(joined * joined);
            wheels += square;
            weighted += (ulong)(joined * _common[q]);
            _chords[q] += joined;
            if (_ownEdges[q] > 0)
                almost += square;
            _joined[q] = 0;
        }

        _columns[68][p] += wheels;
        _columns[71][p] += almost;
        Shared[2][x] += weighted;
        Shared[3][x] += wheels;
    }

    /// <summary>4-cliques p, x, y, q: of each triangle how many there are, and of the face that a vertex does not belong to.</summary>
    [MethodImpl(Hot.Loop)]
    private void AddCliques(int p, int x, ReadOnlySpan<int> row, ReadOnlySpan<int> edges)
    {
        int[] triangles = _edges.Triangles;
        UInt128 weighted = 0;
        for (int k = 0; k < row.Length; k++)
        {
            int y = row[k];
            if (_ownEdges[y] == 0 || _joined[y] == 0)
                continue;
            int between = edges[k];
            int t = triangles[between];
            weighted += (ulong)((long)t * _joined[y]);
            long faces = 0;
            foreach (int q in _thirds.Of(x, y, between, t, ref _buffer))
                faces += _ownEdges[q] > 0 ? _joined[q] : 0;
            Shared[4][y] += (ulong)faces;
        }

        _columns[66][p] += weighted;
    }

    [MethodImpl(Hot.Loop)]
    private void AddPairs(int p, int count)
    {
        UInt128 cycles = 0, banners = 0, cubes = 0, houses = 0, chords = 0;
        for (int i = 0; i < count; i++)
        {
            int q = _targets[i];
            ulong common = (ulong)_common[q];
            ulong square = common * common;
            banners += (UInt128)square * (uint)_graph.Degree(q);
            cubes += (UInt128)square * common;
            houses += (UInt128)common * (ulong)_triangles[q];
            chords += (UInt128)common * (ulong)_chords[q];
            ulong around = 0;
            foreach (int w in _graph.Row(q))
                around += (ulong)_common[w];
            cycles += (UInt128)common * around;
        }

        _columns[34][p] = cycles;
        _columns[36][p] = banners;
        _columns[50][p] = cubes;
        _columns[51][p] = houses;
        _columns[63][p] = chords;
    }

    /// <summary>Pairs p, q by their common neighbours.</summary>
    [MethodImpl(Hot.Loop)]
    private void AddWedges(ReadOnlySpan<int> row, int times)
    {
        foreach (int x in row)
        {
            UInt128 squares = 0;
            UInt128 chords = 0;
            foreach (int q in _graph.Row(x))
            {
                ulong common = (ulong)_common[q];
                squares += common * common;
                chords += (ulong)_chords[q];
            }

            Shared[0][x] += squares * (uint)times;
            Shared[1][x] += chords * (uint)times;
        }
    }
}
