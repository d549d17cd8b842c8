using System.Globalization;

namespace GraphSparse.Fuzz.Engine;

/// <summary>How long and from where the fuzzer runs; see the README beside the project.</summary>
internal sealed record FuzzSettings
{
    /// <summary>How many times the rounds of a short run.</summary>
    public int Multiple { get; init; } = 1;

    /// <summary>Seed of every random choice.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>A saved input to repeat instead of a run, or null.</summary>
    public string? Input { get; init; }

    /// <summary>Where failing inputs are saved.</summary>
    public string FailureFolder { get; init; } = Path.Combine(Path.GetTempPath(), "graphsparse-fuzz-failures");

    /// <summary>How long one input may take before it counts as a hang.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    public static FuzzSettings FromEnvironment()
    {
        var defaults = new FuzzSettings();
        return defaults with
        {
            Multiple = Number("GRAPHSPARSE_FUZZ_ROUNDS", defaults.Multiple),
            Seed = Number("GRAPHSPARSE_FUZZ_SEED", defaults.Seed),
            Input = Text("GRAPHSPARSE_FUZZ_INPUT"),
            FailureFolder = Text("GRAPHSPARSE_FUZZ_FAILURES") ?? defaults.FailureFolder,
        };
    }

    private static string? Text(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? text : null;

    private static int Number(string variable, int otherwise) => Text(variable) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number
        : throw new ArgumentException($"{variable} is '{text}', not a number from 1 on.");
}
