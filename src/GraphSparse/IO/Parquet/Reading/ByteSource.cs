using Microsoft.Win32.SafeHandles;

namespace GraphSparse.IO.Parquet;

/// <summary>Bytes that are read at any place by any thread: a file, or memory.</summary>
internal abstract class ByteSource : IDisposable
{
    public abstract long Length { get; }

    /// <summary>The bytes at a place that the caller has checked to lie within <see cref="Length"/>.</summary>
    public ReadOnlyMemory<byte> Read(long offset, int count) => Read(offset, count, buffer: null);

    /// <summary>The same, read into an array of the caller where they must be read at all.</summary>
    /// <param name="offset">The first byte.</param>
    /// <param name="count">How many.</param>
    /// <param name="buffer">At least as long; <see langword="null"/> for a new one.</param>
    public abstract ReadOnlyMemory<byte> Read(long offset, int count, byte[]? buffer);

    public abstract void Dispose();

    public static ByteSource OfFile(string path) => new FileSource(path);

    public static ByteSource OfMemory(ReadOnlyMemory<byte> bytes) => new MemorySource(bytes);

    private sealed class FileSource(string path) : ByteSource
    {
        private readonly SafeFileHandle _handle = File.OpenHandle(path);

        public override long Length => RandomAccess.GetLength(_handle);

        public override ReadOnlyMemory<byte> Read(long offset, int count, byte[]? buffer)
        {
            byte[] bytes = buffer ?? GC.AllocateUninitializedArray<byte>(count);
            for (int done = 0; done < count;)
            {
                int read = RandomAccess.Read(_handle, bytes.AsSpan(done, count - done), offset + done);
                if (read == 0)
                    throw new GraphFormatException("the file ends before what its footer says; was it cut while being read?");
                done += read;
            }

            return bytes.AsMemory(0, count);
        }

        public override void Dispose() => _handle.Dispose();
    }

    private sealed class MemorySource(ReadOnlyMemory<byte> bytes) : ByteSource
    {
        public override long Length => bytes.Length;

        public override ReadOnlyMemory<byte> Read(long offset, int count, byte[]? buffer) => bytes.Slice((int)offset, count);

        public override void Dispose()
        {
        }
    }
}
