using System.Diagnostics;
using System.Reflection;
using GraphSparse.Acceleration;
using ILGPU.Backends;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace GraphSparse.Gpu;

/// <summary>A device ready for work: its kernels, compiled at their first use, its memory, and launches that can be cancelled.</summary>
/// <param name="accelerator">The device.</param>
/// <param name="info">What is known of it.</param>
/// <param name="parallelism">Threads for what the CPU does beside it.</param>
/// <param name="reclaim">Gives back memory that is kept for later calls.</param>
internal sealed class GpuContext(Accelerator accelerator, DeviceInfo info, Parallelism parallelism, Action reclaim) : IDisposable
{
    private const long FirstLaunchCost = 1 << 24; // steps of all items together
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<MethodInfo, Delegate> _kernels = [];
    private Staging? _staging;

    public Accelerator Accelerator => accelerator;

    public Parallelism Parallelism => parallelism;

    public AcceleratorStream Stream => accelerator.DefaultStream;

    public DeviceInfo Info => info;

    /// <summary>Time in kernels so far, of the device as seen from here.</summary>
    public TimeSpan KernelTime { get; private set; }

    /// <summary>Items of a group, a power of 2.</summary>
    public int GroupSize { get; } = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Min(accelerator.MaxNumThreadsPerGroup, Groups.MostItems) / 2 + 1);

    /// <summary>What launches a kernel.</summary>
    /// <typeparam name="TLaunch">Takes the stream and the arguments of the entry point; for one that runs in groups their number and size come before them.</typeparam>
    /// <param name="entry">The entry point.</param>
    public TLaunch Kernel<TLaunch>(Delegate entry) where TLaunch : Delegate
    {
        if (!_kernels.TryGetValue(entry.Method, out Delegate? launch))
        {
            launch = DeviceFailure.Guard(info.Name, $"building the kernel {entry.Method.Name}", () =>
            {
                CompiledKernel compiled = KernelCompiler.Compile(accelerator.GetBackend(), entry.Method);
                Kernel loaded = KernelCompiler.IsGrouped(entry.Method) ? accelerator.LoadKernel(compiled) : accelerator.LoadAutoGroupedKernel(compiled);
                return loaded.CreateLauncherDelegate<TLaunch>();
            });
            _kernels.Add(entry.Method, launch);
        }

        return (TLaunch)launch;
    }

    public GpuBuffer<T> Allocate<T>(long length, string what) where T : unmanaged => new(this, length, what);

    public GpuBuffer<T> Upload<T>(ReadOnlySpan<T> values, string what) where T : unmanaged
    {
        GpuBuffer<T> buffer = Allocate<T>(values.Length, what);
        buffer.Write(values);
        return buffer;
    }

    /// <summary>Launches items, or groups, 0..count−1 in pieces short enough for the token to be looked at several times a second.</summary>
    /// <param name="count">How many.</param>
    /// <param name="cost">Rough steps of one, for the size of the first launch; later ones go by the clock.</param>
    /// <param name="launch">Launches so many from a place on.</param>
    /// <param name="cancellationToken">Looked at before every launch.</param>
    public void Launch(long count, long cost, Action<long, int> launch, CancellationToken cancellationToken)
    {
        long piece = Math.Max(1, FirstLaunchCost / Math.Max(1, cost));
        for (long start = 0; start < count;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int taken = (int)Math.Min(Math.Min(piece, count - start), 1 << 30);
            long began = Stopwatch.GetTimestamp();
            DeviceFailure.Guard(info.Name, "a kernel", () =>
            {
                launch(start, taken);
                Stream.Synchronize();
            });
            TimeSpan took = Stopwatch.GetElapsedTime(began);
            KernelTime += took;
            start += taken;
            if (took < Short)
                piece = Math.Min(count, piece * 2);
            else if (took > Long)
                piece = Math.Max(1, piece / 2);
        }
    }

    /// <summary>From how many bytes on copies go through page-locked memory. On CUDA, where it is a good deal faster; other drivers do with what they are given.</summary>
    public long StagesFrom { get; set; } = accelerator is CudaAccelerator ? 1 << 20 : long.MaxValue;

    /// <summary>Bytes of a page-locked piece.</summary>
    public int PieceBytes { get; set; } = 8 << 20;

    /// <summary>What a copy of so many bytes goes through; null where it goes by itself. The device has then done all that was started.</summary>
    public Staging? StagingFor(long bytes)
    {
        if (bytes < StagesFrom)
            return null;
        _staging ??= DeviceFailure.Guard(info.Name, "locking pages", () => new Staging(accelerator, PieceBytes, parallelism));
        Stream.Synchronize();
        return _staging;
    }

    /// <summary>Gives back memory that is kept for later calls.</summary>
    public void Reclaim() => reclaim();

    public void Dispose()
    {
        _staging?.Dispose();
        accelerator.Dispose();
    }
}
