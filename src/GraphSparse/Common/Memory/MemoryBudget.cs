using System.Globalization;

namespace GraphSparse;

/// <summary>The most memory a command may use, and the sentence that says so when it would not be enough.</summary>
public sealed class MemoryBudget
{
    private const double DefaultShare = 0.8;

    /// <summary>Creates a budget of the given size.</summary>
    /// <param name="limitBytes">Bytes that may be held at once, at least 1.</param>
    /// <param name="takenBytes">Bytes of these that the program itself takes (code, runtime), at least 0; they are part of what is needed.</param>
    public MemoryBudget(long limitBytes, long takenBytes = 0)
    {
        Require.InRange(limitBytes, 1L, long.MaxValue);
        Require.InRange(takenBytes, 0L, long.MaxValue);
        (LimitBytes, TakenBytes) = (limitBytes, takenBytes);
    }

    /// <summary>80 % of the machine's memory (of the container's, where one is set).</summary>
    public static MemoryBudget Default => new(Math.Max(1, (long)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * DefaultShare)));

    /// <summary>Bytes that may be held at once, with what the program itself takes.</summary>
    public long LimitBytes { get; }

    /// <summary>Bytes of the limit that the program itself takes.</summary>
    public long TakenBytes { get; }

    /// <summary>Bytes that are left beside the program itself, at least 0.</summary>
    public long AvailableBytes => Math.Max(0, LimitBytes - TakenBytes);

    /// <summary>The same limit for a program that takes this much itself.</summary>
    public MemoryBudget Beside(long takenBytes) => new(LimitBytes, takenBytes);

    /// <summary>Fails before memory is taken that would exceed the budget.</summary>
    /// <param name="bytes">What the caller will hold in all, beside the program itself, once it has taken what it is about to take.</param>
    /// <param name="what">What it is for, as the subject of "needs about …".</param>
    /// <exception cref="ResourceLimitException">The budget would be exceeded.</exception>
    public void Ensure(long bytes, string what)
    {
        if (bytes > LimitBytes - TakenBytes)
            throw new ResourceLimitException($"{what} needs about {Text(bytes + TakenBytes)}{(TakenBytes > 0 ? $", of which the program itself takes {Text(TakenBytes)}" : "")}, the limit is {Text(LimitBytes)}.") { IsOfBudget = true };
    }

    /// <summary>Reads sizes such as 512M, 4G, 1.5GiB or 1000000 (bytes); K, M, G and T are powers of 1024.</summary>
    public static bool TryParse(string? text, out MemoryBudget? budget)
    {
        budget = null;
        ReadOnlySpan<char> digits = text.AsSpan().Trim();
        if (digits.EndsWith("iB", StringComparison.OrdinalIgnoreCase))
            digits = digits[..^2];
        else if (digits.EndsWith("B", StringComparison.OrdinalIgnoreCase))
            digits = digits[..^1];
        digits = digits.TrimEnd();
        if (digits.IsEmpty)
            return false;

        int power = char.ToUpperInvariant(digits[^1]) switch { 'K' => 1, 'M' => 2, 'G' => 3, 'T' => 4, _ => 0 };
        if (power > 0)
            digits = digits[..^1].TrimEnd();
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
            return false;
        double bytes = number * Math.Pow(1024, power);
        if (!(bytes >= 1 && bytes < long.MaxValue))
            return false;
        budget = new MemoryBudget((long)bytes);
        return true;
    }

    /// <summary>A size for people: 812 B, 3.4 MiB, 41 GiB.</summary>
    public static string Text(long bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < units.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value.ToString(unit == 0 || value >= 100 ? "0" : "0.#", CultureInfo.InvariantCulture)} {units[unit]}");
    }
}
