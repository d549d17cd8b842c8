using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GraphSparse;

/// <summary>A file in the address space of the process: its bytes are read when they are looked at, and the system takes their memory back when it runs short.</summary>
/// <remarks>
/// A file of at most <see cref="LargestHeld"/> bytes is read instead: a process may have some 65,000 mappings, and services open many small graphs. Nobody else's changes
/// reach it then. The mapping of a larger one stays when a graph was made of it, for spans over it would have to know; it costs addresses, not memory. A file that is opened again has its mapping again while it has the
/// same path, length, time of the last change, beginning and end. It must not be cut short while it is mapped: outputs of this library are replaced by another file,
/// never rewritten.
/// </remarks>
internal sealed unsafe class MappedFile
{
    /// <summary>Up to this size a file is read into memory.</summary>
    public const int LargestHeld = 1 << 20;

    private static readonly Dictionary<string, MappedFile> Mapped = [];
    private static readonly Lock Opening = new();
    private const int EndBytes = 256;
    private readonly DateTime _changed;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly byte[] _held = [];
    private readonly byte* _start;
    private int _openings;

    private MappedFile(byte[] held)
    {
        _held = held;
        Length = held.Length;
    }

    private MappedFile(MemoryMappedViewAccessor view, long length, DateTime changed)
    {
        _view = view;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += view.PointerOffset;
        Length = length;
        _changed = changed;
    }

    /// <summary>Number of bytes.</summary>
    public long Length { get; }

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static MappedFile Open(string path)
    {
        path = Path.GetFullPath(path);
        using SafeFileHandle file = File.OpenHandle(path);
        long length = RandomAccess.GetLength(file);
        if (length <= LargestHeld)
            return new MappedFile(File.ReadAllBytes(path));
        DateTime changed = File.GetLastWriteTimeUtc(file);
        lock (Opening)
        {
            if (!Mapped.TryGetValue(path, out MappedFile? found) || found.Length != length || found._changed != changed || !found.HasEndsOf(file))
                found = Mapped[path] = Map(file, length, changed);
            found._openings++;
            return found;
        }
    }

    /// <summary>Gives an opening up of which no graph was made; nothing that it gave may be used afterwards.</summary>
    public void Release()
    {
        if (_view is null)
            return;
        lock (Opening)
        {
            if (--_openings > 0)
                return; // somebody else has it open
            foreach ((string path, MappedFile file) in Mapped)
            {
                if (ReferenceEquals(file, this))
                    Mapped.Remove(path);
            }

            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
        }
    }

    /// <summary>Some of the bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are not all there.</exception>
    public ReadOnlySpan<byte> Slice(long start, int length)
    {
        Require(start, length, sizeof(byte));
        return _view is null ? _held.AsSpan((int)start, length) : new ReadOnlySpan<byte>(_start + start, length);
    }

    /// <summary>Values that lie in the file; their bytes are those of this machine.</summary>
    /// <param name="start">Byte at which the first begins, divisible by their size.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">They are not all there.</exception>
    public LargeArray<T> Values<T>(long start, long count) where T : unmanaged
    {
        Require(start, count, sizeof(T));
        return _view is null
            ? new LargeArray<T>(MemoryMarshal.Cast<byte, T>(_held.AsSpan((int)start, (int)count * sizeof(T))).ToArray())
            : new LargeArray<T>((T*)(_start + start), count);
    }

    private void Require(long start, long count, int size)
    {
        if (start < 0 || count < 0 || start > Length || count > (Length - start) / size || start % size != 0)
            throw new ArgumentOutOfRangeException(nameof(start), "Values are asked for that do not lie in the file.");
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
        using var mapping = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        return new MappedFile(mapping.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read), length, changed);
    }
}
