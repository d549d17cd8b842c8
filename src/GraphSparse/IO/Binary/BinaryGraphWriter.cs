using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace GraphSparse.IO;

/// <summary>Writes a graph as it lies in memory, with a checksum for every block (.gsb).</summary>
internal static class BinaryGraphWriter
{
    /// <summary>Writes a graph.</summary>
    public static void Write(Stream stream, CsrGraph graph, VertexIds? ids, Provenance provenance, IoContext context)
    {
        ids = ids is { } given && given.AreCountedFrom(0) ? null : ids;
        byte[] metadata = Metadata(provenance);
        BinaryFlags flags = Flags(ids) | (graph.IsDirected ? BinaryFlags.Directed : 0) | (graph.IsWeighted ? BinaryFlags.Weighted : 0) | (provenance.IsSample ? BinaryFlags.Sample : 0);
        long textBytes = ids is { AreIntegers: false } ? Enumerable.Range(0, ids.Count).Sum(v => (long)Encoding.UTF8.GetByteCount(ids.GetText(v))) : 0;
        var layout = new BinaryLayout(flags, graph.VertexCount, graph.ArcCount, graph.MaxDegree, textBytes, metadata.Length);
        using var parts = new BinaryParts(stream, layout, context);
        parts.Write(graph.RowOffsets, graph.VertexCount + 1L);
        parts.Write(graph.Rows, graph.ArcCount); // there may be room behind them
        if (graph.RowWeights is { } weights)
            parts.Write(weights, graph.ArcCount);
        if (ids is not null)
            WriteIds(parts, ids);
        parts.Align();
        parts.Write(metadata);
        parts.Finish();
    }

    /// <summary>Lines KEY=VALUE of where a graph comes from.</summary>
    private static byte[] Metadata(Provenance provenance) =>
        Encoding.UTF8.GetBytes(string.Concat(provenance.ToMetadata().Select(pair => $"{pair.Key}={pair.Value.ReplaceLineEndings(" ")}\n")));

    private static BinaryFlags Flags(VertexIds? ids) => ids is null ? BinaryFlags.None
        : !ids.AreIntegers ? BinaryFlags.TextIds
        : BinaryFlags.IntegerIds | (ids.AreUnsigned ? BinaryFlags.UnsignedIds : 0);

    private static void WriteIds(BinaryParts parts, VertexIds ids)
    {
        var numbers = new long[ids.Count + (ids.AreIntegers ? 0 : 1)];
        for (int v = 0; v < ids.Count; v++)
        {
            if (ids.AreIntegers)
                numbers[v] = ids.GetInteger(v);
            else
                numbers[v + 1] = numbers[v] + Encoding.UTF8.GetByteCount(ids.GetText(v));
        }

        parts.Write(new LargeArray<long>(numbers), numbers.Length);
        if (ids.AreIntegers)
            return;
        parts.Align();
        for (int v = 0; v < ids.Count; v++)
            parts.Write(Encoding.UTF8.GetBytes(ids.GetText(v)));
    }
}

/// <summary>Writes the parts of a .gsb file one after the other, and the checksums of their blocks.</summary>
internal sealed class BinaryParts : IDisposable
{
    private readonly Stream _stream;
    private readonly BinaryLayout _layout;
    private readonly IoContext _context;
    private readonly byte[] _block = System.Buffers.ArrayPool<byte>.Shared.Rent(BinaryLayout.BlockBytes);
    private readonly ulong[] _checksums;
    private long _written; // of the parts, without the header
    private int _filled;

    /// <summary>Begins a file; all its lengths are known.</summary>
    public BinaryParts(Stream stream, BinaryLayout layout, IoContext context)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("A .gsb file holds little-endian numbers as they lie in memory; this machine has others.");
        (_stream, _layout, _context) = (stream, layout, context);
        _checksums = new ulong[layout.Blocks];
        stream.Write(layout.ToHeader());
    }

    /// <summary>Writes the first values of a part, from the next place divisible by 64.</summary>
    public void Write<T>(LargeArray<T> values, long count) where T : unmanaged
    {
        Align();
        const int slice = 1 << 16;
        for (long start = 0; start < count; start += slice)
            Write(MemoryMarshal.AsBytes((ReadOnlySpan<T>)values.Slice(start, (int)Math.Min(slice, count - start))));
    }

    /// <summary>Writes bytes right after the others.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            int count = Math.Min(bytes.Length, BinaryLayout.BlockBytes - _filled);
            bytes[..count].CopyTo(_block.AsSpan(_filled));
            _filled += count;
            _written += count;
            bytes = bytes[count..];
            if (_filled == BinaryLayout.BlockBytes)
                Flush();
        }
    }

    /// <summary>Fills up with zeros to the next place divisible by 64.</summary>
    public void Align()
    {
        int over = (int)(_written % BinaryLayout.Alignment);
        if (over > 0)
            Write(stackalloc byte[BinaryLayout.Alignment - over]);
    }

    /// <summary>Writes the checksums.</summary>
    /// <exception cref="InvalidOperationException">What was written is not what was announced.</exception>
    public void Finish()
    {
        Align();
        if (_filled > 0)
            Flush();
        if (BinaryLayout.HeaderBytes + _written != _layout.ChecksumsAt)
            throw new InvalidOperationException($"The parts have {_written} bytes, and {_layout.ChecksumsAt - BinaryLayout.HeaderBytes} were announced.");
        ReadOnlySpan<byte> checksums = MemoryMarshal.AsBytes(_checksums.AsSpan());
        _stream.Write(checksums);
        Span<byte> last = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(last, XxHash3.HashToUInt64(checksums));
        _stream.Write(last);
        _stream.Write(BinaryLayout.Magic);
    }

    public void Dispose() => System.Buffers.ArrayPool<byte>.Shared.Return(_block);

    private void Flush()
    {
        long block = (_written - 1) / BinaryLayout.BlockBytes;
        _context.Report("writing blocks", block, _checksums.Length);
        _checksums[block] = XxHash3.HashToUInt64(_block.AsSpan(0, _filled));
        _stream.Write(_block.AsSpan(0, _filled));
        _filled = 0;
    }
}
