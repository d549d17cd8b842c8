namespace GraphSparse.IO.Parquet;

/// <summary>Counts the memory that a footer takes once it is read, so that a few bytes cannot stand for many objects.</summary>
internal sealed class MetadataBudget(long limit)
{
    /// <summary>Bytes of an element of the schema with what is made of it later, about.</summary>
    public const int SchemaElement = 320;

    /// <summary>Bytes of a row group, about.</summary>
    public const int RowGroup = 160;

    /// <summary>Bytes of a column chunk, about.</summary>
    public const int Chunk = 144;

    /// <summary>Bytes of the statistics of a chunk, about, without the values themselves.</summary>
    public const int Statistics = 96;

    /// <summary>Bytes of a key with its value, about, without their characters.</summary>
    public const int KeyValue = 112;

    /// <summary>What was counted.</summary>
    public long Taken { get; private set; }

    public void Take(long bytes)
    {
        Taken += bytes;
        if (Taken > limit)
            throw new ResourceLimitException($"The Parquet footer needs more than {limit:N0} bytes in memory, which is the limit. Raise the memory limit.");
    }

    /// <summary>Counts a string of that many bytes as UTF-8: two bytes a character at the most.</summary>
    public void TakeText(int length) => Take(2L * length);
}
