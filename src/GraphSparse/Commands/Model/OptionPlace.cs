using System.Reflection;

namespace GraphSparse.Commands;

/// <summary>Where help and reference show an option.</summary>
/// <param name="Group">The group.</param>
/// <param name="Heading">Subheading within the group, or <see langword="null"/>: the methods or the option that it belongs to, or a step of the work.</param>
/// <param name="Methods">The methods that it belongs to, none where it belongs to all.</param>
internal sealed record OptionPlace(HelpGroup Group, string? Heading, IReadOnlyList<string> Methods)
{
    private const string MethodProperty = "Method";

    /// <summary>Group and subheading in a line, such as "Method: spanner".</summary>
    public string Title => Heading is null ? $"{Group}" : $"{Group}: {(Methods.Count > 0 ? string.Join(", ", Methods) : char.ToLowerInvariant(Heading[0]) + Heading[1..])}";

    /// <summary>Reads the place of an option from the attributes of its property and of its record.</summary>
    internal static OptionPlace Of(PropertyInfo property, Type record)
    {
        ShownUnderAttribute place = property.GetCustomAttribute<ShownUnderAttribute>() ?? record.GetCustomAttribute<ShownUnderAttribute>()
            ?? throw new InvalidOperationException($"Option {record.Name}.{property.Name} belongs to no group of the help; mark it or its record with [ShownUnder].");
        AppliesToAttribute[] marks = [.. property.GetCustomAttributes<AppliesToAttribute>()];
        IReadOnlyList<string> methods = place.Heading is not null ? [] : property.GetCustomAttribute<OfMethodsAttribute>()?.Methods ?? marks.FirstOrDefault(mark => mark.Property == MethodProperty)?.Values ?? [];
        string? heading = place.Heading
            ?? (methods.Count > 0 ? "With --method " + string.Join(" or ", methods)
            : marks.Length > 0 ? "With " + string.Join(" or ", marks.Select(mark => "--" + OptionSpec.Kebab(mark.Property)))
            : null);
        return new OptionPlace(place.Group, heading, methods);
    }
}
