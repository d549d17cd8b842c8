namespace GraphSparse.Acceleration;

/// <summary>One device ready for work: its context, its queue and its programs.</summary>
internal sealed unsafe class OpenClContext : IDisposable
{
    private const nint PlatformProperty = 0x1084;
    private readonly ProgramCache _programs;

    public OpenClContext(OpenClDevice device)
    {
        Device = device;
        nint* properties = stackalloc nint[] { PlatformProperty, device.Platform, 0 };
        nint id = device.Id;
        int code;
        nint context = OpenClNative.clCreateContext(properties, 1, &id, null, null, &code);
        OpenClStatus.Check(code, "clCreateContext", device.Info.Name);
        Handle = new ContextHandle(context);
        nint queue = OpenClNative.clCreateCommandQueue(Handle, id, 0, &code);
        if (code != 0)
            Handle.Dispose();
        OpenClStatus.Check(code, "clCreateCommandQueue", device.Info.Name);
        Queue = new QueueHandle(queue);
        _programs = new ProgramCache(this);
    }

    public OpenClDevice Device { get; }

    public ContextHandle Handle { get; }

    public QueueHandle Queue { get; }

    /// <summary>A kernel by its name in <see cref="KernelCatalog"/>; built at the first use.</summary>
    public OpenClKernel Kernel(string name) => _programs.Kernel(name);

    /// <summary>Takes memory of the device.</summary>
    public OpenClBuffer Allocate<T>(long length, string what) where T : unmanaged => new(this, checked(length * sizeof(T)), what);

    /// <summary>Takes memory of the device and fills it.</summary>
    public OpenClBuffer Upload<T>(ReadOnlySpan<T> values, string what) where T : unmanaged
    {
        OpenClBuffer buffer = Allocate<T>(values.Length, what);
        buffer.Write(values);
        return buffer;
    }

    /// <summary>Waits until everything that was started is done.</summary>
    public void Finish() => OpenClStatus.Check(OpenClNative.clFinish(Queue), "clFinish", Device.Info.Name);

    public void Dispose()
    {
        _programs.Dispose();
        Queue.Dispose();
        Handle.Dispose();
    }
}
