using System.Globalization;
using GraphSparse.Acceleration;

namespace GraphSparse.Commands;

/// <summary>Work that a device may be chosen for.</summary>
/// <param name="Kernels">What it runs, as calibrations name it.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Amount">How many.</param>
/// <param name="Need">Memory of a device that it takes; none said where it is not known.</param>
/// <param name="AssumedFrom">From how many units a GPU that was not measured is taken; infinity for never.</param>
internal sealed record AutoWork(IReadOnlyList<string> Kernels, string Unit, double Amount, DeviceNeed Need, double AssumedFrom = double.PositiveInfinity)
{
    /// <summary>Whether users expect to hear why a GPU was not taken: where one would be taken without a measurement.</summary>
    public bool IsWorthANote => !double.IsPositiveInfinity(AssumedFrom);

    /// <summary>The amount in words.</summary>
    public override string ToString() => $"{Amount.ToString("#,0", CultureInfo.InvariantCulture)} {Unit}";
}
