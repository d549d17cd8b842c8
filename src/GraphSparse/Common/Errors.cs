using System.Globalization;

namespace GraphSparse;

/// <summary>The input bytes are not what their format promises. Readers throw only this for bad bytes.</summary>
/// <remarks>Says the file, the place (line, row or byte offset, where known) and what was expected.</remarks>
public sealed class GraphFormatException : FormatException
{
    /// <summary>Creates the error without a place; a caller that knows more may add it with <see cref="At"/>.</summary>
    public GraphFormatException(string reason) : this(reason, null)
    {
    }

    /// <summary>Creates the error without a place, keeping its cause.</summary>
    public GraphFormatException(string reason, Exception? innerException) : base(reason, innerException) => Reason = reason;

    private GraphFormatException(string reason, string? path, long? line, long? byteOffset, Exception? innerException)
        : base(Compose(reason, path, line, byteOffset), innerException)
    {
        Reason = reason;
        Path = path;
        Line = line;
        ByteOffset = byteOffset;
    }

    /// <summary>What was found and what was expected, without the place.</summary>
    public string Reason { get; }

    /// <summary>The file, as the caller named it; <see langword="null"/> while unknown.</summary>
    public string? Path { get; }

    /// <summary>Line number counted from 1; <see langword="null"/> for binary formats.</summary>
    public long? Line { get; }

    /// <summary>Offset in bytes counted from 0, where known.</summary>
    public long? ByteOffset { get; }

    /// <summary>The same error with the parts of the place that were not yet known filled in.</summary>
    public GraphFormatException At(string? path = null, long? line = null, long? byteOffset = null) =>
        new(Reason, Path ?? path, Line ?? line, ByteOffset ?? byteOffset, InnerException);

    /// <summary>An offending piece of input made fit for a message: at most 80 characters, control characters escaped.</summary>
    public static string Excerpt(ReadOnlySpan<byte> bytes)
    {
        string text = System.Text.Encoding.UTF8.GetString(bytes.Length > 80 ? bytes[..80] : bytes);
        var clean = new System.Text.StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (c == '�')
                clean.Append("\\xfffd"); // bytes that are no UTF-8
            else if (Printable.IsUnsafe(c))
                Printable.Append(clean, c);
            else
                clean.Append(c);
        }

        return bytes.Length > 80 ? clean.Append('…').ToString() : clean.ToString();
    }

    private static string Compose(string reason, string? path, long? line, long? byteOffset)
    {
        string place = line is { } l ? string.Create(CultureInfo.InvariantCulture, $"line {l}")
            : byteOffset is { } b ? string.Create(CultureInfo.InvariantCulture, $"byte {b}")
            : "";
        return (path, place) switch
        {
            (null, "") => reason,
            (null, _) => $"{place}: {reason}",
            (_, "") => $"{path}: {reason}",
            _ => $"{path}, {place}: {reason}",
        };
    }
}

/// <summary>The work would exceed a limit that the caller set or that the format of a result has.</summary>
public sealed class ResourceLimitException : Exception
{
    /// <summary>Creates the error; the message says what is needed, what the limit is, and how to raise it.</summary>
    public ResourceLimitException(string message) : base(message)
    {
    }

    /// <summary>Creates the error, keeping its cause.</summary>
    public ResourceLimitException(string message, Exception? innerException) : base(message, innerException)
    {
    }

    /// <summary>Whether the limit is that of a <see cref="MemoryBudget"/>, which the caller can raise.</summary>
    public bool IsOfBudget { get; init; }
}

/// <summary>An iteration stopped before it reached its tolerance.</summary>
public sealed class ConvergenceException : Exception
{
    /// <summary>Creates the error with what was reached.</summary>
    /// <param name="what">The iteration, such as "PageRank".</param>
    /// <param name="iterations">Iterations done.</param>
    /// <param name="residual">What was reached.</param>
    /// <param name="tolerance">What was asked for.</param>
    public ConvergenceException(string what, int iterations, double residual, double tolerance)
        : base(string.Create(CultureInfo.InvariantCulture,
            $"{what} did not converge: {(double.IsFinite(residual) ? $"residual {residual.ToString("g3", CultureInfo.InvariantCulture)}" : "it grew without bound")} after {iterations} iterations, tolerance {tolerance:g3}."))
    {
        Iterations = iterations;
        Residual = residual;
        Tolerance = tolerance;
    }

    private ConvergenceException(ConvergenceException error, string advice) : base($"{error.Message} {advice}", error) =>
        (Iterations, Residual, Tolerance) = (error.Iterations, error.Residual, error.Tolerance);

    /// <summary>The same error with what a person can do, who cannot reach the options of the iteration.</summary>
    internal ConvergenceException With(string advice) => new(this, advice);

    /// <summary>Iterations done.</summary>
    public int Iterations { get; }

    /// <summary>Residual reached.</summary>
    public double Residual { get; }

    /// <summary>Tolerance asked for.</summary>
    public double Tolerance { get; }
}
