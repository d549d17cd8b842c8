using System.Runtime.InteropServices;

namespace GraphSparse.IO.Parquet;

/// <summary>Decompresses Zstandard through the system's library, where there is one.</summary>
internal static partial class Zstd
{
    private const string Library = "graphsparse-libzstd";
    private const int DestinationTooSmall = 70;

    private static readonly nint Handle = Load();

    static Zstd() => NativeLibrary.SetDllImportResolver(typeof(Zstd).Assembly, (name, _, _) => name == Library ? Handle : 0);

    public static bool IsAvailable => Handle != 0;

    /// <summary>Decompresses; false where the target is too small for what the bytes expand to.</summary>
    public static unsafe bool TryDecompress(ReadOnlySpan<byte> source, Span<byte> target, out int written)
    {
        if (!IsAvailable)
        {
            throw new GraphFormatException("ZSTD needs the system library libzstd (Debian and Ubuntu: libzstd1, Fedora: libzstd, "
                + "macOS: brew install zstd), which was not found; or write the file with SNAPPY");
        }

        nuint result;
        fixed (byte* from = source)
        fixed (byte* to = target)
            result = Decompress(to, (nuint)target.Length, from, (nuint)source.Length);

        written = 0;
        if (IsError(result) != 0)
        {
            return ErrorCode(result) == DestinationTooSmall
                ? false
                : throw new GraphFormatException($"ZSTD: {Marshal.PtrToStringUTF8(ErrorName(result))}");
        }

        written = (int)result;
        return true;
    }

    private static nint Load()
    {
        foreach (string name in (string[])["libzstd.so.1", "libzstd.1.dylib", "/opt/homebrew/lib/libzstd.1.dylib", "libzstd.dll", "zstd.dll"])
        {
            if (NativeLibrary.TryLoad(name, out nint handle))
                return handle;
        }

        return 0;
    }

    [LibraryImport(Library, EntryPoint = "ZSTD_decompress")]
    private static unsafe partial nuint Decompress(byte* target, nuint targetSize, byte* source, nuint sourceSize);

    [LibraryImport(Library, EntryPoint = "ZSTD_isError")]
    private static partial uint IsError(nuint code);

    [LibraryImport(Library, EntryPoint = "ZSTD_getErrorCode")]
    private static partial int ErrorCode(nuint code);

    [LibraryImport(Library, EntryPoint = "ZSTD_getErrorName")]
    private static partial nint ErrorName(nuint code);
}
