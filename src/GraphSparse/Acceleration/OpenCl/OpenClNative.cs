using System.Reflection;
using System.Runtime.InteropServices;

namespace GraphSparse.Acceleration;

/// <summary>The calls of OpenCL 1.2 that are used; declarations only. Nothing is loaded before the first use.</summary>
internal static unsafe partial class OpenClNative
{
    private const string Library = "OpenCL";

    private static readonly string[] Names =
        ["libOpenCL.so.1", "OpenCL", "OpenCL.dll", "/System/Library/Frameworks/OpenCL.framework/OpenCL"];

    private static readonly Lazy<nint> Loader = new(() =>
    {
        foreach (string name in Names)
        {
            if (NativeLibrary.TryLoad(name, out nint handle))
                return handle;
        }

        return 0;
    });

    static OpenClNative() => NativeLibrary.SetDllImportResolver(typeof(OpenClNative).Assembly, Resolve);

    /// <summary>Whether the system has the OpenCL loader library.</summary>
    public static bool IsAvailable => Loader.Value != 0;

    [LibraryImport(Library)]
    public static partial int clGetPlatformIDs(uint capacity, nint* platforms, uint* count);

    [LibraryImport(Library)]
    public static partial int clGetPlatformInfo(nint platform, uint name, nuint capacity, void* value, nuint* size);

    [LibraryImport(Library)]
    public static partial int clGetDeviceIDs(nint platform, ulong type, uint capacity, nint* devices, uint* count);

    [LibraryImport(Library)]
    public static partial int clGetDeviceInfo(nint device, uint name, nuint capacity, void* value, nuint* size);

    [LibraryImport(Library)]
    public static partial nint clCreateContext(nint* properties, uint count, nint* devices, void* notify, void* data, int* code);

    [LibraryImport(Library)]
    public static partial int clReleaseContext(nint context);

    [LibraryImport(Library)]
    public static partial nint clCreateCommandQueue(ContextHandle context, nint device, ulong properties, int* code);

    [LibraryImport(Library)]
    public static partial int clReleaseCommandQueue(nint queue);

    [LibraryImport(Library)]
    public static partial nint clCreateBuffer(ContextHandle context, ulong flags, nuint size, void* host, int* code);

    [LibraryImport(Library)]
    public static partial int clReleaseMemObject(nint buffer);

    [LibraryImport(Library)]
    public static partial int clEnqueueWriteBuffer(
        QueueHandle queue, BufferHandle buffer, uint blocking, nuint offset, nuint size, void* source, uint waits, nint* waitList, nint* done);

    [LibraryImport(Library)]
    public static partial int clEnqueueReadBuffer(
        QueueHandle queue, BufferHandle buffer, uint blocking, nuint offset, nuint size, void* target, uint waits, nint* waitList, nint* done);

    [LibraryImport(Library)]
    public static partial int clEnqueueCopyBuffer(
        QueueHandle queue, BufferHandle source, BufferHandle target, nuint sourceOffset, nuint targetOffset, nuint size, uint waits, nint* waitList, nint* done);

    [LibraryImport(Library)]
    public static partial int clEnqueueFillBuffer(
        QueueHandle queue, BufferHandle buffer, void* pattern, nuint patternSize, nuint offset, nuint size, uint waits, nint* waitList, nint* done);

    [LibraryImport(Library)]
    public static partial nint clCreateProgramWithSource(ContextHandle context, uint count, byte** texts, nuint* lengths, int* code);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int clBuildProgram(ProgramHandle program, uint count, nint* devices, string options, void* notify, void* data);

    [LibraryImport(Library)]
    public static partial int clGetProgramBuildInfo(ProgramHandle program, nint device, uint name, nuint capacity, void* value, nuint* size);

    [LibraryImport(Library)]
    public static partial int clReleaseProgram(nint program);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint clCreateKernel(ProgramHandle program, string name, int* code);

    [LibraryImport(Library)]
    public static partial int clReleaseKernel(nint kernel);

    [LibraryImport(Library)]
    public static partial int clSetKernelArg(KernelHandle kernel, uint index, nuint size, void* value);

    [LibraryImport(Library)]
    public static partial int clGetKernelWorkGroupInfo(KernelHandle kernel, nint device, uint name, nuint capacity, void* value, nuint* size);

    [LibraryImport(Library)]
    public static partial int clEnqueueNDRangeKernel(
        QueueHandle queue, KernelHandle kernel, uint dimensions, nuint* offset, nuint* global, nuint* local, uint waits, nint* waitList, nint* done);

    [LibraryImport(Library)]
    public static partial int clFinish(QueueHandle queue);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == Library ? Loader.Value : 0;
}
