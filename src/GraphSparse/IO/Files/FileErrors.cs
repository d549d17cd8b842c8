namespace GraphSparse.IO;

/// <summary>Errors of writing that name the output as the user did: the system's messages name partial files, which nobody has asked for.</summary>
internal static class FileErrors
{
    private const string ExistingKey = "GraphSparse.Existing";

    /// <summary>Whether an exception is how the system says that a file call failed.</summary>
    public static bool IsOfSystem(Exception error) => error is IOException or UnauthorizedAccessException or ArgumentException;

    /// <summary>An error that knows its path: messages are for people, the path is for programs.</summary>
    public static IOException Refusal(string path, string message, Exception? cause = null)
    {
        var error = new IOException(message, cause) { Data = { [AtomicFile.PathKey] = path } };
        if (cause is IOException)
            error.HResult = cause.HResult;
        return error;
    }

    /// <summary>The same error, marked as one that overwriting would have avoided.</summary>
    public static IOException Existing(this IOException error)
    {
        error.Data[ExistingKey] = true;
        return error;
    }

    /// <summary>Whether an output was there already and may not be replaced.</summary>
    public static bool IsOfExisting(Exception error) => error.Data.Contains(ExistingKey);

    /// <summary>An output that could not be written, and why.</summary>
    public static IOException NotWritten(string name, Exception error) => Refusal(name, $"'{name}' cannot be written: {Reason(error)}.", error);

    /// <summary>Does a file call; a failure names the output.</summary>
    public static void Naming(string name, Action call)
    {
        try
        {
            call();
        }
        catch (Exception error) when (IsOfSystem(error))
        {
            throw NotWritten(name, error);
        }
    }

    /// <summary>The system's reason, without the path it adds.</summary>
    public static string Reason(Exception error)
    {
        switch (error)
        {
            case UnauthorizedAccessException:
                return "no permission";
            case ArgumentException: // how .NET reports a size beyond the limit
                return "the file is larger than its file system or the user's limit allows";
            case PathTooLongException:
                return "its name is too long for the file system";
            case DirectoryNotFoundException or FileNotFoundException:
                return "there is no such folder";
            default:
                int place = error.Message.IndexOf(" : '", StringComparison.Ordinal);
                return (place < 0 ? error.Message : error.Message[..place]).TrimEnd('.');
        }
    }
}
