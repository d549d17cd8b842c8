namespace GraphSparse.Acceleration;

/// <summary>A device is missing, or it failed at work.</summary>
public sealed class DeviceException : IOException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">A sentence: what is missing and what to install, or which device failed at what.</param>
    /// <param name="innerException">What its driver reported.</param>
    public DeviceException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
