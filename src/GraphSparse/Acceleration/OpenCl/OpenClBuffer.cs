namespace GraphSparse.Acceleration;

/// <summary>Memory of a device; lengths and places are 64-bit.</summary>
internal sealed unsafe class OpenClBuffer : IDisposable
{
    private const ulong ReadWrite = 1;
    private readonly OpenClContext _context;

    /// <summary>Takes memory.</summary>
    /// <param name="context">Where.</param>
    /// <param name="bytes">How much; 0 is allowed.</param>
    /// <param name="what">What for, as the subject of a sentence.</param>
    /// <exception cref="ResourceLimitException">More than the device gives at once.</exception>
    public OpenClBuffer(OpenClContext context, long bytes, string what)
    {
        DeviceInfo device = context.Device.Info;
        DeviceNeed.Of(bytes).Ensure(device, what);
        nint buffer = Create(context, bytes, out int code);
        if (IsShortage(code))
        {
            // Graphs that nothing refers to any more give their device memory back when they are collected.
            GC.Collect();
            GC.WaitForPendingFinalizers();
            buffer = Create(context, bytes, out code);
        }

        if (IsShortage(code))
            throw new ResourceLimitException($"{what} would need {MemoryBudget.Text(bytes)} of memory that {device.Name} does not have free; use the CPU.");
        OpenClStatus.Check(code, "clCreateBuffer", device.Name);
        Handle = new BufferHandle(buffer);
        Bytes = bytes;
        _context = context;
    }

    public BufferHandle Handle { get; }

    public long Bytes { get; }

    /// <summary>Copies to the device.</summary>
    /// <param name="values">What.</param>
    /// <param name="first">Place of the first value, counted in values.</param>
    public void Write<T>(ReadOnlySpan<T> values, long first = 0) where T : unmanaged
    {
        if (values.IsEmpty)
            return;
        fixed (T* source = values)
        {
            OpenClStatus.Check(OpenClNative.clEnqueueWriteBuffer(_context.Queue, Handle, 1, (nuint)(first * sizeof(T)),
                (nuint)((long)values.Length * sizeof(T)), source, 0, null, null), "clEnqueueWriteBuffer", _context.Device.Info.Name);
        }
    }

    /// <summary>Copies from the device, after all that was started before.</summary>
    public void Read<T>(Span<T> values, long first = 0) where T : unmanaged
    {
        if (values.IsEmpty)
            return;
        fixed (T* target = values)
        {
            OpenClStatus.Check(OpenClNative.clEnqueueReadBuffer(_context.Queue, Handle, 1, (nuint)(first * sizeof(T)),
                (nuint)((long)values.Length * sizeof(T)), target, 0, null, null), "clEnqueueReadBuffer", _context.Device.Info.Name);
        }
    }

    /// <summary>Sets every byte to 0.</summary>
    public void Clear()
    {
        if (Bytes == 0)
            return;
        byte zero = 0;
        OpenClStatus.Check(OpenClNative.clEnqueueFillBuffer(_context.Queue, Handle, &zero, 1, 0, (nuint)Bytes, 0, null, null),
            "clEnqueueFillBuffer", _context.Device.Info.Name);
    }

    /// <summary>Copies from a buffer of the same length, inside the device; returns once it has been started.</summary>
    public void CopyFrom(OpenClBuffer source) =>
        OpenClStatus.Check(OpenClNative.clEnqueueCopyBuffer(_context.Queue, source.Handle, Handle, 0, 0, (nuint)Bytes, 0, null, null),
            "clEnqueueCopyBuffer", _context.Device.Info.Name);

    public void Dispose() => Handle.Dispose();

    private static nint Create(OpenClContext context, long bytes, out int code)
    {
        int status;
        nint buffer = OpenClNative.clCreateBuffer(context.Handle, ReadWrite, (nuint)Math.Max(8, bytes), null, &status);
        code = status;
        return buffer;
    }

    private static bool IsShortage(int code) =>
        code is OpenClStatus.AllocationFailed or OpenClStatus.OutOfResources or OpenClStatus.OutOfHostMemory or OpenClStatus.InvalidBufferSize;
}
