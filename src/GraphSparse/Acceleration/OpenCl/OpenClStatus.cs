namespace GraphSparse.Acceleration;

/// <summary>Status codes of OpenCL calls.</summary>
internal static class OpenClStatus
{
    public const int DeviceNotFound = -1;
    public const int AllocationFailed = -4;
    public const int OutOfResources = -5;
    public const int OutOfHostMemory = -6;
    public const int InvalidBufferSize = -61;

    /// <summary>What the loader answers where no driver is registered.</summary>
    public const int PlatformNotFound = -1001;

    /// <summary>Every call passes through here: fails unless the status is 0.</summary>
    /// <exception cref="ResourceLimitException">The device ran out of memory; drivers may notice only when memory is first used.</exception>
    public static void Check(int code, string call, string? device = null)
    {
        if (code is AllocationFailed or OutOfHostMemory)
            throw new ResourceLimitException($"{device ?? "The OpenCL device"} has not enough free memory ({call}: {Name(code)}); use the CPU.");
        if (code != 0)
            throw new DeviceException(code, call, device);
    }

    /// <summary>The name in the standard's header, without its prefix.</summary>
    public static string Name(int code) => code switch
    {
        0 => "SUCCESS",
        DeviceNotFound => "DEVICE_NOT_FOUND",
        -2 => "DEVICE_NOT_AVAILABLE",
        -3 => "COMPILER_NOT_AVAILABLE",
        AllocationFailed => "MEM_OBJECT_ALLOCATION_FAILURE",
        OutOfResources => "OUT_OF_RESOURCES",
        OutOfHostMemory => "OUT_OF_HOST_MEMORY",
        -11 => "BUILD_PROGRAM_FAILURE",
        -30 => "INVALID_VALUE",
        -33 => "INVALID_DEVICE",
        -34 => "INVALID_CONTEXT",
        -36 => "INVALID_COMMAND_QUEUE",
        -38 => "INVALID_MEM_OBJECT",
        -43 => "INVALID_BUILD_OPTIONS",
        -45 => "INVALID_PROGRAM_EXECUTABLE",
        -46 => "INVALID_KERNEL_NAME",
        -48 => "INVALID_KERNEL",
        -49 => "INVALID_ARG_INDEX",
        -50 => "INVALID_ARG_VALUE",
        -51 => "INVALID_ARG_SIZE",
        -52 => "INVALID_KERNEL_ARGS",
        -54 => "INVALID_WORK_GROUP_SIZE",
        -55 => "INVALID_WORK_ITEM_SIZE",
        -56 => "INVALID_GLOBAL_OFFSET",
        InvalidBufferSize => "INVALID_BUFFER_SIZE",
        -63 => "INVALID_GLOBAL_WORK_SIZE",
        PlatformNotFound => "PLATFORM_NOT_FOUND",
        _ => "an unnamed error",
    };
}
