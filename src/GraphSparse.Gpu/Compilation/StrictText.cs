using System.Text.RegularExpressions;

namespace GraphSparse.Gpu;

/// <summary>Makes the text of a compiled kernel say what the C# says: no product and sum in one rounding, atomics and barriers as they are meant.</summary>
internal static partial class StrictText
{
    /// <summary>PTX without contraction: "mul" and "add" may be joined to a fused multiply-add by the driver, "mul.rn" and "add.rn" may not.</summary>
    /// <exception cref="NotSupportedException">The text calls a function that is not in it; a driver would refuse it when it is loaded.</exception>
    public static string OfPtx(string text)
    {
        if (ExternalFunction().Match(text) is { Success: true } call)
            throw new NotSupportedException($"The kernel calls {call.Groups[1].Value}, which no device has.");
        return LooseArithmetic().Replace(text, "$1.rn.f$2");
    }

    /// <summary>OpenCL C without contraction, with the address space of every atomic operation, and barriers for all memory.</summary>
    public static string OfOpenCl(string text)
    {
        text = AtomicCast().Replace(text, match =>
        {
            string variable = match.Groups[2].Value;
            string type = Regex.Match(text, $@"(\w+) {variable};").Groups[1].Value;
            string space = Regex.Match(text, $@"typedef (global|local|private)? ?\w+\* {type};").Groups[1].Value;
            return $"({space} atomic_{match.Groups[1].Value}*){variable}";
        });
        text = text.Replace("barrier(CLK_GLOBAL_MEM_FENCE)", "barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE)", StringComparison.Ordinal);
        return "#pragma OPENCL FP_CONTRACT OFF\n" + text;
    }

    /// <summary>Whether a text still has arithmetic that a driver may contract.</summary>
    public static bool IsLoose(string text) => LooseArithmetic().IsMatch(text);

    [GeneratedRegex(@"\b(add|sub|mul)\.f(32|64)\b")]
    private static partial Regex LooseArithmetic();

    [GeneratedRegex(@"\.extern \.func[^;]*?(\w+)\s*\(")]
    private static partial Regex ExternalFunction();

    [GeneratedRegex(@"\(atomic_(\w+)\*\)(var\d+)")]
    private static partial Regex AtomicCast();
}
