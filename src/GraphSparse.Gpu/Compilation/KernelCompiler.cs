using System.Reflection;
using ILGPU;
using ILGPU.Backends;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;

namespace GraphSparse.Gpu;

/// <summary>Compiles entry points of kernels to strict text.</summary>
internal static class KernelCompiler
{
    /// <summary>A context as all kernels need it: level O1, since O2 moves a load of a value behind the store to it.</summary>
    public static Context CreateContext(Action<Context.Builder> devices) => Context.Create(builder =>
    {
        builder.Optimize(OptimizationLevel.O1);
        devices(builder);
    });

    /// <summary>Compiles an entry point. One that takes an index runs an item for each; the others run in groups.</summary>
    public static CompiledKernel Compile(Backend backend, MethodInfo entry)
    {
        EntryPointDescription description = IsGrouped(entry) ? EntryPointDescription.FromExplicitlyGroupedKernel(entry) : EntryPointDescription.FromImplicitlyGroupedKernel(entry);
        CompiledKernel kernel = backend.Compile(description, default);
        switch (kernel)
        {
            case PTXCompiledKernel ptx:
                Replace(ptx, nameof(PTXCompiledKernel.PTXAssembly), StrictText.OfPtx(ptx.PTXAssembly));
                break;
            case CLCompiledKernel cl:
                Replace(cl, nameof(CLCompiledKernel.Source), StrictText.OfOpenCl(cl.Source));
                break;
        }

        return kernel;
    }

    /// <summary>Whether an entry point runs in groups whose items share memory.</summary>
    public static bool IsGrouped(MethodInfo entry) => entry.GetParameters()[0].ParameterType != typeof(Index1D);

    /// <summary>The library does not let texts be changed; a test fails where the field of the property has another name.</summary>
    private static void Replace(CompiledKernel kernel, string property, string text)
    {
        FieldInfo field = kernel.GetType().GetField($"<{property}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic)
            ?? throw new InvalidOperationException($"ILGPU keeps {property} elsewhere than it did.");
        field.SetValue(kernel, text);
    }
}
