namespace GraphSparse;

/// <summary>Marks an option that does something only where another one has certain values, or any value but its default where none is named.
/// Several marks are alternatives. Commands and jobs refuse it elsewhere.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
internal sealed class AppliesToAttribute(string property, params string[] values) : Attribute
{
    /// <summary>Property of the same record that decides.</summary>
    public string Property { get; } = property;

    /// <summary>Its values as typed on the command line.</summary>
    public IReadOnlyList<string> Values { get; } = values;
}
