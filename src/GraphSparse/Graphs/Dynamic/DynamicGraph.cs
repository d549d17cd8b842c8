using System.Runtime.CompilerServices;

namespace GraphSparse;

/// <summary>An undirected weighted graph that changes: edges are inserted, deleted and given other weights.</summary>
/// <remarks>
/// Vertices are 0..n−1 and fixed. Rows keep the order of the updates, not that of the ids; <see cref="Snapshot"/> sorts them.
/// <para>Cost: O(1) expected per update; a table of edges (32 bytes a place) and rows with slack (16 bytes a place), together about
/// 90 to 130 bytes per edge. Not thread-safe: reading from several threads is allowed while nothing changes.</para>
/// <para>Determinism: exact, a function of the initial graph and the order of updates.</para>
/// </remarks>
public sealed class DynamicGraph
{
    /// <summary>The smallest weight: the smallest double that is not subnormal.</summary>
    public const double SmallestWeight = 2.2250738585072014e-308;

    private readonly EdgeMap _map;
    private readonly DynamicAdjacency _graph;
    private DynamicAdjacency? _sparsifier;
    private bool _weighted;

    /// <summary>Starts from a graph.</summary>
    /// <param name="graph">Undirected, with weights that are finite, above 0 and not subnormal.</param>
    /// <exception cref="ArgumentException">The graph is directed or has another weight.</exception>
    public DynamicGraph(CsrGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Require.Undirected(graph, "A dynamic graph");
        _weighted = graph.IsWeighted;
        _map = new EdgeMap(graph.EdgeCount);
        _graph = new DynamicAdjacency(graph.VertexCount);
        _graph.Reserve(graph.Degree);
        foreach (Edge edge in graph.Edges())
        {
            if (EdgeUpdate.WeightProblem(edge.Weight) is { } problem)
                throw new ArgumentException($"Edge {edge.Source}–{edge.Target}: {problem}.", nameof(graph));
            Insert(edge.Source, edge.Target, edge.Weight);
        }
    }

    /// <summary>Number of vertices n.</summary>
    public int VertexCount => _graph.VertexCount;

    /// <summary>Number of edges m.</summary>
    public long EdgeCount => _map.Count;

    /// <summary>Numbers of vertices and edges.</summary>
    public override string ToString() => $"{VertexCount} vertices, {EdgeCount} edges, version {Version}";

    /// <summary>Counts the changes of edges; equal versions of one object mean equal graphs.</summary>
    public long Version { get; private set; }

    /// <summary>Edges at a vertex.</summary>
    public int Degree(int u) => _graph.Degree(u);

    /// <summary>Whether an edge is there.</summary>
    public bool HasEdge(int u, int v) => u != v && _map.Contains(u, v);

    /// <summary>The weight of an edge, 0 where there is none.</summary>
    public double Weight(int u, int v)
    {
        if (u == v)
            return 0;
        ref EdgeRecord record = ref _map.Find(u, v);
        return Unsafe.IsNullRef(ref record) ? 0 : record.Weight;
    }

    /// <summary>Applies one update.</summary>
    /// <exception cref="InvalidUpdateException">A vertex or the weight is out of range, the ends are the same, or an edge to delete is absent.</exception>
    public EdgeChange Apply(EdgeUpdate update)
    {
        string? problem = update.Problem(VertexCount) ?? (update.Source == update.Target ? "the endpoints are the same vertex" : null);
        if (problem is not null)
            throw new InvalidUpdateException(0, update, problem);
        double before = Weight(update.Source, update.Target);
        if (update.Kind == UpdateKind.Delete && before == 0)
            throw new InvalidUpdateException(0, update, "there is no such edge");
        double after = After(update, before);
        if (!double.IsFinite(after))
            throw new InvalidUpdateException(0, update, "the sum of the weights is not finite");
        SetWeight(update.Source, update.Target, after);
        return new EdgeChange(Math.Min(update.Source, update.Target), Math.Max(update.Source, update.Target), before, after);
    }

    /// <summary>The graph as it is now.</summary>
    public CsrGraph Snapshot() => _graph.Snapshot(_weighted);

    /// <summary>The weight of an edge after an update; 0 means absent.</summary>
    internal static double After(EdgeUpdate update, double before) => update.Kind switch
    {
        UpdateKind.Insert => before + update.Weight,
        UpdateKind.Set => update.Weight,
        _ => 0,
    };

    /// <summary>The rows of the graph.</summary>
    internal DynamicAdjacency Adjacency => _graph;

    /// <summary>The sparsifier as it is now.</summary>
    internal CsrGraph SparsifierSnapshot() => Sparsifier.Snapshot(_weighted);

    /// <summary>The rows of the sparsifier.</summary>
    internal DynamicAdjacency Sparsifier => _sparsifier ?? throw new InvalidOperationException("The graph has no sparsifier.");

    internal ref EdgeRecord Record(int u, int v) => ref _map.Find(u, v);

