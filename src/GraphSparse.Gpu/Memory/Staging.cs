using ILGPU;
using ILGPU.Runtime;

namespace GraphSparse.Gpu;

/// <summary>Copies between the memories by way of two page-locked pieces: while one is on its way, threads fill or empty the other. From ordinary memory a driver
/// copies at the rate of one thread.</summary>
internal sealed class Staging : IDisposable
{
    private const int Grain = 1 << 20; // of copies by threads

    private readonly byte[][] _pieces;
    private readonly PageLockScope<byte>[] _locks;
    private readonly AcceleratorStream[] _streams;
    private readonly int _pieceBytes;
    private readonly Parallelism _parallelism;

    /// <param name="accelerator">The device.</param>
    /// <param name="pieceBytes">Bytes of a piece.</param>
    /// <param name="parallelism">Threads that fill and empty them.</param>
    public Staging(Accelerator accelerator, int pieceBytes, Parallelism parallelism)
    {
        (_pieceBytes, _parallelism) = (pieceBytes, parallelism);
        _pieces = [GC.AllocateUninitializedArray<byte>(pieceBytes, pinned: true), GC.AllocateUninitializedArray<byte>(pieceBytes, pinned: true)];
        _locks = [.. _pieces.Select(accelerator.CreatePageLockFromPinned)];
        _streams = [accelerator.CreateStream(), accelerator.CreateStream()];
    }

    /// <summary>Copies to the device, and returns when that is done.</summary>
    public void Write(ReadOnlySpan<byte> source, ArrayView<byte> target)
    {
        for ((long start, int k) = (0, 0); start < source.Length; start += _pieceBytes, k ^= 1)
        {
            int length = (int)Math.Min(_pieceBytes, source.Length - start);
            _streams[k].Synchronize(); // what was in this piece has arrived
            Copy(source.Slice((int)start, length), _pieces[k]);
            target.SubView(start, length).CopyFromCPUUnsafeAsync(_streams[k], ref _pieces[k][0], length);
        }

        Finish();
    }

    /// <summary>Copies from the device, and returns when that is done.</summary>
    public void Read(ArrayView<byte> source, Span<byte> target)
    {
        Fetch(0, 0);
        for ((long start, int k) = (0, 0); start < target.Length; start += _pieceBytes, k ^= 1)
        {
            Fetch(start + _pieceBytes, k ^ 1);
            _streams[k].Synchronize();
            int length = (int)Math.Min(_pieceBytes, target.Length - start);
            Copy(_pieces[k].AsSpan(0, length), target.Slice((int)start, length));
        }

        Finish();

        void Fetch(long start, int k)
        {
            long length = Math.Min(_pieceBytes, source.Length - start);
            if (length > 0)
                source.SubView(start, length).CopyToCPUUnsafeAsync(_streams[k], ref _pieces[k][0], length);
        }
    }

    public void Dispose()
    {
        foreach (AcceleratorStream stream in _streams)
            stream.Dispose();
        foreach (PageLockScope<byte> locked in _locks)
            locked.Dispose();
    }

    private void Finish()
    {
        foreach (AcceleratorStream stream in _streams)
            stream.Synchronize();
    }

    private unsafe void Copy(ReadOnlySpan<byte> from, Span<byte> to)
    {
        fixed (byte* source = from, target = to)
        {
            (nint s, nint t) = ((nint)source, (nint)target); // pinned until all threads are done
            _parallelism.ForRanges(from.Length, Grain, (_, start, end) => Buffer.MemoryCopy((byte*)s + start, (byte*)t + start, end - start, end - start));
        }
    }
}
