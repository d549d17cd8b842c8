using System.Globalization;
using GraphSparse;
using GraphSparse.Acceleration;
using GraphSparse.DeviceCheck;

// check-device [SCALE] [FOLDER]: compares every kernel on every OpenCL device with the CPU, then times them on R-MAT of 2^SCALE vertices (18), and writes
// check-device.json and .parquet into FOLDER (the current one). Exit code 0; 4 without a device, 7 where a kernel differs, 2 for wrong arguments.
const int Environment = 4;
const int Verification = 7;
int scale = 18;
if (args.Length > 2 || (args.Length > 0 && !(int.TryParse(args[0], CultureInfo.InvariantCulture, out scale) && scale is >= 4 and <= 24)))
{
    Console.Error.WriteLine("usage: check-device [SCALE in 4..24] [FOLDER]");
    return 2;
}

DeviceList devices = Devices.List();
foreach (DeviceInfo info in devices)
    Console.WriteLine($"{info.Id}: {info.Name} ({info.Hardware}, {info.Driver}), {info.ComputeUnits} units, {MemoryBudget.Text(info.MemoryBytes)}, one buffer up to {MemoryBudget.Text(info.MaxAllocationBytes)}");
if (devices.Problem is not null)
{
    Console.Error.WriteLine("check-device: " + devices.Problem);
    return Environment;
}

var rows = new List<(DeviceInfo Device, DeviceRow Row)>();
using var cpu = new CpuAccelerator();
Workload large = Workload.ForTimes(scale);
foreach (DeviceInfo info in devices.Where(d => d.Kind == DeviceKind.OpenCl))
{
    Console.WriteLine($"{info.Id}, {info.Name}:");
    using IAccelerator device = Devices.Open(info.Id);
    int before = rows.Count;
    var suite = new DeviceSuite(cpu, device, info.HasDouble, row =>
    {
        Rows.Print(row);
        rows.Add((info, row));
    });
    suite.Check(Workload.ForChecks(Path.Combine(AppContext.BaseDirectory, "graphs")));
    suite.Time(large, repeats: 5);
    Console.WriteLine($"  {rows.Skip(before).Count(r => r.Row.Verified == true)} of {rows.Count - before} comparisons hold to the bit");
}

string folder = args.Length > 1 ? args[1] : ".";
Directory.CreateDirectory(folder);
Rows.WriteJson(Path.Combine(folder, "check-device.json"), rows, devices[0]);
Rows.WriteParquet(Path.Combine(folder, "check-device.parquet"), rows);
return rows.Any(r => r.Row.Verified == false) ? Verification : 0;
