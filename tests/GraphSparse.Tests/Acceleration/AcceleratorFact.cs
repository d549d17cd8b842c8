using GraphSparse.Acceleration;
using GraphSparse.Gpu;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace GraphSparse.Tests.Acceleration;

/// <summary>A test that is written once and runs for every device. In classes with the trait Device=OpenCL it is skipped, saying why,
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
        return traits.Contains("OpenCL") ? TestDevices.WhyNoOpenCl! : traits.Contains("Gpu") ? TestDevices.WhyNoGpu! : base.GetSkipReason(factAttribute);
    }
}

/// <summary>The devices under test, opened once: building kernels takes longer than most tests.</summary>
internal static class TestDevices
{
    private static readonly Lazy<IAccelerator> LazyGpu = new(() => GpuDevices.OpenOpenCl(0));
    private static readonly Lazy<IAccelerator> LazyOpenCl = new(() => Devices.Open("opencl"));

    public static IAccelerator Cpu { get; } = new CpuAccelerator(new Parallelism(2));

    public static IAccelerator OpenCl => LazyOpenCl.Value;

    /// <summary>A device that kernels in C# are compiled for.</summary>
    public static IAccelerator Gpu => LazyGpu.Value;

    /// <summary>Null where the tests of such a device run, else the reason.</summary>
    public static string? WhyNoGpu { get; } = ReasonOfGpu();

    /// <summary>Null where the tests of OpenCL run, else the reason.</summary>
    public static string? WhyNoOpenCl { get; } = Reason();

    private static string? Reason()
    {
        if (Environment.GetEnvironmentVariable("GRAPHSPARSE_REQUIRE_ALL") == "1")
            return null;
        return Devices.List().Problem;
    }

    private static string? ReasonOfGpu()
    {
        if (Environment.GetEnvironmentVariable("GRAPHSPARSE_REQUIRE_ALL") == "1")
            return null;
        try
        {
            using GpuAccelerator opened = GpuDevices.OpenOpenCl(0);
            return null;
        }
        catch (Exception error) when (error is DeviceException or NotSupportedException)
        {
            return error.Message;
        }
    }
}
