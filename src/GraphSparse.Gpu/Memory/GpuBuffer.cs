using System.Runtime.InteropServices;
using GraphSparse.Acceleration;
using ILGPU;
using ILGPU.Runtime;

namespace GraphSparse.Gpu;

/// <summary>Memory of a device; lengths and places are 64-bit.</summary>
internal sealed class GpuBuffer<T> : IDisposable where T : unmanaged
{
    private readonly GpuContext _context;
    private readonly MemoryBuffer1D<T, Stride1D.Dense> _memory;

    /// <summary>Takes memory.</summary>
    /// <param name="context">Where.</param>
    /// <param name="length">Values; 0 is allowed.</param>
    /// <param name="what">What for, as the subject of a sentence.</param>
    /// <exception cref="ResourceLimitException">More than the device gives.</exception>
    public unsafe GpuBuffer(GpuContext context, long length, string what)
    {
        long bytes = checked(length * sizeof(T));
        DeviceNeed.Of(bytes).Ensure(context.Info, what);
        _context = context;
        Length = length;
        _memory = Take(context, Math.Max(1, length)) ?? throw new ResourceLimitException($"{what} would need {MemoryBudget.Text(Math.Max(bytes, sizeof(T)))} of memory that {context.Info.Name} does not have free; use the CPU.");
    }

    public long Length { get; }

    public ArrayView<T> View => _memory.View.BaseView;

    /// <summary>Copies to the device.</summary>
    /// <exception cref="DeviceException">The driver failed.</exception>
    public unsafe void Write(ReadOnlySpan<T> values, long first = 0)
    {
        if (values.IsEmpty)
            return;
        try
        {
            ArrayView<T> target = View.SubView(first, values.Length);
            if (_context.StagingFor(values.Length * (long)sizeof(T)) is { } staging)
                staging.Write(MemoryMarshal.AsBytes(values), target.Cast<byte>());
            else
                target.CopyFromCPU(_context.Stream, values);
            _context.Stream.Synchronize(); // the values may be overwritten when this returns
        }
        catch (Exception error) when (DeviceFailure.IsOfDriver(error))
        {
            throw DeviceFailure.Of(_context.Info.Name, "copying to it", error);
        }
    }

    /// <summary>Copies from the device, after all that was started before.</summary>
    /// <exception cref="DeviceException">The driver failed.</exception>
    public unsafe void Read(Span<T> values, long first = 0)
    {
        if (values.IsEmpty)
            return;
        try
        {
            ArrayView<T> source = View.SubView(first, values.Length);
            if (_context.StagingFor(values.Length * (long)sizeof(T)) is { } staging)
                staging.Read(source.Cast<byte>(), MemoryMarshal.AsBytes(values));
            else
                source.CopyToCPU(_context.Stream, values);
            _context.Stream.Synchronize();
        }
        catch (Exception error) when (DeviceFailure.IsOfDriver(error))
        {
            throw DeviceFailure.Of(_context.Info.Name, "copying from it", error);
        }
    }

    /// <summary>Sets every byte to 0.</summary>
    public void Clear() => DeviceFailure.Guard(_context.Info.Name, "clearing its memory", () => View.MemSetToZero(_context.Stream));

    /// <summary>Copies from a buffer of the same length, inside the device; returns once it has been started.</summary>
    public void CopyFrom(GpuBuffer<T> source) => DeviceFailure.Guard(_context.Info.Name, "copying its memory", () => View.CopyFrom(_context.Stream, source.View));

    public void Dispose() => DeviceFailure.Ignore(_memory.Dispose);

    /// <summary>Takes memory; where there is none, what nothing refers to any more is given back first, then what is kept for later calls.</summary>
    private static MemoryBuffer1D<T, Stride1D.Dense>? Take(GpuContext context, long length)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return context.Accelerator.Allocate1D<T>(length);
            }
            catch (Exception error) when (DeviceFailure.IsOutOfMemory(error))
            {
                if (attempt == 0)
                {
                    GC.Collect(); // graphs that nothing refers to any more give their device memory back when they are collected
                    GC.WaitForPendingFinalizers();
                }
                else if (attempt == 1)
                {
                    context.Reclaim();
                }
                else
                {
                    return null;
                }
            }
            catch (Exception error) when (DeviceFailure.IsOfDriver(error))
            {
                throw DeviceFailure.Of(context.Info.Name, "giving memory", error);
            }
        }
    }
}
