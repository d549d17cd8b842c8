using GraphSparse.Acceleration;

namespace GraphSparse.Gpu;

/// <summary>CUDA and OpenCL for GraphSparse.</summary>
public static class GpuDevices
{
    /// <summary>Lets <see cref="Devices"/> list and open what CUDA and OpenCL offer here: by names such as cuda, cuda:1, opencl. Call it once, at the start
    /// of a program; again does no harm.</summary>
    /// <remarks>Takes no time: drivers are loaded when devices are first listed or opened. A card of NVIDIA is listed once, as cuda.</remarks>
    public static void Register() => Devices.Register(() => new GpuProvider());
}
