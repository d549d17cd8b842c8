using System.Runtime.InteropServices;
using System.Text;

namespace GraphSparse.Cli;

/// <summary>What the program says goes through here: characters that a terminal would obey are escaped, a standard error that is full or closed stops
/// nothing, and a closed standard output is an error where something is to be said.</summary>
internal static partial class StandardStreams
{
    private const int ReadFlags = 1; // F_GETFD
    private const int ReadWrite = 2; // O_RDWR
    private const int CloseOnExec = 1; // FD_CLOEXEC

    private static readonly Lock Gate = new();
    private static bool s_ready;

    /// <summary>Standard output for what escapes its own texts, such as tables with colours.</summary>
    public static TextWriter RawOut { get; private set; } = Console.Out;

    /// <summary>Standard error for lines that are drawn again and again; never fails.</summary>
    public static TextWriter RawError { get; private set; } = Console.Error;

    /// <summary>Whether tables may be drawn for a terminal.</summary>
    public static bool IsOutRedirected { get; private set; } = true;

    /// <summary>Puts the safe writers in place, once.</summary>
    public static void Prepare()
    {
        lock (Gate)
        {
            if (s_ready)
                return;
            s_ready = true;
            bool hasOut = IsOpen(1), hasError = IsOpen(2);
            IsOutRedirected = Console.IsOutputRedirected || !hasOut;
            RawOut = hasOut ? Console.Out : new ClosedWriter();
            RawError = hasError ? new ForgivingWriter(Console.Error) : TextWriter.Null;
            Console.SetOut(new EscapingWriter(RawOut));
            Console.SetError(new EscapingWriter(RawError));
        }
    }

    /// <summary>Whether a standard descriptor came with the process. A closed one may be taken by a file of the runtime, which marks its own as not to be
    /// inherited; a free one is filled, so that no output gets its number and takes what is meant for people.</summary>
    private static bool IsOpen(int descriptor)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
            return true;
        int flags = Control(descriptor, ReadFlags, 0);
        if (flags >= 0)
            return (flags & CloseOnExec) == 0;
        while (Open("/dev/null", ReadWrite) is >= 0 and var opened && opened < descriptor)
        {
            // Lower ones are free, too, and are filled on the way.
        }

        return false;
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    /// <summary>Escapes what a terminal would obey; line breaks stay.</summary>
    private sealed class EscapingWriter(TextWriter inner) : TextWriter
    {
        public override Encoding Encoding => inner.Encoding;

        public override void Write(char value) => Write(value.ToString());

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void Write(string? value)
        {
            if (value is not null)
                inner.Write(Printable.Escape(value.Replace("\r\n", "\n", StringComparison.Ordinal), keepLines: true));
        }

        public override void WriteLine() => inner.Write('\n');

        public override void WriteLine(string? value) => Write(value + "\n");

        public override void Flush() => inner.Flush();
    }

    /// <summary>Remarks that cannot be said are not said: the work counts.</summary>
    private sealed class ForgivingWriter(TextWriter inner) : TextWriter
    {
        public override Encoding Encoding => inner.Encoding;

        public override void Write(char value) => Try(() => inner.Write(value));

        public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

        public override void Write(string? value) => Try(() => inner.Write(value));

        public override void Flush() => Try(inner.Flush);

        private static void Try(Action write)
        {
            try
            {
                write();
            }
            catch (Exception error) when (error is IOException and not (FileNotFoundException or FileLoadException) or UnauthorizedAccessException or ObjectDisposedException)
            {
                // There is nowhere to say it. (An assembly that cannot be loaded is another matter: the last word needs none.)
            }
        }
    }

    /// <summary>Stands for a standard output that was closed before the program began.</summary>
    private sealed class ClosedWriter : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => throw new IOException("Standard output is closed, and the result goes there.");

        public override void Write(string? value)
        {
            if (!string.IsNullOrEmpty(value))
                Write(value[0]);
        }
    }
}
