using System.Diagnostics;
using System.Reflection;
using GraphSparse.Acceleration;
using GraphSparse.Gpu;
using ILGPU;
using ILGPU.Backends;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace GraphSparse.Tests.Acceleration.Gpu;

/// <summary>Every kernel becomes text for CUDA and for OpenCL in every build, whether there is a device or not, and no driver may contract what it says.</summary>
public class KernelTextTests
{
    internal static readonly MethodInfo[] Entries =
        [.. typeof(KernelAttribute).Assembly.GetTypes().SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public)).Where(m => m.GetCustomAttribute<KernelAttribute>() is not null)];

    public static TheoryData<string> Names() => [.. Entries.Select(e => e.GetCustomAttribute<KernelAttribute>()!.Name).Order(StringComparer.Ordinal)];

    private static MethodInfo Entry(string name) => Entries.Single(e => e.GetCustomAttribute<KernelAttribute>()!.Name == name);

    [Fact]
    public void EveryKernel_IsTestedOnEveryDevice() => Assert.All(Entries.Select(e => e.GetCustomAttribute<KernelAttribute>()!), kernel =>
    {
        Type? tests = typeof(DeviceTests).Assembly.GetType($"{typeof(DeviceTests).Namespace}.{kernel.Tests}");
        Assert.True(tests is { IsAbstract: true }, $"{kernel.Name}: no abstract class {kernel.Tests}");
        Assert.Equal(["Cpu" + kernel.Tests, "Gpu" + kernel.Tests], tests.Assembly.GetTypes().Where(t => t.BaseType == tests).Select(t => t.Name).Order(StringComparer.Ordinal));
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryKernel_CompilesToStrictPtx(string name)
    {
        foreach (CudaArchitecture architecture in new[] { CudaArchitecture.SM_80, CudaArchitecture.SM_90 })
        {
            using Context context = KernelCompiler.CreateContext(_ => { });
            using var backend = new PTXBackend(context, new CudaCapabilityContext(architecture), architecture, CudaInstructionSet.ISA_78, null!);
            var kernel = (PTXCompiledKernel)KernelCompiler.Compile(backend, Entry(name));
            Assert.Contains(".entry", kernel.PTXAssembly, StringComparison.Ordinal);
            Assert.False(StrictText.IsLoose(kernel.PTXAssembly));
            Assemble(kernel.PTXAssembly, architecture);
        }
    }

    /// <summary>By the assembler of CUDA, where it is installed.</summary>
    private static void Assemble(string ptx, CudaArchitecture architecture)
    {
        string? assembler = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "ptxas")).FirstOrDefault(File.Exists);
        if (assembler is null)
            return;
        string file = Path.GetTempFileName();
        File.WriteAllText(file, ptx);
        using var process = Process.Start(new ProcessStartInfo(assembler, ["-arch", architecture.ToString().ToLowerInvariant(), "-o", "/dev/null", file]) { RedirectStandardError = true })!;
        string said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        File.Delete(file);
        Assert.True(process.ExitCode == 0, said);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryKernel_CompilesToStrictOpenCl(string name)
    {
        using Context context = KernelCompiler.CreateContext(_ => { });
        using var backend = new CLBackend(context, new CLCapabilityContext(float16: false, float64: true, genericAddressSpace: true, int64_Atomics: true, subGroups: false), CLDeviceVendor.Other, CLCVersion.CL20);
        var kernel = (CLCompiledKernel)KernelCompiler.Compile(backend, Entry(name));
        Assert.StartsWith("#pragma OPENCL FP_CONTRACT OFF\n", kernel.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("fma(", kernel.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("(atomic_", kernel.Source, StringComparison.Ordinal); // without its address space
        Assert.DoesNotContain("barrier(CLK_GLOBAL_MEM_FENCE)", kernel.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void OfPtx_RefusesACallThatNoDeviceHas() =>
        Assert.Contains("fma_double", Assert.Throws<NotSupportedException>(() => StrictText.OfPtx(".extern .func (.param .b64 r) fma_double (.param .b64 a);")).Message, StringComparison.Ordinal);

    [Fact]
    public void OfPtx_RoundsEveryOperationByItself() =>
        Assert.Equal("add.rn.f64 a; mul.rn.f32 b; sub.rn.f64 c; fma.rn.f64 d; add.s32 e;", StrictText.OfPtx("add.f64 a; mul.f32 b; sub.f64 c; fma.rn.f64 d; add.s32 e;"));
}
