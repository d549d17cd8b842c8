namespace GraphSparse.Gpu;

/// <summary>Marks the entry point of a kernel.</summary>
/// <param name="name">Its name in reports.</param>
/// <param name="tests">The abstract class of tests that runs for every device.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KernelAttribute(string name, string tests) : Attribute
{
    public string Name { get; } = name;

    public string Tests { get; } = tests;
}
