using System.Runtime.CompilerServices;

namespace GraphSparse.Sampling;

/// <summary>Arcs under construction, those of one out-degree class together, and the classes of the vertices.</summary>
internal sealed class ClassArcs
{
    private ClassArcs(int vertexCount, int arcCount, int rows, int columns)
    {
        VertexCount = vertexCount;
        Count = arcCount;
        Sources = GC.AllocateUninitializedArray<int>(arcCount);
        Targets = GC.AllocateUninitializedArray<int>(arcCount);
        RowOf = new int[vertexCount];
        ColumnOf = new int[vertexCount];
        RowStart = new int[rows + 1];
        Columns = columns;
    }

    public int VertexCount { get; }

    /// <summary>Arcs; the first of the arrays count.</summary>
    public int Count { get; private set; }

    public int[] Sources { get; private set; }

    public int[] Targets { get; private set; }

    /// <summary>Out-degree class of each vertex, −1 where it has no arcs out.</summary>
    public int[] RowOf { get; }

    /// <summary>In-degree class of each vertex, −1 where it has no arcs in.</summary>
    public int[] ColumnOf { get; }

    /// <summary>First arc of each row; exchanges never move an arc to another row.</summary>
    public int[] RowStart { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Makes room for more arcs, which belong to no row.</summary>
    public void Grow(int by)
    {
        (int[] sources, int[] targets) = (Sources, Targets);
        Array.Resize(ref sources, Count + by);
        Array.Resize(ref targets, Count + by);
        (Sources, Targets, Count) = (sources, targets, Count + by);
    }

    /// <summary>Leaves out the arcs at the given ascending places; rows are not kept up.</summary>
    public void Remove(List<int> places)
    {
        int to = places.Count == 0 ? Count : places[0];
        int skip = 0;
        for (int i = to; i < Count; i++)
        {
            if (skip < places.Count && places[skip] == i)
            {
                skip++;
                continue;
            }

            (Sources[to], Targets[to]) = (Sources[i], Targets[i]);
            to++;
        }

        for (int row = 0, passed = 0; row < RowStart.Length; row++)
        {
            while (passed < places.Count && places[passed] < RowStart[row])
                passed++;
            RowStart[row] -= passed;
        }

        Count = to;
    }

    /// <summary>Deals the arcs of each cell to the vertices of its classes in turn.</summary>
    public static ClassArcs Deal(DegreeMatrices matrices, ClassLayout layout, CancellationToken cancellationToken)
    {
        var arcs = new ClassArcs((int)matrices.VertexCount, (int)matrices.ArcCount, layout.Rows.Count, layout.Columns.Count);
        int[][] members = arcs.Populate(matrices, layout, byRow: true);
        int[][] targets = arcs.Populate(matrices, layout, byRow: false);
        var sourcePointer = new int[layout.Rows.Count];
        var targetPointer = new int[layout.Columns.Count];
        int place = 0;
        int lastRow = -1;
        foreach (DegreeCell cell in matrices.Correlation) // ascending by row
        {
            int row = layout.Rows.IndexOf(cell.First);
            int column = layout.Columns.IndexOf(cell.Second);
            if (row != lastRow)
                cancellationToken.ThrowIfCancellationRequested();
            while (lastRow < row)
                arcs.RowStart[++lastRow] = place;
            place = arcs.DealCell(members[row], targets[column], ref sourcePointer[row], ref targetPointer[column], (int)cell.Count, place);
        }

        while (lastRow < layout.Rows.Count)
            arcs.RowStart[++lastRow] = place;
        return arcs;
    }

    /// <summary>The t-th arc of a cell leads from the t-th entry of the repeated sources to target number pointer + t.</summary>
    [MethodImpl(Hot.Loop)]
    private int DealCell(int[] sources, int[] targets, ref int sourcePointer, ref int targetPointer, int count, int place)
    {
        int each = count / sources.Length;
        int extra = count % sources.Length;
        int source = sourcePointer;
        int target = targetPointer;
        int dealers = each > 0 ? sources.Length : extra;
        for (int k = 0; k < dealers; k++)
        {
            int u = sources[source];
            int arcs = k < extra ? each + 1 : each;
            for (int c = 0; c < arcs; c++)
            {
                Sources[place] = u;
                Targets[place++] = targets[target];
                if (++target == targets.Length)
                    target = 0;
            }

            if (++source == sources.Length)
                source = 0;
        }

        sourcePointer = (sourcePointer + extra) % sources.Length;
        targetPointer = target;
        return place;
    }

    /// <summary>The vertices of each class; vertices are numbered by the cells of J.</summary>
    private int[][] Populate(DegreeMatrices matrices, ClassLayout layout, bool byRow)
    {
        int[][] members = [.. (byRow ? layout.RowVertices : layout.ColumnVertices).Select(count => new int[count])];
        var filled = new int[members.Length];
        int[] classOf = byRow ? RowOf : ColumnOf;
        int v = 0;
        foreach (DegreeCell cell in matrices.Joint)
        {
            int @class = byRow
                ? cell.Second == 0 ? -1 : layout.Rows.IndexOf(cell.Second)
                : cell.First == 0 ? -1 : layout.Columns.IndexOf(cell.First);
            for (long i = 0; i < cell.Count; i++, v++)
            {
                classOf[v] = @class;
                if (@class >= 0)
                    members[@class][filled[@class]++] = v;
            }
        }

        return members;
    }
}
