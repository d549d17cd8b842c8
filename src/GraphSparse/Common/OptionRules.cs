using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;

namespace GraphSparse;

/// <summary>Finds options of a record that would be ignored: <see cref="AppliesToAttribute"/>.</summary>
/// <remarks>Attributes and defaults are read once for a record type; a check then reads the marked properties.</remarks>
internal sealed class OptionRules
{
    private readonly string _record;
    private readonly Rule[] _rules;

    /// <param name="properties">The properties of a record type that are options.</param>
    /// <param name="defaults">A record with its defaults.</param>
    public OptionRules(IReadOnlyList<PropertyInfo> properties, object defaults)
    {
        _record = defaults.GetType().Name;
        _rules =
        [
            .. from property in properties
               let conditions = property.GetCustomAttributes<AppliesToAttribute>()
                   .Select(mark => new Condition(Of(mark.Property), mark.Values, Of(mark.Property).GetValue(defaults))).ToArray()
               where conditions.Length > 0
               select new Rule(property, property.GetValue(defaults), conditions),
        ];

        PropertyInfo Of(string name) => properties.First(p => p.Name == name);
    }

    private sealed record Condition(PropertyInfo Property, IReadOnlyList<string> Values, object? Default);

    private sealed record Rule(PropertyInfo Property, object? Default, Condition[] Conditions);

    /// <summary>The rules of a record type.</summary>
    public static OptionRules Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>() where T : class, new() => Cache<T>.Rules;

    /// <summary>Fails where an option has a value other than its default and no other option lets it do anything.</summary>
    /// <exception cref="ArgumentException">It has; says with what it would not be ignored.</exception>
    public void Require(object options)
    {
        foreach (Rule rule in _rules)
        {
            if (Equals(rule.Property.GetValue(options), rule.Default) || Array.Exists(rule.Conditions, c => IsMet(c, options)))
                continue;
            string with = string.Join(" or ", rule.Conditions.Select(c => $"{_record}.{c.Property.Name}{(c.Values.Count == 0 ? "" : " = " + string.Join(" or ", c.Values))}"));
            string now = rule.Conditions[0].Values.Count == 0 ? "" : $", not with {TextOf(rule.Conditions[0], options)}";
            throw new ArgumentException($"{_record}.{rule.Property.Name} applies only with {with}{now}.");
        }
    }

    /// <summary>Whether an option of a record does anything, as the others are.</summary>
    public bool Applies(object options, string property) => Array.Find(_rules, rule => rule.Property.Name == property) is not { } found || Array.Exists(found.Conditions, c => IsMet(c, options));

    private static bool IsMet(Condition condition, object options) => condition.Values.Count == 0
        ? !Equals(condition.Property.GetValue(options), condition.Default)
        : condition.Values.Contains(TextOf(condition, options));

    private static string TextOf(Condition condition, object options) => condition.Property.GetValue(options) switch
    {
        Enum value => OptionName.Kebab(value.ToString()),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static class Cache<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T> where T : class, new()
    {
        public static readonly OptionRules Rules = new(typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance), new T());
    }
}
