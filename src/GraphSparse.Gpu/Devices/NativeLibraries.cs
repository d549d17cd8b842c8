using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace GraphSparse.Gpu;

/// <summary>The libraries of drivers under the names that this system has for them.</summary>
internal static class NativeLibraries
{
    private static readonly Lock Gate = new();
    private static bool _resolves;

    /// <summary>Whether the system has the driver of CUDA.</summary>
    public static bool HasCuda => NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1", out _);

    /// <summary>Whether the system has a loader of OpenCL.</summary>
    public static bool HasOpenCl => NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "OpenCL.dll" : "libOpenCL.so.1", out _);

    /// <summary>Makes the names that ILGPU asks for found: Debian and its kin ship those without a version for developers only.</summary>
    public static void Resolve()
    {
        lock (Gate)
        {
            if (_resolves)
                return;
            _resolves = true;
            AssemblyLoadContext.Default.ResolvingUnmanagedDll += static (_, name) =>
            {
                string? file = name switch { "OpenCL" => "libOpenCL.so.1", "cuda" => "libcuda.so.1", _ => null };
                return file is not null && OperatingSystem.IsLinux() && NativeLibrary.TryLoad(file, out nint library) ? library : 0;
            };
        }
    }
}
