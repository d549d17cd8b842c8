using GraphSparse.Acceleration;

namespace GraphSparse.Commands;

/// <summary>The device that a run was given, opened where its work has kernels.</summary>
internal sealed class DeviceChoice(RunSettings settings, RunNotes notes)
{
    /// <summary>Where kernels ran, as product.md names it.</summary>
    public string Name { get; private set; } = "cpu";

    /// <summary>Whether a device was named, on which kernels will run.</summary>
    public bool IsNamed => DeviceName.NamesDevice(settings.Device);

    /// <summary>Opens the device that was named, or the one that auto chooses for this work; null for the CPU's own algorithms. The caller disposes it.</summary>
    /// <param name="doing">What is done, to follow on by "on" and the device.</param>
    /// <param name="work">The work.</param>
    /// <exception cref="DeviceException">There is no such device.</exception>
    public IAccelerator? Open(string doing, AutoWork work)
    {
        if (IsNamed)
            return OpenNamed(doing);
        if (settings.Device == "cpu")
            return null;
        AutoDevice choice = AutoDevice.Choose(work, settings.Devices, settings.Parallelism.Degree);
        if (choice.Id != "cpu" || work.IsWorthANote)
            notes.Add(choice.Sentence);
        return choice.Id == "cpu" ? null : OpenOrNot(choice.Id);
    }

    /// <summary>Opens the device that was named, for work that auto leaves to the CPU.</summary>
    /// <exception cref="DeviceException">There is no such device.</exception>
    public IAccelerator? OpenIfNamed(string doing) => IsNamed ? OpenNamed(doing) : null;

    /// <summary>Whether auto may load a driver for this work.</summary>
    public bool MayLoadDriver(AutoWork work) => settings.Device == "auto" && AutoDevice.Looks(work, settings.Devices, settings.Parallelism.Degree);

    /// <summary>What a named device takes of the memory of this process: tables for what it is given, and its own copies where it is a CPU.</summary>
    public long EstimateBytes(GraphSize size) => IsNamed ? size.Edges * (12 + 16 + 8) + size.Arcs * (size.Weighted ? 12 : 4) + size.Vertices * 80 : 0;

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
