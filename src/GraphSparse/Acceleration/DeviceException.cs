using System.Globalization;

namespace GraphSparse.Acceleration;

/// <summary>An OpenCL device is missing, or a call to one failed.</summary>
public sealed class DeviceException : IOException
{
    /// <summary>Creates the error from a sentence.</summary>
    public DeviceException(string message) : base(message)
    {
    }

    /// <summary>Creates the error of a call.</summary>
    /// <param name="code">Its status, below 0.</param>
    /// <param name="call">The call, with the kernel where there is one.</param>
    /// <param name="device">The device, where known.</param>
    /// <param name="buildLog">What the compiler of the driver said, where it was a build.</param>
    public DeviceException(int code, string call, string? device, string? buildLog = null) : base(Compose(code, call, device, buildLog))
    {
        Code = code;
        Call = call;
        Device = device;
        BuildLog = buildLog;
    }

    /// <summary>Status of the call; 0 where no call was made.</summary>
    public int Code { get; }

    /// <summary>The call that failed.</summary>
    public string? Call { get; }

    /// <summary>Name of the device, where known.</summary>
    public string? Device { get; }

    /// <summary>What the compiler of the driver said.</summary>
    public string? BuildLog { get; }

    private static string Compose(int code, string call, string? device, string? buildLog) => string.Create(CultureInfo.InvariantCulture,
        $"OpenCL: {call} failed with {OpenClStatus.Name(code)} ({code}){(device is null ? "" : $" on {device}")}{(buildLog is null ? "." : $":\n{buildLog.Trim()}")}");
}
