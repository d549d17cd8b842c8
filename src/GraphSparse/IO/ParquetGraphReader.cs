namespace GraphSparse.IO;

internal static class ParquetGraphReader
{
    public static void Read(IReadOnlyList<string> files, GraphReadOptions options, EdgeRowCollector collector, IoContext context) => throw new InvalidOperationException();
}
