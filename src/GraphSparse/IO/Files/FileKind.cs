using System.Runtime.InteropServices;

namespace GraphSparse.IO;

/// <summary>Tells plain files from pipes and devices, which an output must not replace.</summary>
internal static partial class FileKind
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const uint TypeAndMode = 3;     // STATX_TYPE | STATX_MODE
    private const int ModeOffset = 28;      // of stx_mode in struct statx, the same on every architecture
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int Folder = 0x4000;

    /// <summary>Whether something exists at <paramref name="path"/> that is neither a file nor a folder. Links are followed. False where the system cannot tell.</summary>
    public static bool IsSpecial(string path) => TypeOf(path) is { } type && type is not (RegularFile or Folder);

    /// <summary>Whether <paramref name="path"/> is a file with content of its own, so that opening it neither waits nor starts anything. Links are followed.</summary>
    public static bool IsRegular(string path) => File.Exists(path) && TypeOf(path) is null or RegularFile;

    private static int? TypeOf(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        Span<byte> status = stackalloc byte[256];
        try
        {
            if (Statx(CurrentFolder, path, 0, TypeAndMode, ref MemoryMarshal.GetReference(status)) != 0)
                return null;
        }
        catch (EntryPointNotFoundException)
        {
            return null; // a C library older than 2018
        }

        return MemoryMarshal.Read<ushort>(status[ModeOffset..]) & TypeMask;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, ref byte status);
}
