namespace GraphSparse.Sampling;

/// <summary>Rounds the cells of a table up or down so that every row sum and every column sum is rounded up or down too, without bias.</summary>
/// <remarks>
/// Source: Cox, "A Constructive Procedure for Unbiased Controlled Rounding", JASA 82(398), 1987. A slack row and a slack column make
/// all sums whole; then each row and column with a fractional cell has two, so walking along them closes a cycle, along which cells
/// move by +d, −d, +d, … until one of them is whole. Of the two directions one is drawn so that no expectation changes.
/// <para>Exact: fractions are integers over one denominator. Cost: O(cells · cycle length). Determinism: exact.</para>
/// </remarks>
internal sealed class ControlledRounding
{
    private readonly long _one;
    private readonly int _rows;
    private readonly List<(int Row, int Column)> _ends = [];
    private readonly List<long> _parts = [];
    private readonly KeyedRandom _random;
    private long _draws;
    private int[] _start = [];
    private int[] _left = [];
    private int[] _incident = [];
    private int[] _placeAtRow = [];
    private int[] _placeAtColumn = [];

    private ControlledRounding(int rows, long one, KeyedRandom random)
    {
        _rows = rows;
        _one = one;
        _random = random;
    }

    /// <summary>Whether each cell is rounded up.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="rowOf">Row of each cell.</param>
    /// <param name="columnOf">Column of each cell.</param>
    /// <param name="parts">Fractional part of each cell, 0 ≤ part &lt; <paramref name="one"/>.</param>
    /// <param name="one">The denominator.</param>
    /// <param name="random">Draws of the directions.</param>
    /// <param name="cancellationToken">Looked at now and then.</param>
    public static bool[] Round(int rows, int columns, int[] rowOf, int[] columnOf, long[] parts, long one, KeyedRandom random, CancellationToken cancellationToken)
    {
        var rounding = new ControlledRounding(rows + 1, one, random);
        var cellOf = new List<int>();
        var rowParts = new long[rows];
        var columnParts = new long[columns];
        long total = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            if (parts[i] == 0)
                continue;
            rounding.Add(rowOf[i], columnOf[i], parts[i]);
            cellOf.Add(i);
            rowParts[rowOf[i]] = (rowParts[rowOf[i]] + parts[i]) % one;
            columnParts[columnOf[i]] = (columnParts[columnOf[i]] + parts[i]) % one;
            total = (total + parts[i]) % one;
        }

        for (int row = 0; row < rows; row++)
            rounding.Add(row, columns, rowParts[row] == 0 ? 0 : one - rowParts[row]);
        for (int column = 0; column < columns; column++)
            rounding.Add(rows, column, columnParts[column] == 0 ? 0 : one - columnParts[column]);
        rounding.Add(rows, columns, total);
        rounding.Run(columns + 1, cancellationToken);
        var up = new bool[parts.Length];
        for (int i = 0; i < cellOf.Count; i++)
            up[cellOf[i]] = rounding._parts[i] == one;
        return up;
    }

    private void Add(int row, int column, long part)
    {
        if (part == 0)
            return;
        _ends.Add((row, _rows + column));
        _parts.Add(part);
    }

    private void Run(int columns, CancellationToken cancellationToken)
    {
        int nodes = _rows + columns;
        BuildIncidence(nodes);
        var path = new List<int>();
        var edges = new List<int>();
        var placeOnPath = new int[nodes];
        Array.Fill(placeOnPath, -1);
        for (int node = 0; node < nodes; node++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            while (_left[node] > 0)
            {
                path.Add(node);
                placeOnPath[node] = 0;
                while (path.Count > 0 && _left[path[^1]] > 0)
                    Step(path, edges, placeOnPath);
                foreach (int passed in path)
                    placeOnPath[passed] = -1;
                path.Clear();
                edges.Clear();
            }
        }
    }

    /// <summary>Walks one cell on; where that closes a cycle, rounds a cell of it and goes back to where the cycle began.</summary>
    private void Step(List<int> path, List<int> edges, int[] placeOnPath)
    {
        int node = path[^1];
        int last = _start[node] + _left[node] - 1;
        int edge = _incident[last];
        if (edges.Count > 0 && edge == edges[^1])
            edge = _incident[last - 1]; // there are two, since all sums are whole
        int next = _ends[edge].Row == node ? _ends[edge].Column : _ends[edge].Row;
        edges.Add(edge);
        int from = placeOnPath[next];
        if (from < 0)
        {
            placeOnPath[next] = path.Count;
            path.Add(next);
            return;
        }

        Shift(edges, from);
        for (int i = path.Count - 1; i > from; i--)
            placeOnPath[path[i]] = -1;
        path.RemoveRange(from + 1, path.Count - from - 1);
        edges.RemoveRange(from, edges.Count - from);
    }

    private void Shift(List<int> edges, int from)
    {
        long up = _one;   // how far the cells at even places can rise while those at odd places fall
        long down = _one; // and the other way round
        for (int i = from; i < edges.Count; i++)
        {
            long part = _parts[edges[i]];
            bool even = ((i - from) & 1) == 0;
            up = Math.Min(up, even ? _one - part : part);
            down = Math.Min(down, even ? part : _one - part);
        }

        long step = _random.NextDouble(_draws++) * (up + down) < down ? up : -down;
        for (int i = from; i < edges.Count; i++)
        {
            int edge = edges[i];
            _parts[edge] += ((i - from) & 1) == 0 ? step : -step;
            if (_parts[edge] == 0 || _parts[edge] == _one)
                Retire(edge);
        }
    }

    private void BuildIncidence(int nodes)
    {
        _start = new int[nodes + 1];
        _left = new int[nodes];
        foreach ((int row, int column) in _ends)
        {
            _start[row + 1]++;
            _start[column + 1]++;
        }

        for (int node = 0; node < nodes; node++)
            _start[node + 1] += _start[node];
        _incident = new int[2 * _ends.Count];
        _placeAtRow = new int[_ends.Count];
        _placeAtColumn = new int[_ends.Count];
        for (int edge = 0; edge < _ends.Count; edge++)
        {
            (int row, int column) = _ends[edge];
            _incident[_placeAtRow[edge] = _start[row] + _left[row]++] = edge;
            _incident[_placeAtColumn[edge] = _start[column] + _left[column]++] = edge;
        }
    }

    private void Retire(int edge)
    {
        RemoveAt(_ends[edge].Row, _placeAtRow[edge]);
        RemoveAt(_ends[edge].Column, _placeAtColumn[edge]);
    }

    private void RemoveAt(int node, int place)
    {
        int moved = _incident[_start[node] + --_left[node]];
        _incident[place] = moved;
        if (node < _rows)
            _placeAtRow[moved] = place;
        else
            _placeAtColumn[moved] = place;
    }
}
