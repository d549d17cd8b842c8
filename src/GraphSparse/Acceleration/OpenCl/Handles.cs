using System.Runtime.InteropServices;

namespace GraphSparse.Acceleration;

/// <summary>An object of the OpenCL runtime, released once. The runtime counts references, so the order of release does not matter.</summary>
internal abstract class OpenClHandle : SafeHandle
{
    protected OpenClHandle(nint value) : base(0, ownsHandle: true) => SetHandle(value);

    public override bool IsInvalid => handle == 0;
}

/// <summary>A context: what buffers, programs and queues of one device belong to.</summary>
internal sealed class ContextHandle(nint value) : OpenClHandle(value)
{
    protected override bool ReleaseHandle() => OpenClNative.clReleaseContext(handle) == 0;
}

/// <summary>A queue of commands, carried out in order.</summary>
internal sealed class QueueHandle(nint value) : OpenClHandle(value)
{
    protected override bool ReleaseHandle() => OpenClNative.clReleaseCommandQueue(handle) == 0;
}

/// <summary>Memory of the device.</summary>
internal sealed class BufferHandle(nint value) : OpenClHandle(value)
{
    protected override bool ReleaseHandle() => OpenClNative.clReleaseMemObject(handle) == 0;
}

/// <summary>A built program.</summary>
internal sealed class ProgramHandle(nint value) : OpenClHandle(value)
{
    protected override bool ReleaseHandle() => OpenClNative.clReleaseProgram(handle) == 0;
}

/// <summary>An entry point of a program, with its arguments.</summary>
internal sealed class KernelHandle(nint value) : OpenClHandle(value)
{
    protected override bool ReleaseHandle() => OpenClNative.clReleaseKernel(handle) == 0;
}
