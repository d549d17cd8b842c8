using GraphSparse.Acceleration;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace GraphSparse.Gpu;

/// <summary>Failures of drivers and of the compiler of kernels, as errors of devices.</summary>
internal static class DeviceFailure
{
    /// <summary>Does something with a device.</summary>
    /// <param name="device">Its name.</param>
    /// <param name="what">What is done, to follow on the name and "failed at".</param>
    /// <param name="work">It.</param>
    /// <exception cref="DeviceException">The driver or the compiler failed.</exception>
    public static T Guard<T>(string device, string what, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (IsOfDriver(error))
        {
            throw Of(device, what, error);
        }
    }

    /// <summary>Does something with a device.</summary>
    /// <exception cref="DeviceException">The driver or the compiler failed.</exception>
    public static void Guard(string device, string what, Action work) => Guard(device, what, () =>
    {
        work();
        return true;
    });

    /// <summary>Gives something back to a driver, which may be gone: then it is gone, too.</summary>
    public static void Ignore(Action giveBack)
    {
        try
        {
            giveBack();
        }
        catch (Exception error) when (IsOfDriver(error))
        {
        }
    }

    /// <summary>Whether a driver has no memory left, and nothing else is wrong.</summary>
    public static bool IsOutOfMemory(Exception error) => error is OutOfMemoryException
        || (error is CudaException && (error.Message + ((CudaException)error).Error).Replace('_', ' ').Contains("out of memory", StringComparison.OrdinalIgnoreCase)) // its code is a text
        || error is CLException { Error: CLError.CL_MEM_OBJECT_ALLOCATION_FAILURE or CLError.CL_OUT_OF_RESOURCES or CLError.CL_OUT_OF_HOST_MEMORY or CLError.CL_INVALID_BUFFER_SIZE };

    /// <summary>The error in our words, with all that the driver said.</summary>
    public static DeviceException Of(string device, string what, Exception error) => new($"{device} failed at {what}: {TextOf(error)}", error);

    /// <summary>Whether an error is one of a driver or of the compiler, and none of ours.</summary>
    public static bool IsOfDriver(Exception error) =>
        error is AcceleratorException or InternalCompilerException or DllNotFoundException or EntryPointNotFoundException or NotSupportedException;

    /// <summary>What the driver said, with what lies behind it.</summary>
    public static string TextOf(Exception error)
    {
        string text = error switch
        {
            CLException { Error: var code } => code.ToString(), // its message says nothing
            CudaException { Error: var code } => $"{code}, {error.Message.Trim()}",
            _ => error.Message.Trim(),
        };
        return error.InnerException is { } inner ? $"{text} ({TextOf(inner)})" : text;
    }
}
