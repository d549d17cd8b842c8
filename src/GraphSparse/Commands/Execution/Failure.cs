namespace GraphSparse.Commands;

/// <summary>An error as a user sees it: its kind, the exit code of that kind, a sentence, the place.</summary>
/// <param name="Kind">usage, data, environment, limit, convergence, cancelled or bug.</param>
/// <param name="ExitCode">Exit code of the command line.</param>
/// <param name="Message">What happened and what to do.</param>
/// <param name="Path">The file, where there is one.</param>
/// <param name="Line">The line, counted from 1, where there is one.</param>
internal sealed record Failure(string Kind, int ExitCode, string Message, string? Path = null, long? Line = null)
{
    /// <summary>Exit code of a command that did what it was asked.</summary>
    public const int Success = 0;

    /// <summary>Exit code of a wrong command line or option.</summary>
    public const int Usage = 2;

    private const int Bug = 70;

    /// <summary>Sorts an exception into its kind; its message names options as they are typed.</summary>
    public static Failure From(Exception error)
    {
        Failure failure = Sort(error);
        if (failure.ExitCode == Bug)
            return failure;
        return failure with { Message = OptionStyle.Typed(OptionStyle.TypedRange(failure.Message, (error as ArgumentException)?.ParamName)) };
    }

    /// <summary>The same for a step of a job, whose message names options as the job file does.</summary>
    public static Failure From(Exception error, CommandEntry command)
    {
        Failure failure = From(error);
        return failure with { Message = OptionStyle.InJob(failure.Message, command) };
    }

    private static Failure Sort(Exception error) => error switch
    {
        OperationCanceledException => new Failure("cancelled", 130, "Cancelled."),
        GraphFormatException e => new Failure("data", 3, e.Message, e.Path, e.Line),
        InvalidWeightException e => new Failure("data", 3, e.Message),
        ArgumentException e => new Failure("usage", Usage, WithoutParameter(e)),
        ResourceLimitException { IsOfBudget: true } e => new Failure("limit", 5, e.Message.TrimEnd('.') + "; raise it with --memory."),
        ResourceLimitException e => new Failure("limit", 5, e.Message),
        TypeInitializationException { InnerException: { } inner } => From(inner),
        _ when IsShortOfDescriptors(error) => new Failure("environment", 4, "Too many files are open: the limit of this user or system (ulimit -n) is reached. Raise the limit, or end programs that hold files open.", PathOf(error)),
        _ when IsOfThreadStart(error) => NoThreads,
        OutOfMemoryException => new Failure("limit", 5, "Out of memory: the limit of --memory or of the machine is reached. --dry-run predicts what a command needs."),
        ConvergenceException e => new Failure("convergence", 6, e.Message),
        FileNotFoundException or FileLoadException when IsOfAssembly(error) => new Failure("environment", 4, "A part of the program could not be loaded. Either the limit of open files (ulimit -n) is too low, or the installation is incomplete. " + FirstLine(error.Message)),
        FileNotFoundException e => new Failure("environment", 4, e.Message, e.FileName),
        IOException e when IO.FileErrors.IsOfExisting(e) => new Failure("environment", 4, e.Message.TrimEnd('.') + "; --overwrite replaces it.", PathOf(error)),
        IOException or UnauthorizedAccessException => new Failure("environment", 4, error.Message, PathOf(error)),
        AggregateException { InnerException: { } inner } => From(inner),
        _ => new Failure("bug", Bug, $"This is a bug in GraphSparse {IO.Provenance.Version}. Please report it with the command and this text: {error.GetType().Name}: {error.Message}{Environment.NewLine}{error.StackTrace}"),
    };

    private static Failure NoThreads =>
        new("environment", 4, "A thread could not be started: the limit of this user or system (ulimit -u) is reached. Use fewer --threads, raise the limit, or end other programs.");

    private static string? PathOf(Exception error) => error.Data[IO.AtomicFile.PathKey] as string;

    /// <summary>The runtime reports it in many types of exceptions, each with the system's words.</summary>
    private static bool IsShortOfDescriptors(Exception error) =>
        error is not (GraphFormatException or ArgumentException) && error.Message.Contains("Too many open files", StringComparison.Ordinal);

    private static bool IsOfAssembly(Exception error) => ((error as FileNotFoundException)?.FileName ?? (error as FileLoadException)?.FileName)?.Contains(", Version=", StringComparison.Ordinal) == true;

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd();

    /// <summary>The runtime throws the same type for memory that is short and for threads that the system refuses.</summary>
    private static bool IsOfThreadStart(Exception error) => 
        error.GetType().Name == "ThreadStartException" // by name: its assembly cannot be loaded where descriptors run out
        || (error is OutOfMemoryException && error.StackTrace?.Contains("System.Threading.Thread.Start", StringComparison.Ordinal) == true);

    /// <summary>The message of an argument error without the trailing name of the parameter, which users do not know.</summary>
    private static string WithoutParameter(ArgumentException error)
    {
        string suffix = $" (Parameter '{error.ParamName}')";
        int place = error.ParamName is null ? -1 : error.Message.IndexOf(suffix, StringComparison.Ordinal);
        return place < 0 ? error.Message : error.Message[..place];
    }
}
