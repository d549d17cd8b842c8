using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphSparse.IO.Parquet;

/// <summary>Encodes a column of numbers or truth values, flat or in lists.</summary>
internal sealed class NumberChunkEncoder<T>(ParquetColumn<T> column, ParquetField field) : ChunkEncoder(column, field) where T : unmanaged
{
    private ReadOnlyMemory<T> _values;
    private DictionaryEncoder<int>? _dictionary32;
    private DictionaryEncoder<long>? _dictionary64;

    public override int DictionaryCount => _dictionary32?.Count ?? _dictionary64?.Count ?? 0;

    public override void Analyze(ParquetWriterOptions options)
    {
        _values = Dense(column);
        Pages = Divide(options.PageRows);
        ValueRange<T> range = ValueRange.Of(_values.Span);
        long nulls = Field.IsList ? CountEmpty() : column.NullCount;
        Statistics = range.ToStatistics(nulls);

        long plain = typeof(T) == typeof(bool) ? (_values.Length + 7) / 8 : (long)_values.Length * Unsafe.SizeOf<T>();
        double plainKept = KeptShare(PageEncoding.Plain, options.Codec, plain);
        TakeIfSmaller(PageEncoding.Plain, plain, plain * plainKept);
        if (typeof(T) == typeof(int))
            Choose(MemoryMarshal.Cast<T, int>(_values.Span), (ValueRange<int>)(object)range, plainKept, options.Codec, canDelta: true, ref _dictionary32);
        else if (typeof(T) == typeof(long))
            Choose(MemoryMarshal.Cast<T, long>(_values.Span), (ValueRange<long>)(object)range, plainKept, options.Codec, canDelta: true, ref _dictionary64);
        else if (typeof(T) == typeof(float))
            ChooseByBits(MemoryMarshal.Cast<T, int>(_values.Span), range.Changes, plainKept, options.Codec, ref _dictionary32);
        else if (typeof(T) == typeof(double))
            ChooseByBits(MemoryMarshal.Cast<T, long>(_values.Span), range.Changes, plainKept, options.Codec, ref _dictionary64);
    }

    public override int EntryCount(PageRange page)
    {
        if (!Field.IsList)
            return page.Rows;

        int entries = page.EndValue - page.FirstValue;
        ReadOnlySpan<int> offsets = column.ListOffsets;
        for (int row = page.FirstRow; row < page.EndRow; row++)
            entries += offsets[row + 1] == offsets[row] ? 1 : 0;
        return entries;
    }

    public override void EncodeLevels(PageRange page, ByteSink sink)
    {
        if (!Field.IsList)
        {
            base.EncodeLevels(page, sink);
            return;
        }

        int entries = EntryCount(page), at = 0, element = Field.IsOptional ? 2 : 1;
        byte[] repetitions = ArrayPool<byte>.Shared.Rent(entries), definitions = ArrayPool<byte>.Shared.Rent(entries);
        ReadOnlySpan<int> offsets = column.ListOffsets;
        for (int row = page.FirstRow; row < page.EndRow; row++)
        {
            int count = offsets[row + 1] - offsets[row];
            repetitions[at] = 0;
            if (count == 0)
            {
                definitions[at++] = (byte)(Field.IsOptional && !column.IsNull(row) ? 1 : 0);
                continue;
            }

            repetitions.AsSpan(at + 1, count - 1).Fill(1);
            definitions.AsSpan(at, count).Fill((byte)element);
            at += count;
        }

        WriteLevels(sink, repetitions.AsSpan(0, entries), 1);
        WriteLevels(sink, definitions.AsSpan(0, entries), element);
        ArrayPool<byte>.Shared.Return(repetitions);
        ArrayPool<byte>.Shared.Return(definitions);
    }

    public override void EncodeValues(PageRange page, ByteSink sink) =>
        EncodeValues(Encoding, _values.Span[page.FirstValue..page.EndValue], sink);

