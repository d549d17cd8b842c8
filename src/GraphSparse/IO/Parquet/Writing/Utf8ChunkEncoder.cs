using System.Buffers;

namespace GraphSparse.IO.Parquet;

/// <summary>Encodes a column of byte strings, of any length or of one.</summary>
internal sealed class Utf8ChunkEncoder(ParquetUtf8Column column, ParquetField field) : ChunkEncoder(column, field)
{
    private const int MaxPageBytes = 1 << 24;
    private const int MaxDictionaryBytes = 1 << 25;
    private const int MaxStatistic = 64;

    /// <summary>The share that encodings have to save that are slower to read and that fewer readers know.</summary>
    private const double SavedByDelta = 0.05;

    /// <summary>The share of their size to which indices may shrink, for all that is known before they are made.</summary>
    private const double PromisedIndexShare = 0.5;

    /// <summary>The length of all values, or 0 where each has its own before it.</summary>
    private readonly int _fixedLength = field.Type switch { ParquetType.FixedBytes => field.FixedLength, ParquetType.Int96 => 12, _ => 0 };

    private Utf8Dictionary? _dictionary;

    /// <summary>Bytes before each value.</summary>
    private int Head => _fixedLength == 0 ? sizeof(int) : 0;

    public override int DictionaryCount => _dictionary?.EntryRows.Count ?? 0;

    public override void Analyze(ParquetWriterOptions options)
    {
        Pages = Divide(options.PageRows);
        Statistics = Measure(out long plain, out long changes);
        if (column.RowCount == column.NullCount)
            return;

        double plainKept = KeptShare(PageEncoding.Plain, options.Codec, plain);
        TakeIfSmaller(PageEncoding.Plain, plain, plain * plainKept);
        WeighDictionary(changes, plainKept, options.Codec);
        if (Field.Type == ParquetType.Utf8)
        {
            int piece = CompressionSample.PieceOf(column.RowCount, plain);
            WeighDelta(PageEncoding.DeltaLengthByteArray, options.Codec, piece);
            WeighDelta(PageEncoding.DeltaByteArray, options.Codec, piece);
        }

        if (Encoding != PageEncoding.RleDictionary)
            _dictionary = null;
    }

    public override int EntryCount(PageRange page) => page.Rows;

    public override void EncodeValues(PageRange page, ByteSink sink) => EncodeValues(Encoding, page.FirstRow, page.EndRow, sink);

    public override void EncodeDictionary(ByteSink sink) => EncodeEntries(0, DictionaryCount, sink);

    private void EncodeValues(PageEncoding encoding, int firstRow, int endRow, ByteSink sink)
    {
        switch (encoding)
        {
            case PageEncoding.Plain:
                for (int row = firstRow; row < endRow; row++)
                {
                    if (!column.IsNull(row))
                        WriteText(column[row], sink);
                }

                break;
            case PageEncoding.RleDictionary:
                int[] indices = ArrayPool<int>.Shared.Rent(endRow - firstRow);
                int count = 0;
                for (int row = firstRow; row < endRow; row++)
                {
                    if (!column.IsNull(row))
                        indices[count++] = _dictionary!.Ranks[row];
                }

                WriteIndices(sink, indices.AsSpan(0, count), DictionaryCount);
                ArrayPool<int>.Shared.Return(indices);
                break;
            default:
                using (var writer = new DeltaBytesWriter(encoding == PageEncoding.DeltaByteArray))
                {
                    ReadOnlySpan<byte> before = default;
                    for (int row = firstRow; row < endRow; row++)
                    {
                        if (column.IsNull(row))
                            continue;
                        writer.Add(column[row], before);
                        before = column[row];
                    }

                    writer.WriteTo(sink);
                }

                break;
        }
    }

    private void EncodeEntries(int first, int count, ByteSink sink)
    {
        for (int entry = first; entry < first + count; entry++)
            WriteText(column[_dictionary!.EntryRows[entry]], sink);
    }

