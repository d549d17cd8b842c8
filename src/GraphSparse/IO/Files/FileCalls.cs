using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GraphSparse.IO;

/// <summary>The calls of the system that writing a file takes. Tests put failing ones in their place.</summary>
internal interface IFileCalls
{
    /// <summary>Makes a file and opens it for writing; fails where one exists.</summary>
    SafeFileHandle Open(string path);

    /// <summary>Gives an open file its permission bits.</summary>
    void SetMode(SafeFileHandle file, UnixFileMode mode);

    /// <summary>Writes all bytes at a place.</summary>
    void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Brings the content to the disk.</summary>
    void Flush(SafeFileHandle file);

    /// <summary>Closes a file; unlike Dispose, it says where that failed.</summary>
    void Close(SafeFileHandle file);

    /// <summary>Gives a file another name.</summary>
    void Rename(string from, string to, bool overwrite);

    /// <summary>Copies a file to a new name.</summary>
    void Copy(string from, string to);

    /// <summary>Takes a file away; one that is not there is no error.</summary>
    void Delete(string path);

    /// <summary>Makes a folder whose parent exists.</summary>
    void CreateFolder(string path);

    /// <summary>Brings the names in a folder to the disk.</summary>
    void FlushFolder(string path);
}

/// <summary>The system's own file calls.</summary>
internal sealed partial class FileCalls : IFileCalls
{
    private const int Interrupted = 4;       // EINTR
    private const int NoPermission = 13;     // EACCES
    private const int NotForThisKind = 22;   // EINVAL: a file system that cannot flush
    private const int Exists = 17;           // EEXIST
    private const int NotKnown = 38;         // ENOSYS
    private const int CurrentFolder = -100;  // AT_FDCWD
    private const uint NoReplace = 1;        // RENAME_NOREPLACE
    private const int CloseOnExec = 0x80000; // O_CLOEXEC of Linux

    private static readonly AsyncLocal<IFileCalls?> Replaced = new();

    private static readonly FileCalls System = new();

    /// <summary>The calls to use: the system's, or those that a test put in their place for its own flow of execution.</summary>
    public static IFileCalls Current => Replaced.Value ?? System;

    /// <summary>Puts other calls in their place, null for the system's own.</summary>
    public static void Replace(IFileCalls? calls) => Replaced.Value = calls;

    private static bool IsUnix => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();

    private static int NotSupported => OperatingSystem.IsLinux() ? 95 : 45; // ENOTSUP

    public SafeFileHandle Open(string path) => File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);

    public void SetMode(SafeFileHandle file, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, mode);
    }

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(file, bytes, offset);

    public void Flush(SafeFileHandle file)
    {
        if (IsUnix)
            Require(() => FlushHandle(file));
        else
            RandomAccess.FlushToDisk(file);
    }

    public void Close(SafeFileHandle file)
    {
        if (!IsUnix)
        {
            file.Dispose();
            return;
        }

        int descriptor = (int)file.DangerousGetHandle();
        file.SetHandleAsInvalid(); // Dispose would close it again, and hide an error
        if (CloseDescriptor(descriptor) != 0 && Marshal.GetLastPInvokeError() is var error and not Interrupted)
            throw Error(error);
    }

    /// <remarks>Not by File.Move, which copies where renaming fails: a copy is neither whole at every instant nor on the disk.</remarks>
    public void Rename(string from, string to, bool overwrite)
    {
        if (!IsUnix)
        {
            File.Move(from, to, overwrite);
            return;
        }

        if (!overwrite)
        {
            if (TryRenameToNew(from, to))
                return;
            if (Path.Exists(to))
                throw Error(Exists);
        }

        if (RenamePath(from, to) != 0)
            throw Error(Marshal.GetLastPInvokeError());
    }

    /// <summary>Renames where the system can refuse an existing name in the same step; false where it cannot.</summary>
    private static bool TryRenameToNew(string from, string to)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            if (RenameAt(CurrentFolder, from, CurrentFolder, to, NoReplace) == 0)
                return true;
        }
        catch (EntryPointNotFoundException)
        {
            return false; // a C library older than 2018
        }

        return Marshal.GetLastPInvokeError() is var error && error is NotForThisKind or NotKnown || error == NotSupported ? false : throw Error(error);
    }

    public void Copy(string from, string to) => File.Copy(from, to);

    public void Delete(string path) => File.Delete(path);

    public void CreateFolder(string path) => Directory.CreateDirectory(path);

    public void FlushFolder(string path)
    {
        if (!IsUnix)
            return; // other systems make names durable with the rename
        int folder = OpenPath(path, OperatingSystem.IsLinux() ? CloseOnExec : 0);
        if (folder < 0)
        {
            if (Marshal.GetLastPInvokeError() is var error and not NoPermission)
                throw Error(error);
            return; // a folder that may be written but not read cannot be flushed by its user
        }

        try
        {
            Require(() => FlushDescriptor(folder));
        }
        finally
        {
            _ = CloseDescriptor(folder); // nothing was written by this descriptor
        }
    }

    /// <summary>Repeats a flush that a signal broke off; a file system without flush has nothing to bring to the disk.</summary>
    private static void Require(Func<int> flush)
    {
        while (flush() != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            if (error == NotForThisKind || error == NotSupported)
                return;
            if (error != Interrupted)
                throw Error(error);
        }
    }

    private static IOException Error(int code) => new(Marshal.GetPInvokeErrorMessage(code), code);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int OpenPath(string path, int flags);

    [LibraryImport("libc", EntryPoint = "rename", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int RenamePath(string from, string to);

    [LibraryImport("libc", EntryPoint = "renameat2", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int RenameAt(int fromFolder, string from, int toFolder, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FlushHandle(SafeHandle file);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FlushDescriptor(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int CloseDescriptor(int descriptor);
}
