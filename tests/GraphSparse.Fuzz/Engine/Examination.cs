namespace GraphSparse.Fuzz.Engine;

/// <summary>Gives one input to a reader and judges what comes of it.</summary>
internal sealed class Examination : IDisposable
{
    /// <summary>Bytes that reading may allocate however small the input is: the buffers of the text readers, of decompression, and what <see cref="Memory"/> allows.</summary>
    public const long ConstantBytes = 32L << 20;

    /// <summary>Bytes that reading may allocate for each byte of the input.</summary>
    public const long BytesPerByte = 256;

    private const int ShapeLength = 60;

    private readonly FuzzTarget _target;
    private readonly string _folder;
    private readonly string _path;

    public Examination(FuzzTarget target)
    {
        _target = target;
        _folder = NewFolder();
        _path = Path.Combine(_folder, target.FileName);
        foreach ((string name, byte[] content) in target.Beside)
            File.WriteAllBytes(Path.Combine(_folder, name), content);
    }

    /// <summary>The memory that readers are told they may use.</summary>
    public static MemoryBudget Memory { get; } = new(16L << 20);

    /// <summary>What the reader did with the latest input, in few words: the shape of its error, or that it read something.</summary>
    public string Outcome { get; private set; } = "";

    /// <summary>The most bytes that reading one input allocated.</summary>
    public long LargestAllocation { get; private set; }

    /// <summary>What is wrong with the reader on this input, or null.</summary>
    public string? Fault(byte[] input, CancellationToken cancellationToken)
    {
        if (_target.IsLeftOut(input))
            return null;
        File.WriteAllBytes(_path, input);
        FuzzResult result = FuzzResult.Nothing;
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            result = _target.Read(_path, cancellationToken);
            Outcome = result.Shape;
        }
        catch (GraphFormatException error)
        {
            Outcome = Shape(error.Reason);
            if (error.Path is null)
                return $"an error that names no file: {error.Message}";
        }
        catch (ResourceLimitException error)
        {
            Outcome = Shape(error.Message);
        }
        catch (Exception error) when (_target.IsPromised(error))
        {
            Outcome = error.GetType().Name;
        }
        catch (Exception error)
        {
            return error.ToString();
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        LargestAllocation = Math.Max(LargestAllocation, allocated);
        if (allocated > ConstantBytes + BytesPerByte * input.Length)
            return $"{allocated:N0} bytes allocated for an input of {input.Length:N0}";
        try
        {
            result.Check();
            return null;
        }
        catch (Exception error)
        {
            return $"the result does not hold: {error}";
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A new folder for inputs: in memory, where there is such a place, since nothing in it outlives the run.</summary>
    public static string NewFolder()
    {
        string root = OperatingSystem.IsLinux() && Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        return Directory.CreateDirectory(Path.Combine(root, $"graphsparse-fuzz-{Guid.NewGuid():n}")).FullName;
    }

    /// <summary>An error without what differs from input to input: numbers, what is quoted, and what a long message ends with.</summary>
    private static string Shape(string message)
    {
        int open = message.IndexOf('\'', StringComparison.Ordinal);
        int close = message.LastIndexOf('\'');
        string plain = open < 0 ? message : message[..open] + message[close..];
        return string.Concat(plain.Where(c => !char.IsDigit(c)).Take(ShapeLength));
    }
}
