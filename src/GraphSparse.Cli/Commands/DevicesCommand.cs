using System.CommandLine;
using System.Text.Json.Nodes;
using GraphSparse.Acceleration;
using GraphSparse.Cli.Rendering;
using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;

namespace GraphSparse.Cli.Commands;

/// <summary><c>devices</c>: what can compute here, with a quick measurement of its memory, and what is missing; from which amount of work auto takes a GPU.</summary>
internal static class DevicesCommand
{
    private static readonly string[] Refused = ["--device", "--dry-run", "--overwrite"];

    public static Command Create(GlobalOptions global)
    {
        var command = new DescribedCommand("devices", "List the CPU and the devices of CUDA and OpenCL, and what is missing.", "devices") { RefusedOptions = Refused };
        var calibrate = new Option<bool>("--calibrate") { Description = "Measure every device beside the CPU, and keep from which amount of work auto takes it" };
        command.Options.Add(calibrate);
        command.SetAction((parsed, cancellationToken) => Interruptible.Run(token => Run(parsed, global, parsed.GetValue(calibrate), token), cancellationToken));
        return command;
    }

    private static int Run(ParseResult parsed, GlobalOptions global, bool calibrate, CancellationToken cancellationToken)
    {
        Terminal terminal = global.CreateTerminal(parsed);
        RunSettings settings = global.Settings(parsed, null, cancellationToken);
        if (settings.Device != "auto" || settings.Overwrite || parsed.GetValue(global.DryRun))
            throw new ArgumentException($"devices takes none of {string.Join(", ", Refused)}.");
        DeviceList devices = settings.Devices.List();
        var lines = new List<DeviceLine>();
        foreach (DeviceInfo info in devices)
        {
            cancellationToken.ThrowIfCancellationRequested();
            lines.Add(Attempt(info, () =>
            {
                using IAccelerator accelerator = settings.Devices.Open(info.Id, settings.Parallelism);
                return new DeviceLine(info, accelerator.MeasureBandwidth(), null);
            }));
        }

        if (calibrate)
            Calibrate(lines, settings, terminal);
        IReadOnlyList<DeviceCalibration> calibrations = [.. settings.Devices.Calibrations().Where(c => c.Threads == settings.Parallelism.Degree && devices.Skip(1).Any(d => c.IsOf(d, devices[0])))];
        if (terminal.IsJson)
        {
            JsonObject document = ResultDocument.Head("devices", settings);
            document.Insert(3, "result", DevicesDocument.Of(lines, devices.Missing, calibrations));
            Terminal.WriteJson(document);
            return Failure.Success;
        }

        terminal.Out.Write(DevicesTable.OfDevices(lines));
        if (calibrations.Count > 0)
            terminal.Out.Write(DevicesTable.OfRates(calibrations));
        foreach (string sentence in lines.Where(l => l.Problem is not null).Select(l => $"{l.Info.Id}: {l.Problem}").Concat(devices.Missing.Select(m => m.Reason)))
            Console.Out.WriteLine(Printable.Escape(sentence));
        if (calibrations.Count > 0)
            Console.Out.WriteLine($"auto takes GPUs alone, where they are {CalibratedKernel.LeastFactor} times as fast as the CPU or more. Measured rates are kept in {Printable.Escape(CalibrationFile.FilePath)}.");
        return Failure.Success;
    }

    private static void Calibrate(List<DeviceLine> lines, RunSettings settings, Terminal terminal)
    {
        if (lines.Count == 1)
        {
            terminal.Note("there is no device to measure beside the CPU");
            return;
        }

        CalibrationFile.RequireWritable();
        var calibrator = new DeviceCalibrator(settings.Parallelism, settings.CancellationToken);
        var measured = new List<DeviceCalibration>();
        for (int i = 1; i < lines.Count; i++)
        {
            DeviceLine line = lines[i];
            if (!terminal.IsQuiet)
                Console.Error.WriteLine($"measuring {line.Info.Id}");
            lines[i] = Attempt(line.Info, () =>
            {
                measured.Add(calibrator.Measure(line.Info, settings.Devices.Open));
                return line;
            });
        }

        CalibrationFile.Add(CalibrationFile.FilePath, measured);
    }

    /// <summary>A device that is there and fails is a line of the answer.</summary>
    private static DeviceLine Attempt(DeviceInfo info, Func<DeviceLine> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (FallbackAccelerator.IsCurable(error))
        {
            return new DeviceLine(info, null, error.Message);
        }
    }
}
