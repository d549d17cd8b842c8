using System.Text;

namespace GraphSparse.Acceleration;

/// <summary>The programs of one device, built once for each source text and options.</summary>
internal sealed unsafe class ProgramCache(OpenClContext context) : IDisposable
{
    private const string Options = "-cl-std=CL1.2";
    private const uint BuildLog = 0x1183;

    private readonly Dictionary<(string Source, string Options), ProgramHandle> _programs = [];
    private readonly Dictionary<string, OpenClKernel> _kernels = [];

    public OpenClKernel Kernel(string name)
    {
        if (!_kernels.TryGetValue(name, out OpenClKernel? kernel))
        {
            kernel = new OpenClKernel(context, Program(KernelCatalog.SourceOf(name)), name);
            _kernels.Add(name, kernel);
        }

        return kernel.Begin();
    }

    public ProgramHandle Program(string source, string options = Options)
    {
        if (!_programs.TryGetValue((source, options), out ProgramHandle? program))
        {
            program = Build(source, options);
            _programs.Add((source, options), program);
        }

        return program;
    }

    public void Dispose()
    {
        foreach (OpenClKernel kernel in _kernels.Values)
            kernel.Dispose();
        foreach (ProgramHandle program in _programs.Values)
            program.Dispose();
        _kernels.Clear();
        _programs.Clear();
    }

    private ProgramHandle Build(string source, string options)
    {
        string device = context.Device.Info.Name;
        byte[] text = Encoding.UTF8.GetBytes(source);
        int code;
        nint handle;
        fixed (byte* start = text)
        {
            byte* texts = start;
            nuint length = (nuint)text.Length;
            handle = OpenClNative.clCreateProgramWithSource(context.Handle, 1, &texts, &length, &code);
        }

        OpenClStatus.Check(code, "clCreateProgramWithSource", device);
        var program = new ProgramHandle(handle);
        nint id = context.Device.Id;
        code = OpenClNative.clBuildProgram(program, 1, &id, options, null, null);
        if (code == 0)
            return program;

        string log = Log(program);
        program.Dispose();
        throw new DeviceException(code, "clBuildProgram", device, log);
    }

    private string Log(ProgramHandle program)
    {
        nuint size = 0;
        nint id = context.Device.Id;
        if (OpenClNative.clGetProgramBuildInfo(program, id, BuildLog, 0, null, &size) != 0 || size == 0)
            return "the driver gave no build log";
        var log = new byte[(int)size];
        fixed (byte* target = log)
            OpenClStatus.Check(OpenClNative.clGetProgramBuildInfo(program, id, BuildLog, size, target, null), "clGetProgramBuildInfo");
        return Encoding.UTF8.GetString(log).TrimEnd('\0');
    }
}
