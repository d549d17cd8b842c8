namespace GraphSparse.IO;

internal static class ParquetGraphWriter
{
    public static void Write(Stream stream, CsrGraph graph, VertexIds? ids, Provenance provenance, OutputCodec codec, IoContext context) => throw new InvalidOperationException();
}
