namespace GraphSparse;

/// <summary>Groups of options, in the order in which help and reference show them.</summary>
internal enum HelpGroup
{
    /// <summary>What is read, and how.</summary>
    Input,

    /// <summary>The method, its size, and the options of single methods.</summary>
    Method,

    /// <summary>What is measured and written, and how.</summary>
    Output,

    /// <summary>How the program runs: threads, device, memory, messages.</summary>
    Run,
}

/// <summary>Places an option, or all options of a record, in a group of the help. The attribute of a property wins over that of its record.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property)]
internal sealed class ShownUnderAttribute(HelpGroup group, string? heading = null) : Attribute
{
    /// <summary>The group.</summary>
    public HelpGroup Group { get; } = group;

    /// <summary>Subheading within the group, or <see langword="null"/>.</summary>
    public string? Heading { get; } = heading;
}

/// <summary>Names the methods that an option belongs to: its subheading in the help. Unlike <see cref="AppliesToAttribute"/> it refuses nothing: the method itself does.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OfMethodsAttribute(params string[] methods) : Attribute
{
    /// <summary>Names as typed after --method.</summary>
    public IReadOnlyList<string> Methods { get; } = methods;
}

/// <summary>Names the value of an option in the help, such as F in <c>--keep F</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValueNameAttribute(string name) : Attribute
{
    /// <summary>The name, in capitals.</summary>
    public string Name { get; } = name;
}

/// <summary>Marks an option that changes how a run goes and not what comes out: outputs do not name it, so that their bytes do not depend on it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OfRunOnlyAttribute : Attribute;
