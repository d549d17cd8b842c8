using System.Runtime.InteropServices;

namespace GraphSparse.IO.Parquet;

/// <summary>Decompresses Zstandard through the system's library, where there is one.</summary>
/// <remarks>Bound through its exported functions: an assembly can have but one resolver of library names, and it is not
/// for an optional codec to take it.</remarks>
internal static unsafe class Zstd
{
    private const int DestinationTooSmall = 70;

    private static readonly string[] Names = ["libzstd.so.1", "libzstd.1.dylib", "/opt/homebrew/lib/libzstd.1.dylib", "libzstd.dll", "zstd.dll"];

    private static readonly delegate* unmanaged[Cdecl]<byte*, nuint, byte*, nuint, nuint> DecompressFrame;
    private static readonly delegate* unmanaged[Cdecl]<nuint, uint> IsError;
    private static readonly delegate* unmanaged[Cdecl]<nuint, int> ErrorCode;
    private static readonly delegate* unmanaged[Cdecl]<nuint, nint> ErrorName;

    static Zstd()
    {
        foreach (string name in Names)
        {
            if (NativeLibrary.TryLoad(name, out nint library)
                && NativeLibrary.TryGetExport(library, "ZSTD_decompress", out nint decompress)
                && NativeLibrary.TryGetExport(library, "ZSTD_isError", out nint isError)
                && NativeLibrary.TryGetExport(library, "ZSTD_getErrorCode", out nint errorCode)
                && NativeLibrary.TryGetExport(library, "ZSTD_getErrorName", out nint errorName))
            {
                DecompressFrame = (delegate* unmanaged[Cdecl]<byte*, nuint, byte*, nuint, nuint>)decompress;
                IsError = (delegate* unmanaged[Cdecl]<nuint, uint>)isError;
                ErrorCode = (delegate* unmanaged[Cdecl]<nuint, int>)errorCode;
                ErrorName = (delegate* unmanaged[Cdecl]<nuint, nint>)errorName;
                return;
            }
        }
    }

    /// <summary>Whether the library is there.</summary>
    public static bool IsAvailable => DecompressFrame != null;

    /// <summary>Decompresses; false where the target is too small for what the bytes expand to.</summary>
    public static bool TryDecompress(ReadOnlySpan<byte> source, Span<byte> target, out int written)
    {
        if (!IsAvailable)
        {
            throw new GraphFormatException("compression ZSTD needs the system library libzstd (Debian and Ubuntu: libzstd1, Fedora: libzstd, "
                + "macOS: brew install zstd), which was not found; or write the file with SNAPPY");
        }

        nuint result;
        fixed (byte* from = source)
        fixed (byte* to = target)
            result = DecompressFrame(to, (nuint)target.Length, from, (nuint)source.Length);

        written = 0;
        if (IsError(result) == 0)
        {
            written = (int)result;
            return true;
        }

        return ErrorCode(result) == DestinationTooSmall
            ? false
            : throw new GraphFormatException($"ZSTD: {Marshal.PtrToStringUTF8(ErrorName(result))}");
    }
}