    /// <summary>Gives an edge a weight, inserts it, or with weight 0 removes it, from the sparsifier too.</summary>
    internal void SetWeight(int u, int v, double weight)
    {
        ref EdgeRecord record = ref _map.Find(u, v);
        bool present = !Unsafe.IsNullRef(ref record);
        if (weight == 0)
        {
            if (present)
                Remove(ref record);
        }
        else if (!present)
        {
            Insert(u, v, weight);
        }
        else if (record.Weight != weight)
        {
            _weighted |= weight != 1;
            record.Weight = weight;
            _graph.SetWeight(record.Min, record.SlotInMin, weight);
            _graph.SetWeight(record.Max, record.SlotInMax, weight);
            Version++;
        }
    }

    /// <summary>Begins a sparsifier whose rows have room for the edges of <paramref name="sparsifier"/>, and puts these in.</summary>
    internal void StartSparsifier(CsrGraph sparsifier)
    {
        if (_sparsifier is not null)
        {
            foreach (Edge edge in _sparsifier.Snapshot(weighted: false).Edges())
                RemoveFromSparsifier(edge.Source, edge.Target);
        }

        var rows = new DynamicAdjacency(VertexCount);
        rows.Reserve(sparsifier.Degree);
        _sparsifier = rows;
        foreach (Edge edge in sparsifier.Edges())
            AddToSparsifier(edge.Source, edge.Target, edge.Weight);
    }

    /// <summary>Puts an edge of the graph into the sparsifier; false where it is there.</summary>
    internal bool AddToSparsifier(int u, int v, double weight)
    {
        ref EdgeRecord record = ref _map.Find(u, v);
        if (record.InSparsifier)
            return false;
        record.SparseSlotInMin = Sparsifier.Add(record.Min, record.Max, weight);
        record.SparseSlotInMax = Sparsifier.Add(record.Max, record.Min, weight);
        return true;
    }

    internal void SetSparsifierWeight(int u, int v, double weight)
    {
        ref EdgeRecord record = ref _map.Find(u, v);
        Sparsifier.SetWeight(record.Min, record.SparseSlotInMin, weight);
        Sparsifier.SetWeight(record.Max, record.SparseSlotInMax, weight);
    }

    internal double SparsifierWeight(int u, int v)
    {
        ref EdgeRecord record = ref _map.Find(u, v);
        return Unsafe.IsNullRef(ref record) || !record.InSparsifier ? 0 : Sparsifier.Weights(record.Min)[record.SparseSlotInMin];
    }

    internal void RemoveFromSparsifier(int u, int v)
    {
        ref EdgeRecord record = ref _map.Find(u, v);
        (int min, int max) = (record.Min, record.Max);
        int movedInMin = Sparsifier.RemoveAt(min, record.SparseSlotInMin);
        int movedInMax = Sparsifier.RemoveAt(max, record.SparseSlotInMax);
        if (movedInMin >= 0)
            SparseSlot(ref _map.Find(min, movedInMin), min) = record.SparseSlotInMin;
        if (movedInMax >= 0)
            SparseSlot(ref _map.Find(max, movedInMax), max) = record.SparseSlotInMax;
        record.SparseSlotInMin = -1;
        record.SparseSlotInMax = -1;
    }

    /// <summary>Lays pools out anew where most of them is wasted; between batches, since it costs O(n + m).</summary>
    internal void CompactIfWasteful()
    {
        _graph.CompactIfWasteful();
        _sparsifier?.CompactIfWasteful();
    }

    private void Insert(int u, int v, double weight)
    {
        _weighted |= weight != 1;
        ref EdgeRecord record = ref _map.Add(u, v);
        record.Weight = weight;
        record.SlotInMin = _graph.Add(record.Min, record.Max, weight);
        record.SlotInMax = _graph.Add(record.Max, record.Min, weight);
        Version++;
    }

    private void Remove(ref EdgeRecord record)
    {
        (int min, int max, ulong key) = (record.Min, record.Max, record.Key);
        if (record.InSparsifier)
            RemoveFromSparsifier(min, max);

        // The last arc of each row moves into the gap: its other end's record must say so, seen from this side.
        int movedInMin = _graph.RemoveAt(min, record.SlotInMin);
        int movedInMax = _graph.RemoveAt(max, record.SlotInMax);
        if (movedInMin >= 0)
            Slot(ref _map.Find(min, movedInMin), min) = record.SlotInMin;
        if (movedInMax >= 0)
            Slot(ref _map.Find(max, movedInMax), max) = record.SlotInMax;
        _map.Remove(key);
        Version++;
    }

    private static ref int Slot(ref EdgeRecord record, int end)
    {
        if (end == record.Min)
            return ref record.SlotInMin;
        return ref record.SlotInMax;
    }

    private static ref int SparseSlot(ref EdgeRecord record, int end)
    {
        if (end == record.Min)
            return ref record.SparseSlotInMin;
        return ref record.SparseSlotInMax;
    }
}
