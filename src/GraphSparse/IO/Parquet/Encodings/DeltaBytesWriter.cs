namespace GraphSparse.IO.Parquet;

/// <summary>Writes strings apart from their lengths, whole (DELTA_LENGTH_BYTE_ARRAY) or without what each shares with the one before (DELTA_BYTE_ARRAY).</summary>
internal sealed class DeltaBytesWriter(bool sharesPrefixes) : IDisposable
{
    private readonly ByteSink _rests = new(1 << 12);
    private readonly List<int> _prefixes = [];
    private readonly List<int> _lengths = [];

    /// <summary>Takes the next string; <paramref name="before"/> is the one before, or empty.</summary>
    public void Add(ReadOnlySpan<byte> text, ReadOnlySpan<byte> before)
    {
        int shared = 0;
        if (sharesPrefixes)
        {
            shared = text.CommonPrefixLength(before);
            _prefixes.Add(shared);
        }

        _lengths.Add(text.Length - shared);
        _rests.Add(text[shared..]);
    }

    /// <summary>Appends all strings.</summary>
    public void WriteTo(ByteSink sink)
    {
        if (sharesPrefixes)
            DeltaWriter.Write<int>(sink, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_prefixes));
        DeltaWriter.Write<int>(sink, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_lengths));
        sink.Add(_rests.Bytes);
    }

    public void Dispose() => _rests.Dispose();
}
