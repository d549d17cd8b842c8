using GraphSparse.IO;
using Microsoft.Win32.SafeHandles;

namespace GraphSparse.Tests.TestSupport;

/// <summary>The system's file calls, of which one fails: the k-th of a kind. Counts them all.</summary>
internal sealed class FaultyFileCalls(string? failingKind = null, int failingCall = 0, IOException? error = null) : IFileCalls, IDisposable
{
    private readonly FileCalls _system = new();

    /// <summary>Calls made so far, by kind.</summary>
    public Dictionary<string, int> Counts { get; } = [];

    /// <summary>Whether the call that fails was reached.</summary>
    public bool Failed { get; private set; }

    /// <summary>Puts these calls in place until disposed.</summary>
    public FaultyFileCalls Use()
    {
        FileCalls.Replace(this);
        return this;
    }

    public void Dispose() => FileCalls.Replace(null);

    public SafeFileHandle Open(string path)
    {
        Fail(nameof(Open));
        return _system.Open(path);
    }

    public void SetMode(SafeFileHandle file, UnixFileMode mode)
    {
        Fail(nameof(SetMode));
        _system.SetMode(file, mode);
    }

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        if (Counts.GetValueOrDefault(nameof(Write)) + 1 == failingCall && failingKind == nameof(Write))
            _system.Write(file, bytes[..(bytes.Length / 2)], offset); // a full disk takes what still fits
        Fail(nameof(Write));
        _system.Write(file, bytes, offset);
    }

    public void Flush(SafeFileHandle file)
    {
        Fail(nameof(Flush));
        _system.Flush(file);
    }

    public void Close(SafeFileHandle file)
    {
        _system.Close(file); // the system closes a file even where it reports an error
        Fail(nameof(Close));
    }

    public void Rename(string from, string to, bool overwrite)
    {
        Fail(nameof(Rename));
        _system.Rename(from, to, overwrite);
    }

    public void Copy(string from, string to)
    {
        Fail(nameof(Copy));
        _system.Copy(from, to);
    }

    public void Delete(string path)
    {
        Fail(nameof(Delete));
        _system.Delete(path);
    }

    public void CreateFolder(string path)
    {
        Fail(nameof(CreateFolder));
        _system.CreateFolder(path);
    }

    public void FlushFolder(string path)
    {
        Fail(nameof(FlushFolder));
        _system.FlushFolder(path);
    }

    private void Fail(string kind)
    {
        Counts[kind] = Counts.GetValueOrDefault(kind) + 1;
        if (kind != failingKind || Counts[kind] != failingCall)
            return;
        Failed = true;
        throw error!;
    }
}
