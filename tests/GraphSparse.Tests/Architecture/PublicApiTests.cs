using System.Reflection;
using System.Runtime.CompilerServices;

namespace GraphSparse.Tests.Architecture;

/// <summary>Rules of what programs see.</summary>
public class PublicApiTests
{
    private static readonly Type[] Types = [.. typeof(CsrGraph).Assembly.GetExportedTypes().Where(t => !t.IsSubclassOf(typeof(Delegate)))];

    [Fact]
    public void Algorithms_TakeProgressAndCancellation_LastAndInThisOrder()
    {
        var wrong = new List<string>();
        foreach (MethodInfo method in Methods().Where(m => m.IsStatic && m.GetParameters().Any(p => p.ParameterType == typeof(CsrGraph))))
        {
            Type[] last = [.. method.GetParameters().Select(p => p.ParameterType)];
            if (!last.Contains(typeof(CancellationToken)))
                continue; // at once
            if (IsTransformation(method))
                continue;
            Type[] order = [typeof(Parallelism), typeof(MemoryBudget), typeof(IProgress<Progress>), typeof(CancellationToken)];
            Type[] present = [.. order.Where(type => last.Contains(type))]; // an algorithm of one thread has no threads to set
            if (!present.Contains(typeof(IProgress<Progress>)) || !last.TakeLast(present.Length).SequenceEqual(present))
                wrong.Add(Name(method));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Results_AreRecords_NotTuples()
    {
        string[] wrong =
        [
            .. Methods().Where(m => HasTuple(m.ReturnType)).Select(Name),
            .. Types.SelectMany(t => t.GetProperties()).Where(p => HasTuple(p.PropertyType)).Select(p => $"{p.DeclaringType!.Name}.{p.Name}"),
        ];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Seeds_ArePlainParameters_WithOneDefault()
    {
        ParameterInfo[] seeds = [.. Methods().SelectMany(m => m.GetParameters()).Where(p => p.Name == "seed" && p.HasDefaultValue)];
        Assert.InRange(seeds.Length, 15, 200);
        Assert.All(seeds, p => Assert.True(p.DefaultValue is 42UL, $"{Name((MethodInfo)p.Member)}: {p.DefaultValue}"));
        Assert.Empty(Types.Where(t => t.Name.EndsWith("Options", StringComparison.Ordinal) && t.GetProperty("Seed") is not null).Select(t => t.Name));
    }

    [Fact]
    public void GraphsAndReports_SayWhatTheyAre()
    {
        foreach (Type type in Types.Where(t => t.IsClass && !t.IsAbstract && (t.Name.EndsWith("Graph", StringComparison.Ordinal) || t.Name.EndsWith("Report", StringComparison.Ordinal) || t.Name.EndsWith("Ids", StringComparison.Ordinal))))
            Assert.True(type.GetMethod(nameof(ToString), [])!.DeclaringType != typeof(object), type.Name);
    }

    private static IEnumerable<MethodInfo> Methods() => Types.SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(m => !m.IsSpecialName && m.GetCustomAttribute<CompilerGeneratedAttribute>() is null && m.Name != "Deconstruct");

    /// <summary>Graph to graph in one pass: there is nothing to report.</summary>
    private static bool IsTransformation(MethodInfo method) => method.DeclaringType == typeof(GraphTransforms);

    private static bool HasTuple(Type type) => type.IsGenericType
        && (type.Name.StartsWith("ValueTuple", StringComparison.Ordinal) || type.GetGenericArguments().Any(HasTuple))
        || (type.IsArray && HasTuple(type.GetElementType()!));

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(p => p.ParameterType.Name))})";
}
