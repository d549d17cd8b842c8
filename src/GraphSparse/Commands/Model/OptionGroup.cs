using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace GraphSparse.Commands;

/// <summary>The options that a record type declares.</summary>
internal sealed class OptionGroup
{
    private readonly Func<object> _create;
    private readonly Lazy<IReadOnlyList<OptionSpec>> _specs; // a run asks for those of one command
    private readonly Lazy<OptionRules> _rules;

    private OptionGroup(Type type, Func<object> create, Func<IReadOnlyList<OptionSpec>> specs)
    {
        RecordType = type;
        _create = create;
        _specs = new Lazy<IReadOnlyList<OptionSpec>>(specs);
        _rules = new Lazy<OptionRules>(() => new OptionRules([.. Specs.Select(spec => spec.Property)], create()));
    }

    /// <summary>The record.</summary>
    public Type RecordType { get; }

    /// <summary>Its options, in the order of its properties.</summary>
    public IReadOnlyList<OptionSpec> Specs => _specs.Value;

    /// <summary>Reads the options of a record type: its public properties that have a setter.</summary>
    public static OptionGroup Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>()
        where T : class, new() => new(typeof(T), () => new T(), Read<T>);

    private static List<OptionSpec> Read<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>() where T : class, new()
    {
        var defaults = new T();
        var specs = new List<OptionSpec>();
        foreach (PropertyInfo property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.CanWrite && property.PropertyType != typeof(IReadOnlyList<int>)) // vertices are for programs; commands take ids
                specs.Add(new OptionSpec(property, defaults));
        }

        return specs;
    }

    /// <summary>A record with the given values, by property name, and defaults for the others.</summary>
    /// <exception cref="ArgumentException">An option would be ignored: <see cref="AppliesToAttribute"/>.</exception>
    public object Bind(IReadOnlyDictionary<string, object> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        object record = _create();
        foreach (OptionSpec spec in Specs)
        {
            if (values.TryGetValue(spec.PropertyName, out object? value))
                spec.Set(record, value);
        }

        _rules.Value.Require(record);
        return record;
    }

    /// <summary>Whether an option of a record does anything, as the others are.</summary>
    public bool Applies(object record, OptionSpec spec) => _rules.Value.Applies(record, spec.PropertyName);
}
