namespace GraphSparse.Graphlets;

/// <summary>How a value per edge is added to. A type, so that loops are compiled for each.</summary>
internal interface IEdgeAdder
{
    static abstract void Add(int[] sums, int edge, int value);

    static abstract void Add(long[] sums, int edge, long value);
}

/// <summary>One thread alone has the sums.</summary>
internal readonly struct PlainAdder : IEdgeAdder
{
    public static void Add(int[] sums, int edge, int value) => sums[edge] += value;

    public static void Add(long[] sums, int edge, long value) => sums[edge] += value;
}

/// <summary>Several threads share the sums.</summary>
internal readonly struct AtomicAdder : IEdgeAdder
{
    public static void Add(int[] sums, int edge, int value) => Interlocked.Add(ref sums[edge], value);

    public static void Add(long[] sums, int edge, long value) => Interlocked.Add(ref sums[edge], value);
}
