using System.Collections;

namespace GraphSparse.IO.Parquet;

/// <summary>The columns of a row group that can be read, described when they are asked for.</summary>
internal sealed class ChunkList(RowGroupMetadata group, SchemaTree tree) : IReadOnlyList<ParquetColumnChunk>
{
    public int Count => tree.Leaves.Count;

    public ParquetColumnChunk this[int index]
    {
        get
        {
            ChunkMetadata chunk = group.Chunks[tree.Leaves[index].Leaf];
            return new ParquetColumnChunk(
                FormatNames.Codec(chunk.Codec),
                FormatNames.OfCodec(chunk.Codec),
                [.. chunk.Encodings.Select(FormatNames.Of)],
                chunk.ValueCount,
                chunk.CompressedBytes,
                chunk.UncompressedBytes,
                chunk.Statistics);
        }
    }

    public IEnumerator<ParquetColumnChunk> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
