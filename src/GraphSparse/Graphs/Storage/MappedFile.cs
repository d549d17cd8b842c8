using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace GraphSparse;

/// <summary>A file in the address space of the process: its bytes are read when they are looked at, and the system takes their memory back when it runs short.</summary>
/// <remarks>
/// A mapping is never undone: spans over it would have to know. It costs addresses, not memory. A file that is opened again has its mapping again while it has the
/// same path, length, time of the last change, beginning and end. It must not be cut short while it is mapped: outputs of this library are replaced by another file,
/// never rewritten.
/// </remarks>
internal sealed unsafe class MappedFile
{
    private static readonly Dictionary<string, MappedFile> Mapped = [];
    private static readonly List<MemoryMappedViewAccessor> Kept = [];
    private static readonly Lock Opening = new();
    private const int EndBytes = 256;
    private readonly DateTime _changed;
    private readonly byte* _start;

    private MappedFile(byte* start, long length, DateTime changed)
    {
        _start = start;
        Length = length;
        _changed = changed;
    }

    /// <summary>Number of bytes.</summary>
    public long Length { get; }

    /// <summary>Maps a file for reading.</summary>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static MappedFile Open(string path)
    {
        path = Path.GetFullPath(path);
        using SafeFileHandle file = File.OpenHandle(path);
        long length = RandomAccess.GetLength(file);
        DateTime changed = File.GetLastWriteTimeUtc(file);
        lock (Opening)
        {
            if (Mapped.TryGetValue(path, out MappedFile? known) && known.Length == length && known._changed == changed && known.HasEndsOf(file))
                return known;
            return Mapped[path] = Map(file, length, changed);
        }
    }

    /// <summary>Some of the bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are not all there.</exception>
    public ReadOnlySpan<byte> Slice(long start, int length) => Values<byte>(start, length).Slice(0, length);

    /// <summary>Values that lie in the file; their bytes are those of this machine.</summary>
    /// <param name="start">Byte at which the first begins, divisible by their size.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">They are not all there.</exception>
    public LargeArray<T> Values<T>(long start, long count) where T : unmanaged
    {
        if (start < 0 || count < 0 || start > Length || count > (Length - start) / sizeof(T) || start % sizeof(T) != 0)
            throw new ArgumentOutOfRangeException(nameof(start), "Values are asked for that do not lie in the file.");
        return new LargeArray<T>((T*)(_start + start), count);
    }

    /// <summary>Whether a file begins and ends with the bytes that are mapped: a clock may be too coarse to tell two files apart that were written one after the other.</summary>
    private bool HasEndsOf(SafeFileHandle file)
    {
        int count = (int)Math.Min(EndBytes, Length);
        Span<byte> bytes = stackalloc byte[count];
        return RandomAccess.Read(file, bytes, 0) == count && bytes.SequenceEqual(Slice(0, count))
            && RandomAccess.Read(file, bytes, Length - count) == count && bytes.SequenceEqual(Slice(Length - count, count));
    }

    private static MappedFile Map(SafeFileHandle file, long length, DateTime changed)
    {
        if (length == 0)
            return new MappedFile(null, 0, changed); // nothing can be mapped
        using var mapping = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        MemoryMappedViewAccessor view = mapping.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start); // never released: the view stays
        Kept.Add(view);
        return new MappedFile(start + view.PointerOffset, length, changed);
    }
}
