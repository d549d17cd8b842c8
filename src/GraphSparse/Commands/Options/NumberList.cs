using System.Globalization;

namespace GraphSparse.Commands;

/// <summary>Numbers that an option names, separated by commas.</summary>
internal static class NumberList
{
    /// <summary>They, in their order.</summary>
    /// <exception cref="ArgumentException">One is no finite number, or there is none.</exception>
    public static double[] Parse(string option, string text) => [.. text.Split(',', StringSplitOptions.TrimEntries).Select(part =>
        double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : throw new ArgumentException($"{option} has '{part}', which is no finite number; numbers stand between commas, as in 1,0.5,2."))];
}