    private void WriteText(ReadOnlySpan<byte> text, ByteSink sink)
    {
        if (_fixedLength == 0)
            sink.AddInt32(text.Length);
        else if (text.Length != _fixedLength)
            throw new ArgumentException($"Column '{Field.Name}' holds a value of {text.Length} bytes; all have {_fixedLength}.");
        sink.Add(text);
    }

    private double KeptShare(PageEncoding encoding, ParquetCompression codec, long size) =>
        CompressionSample.KeptShare(codec, column.RowCount, size, (first, count, sink) => EncodeValues(encoding, first, first + count, sink));

    private void WeighDictionary(long changes, double plainKept, ParquetCompression codec)
    {
        int present = column.RowCount - column.NullCount;
        uint[] hashes = Utf8Dictionary.Hashes(column);
        long distinct = DistinctCount.Of(hashes, row => Head + column[row].Length, out long size);

        // Entries and indices may shrink by compression: where values repeat, a dictionary is tried even if it looks too large. Else it must promise enough.
        double entries = size * plainKept;
        long indices = IndexSize(present, changes, (int)distinct);
        bool promises = entries + indices < Best - Best / WorthwhileDictionary;
        if (codec != ParquetCompression.None)
            promises |= distinct <= present / 4 || (distinct <= present / 2 && entries + indices * PromisedIndexShare < Best);
        if (size > MaxDictionaryBytes || !promises)
            return;
        _dictionary = Utf8Dictionary.TryBuild(column, hashes, distinct + distinct / 4 + 64);
        if (_dictionary is null)
            return;

        size = _dictionary.EntryRows.Sum(row => (long)Head + column[row].Length);
        indices = IndexSize(present, changes, DictionaryCount);
        double kept = CompressionSample.KeptShare(codec, DictionaryCount, size, EncodeEntries);
        TakeIfSmaller(PageEncoding.RleDictionary, size + indices, size * kept + indices * KeptShare(PageEncoding.RleDictionary, codec, indices));
    }

    /// <summary>How often the lengths and prefixes make a column smaller is only known by doing it, so the size is that of the pieces.</summary>
    private void WeighDelta(PageEncoding encoding, ParquetCompression codec, int piece)
    {
        PieceSizes sizes = CompressionSample.Measure(codec, column.RowCount, piece, (first, count, sink) => EncodeValues(encoding, first, first + count, sink));
        double all = (double)column.RowCount / sizes.Values;
        TakeIfSmaller(encoding, (long)(sizes.Raw * all), sizes.Compressed * all, SavedByDelta);
    }

    private List<PageRange> Divide(int pageRows)
    {
        var pages = new List<PageRange>();
        ReadOnlySpan<int> offsets = column.Offsets;
        for (int first = 0; first < column.RowCount;)
        {
            int end = first + 1;
            while (end < column.RowCount && end - first < pageRows && (long)offsets[end + 1] - offsets[first] <= MaxPageBytes)
                end++;
            pages.Add(new PageRange(first, end, 0, 0));
            first = end;
        }

        return pages;
    }

    private ParquetStatistics Measure(out long plain, out long changes)
    {
        plain = changes = 0;
        int min = -1, max = -1, last = -1;
        for (int row = 0; row < column.RowCount; row++)
        {
            if (column.IsNull(row))
                continue;
            ReadOnlySpan<byte> text = column[row];
            plain += Head + text.Length;
            if (last >= 0 && text.SequenceEqual(column[last]))
                continue;
            changes++;
            last = row;
            if (min < 0 || text.SequenceCompareTo(column[min]) < 0)
                min = row;
            if (max < 0 || text.SequenceCompareTo(column[max]) > 0)
                max = row;
        }

        var statistics = new ParquetStatistics { NullCount = column.NullCount };
        return min >= 0 && column[min].Length <= MaxStatistic && column[max].Length <= MaxStatistic
            ? statistics with { HasRange = true, MinBytes = column[min].ToArray(), MaxBytes = column[max].ToArray() }
            : statistics;
    }
}
