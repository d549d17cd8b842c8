namespace GraphSparse.Sampling;

/// <summary>Places left over stubs in a table of class pairs by a maximum flow that may also undo what is placed already.</summary>
/// <remarks>
/// Source: Dinic, Soviet Math. Dokl. 11, 1970. Source → row (its stubs) → column (room of the cell) → sink (its stubs), and back along
/// cells as far as they hold arcs. The flow is maximum over all tables with these margins and caps, wherever it starts from.
/// <para>Cost: two integers per pair of classes, at most 16 bytes per arc of the graph since there are at most √(2m) classes; a phase
/// is O(rows · columns), and there are few. Determinism: exact.</para>
/// </remarks>
internal sealed class ResidualFlow
{
    private readonly int _rows;
    private readonly int _columns;
    private readonly int[] _room;
    private readonly int[] _placed;
    private readonly long[] _rowStubs;
    private readonly long[] _columnStubs;
    private readonly int[] _rowLevel;
    private readonly int[] _columnLevel;
    private readonly int[] _rowNext;
    private readonly int[] _columnNext;

    /// <summary>Takes tables of what cells hold and have room for; stubs are what is left over.</summary>
    public ResidualFlow(int rows, int columns, int[] room, int[] placed, long[] rowStubs, long[] columnStubs)
    {
        (_rows, _columns, _room, _placed, _rowStubs, _columnStubs) = (rows, columns, room, placed, rowStubs, columnStubs);
        _rowLevel = new int[_rows];
        _columnLevel = new int[_columns];
        _rowNext = new int[_rows];
        _columnNext = new int[_columns];
    }

    /// <summary>Takes the layout for the caps and what is placed in its cells.</summary>
    public static ResidualFlow Of(ClassLayout layout, int[] rowOf, int[] columnOf, long[] placed, long[] rowStubs, long[] columnStubs)
    {
        (int rows, int columns) = (layout.Rows.Count, layout.Columns.Count);
        var room = new int[(long)rows * columns];
        var held = new int[room.Length];
        for (int i = 0; i < placed.Length; i++)
            held[rowOf[i] * columns + columnOf[i]] = (int)placed[i];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++) // more room than an int holds is never used up
                room[row * columns + column] = (int)Math.Min(layout.RowVertices[row] * layout.ColumnVertices[column] - held[row * columns + column], int.MaxValue / 2);
        }

        foreach (((int row, int column), long both) in layout.Both)
            room[row * columns + column] -= (int)both;
        return new ResidualFlow(rows, columns, room, held, rowStubs, columnStubs);
    }

    /// <summary>Places as much as can be; the stubs given are what is left over then.</summary>
    public void Run(CancellationToken cancellationToken)
    {
        while (Levels())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Array.Clear(_rowNext);
            Array.Clear(_columnNext);
            for (int row = 0; row < _rows; row++)
            {
                while (_rowStubs[row] > 0 && Push(row, _rowStubs[row]) is > 0 and var pushed)
                    _rowStubs[row] -= pushed;
            }
        }
    }

    /// <summary>What a cell holds.</summary>
    public int Placed(int row, int column) => _placed[row * _columns + column];

    /// <summary>Distances from the source, rows and columns in turns; false where no left over column can be reached.</summary>
    private bool Levels()
    {
        Array.Fill(_rowLevel, -1);
        Array.Fill(_columnLevel, -1);
        var frontier = new List<int>();
        for (int row = 0; row < _rows; row++)
        {
            if (_rowStubs[row] > 0)
            {
                _rowLevel[row] = 0;
                frontier.Add(row);
            }
        }

        for (int level = 1; frontier.Count > 0; level += 2)
        {
            bool found = false;
            var columns = new List<int>();
            foreach (int row in frontier)
            {
                for (int column = 0; column < _columns; column++)
                {
                    if (_columnLevel[column] >= 0 || _room[row * _columns + column] <= 0)
                        continue;
                    _columnLevel[column] = level;
                    columns.Add(column);
                    found |= _columnStubs[column] > 0;
                }
            }

            if (found)
                return true;
            frontier.Clear();
            foreach (int column in columns)
            {
                for (int row = 0; row < _rows; row++)
                {
                    if (_rowLevel[row] >= 0 || _placed[row * _columns + column] <= 0)
                        continue;
                    _rowLevel[row] = level + 1;
                    frontier.Add(row);
                }
            }
        }

        return false;
    }

    /// <summary>Pushes up to <paramref name="limit"/> stubs from a row towards the sink along one path; 0 where there is none.</summary>
    private long Push(int row, long limit)
    {
        for (; _rowNext[row] < _columns; _rowNext[row]++)
        {
            int column = _rowNext[row];
            int cell = row * _columns + column;
            if (_columnLevel[column] != _rowLevel[row] + 1 || _room[cell] <= 0)
                continue;
            long pushed = PushColumn(column, Math.Min(limit, _room[cell]));
            if (pushed == 0)
                continue;
            _room[cell] -= (int)pushed;
            _placed[cell] += (int)pushed;
            return pushed;
        }

        return 0;
    }

    private long PushColumn(int column, long limit)
    {
        if (_columnStubs[column] > 0)
        {
            long taken = Math.Min(limit, _columnStubs[column]);
            _columnStubs[column] -= taken;
            return taken;
        }

        for (; _columnNext[column] < _rows; _columnNext[column]++)
        {
            int row = _columnNext[column];
            int cell = row * _columns + column;
            if (_rowLevel[row] != _columnLevel[column] + 1 || _placed[cell] <= 0)
                continue;
            long pushed = Push(row, Math.Min(limit, _placed[cell]));
            if (pushed == 0)
                continue;
            _placed[cell] -= (int)pushed;
            _room[cell] += (int)pushed;
            return pushed;
        }

        return 0;
    }
}
