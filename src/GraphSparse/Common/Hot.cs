using System.Runtime.CompilerServices;

namespace GraphSparse;

/// <summary>Marks loops over all edges: <c>[MethodImpl(Hot.Loop)]</c>.</summary>
/// <remarks>They are compiled with all optimisations at once. The runtime's tiers would have a command, which runs such a loop
/// once, spend most of it in unoptimised code (reading 3.8 M edges in a new process: median 0.50 s without, 0.26 s with this, on a busy machine).</remarks>
internal static class Hot
{
    public const MethodImplOptions Loop = MethodImplOptions.AggressiveOptimization;
}
