using System.Runtime.CompilerServices;
using System.Globalization;
using System.Text;
using GraphSparse.IO.Text;

namespace GraphSparse.IO;

/// <summary>Finds the edges of a graph that rows of its file stand for: places in the order of <see cref="CsrGraph.Edges"/>.</summary>
internal sealed class EdgePlaces
{
    private readonly CsrGraph _graph;
    private readonly VertexIds? _ids;
    private readonly int _idBase;
    private readonly int[]? _first;
    private readonly int[]? _vertexOf;
    private readonly long _least;

    public EdgePlaces(CsrGraph graph, VertexIds? ids, int idBase)
    {
        (_graph, _ids, _idBase) = (graph, ids, idBase);
        if (!graph.IsDirected)
            _first = FirstEdges(graph);
        if (ids is not { AreIntegers: true, AreUnsigned: false, Count: > 0 })
            return;
        _least = ids.GetInteger(0);
        Int128 span = (Int128)ids.GetInteger(ids.Count - 1) - _least + 1;
        if (span > 8L * ids.Count + 1024)
            return;
        _vertexOf = new int[(int)span];
        Array.Fill(_vertexOf, -1);
        for (int v = 0; v < ids.Count; v++)
            _vertexOf[ids.GetInteger(v) - _least] = v;
    }

    /// <summary>The first edge, in the order of <see cref="CsrGraph.Edges"/>, of which each vertex is the source; at last the number of edges.</summary>
    [MethodImpl(Hot.Loop)]
    public static int[] FirstEdges(CsrGraph graph)
    {
        var first = new int[graph.VertexCount + 1];
        for (int u = 0; u < graph.VertexCount; u++)
            first[u + 1] = graph.IsDirected ? (int)graph.Offset(u + 1) : first[u] + graph.Degree(u) - ~graph.Neighbors(u).BinarySearch(u); // there are no self-loops
        return first;
    }

    /// <summary>What this takes beside the graph.</summary>
    public long MemoryBytes => 4L * ((_first?.Length ?? 0) + (_vertexOf?.Length ?? 0));

    /// <summary>The edge of every row, −1 for rows that are no edge of the graph.</summary>
    /// <param name="rows">Ids as a reader found them, without the base.</param>
    /// <param name="skipsInvalidWeights">Whether rows with an invalid weight were left out of the graph.</param>
    [MethodImpl(Hot.Loop)]
    public int[] Of(EdgeRows rows, bool skipsInvalidWeights)
    {
        int[]? named = rows.Names is { } names ? Array.ConvertAll(names.ToArray(), VertexOf) : null;
        var places = new int[rows.Count];
        double[]? weights = skipsInvalidWeights ? rows.Weights : null;
        for (int row = 0; row < places.Length; row++)
        {
            bool isSkipped = weights is not null && EdgeUpdate.WeightProblem(weights[row]) is not null;
            places[row] = isSkipped ? -1
                : named is not null ? Of(named[rows.Source(row)], named[rows.Target(row)])
                : Of(VertexOf(rows.Source(row), rows.AreUnsigned), VertexOf(rows.Target(row), rows.AreUnsigned));
        }

        return places;
    }

    private int Of(int u, int v)
    {
        if (u < 0 || v < 0)
            return -1;
        if (_first is null)
            return _graph.Neighbors(u).BinarySearch(v) is >= 0 and int arc ? (int)_graph.Offset(u) + arc : -1;
        (u, v) = (Math.Min(u, v), Math.Max(u, v));
        int at = _graph.Neighbors(u).BinarySearch(v);
        return at < 0 ? -1 : _first[u + 1] - (_graph.Degree(u) - at); // neighbours that are smaller come first, and are edges of theirs
    }

    private int VertexOf(long number, bool isUnsigned)
    {
        long id = number + _idBase;
        if (_ids is null)
            return number >= 0 && number < _graph.VertexCount ? (int)number : -1;
        if (_vertexOf is not null)
            return id >= _least && id - _least < _vertexOf.Length ? _vertexOf[id - _least] : -1;
        return _ids.AreIntegers ? _ids.Find(id) : _ids.Find(EdgeRows.Text(id, isUnsigned));
    }

    /// <summary>A vertex by its name: as it is spelled, or as the integer that it spells where the first reading took it for one.</summary>
    private int VertexOf(string name)
    {
        int vertex = _ids?.Find(name) ?? -1;
        if (vertex >= 0)
            return vertex;
        IntegerId id = IntegerId.Parse(Encoding.UTF8.GetBytes(name));
        return id.Kind is IntegerKind.Signed or IntegerKind.Unsigned ? VertexOf(id.Value - _idBase, id.Kind == IntegerKind.Unsigned) : -1;
    }
}
