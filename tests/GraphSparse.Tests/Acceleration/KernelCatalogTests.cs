using System.Reflection;
using System.Text.RegularExpressions;
using GraphSparse.Acceleration;

namespace GraphSparse.Tests.Acceleration;

/// <summary>Every kernel has a twin on the CPU, tests for every device, and a text that says what it does.</summary>
public partial class KernelCatalogTests
{
    private static readonly string[] Files =
        [.. typeof(KernelCatalog).Assembly.GetManifestResourceNames().Where(n => n.EndsWith(".cl", StringComparison.Ordinal))];

    [Fact]
    public void EveryDeclaredKernel_HasAnEntry()
    {
        string[] declared = [.. Files.SelectMany(f => Declaration().Matches(KernelCatalog.Text(f)).Select(m => $"{f} {m.Groups[1].Value}"))];
        Assert.NotEmpty(declared);
        Assert.Equal(declared.Order(), KernelCatalog.Entries.Select(e => $"{e.Sources[^1]} {e.Kernel}").Order());
    }

    [Fact]
    public void EveryKernel_HasATwin() => Assert.All(KernelCatalog.Entries, e =>
        Assert.NotEmpty(typeof(CpuKernels).GetMember(e.Twin, MemberTypes.Method, BindingFlags.Static | BindingFlags.Public)));

    [Fact]
    public void EveryKernel_IsTestedOnEveryDevice() => Assert.All(KernelCatalog.Entries, e =>
    {
        Type? tests = typeof(KernelCatalogTests).Assembly.GetType($"{typeof(KernelCatalogTests).Namespace}.{e.Tests}");
        Assert.True(tests is { IsAbstract: true }, $"{e.Kernel}: no abstract class {e.Tests}");
        Type[] devices = [.. tests.Assembly.GetTypes().Where(t => t.BaseType == tests)];
        Assert.Equal(["Cpu" + e.Tests, "Gpu" + e.Tests, "OpenCl" + e.Tests], devices.Select(t => t.Name).Order(StringComparer.Ordinal));
    });

    [Fact]
    public void EveryText_BeginsWithItsPurpose_AndKeepsProductsAndSumsApart() => Assert.All(Files, f =>
    {
        string text = KernelCatalog.Text(f);
        Assert.StartsWith("// ", text, StringComparison.Ordinal);
        Assert.Contains("// Launch: ", text, StringComparison.Ordinal);
        Assert.Contains("#pragma OPENCL FP_CONTRACT OFF", text, StringComparison.Ordinal);
    });

    [GeneratedRegex(@"__kernel void (\w+)")]
    private static partial Regex Declaration();
}
