using System.Runtime.CompilerServices;
using GraphSparse.Acceleration;
using GraphSparse.Gpu;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace GraphSparse.Tests.Acceleration;

/// <summary>A test that is written once and runs for every device. In classes with the trait Device=Gpu it is skipped, saying why,
/// where there is no such device; with GRAPHSPARSE_REQUIRE_ALL=1 it runs all the same, and fails.</summary>
[XunitTestCaseDiscoverer("GraphSparse.Tests.Acceleration.AcceleratorFactDiscoverer", "GraphSparse.Tests")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class AcceleratorFactAttribute : FactAttribute;

/// <summary>Makes the test cases of <see cref="AcceleratorFactAttribute"/>.</summary>
public sealed class AcceleratorFactDiscoverer(IMessageSink sink) : FactDiscoverer(sink)
{
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        new AcceleratorTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod);
}

/// <summary>A test case that knows from the class that it runs in which device it needs; the attribute alone cannot.</summary>
public sealed class AcceleratorTestCase : XunitTestCase
{
    [Obsolete("For deserialization.")]
    public AcceleratorTestCase()
    {
    }

    public AcceleratorTestCase(IMessageSink sink, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(sink, display, options, method)
    {
    }

    protected override string GetSkipReason(IAttributeInfo factAttribute)
    {
        object[] traits = [.. TestMethod.TestClass.Class.GetCustomAttributes(typeof(TraitAttribute)).SelectMany(t => t.GetConstructorArguments())];
        return traits.Contains("Gpu") ? TestDevices.WhyNoGpu! : base.GetSkipReason(factAttribute);
    }
}

/// <summary>The devices under test, opened once: building kernels takes longer than most tests.</summary>
internal static class TestDevices
{
    private static readonly Lazy<DeviceInfo?> First = new(() => Devices.List().FirstOrDefault(d => d.Kind != DeviceKind.Cpu));
    private static readonly Lazy<IAccelerator> LazyGpu = new(() => Devices.Open(GpuName));

    public static IAccelerator Cpu { get; } = new CpuAccelerator(new Parallelism(2));

    /// <summary>The first device that is not the CPU, as users name it.</summary>
    public static string GpuName => First.Value?.Id ?? "opencl";

    /// <summary>That device, opened.</summary>
    public static IAccelerator Gpu => LazyGpu.Value;

    /// <summary>Null where the tests of such a device run, else the reason.</summary>
    public static string? WhyNoGpu => Environment.GetEnvironmentVariable("GRAPHSPARSE_REQUIRE_ALL") == "1" || First.Value is not null ? null
        : string.Join("; ", Devices.List().Missing.Select(m => m.Reason));

    [ModuleInitializer]
    internal static void Register() => GpuDevices.Register();
}
