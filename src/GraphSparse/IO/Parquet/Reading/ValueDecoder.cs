using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphSparse.IO.Parquet;

/// <summary>Decodes the values of one page; levels are dealt with before.</summary>
internal static class ValueDecoder
{
    /// <summary>Throws unless the bytes hold <paramref name="count"/> values. Called before room is made for them.</summary>
    public static void RequireHeld<T>(PageEncoding encoding, ReadOnlySpan<byte> bytes, int count, int dictionaryCount) where T : unmanaged
    {
        long needed;
        switch (encoding)
        {
            case PageEncoding.Plain:
                needed = typeof(T) == typeof(bool) ? (count + 7L) / 8 : (long)count * Unsafe.SizeOf<T>();
                if (bytes.Length < needed)
                    throw new GraphFormatException($"{count} values need {needed} bytes, the page has {bytes.Length}");
                break;

            case PageEncoding.PlainDictionary or PageEncoding.RleDictionary:
                RequireIndices(bytes, count, dictionaryCount);
                break;

            case PageEncoding.Rle when typeof(T) == typeof(bool):
                if (!RleReader.Holds(TruthRuns(bytes), 1, count))
                    throw new GraphFormatException($"runs hold fewer than the {count} values of the page");
                break;

            case PageEncoding.DeltaBinaryPacked when typeof(T) == typeof(int) || typeof(T) == typeof(long):
                int held = new DeltaReader(bytes).Count;
                if (held != count)
                    throw new GraphFormatException($"DELTA_BINARY_PACKED: {held} values, the page has {count}");
                break;

            case PageEncoding.ByteStreamSplit when typeof(T) != typeof(bool):
                needed = (long)count * Unsafe.SizeOf<T>();
                if (bytes.Length != needed)
                    throw new GraphFormatException($"BYTE_STREAM_SPLIT: {count} values take {needed} bytes, the page has {bytes.Length}");
                break;

            default:
                throw new GraphFormatException($"encoding {FormatNames.Of(encoding)} is not supported for columns of type {ParquetColumn<T>.ValueType}");
        }
    }

    /// <summary>Throws unless the bytes hold that many indices into a dictionary.</summary>
    public static void RequireIndices(ReadOnlySpan<byte> bytes, int count, int dictionaryCount)
    {
        if (dictionaryCount < 0)
            throw new GraphFormatException("a page of dictionary indices without a dictionary before it");
        if (count == 0)
            return;
        if (bytes.IsEmpty)
            throw new GraphFormatException("a page of dictionary indices is empty");
        if (!RleReader.Holds(bytes[1..], bytes[0], count))
            throw new GraphFormatException($"runs hold fewer than the {count} values of the page");
    }

    /// <summary>Decodes what <see cref="RequireHeld{T}"/> has passed.</summary>
    public static void Decode<T>(PageEncoding encoding, ReadOnlySpan<byte> bytes, Span<T> values, ReadOnlySpan<T> dictionary) where T : unmanaged
    {
        switch (encoding)
        {
            case PageEncoding.Plain:
                Plain(bytes, values);
                break;
            case PageEncoding.PlainDictionary or PageEncoding.RleDictionary:
                if (!values.IsEmpty)
                    LookUp(new RleReader(bytes[1..], bytes[0]), values, dictionary);
                break;
            case PageEncoding.Rle:
                new RleReader(TruthRuns(bytes), 1).Read(MemoryMarshal.Cast<T, byte>(values));
                break;
            case PageEncoding.DeltaBinaryPacked:
                new DeltaReader(bytes).Read(values);
                break;
            default:
                ByteStreamSplit.Read(bytes, values);
                break;
        }
    }

    private static void Plain<T>(ReadOnlySpan<byte> bytes, Span<T> values) where T : unmanaged
    {
        if (typeof(T) == typeof(bool))
        {
            Span<byte> truths = MemoryMarshal.Cast<T, byte>(values);
            for (int i = 0; i < truths.Length; i++)
                truths[i] = (byte)((bytes[i >> 3] >> (i & 7)) & 1);
            return;
        }

        Span<byte> target = MemoryMarshal.AsBytes(values);
        bytes[..target.Length].CopyTo(target);
        LittleEndian.Fix(values);
    }

    private static void LookUp<T>(RleReader runs, Span<T> values, ReadOnlySpan<T> dictionary) where T : unmanaged
    {
        Span<uint> batch = stackalloc uint[512];
        while (!values.IsEmpty)
        {
            int count = runs.TakeRun(values.Length, out uint index);
            if (count > 0)
            {
                if (index >= (uint)dictionary.Length)
                    throw OutOfDictionary(index, dictionary.Length);
                values[..count].Fill(dictionary[(int)index]);
            }
            else
            {
                count = Math.Min(Math.Min(batch.Length, values.Length), Math.Max(1, runs.PackedLeft));
                runs.Read(batch[..count]);
                for (int i = 0; i < count; i++)
                {
                    uint at = batch[i];
                    if (at >= (uint)dictionary.Length)
                        throw OutOfDictionary(at, dictionary.Length);
                    values[i] = dictionary[(int)at];
                }
            }

            values = values[count..];
        }
    }

    public static GraphFormatException OutOfDictionary(uint index, int count) =>
        new($"index {index} into a dictionary of {count} entries");

    // Truth values in runs carry their length before them, as levels of the first page version do.
    private static ReadOnlySpan<byte> TruthRuns(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4)
            throw new GraphFormatException("a page of truth values ends before its runs");
        int size = System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return size >= 0 && size <= bytes.Length - 4
            ? bytes.Slice(4, size)
            : throw new GraphFormatException($"runs of {size} bytes where {bytes.Length - 4} are left");
    }
}
