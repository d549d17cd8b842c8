namespace GraphSparse;

/// <summary>How far a long piece of work has come; reported through <see cref="IProgress{T}"/>.</summary>
/// <param name="Stage">What is being done, such as "reading" or "counting triangles".</param>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units in all, or 0 where this is not known.</param>
public readonly record struct Progress(string Stage, long Done, long Total)
{
    /// <summary>The stage, and how far it is.</summary>
    public override string ToString() => Total > 0 ? $"{Stage}: {Done} of {Total}" : Done > 0 ? $"{Stage}: {Done}" : Stage;
}