    public override void Release()
    {
        _dictionary32?.Release();
        _dictionary64?.Release();
    }

    public override void EncodeDictionary(ByteSink sink) => WritePlain(Entries, sink);

    private void EncodeValues(PageEncoding encoding, ReadOnlySpan<T> values, ByteSink sink)
    {
        switch (encoding)
        {
            case PageEncoding.Plain:
                WritePlain(values, sink);
                break;
            case PageEncoding.DeltaBinaryPacked when typeof(T) == typeof(int):
                DeltaWriter.Write(sink, MemoryMarshal.Cast<T, int>(values));
                break;
            case PageEncoding.DeltaBinaryPacked:
                DeltaWriter.Write(sink, MemoryMarshal.Cast<T, long>(values));
                break;
            default:
                int[] indices = ArrayPool<int>.Shared.Rent(Math.Max(1, values.Length));
                _dictionary32?.Find(MemoryMarshal.Cast<T, int>(values), indices);
                _dictionary64?.Find(MemoryMarshal.Cast<T, long>(values), indices);
                WriteIndices(sink, indices.AsSpan(0, values.Length), DictionaryCount);
                ArrayPool<int>.Shared.Return(indices);
                break;
        }
    }

    /// <summary>Reals are entered by their bits, and deltas of bits are no use.</summary>
    private void ChooseByBits<TBits>(ReadOnlySpan<TBits> values, long changes, double plainKept, ParquetCompression codec, ref DictionaryEncoder<TBits>? dictionary)
        where TBits : unmanaged, System.Numerics.IBinaryInteger<TBits>, System.Numerics.IMinMaxValue<TBits> =>
        Choose(values, ValueRange.Of(values) with { Changes = changes }, plainKept, codec, canDelta: false, ref dictionary);

    /// <summary>Compares what the other encodings take with PLAIN.</summary>
    private void Choose<TBits>(
        ReadOnlySpan<TBits> values, ValueRange<TBits> range, double plainKept, ParquetCompression codec, bool canDelta, ref DictionaryEncoder<TBits>? dictionary)
        where TBits : unmanaged, System.Numerics.IBinaryInteger<TBits>, System.Numerics.IMinMaxValue<TBits>
    {
        if (values.Length < 2)
            return;
        if (canDelta)
        {
            long delta = 0;
            foreach (PageRange page in Pages)
                delta += DeltaWriter.Size(values[page.FirstValue..page.EndValue]);
            TakeIfSmaller(PageEncoding.DeltaBinaryPacked, delta, delta * KeptShare(PageEncoding.DeltaBinaryPacked, codec, delta));
        }

        // Values that repeat in a pattern, or some much more than others, let PLAIN shrink below the bits that their range needs, and so will the indices.
        int entrySize = Unsafe.SizeOf<TBits>();
        int most = MostEntries(values.Length, range.Changes, entrySize * plainKept, 1, Best - Best / WorthwhileDictionary);
        int bits = Math.Max(1, BitPacking.Width(unchecked(ulong.CreateTruncating(range.Max) - ulong.CreateTruncating(range.Min)) & (ulong.MaxValue >> (64 - 8 * entrySize))));
        double promisedShare = Math.Min(1, plainKept * 8 * entrySize / bits);
        if (codec != ParquetCompression.None)
            most = Math.Max(most, Math.Min(values.Length / 2, MostEntries(values.Length, range.Changes, entrySize * plainKept, promisedShare, Best)));

        dictionary = most == 0 ? null : DictionaryEncoder<TBits>.TryBuild(values, range.Min, range.Max, most);
        if (dictionary is null)
            return;

        long entries = (long)entrySize * DictionaryCount, indices = IndexSize(values.Length, range.Changes, DictionaryCount);
        double kept = CompressionSample.KeptShare(codec, DictionaryCount, entries, (first, count, sink) => WritePlain(Entries.Slice(first, count), sink));
        if (!TakeIfSmaller(PageEncoding.RleDictionary, entries + indices, entries * kept + indices * KeptShare(PageEncoding.RleDictionary, codec, indices)))
        {
            dictionary.Release();
            dictionary = null;
        }
    }

