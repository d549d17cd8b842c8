using System.Globalization;

namespace GraphSparse.Acceleration;

/// <summary>The name of a device: cpu, cuda, cuda:1, opencl, opencl:1.</summary>
/// <param name="Kind">By what means it is driven.</param>
/// <param name="Index">Which of its kind, from 0; null for the one that fits best.</param>
internal readonly record struct DeviceName(DeviceKind Kind, int? Index)
{
    /// <summary>What names look like, for messages.</summary>
    public const string Forms = "cpu, cuda, cuda:N, opencl or opencl:N with N from 0";

    /// <summary>Whether a setting names a device that is not the CPU: neither auto nor cpu.</summary>
    public static bool NamesDevice(string setting) => setting is not ("auto" or "cpu");

    /// <summary>Reads a name; false where it is none.</summary>
    public static bool TryParse(string text, out DeviceName name)
    {
        (string word, string? number) = text.IndexOf(':', StringComparison.Ordinal) is int colon and >= 0 ? (text[..colon], text[(colon + 1)..]) : (text, null);
        DeviceKind? kind = word switch { "cpu" => DeviceKind.Cpu, "cuda" => DeviceKind.Cuda, "opencl" => DeviceKind.OpenCl, _ => null };
        ushort index = 0;
        bool isName = kind is not null && (number is null || (kind != DeviceKind.Cpu && ushort.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out index)));
        name = isName ? new DeviceName(kind!.Value, number is null ? null : index) : default;
        return isName;
    }

    /// <summary>What a kind is called in sentences.</summary>
    public static string Of(DeviceKind kind) => kind switch { DeviceKind.Cuda => "CUDA", DeviceKind.OpenCl => "OpenCL", _ => "CPU" };

    /// <summary>The name, as in opencl:1.</summary>
    public static string Of(DeviceKind kind, int index) => string.Create(CultureInfo.InvariantCulture, $"{(kind == DeviceKind.Cuda ? "cuda" : "opencl")}:{index}");
}
