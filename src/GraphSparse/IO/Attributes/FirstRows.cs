using System.Runtime.CompilerServices;

namespace GraphSparse.IO;

/// <summary>Leaves to each edge the first of its rows, in the order of the file.</summary>
internal sealed class FirstRows(int edges)
{
    private readonly bool[] _has = new bool[edges];

    /// <summary>Edges that had a row.</summary>
    public int Found { get; private set; }

    /// <summary>Rows that end before the last column.</summary>
    public long ShortRows { get; set; }

    /// <summary>Turns the places of rows of edges that had one before to −1.</summary>
    [MethodImpl(Hot.Loop)]
    public void Take(int[] places)
    {
        foreach (ref int place in places.AsSpan())
        {
            if (place < 0)
                continue;
            if (_has[place])
            {
                place = -1;
                continue;
            }

            _has[place] = true;
            Found++;
        }
    }
}