    private double KeptShare(PageEncoding encoding, ParquetCompression codec, long size) => CompressionSample.KeptShare(
        codec, _values.Length, size, (first, count, sink) => EncodeValues(encoding, _values.Span.Slice(first, count), sink));

    private ReadOnlySpan<T> Entries => _dictionary32 is not null ? MemoryMarshal.Cast<int, T>(_dictionary32.Entries)
        : _dictionary64 is not null ? MemoryMarshal.Cast<long, T>(_dictionary64.Entries) : default;

    /// <summary>With how many entries a dictionary and its indices may take less than <paramref name="limit"/> bytes.</summary>
    private static int MostEntries(long count, long changes, double entrySize, double indexShare, long limit)
    {
        int low = 0, high = DictionaryEncoder<long>.MaxEntries;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (middle * entrySize + IndexSize(count, changes, middle) * indexShare < limit)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    private long CountEmpty()
    {
        ReadOnlySpan<int> offsets = column.ListOffsets;
        long empty = 0;
        for (int row = 0; row < column.RowCount; row++)
            empty += offsets[row + 1] == offsets[row] ? 1 : 0;
        return empty;
    }

    private List<PageRange> Divide(int pageRows)
    {
        var pages = new List<PageRange>();
        int rows = column.RowCount, value = 0;
        ReadOnlySpan<int> offsets = column.ListOffsets;
        for (int first = 0; first < rows;)
        {
            int end, endValue;
            if (Field.IsList)
            {
                // As many lists as have a page's worth of elements, but at least one.
                end = first + 1;
                while (end < rows && end - first < pageRows && (long)offsets[end + 1] - offsets[first] <= pageRows)
                    end++;
                endValue = offsets[end] - offsets[0];
            }
            else
            {
                end = (int)Math.Min(rows, (long)first + pageRows);
                endValue = value + (end - first);
                if (column.NullCount > 0)
                    endValue -= column.Nulls[first..end].Count(true);
            }

            pages.Add(new PageRange(first, end, value, endValue));
            first = end;
            value = endValue;
        }

        return pages;
    }

    /// <summary>The values without what stands at null rows.</summary>
    private static ReadOnlyMemory<T> Dense(ParquetColumn<T> column)
    {
        if (column.Field.IsList)
            return column.Memory[column.ListOffsets[0]..column.ListOffsets[^1]];
        if (column.NullCount == 0)
            return column.Memory;

        var dense = new T[column.RowCount - column.NullCount];
        ReadOnlySpan<T> values = column.Values;
        ReadOnlySpan<bool> nulls = column.Nulls;
        int count = 0;
        for (int row = 0; row < values.Length; row++)
        {
            if (!nulls[row])
                dense[count++] = values[row];
        }

        return dense;
    }

    private static void WritePlain(ReadOnlySpan<T> values, ByteSink sink)
    {
        if (typeof(T) == typeof(bool))
        {
            ReadOnlySpan<bool> truths = MemoryMarshal.Cast<T, bool>(values);
            int size = (truths.Length + 7) / 8;
            Span<byte> bits = sink.Reserve(size)[..size];
            bits.Clear();
            for (int i = 0; i < truths.Length; i++)
            {
                if (truths[i])
                    bits[i >> 3] |= (byte)(1 << (i & 7));
            }

            sink.Advance(size);
            return;
        }

        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(values);
        Span<byte> target = sink.Reserve(bytes.Length)[..bytes.Length];
        bytes.CopyTo(target);
        LittleEndian.Fix(MemoryMarshal.Cast<byte, T>(target));
        sink.Advance(bytes.Length);
    }
}
