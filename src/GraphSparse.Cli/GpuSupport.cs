using System.Runtime.CompilerServices;
using GraphSparse.Acceleration;

namespace GraphSparse.Cli;

/// <summary>Lets the program use GPUs where it was built with the package for them; native programs are built without.</summary>
internal static class GpuSupport
{
    /// <summary>Loads nothing: the package is loaded when a device is first asked for.</summary>
    public static void Register() => Devices.Register(Provide);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IDeviceProvider Provide() =>
#if GPU
        new Gpu.GpuProvider();
#else
        new NoDevices("the native program comes without GPU support; the tool has it: dotnet tool install --global GraphSparse.Cli");
#endif
}
