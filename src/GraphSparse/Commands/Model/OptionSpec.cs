using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GraphSparse.Commands;

/// <summary>Marks an option that names a file to read: in a job its path is relative to the job file, and a change of the file runs the step again.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class InputFileAttribute : Attribute;

/// <summary>One option of a command, as a property of an options record declares it: one name and one default in code, command line, job file and docs.</summary>
internal sealed class OptionSpec
{
    private readonly PropertyInfo _property;

    internal OptionSpec(PropertyInfo property, object defaults)
    {
        _property = property;
        Place = OptionPlace.Of(property, defaults.GetType());
        Default = property.GetValue(defaults);
        ValueType = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        Description = property.GetCustomAttribute<DescriptionAttribute>()?.Description
            ?? throw new InvalidOperationException($"Option {property.DeclaringType!.Name}.{property.Name} has no description.");
    }

    /// <summary>The property, such as OffTree.</summary>
    public string PropertyName => _property.Name;

    /// <summary>The name in a job file and in JSON, such as offTree.</summary>
    public string JobName => JsonNamingPolicy.CamelCase.ConvertName(_property.Name);

    /// <summary>The name on the command line, such as --off-tree.</summary>
    public string CommandName => "--" + Kebab(_property.Name);

    /// <summary>What it does: begins with a capital, and with a command or the thing that it sets.</summary>
    public string Description { get; }

    /// <summary>Where help and reference show it.</summary>
    public OptionPlace Place { get; }

    /// <summary>The name of its value in the help, such as F; null where it is a switch that is off by default.</summary>
    public string? ValueName =>
        IsFlag ? (Default is false ? null : "[true|false]")
        : _property.GetCustomAttribute<ValueNameAttribute>()?.Name ?? (ValueType == typeof(int) || ValueType == typeof(long) ? "N" : ValueType == typeof(double) ? "X" : "NAME");

    /// <summary>The description with the values of an enumeration and the default.</summary>
    public string Help => Choices is { } choices ? $"{Description}: {string.Join(", ", choices.Select(choice => choice == DefaultText ? choice + " (default)" : choice))}"
        : DefaultText is { } text && ValueName is not null ? $"{Description} (default {text})"
        : Description;

    /// <summary>The default, null where there is none.</summary>
    public object? Default { get; }

    /// <summary>Type of the value, without nullability.</summary>
    public Type ValueType { get; }

    /// <summary>Whether the option names a file to read.</summary>
    public bool IsInputFile => _property.IsDefined(typeof(InputFileAttribute), inherit: false);

    /// <summary>Whether the option changes nothing of what comes out.</summary>
    public bool IsOfRunOnly => _property.IsDefined(typeof(OfRunOnlyAttribute), inherit: false);

    /// <summary>Whether the option is a switch.</summary>
    public bool IsFlag => ValueType == typeof(bool);

    /// <summary>The values of an enumeration as typed, or null.</summary>
    public IReadOnlyList<string>? Choices => ValueType.IsEnum ? [.. Values.Select(value => Kebab(value.ToString()))] : null;

    /// <summary>The values of an enumeration, or those that an attribute leaves of them.</summary>
    private IEnumerable<Enum> Values =>
        (_property.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed ? allowed.Values : [.. Enum.GetNames(ValueType).Select(name => Enum.Parse(ValueType, name))]).Cast<Enum>();

    /// <summary>Reads a value from text.</summary>
    /// <exception cref="ArgumentException">The text does not stand for a value; says what does.</exception>
    public object Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (ValueType == typeof(string))
            return text;
        if (ValueType.IsEnum)
        {
            return Values.FirstOrDefault(value => Kebab(value.ToString()) == text) ?? throw new ArgumentException($"{CommandName} has no value '{text}'.{NameSuggestion.For(text, Choices!)} There are {string.Join(", ", Choices!)}.");
        }

        if (ValueType == typeof(bool))
            return bool.TryParse(text, out bool flag) ? flag : throw Refuse(text, "true or false");
        if (ValueType == typeof(int))
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int i) ? i
                : throw Refuse(text, System.Numerics.BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? $"in {int.MinValue}..{int.MaxValue}" : "an integer");
        if (ValueType == typeof(long))
        {
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long l) ? l
                : throw Refuse(text, System.Numerics.BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? $"in {long.MinValue}..{long.MaxValue}" : "an integer");
        }

        if (ValueType == typeof(double))
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double d) ? d : throw Refuse(text, "a number");
        throw new InvalidOperationException($"Options of type {ValueType} are not known.");
    }

    /// <summary>The value of this option in a record, as JSON.</summary>
    public JsonNode? ToJson(object record) => _property.GetValue(record) switch
    {
        null => null,
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        double number => JsonNumbers.ToJson(number),
        Enum value => JsonValue.Create(Kebab(value.ToString())),
        var value => JsonValue.Create(value.ToString()),
    };

    /// <summary>The default as typed, or null.</summary>
    public string? DefaultText => Default switch
    {
        null => null,
        Enum value => Kebab(value.ToString()),
        bool flag => flag ? "true" : "false",
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        var value => value.ToString(),
    };

    /// <summary>The property behind the option.</summary>
    internal PropertyInfo Property => _property;

    internal void Set(object record, object value) => _property.SetValue(record, value);

    /// <summary>OffTree as off-tree.</summary>
    internal static string Kebab(string name) => OptionName.Kebab(name);

    private ArgumentException Refuse(string text, string expected) => new($"{CommandName} '{text}' is not {expected}.");
}
