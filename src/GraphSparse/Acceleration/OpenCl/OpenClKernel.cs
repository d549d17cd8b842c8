using System.Diagnostics;

namespace GraphSparse.Acceleration;

/// <summary>A kernel: its arguments are given in order, then it is launched.</summary>
/// <remarks>The work-group size is fixed for the life of the kernel: drivers may compile anew for every other one.</remarks>
internal sealed unsafe class OpenClKernel : IDisposable
{
    private const uint KernelWorkGroupSize = 0x11B0;
    private const int PreferredLocalSize = 128;
    private const long FirstLaunchCost = 1 << 22;
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(400);

    private readonly OpenClContext _context;
    private readonly string _name;
    private readonly KernelHandle _handle;
    private readonly List<OpenClBuffer> _held = []; // the runtime does not hold what an argument names, so it is held here
    private uint _next;

    public OpenClKernel(OpenClContext context, ProgramHandle program, string name)
    {
        _context = context;
        _name = name;
        int code;
        nint handle = OpenClNative.clCreateKernel(program, name, &code);
        OpenClStatus.Check(code, $"clCreateKernel({name})", context.Device.Info.Name);
        _handle = new KernelHandle(handle);
        nuint most = 0;
        Check(OpenClNative.clGetKernelWorkGroupInfo(_handle, context.Device.Id, KernelWorkGroupSize, (nuint)sizeof(nuint), &most, null), "clGetKernelWorkGroupInfo");
        LocalSize = PreferredLocalSize;
        while (LocalSize > 1 && (nuint)LocalSize > most)
            LocalSize /= 2;
    }

    /// <summary>Work-items in a group, a power of 2.</summary>
    public int LocalSize { get; }

    /// <summary>Begins a new list of arguments, also after one that was not launched.</summary>
    public OpenClKernel Begin()
    {
        _held.Clear();
        _next = 0;
        return this;
    }

    /// <summary>The next argument is a buffer, or null where the kernel will not look at it.</summary>
    public OpenClKernel Buffer(OpenClBuffer? buffer)
    {
        nint value = 0;
        if (buffer is not null)
        {
            _held.Add(buffer);
            value = buffer.Handle.DangerousGetHandle();
        }

        return Argument((nuint)sizeof(nint), &value);
    }

    /// <summary>The next argument is a number.</summary>
    public OpenClKernel Value<T>(T value) where T : unmanaged => Argument((nuint)sizeof(T), &value);

    /// <summary>The next argument is memory of each group: so many values for every work-item.</summary>
    public OpenClKernel Local<T>(int length) where T : unmanaged => Argument((nuint)((long)length * sizeof(T)), null);

    /// <summary>Runs the kernel for work-items 0..items−1, in launches short enough for the token to be looked at several times a second.</summary>
    /// <param name="items">How many; the last group is filled up, so a kernel leaves items beyond its count alone.</param>
    /// <param name="cost">Rough steps of one item, for the size of the first launch; later ones go by the clock.</param>
    /// <param name="cancellationToken">Looked at before every launch.</param>
    public void Launch(long items, long cost, CancellationToken cancellationToken)
    {
        try
        {
            long launch = RoundUp(Math.Max(1, FirstLaunchCost / Math.Max(1, cost)));
            for (long start = 0; start < items;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                long count = Math.Min(launch, items - start);
                long began = Stopwatch.GetTimestamp();
                Launch(start, count);
                TimeSpan took = Stopwatch.GetElapsedTime(began);
                start += count;
                if (took < Short)
                    launch = RoundUp(Math.Min(items, launch * 2));
                else if (took > Long)
                    launch = RoundUp(launch / 2);
            }
        }
        finally
        {
            Begin();
        }
    }

    public void Dispose() => _handle.Dispose();

    private void Launch(long start, long count)
    {
        nuint offset = (nuint)start;
        nuint global = (nuint)RoundUp(count);
        nuint local = (nuint)LocalSize;
        Check(OpenClNative.clEnqueueNDRangeKernel(_context.Queue, _handle, 1, &offset, &global, &local, 0, null, null), "clEnqueueNDRangeKernel");
        Check(OpenClNative.clFinish(_context.Queue), "clFinish");
    }

    private long RoundUp(long items) => (items + LocalSize - 1) / LocalSize * LocalSize;

    private OpenClKernel Argument(nuint size, void* value)
    {
        Check(OpenClNative.clSetKernelArg(_handle, _next, size, value), $"clSetKernelArg {_next}");
        _next++;
        return this;
    }

    private void Check(int code, string call) => OpenClStatus.Check(code, $"{call} ({_name})", _context.Device.Info.Name);
}
