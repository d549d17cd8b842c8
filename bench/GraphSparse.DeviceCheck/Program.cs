using System.Globalization;
using GraphSparse;
using GraphSparse.Acceleration;
using GraphSparse.DeviceCheck;
using GraphSparse.Gpu;

// check-device [SCALE] [FOLDER]: compares every kernel on every device of CUDA and OpenCL with the CPU, then times them on R-MAT of 2^SCALE vertices (20), and
// writes check-device.json and .parquet into FOLDER (the current one). Exit code 0; 4 without a device, 7 where a kernel differs, 2 for wrong arguments.
const int Environment = 4;
const int Verification = 7;
int scale = 20;
if (args.Length > 2 || (args.Length > 0 && !(int.TryParse(args[0], CultureInfo.InvariantCulture, out scale) && scale is >= 4 and <= 24)))
{
    Console.Error.WriteLine("usage: check-device [SCALE in 4..24] [FOLDER]");
    return 2;
}

GpuDevices.Register();
DeviceList devices = Devices.List();
foreach (DeviceInfo info in devices)
    Console.WriteLine($"{info.Id}: {info.Name} ({info.Hardware}, {info.Driver}), {info.ComputeUnits} units, {MemoryBudget.Text(info.MemoryBytes)}, one buffer up to {MemoryBudget.Text(info.MaxAllocationBytes)}");
foreach (MissingDevices missing in devices.Missing)
    Console.Error.WriteLine("check-device: " + missing.Reason);
if (devices.Count == 1)
    return Environment;

var rows = new List<(DeviceInfo Device, DeviceRow Row)>();
using var cpu = new CpuAccelerator();
var rates = new List<(DeviceInfo Device, double BytesPerSecond)> { (devices[0], cpu.MeasureBandwidth()) };
Workload large = Workload.ForTimes(scale);
foreach (DeviceInfo info in devices.Skip(1))
{
    using var device = (GpuAccelerator)Devices.Open(info.Id);
    rates.Add((info, device.MeasureBandwidth()));
    Console.WriteLine($"{info.Id}, {info.Name}, copies {MemoryBudget.Text((long)rates[^1].BytesPerSecond)}/s (the CPU {MemoryBudget.Text((long)rates[0].BytesPerSecond)}/s):");
    int before = rows.Count;
    var suite = new DeviceSuite(cpu, device, info.HasDouble, () => device.Context.KernelTime, row =>
    {
        Rows.Print(row);
        rows.Add((info, row));
    });
    DeviceRow patterns = CompilerPatterns.Check(device);
    Rows.Print(patterns);
    rows.Add((info, patterns));
    suite.Check(Workload.ForChecks(Path.Combine(AppContext.BaseDirectory, "graphs")));
    suite.Time(large, repeats: 5);
    Console.WriteLine($"  {rows.Skip(before).Count(r => r.Row.Verified == true)} of {rows.Count - before} comparisons hold to the bit");
}

string folder = args.Length > 1 ? args[1] : ".";
Directory.CreateDirectory(folder);
Rows.WriteJson(Path.Combine(folder, "check-device.json"), rows, rates);
Rows.WriteParquet(Path.Combine(folder, "check-device.parquet"), rows);
return rows.Any(r => r.Row.Verified == false) ? Verification : 0;
