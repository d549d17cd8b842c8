using GraphSparse.Acceleration;

namespace GraphSparse.Commands;

/// <summary>The device that a run was given, opened where its work has kernels.</summary>
internal sealed class DeviceChoice(RunSettings settings, RunNotes notes)
{
    /// <summary>Where kernels ran, as product.md names it.</summary>
    public string Name { get; private set; } = "cpu";

    /// <summary>Whether a device was named, on which kernels will run.</summary>
    public bool IsNamed => DeviceName.NamesDevice(settings.Device);

    /// <summary>Opens the device for walks, or null for the CPU's own algorithms; the caller disposes it.</summary>
    /// <param name="steps">Most steps that will be walked.</param>
    /// <param name="need">Memory that walking takes on a device.</param>
    /// <exception cref="DeviceException">There is no such device.</exception>
    public IAccelerator? OpenForWalks(double steps, DeviceNeed need)
    {
        string name = settings.Device;
        if (name == "auto")
        {
            AutoDevice choice = AutoDevice.Choose(steps, need, settings.Devices.List);
            notes.Add(choice.Sentence);
            name = choice.Id;
        }

        return name == "cpu" ? null : settings.Device == "auto" ? OpenOrNot(name) : OpenNamed("walking");
    }

    /// <summary>Opens the device for triangles and PageRank if one was named, or null for threads; the caller disposes it.</summary>
    /// <remarks>auto means threads: no device was measured to be faster.</remarks>
    /// <exception cref="DeviceException">There is no such device.</exception>
    public IAccelerator? OpenForKernels()
    {
        if (!IsNamed)
            return null;
        return OpenNamed("computing");
    }

    /// <summary>Fails where a device was named that is not there; the plan of a dry run asks it.</summary>
    /// <exception cref="DeviceException">There is no such device.</exception>
    public void Require()
    {
        if (!IsNamed)
            return;
        using IAccelerator device = settings.Devices.Open(settings.Device, settings.Parallelism);
        Name = settings.Device;
    }

    private IAccelerator OpenNamed(string doing)
    {
        IAccelerator device = settings.Devices.Open(settings.Device, settings.Parallelism);
        Name = settings.Device;
        notes.Add($"{doing} on {device.Name}");
        return device;
    }

    /// <summary>Opens a device that auto chose; where that fails now or later, the CPU does the work, and a note says so.</summary>
    private FallbackAccelerator? OpenOrNot(string name)
    {
        try
        {
            IAccelerator device = settings.Devices.Open(name, settings.Parallelism);
            Name = name;
            return new FallbackAccelerator(device, settings.Parallelism, error =>
            {
                Name = "cpu";
                notes.Add($"{name} failed, and the CPU did the rest: {error.Message}");
            });
        }
        catch (Exception error) when (FallbackAccelerator.IsCurable(error))
        {
            notes.Add($"{name} could not be opened, and the CPU did the work: {error.Message}");
            return null;
        }
    }
}
