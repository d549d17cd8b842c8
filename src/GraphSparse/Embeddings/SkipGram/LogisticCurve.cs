using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphSparse.Embeddings;

/// <summary>The logistic function 1 / (1 + e⁻ˣ), eight values at a time.</summary>
/// <remarks>½ + ½·tanh(x/2), where tanh is the rational approximation of degree 13/6 that Eigen uses; |x| above 18 counts as 18. Off by less than 2·10⁻⁷. Only operations that IEEE 754 rounds in one way,
/// so the bits are the same on every processor.</remarks>
internal static class LogisticCurve
{
    private const float Bound = 9f; // tanh is 1 in single precision from about here on

    /// <summary>The function of eight values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of(Vector256<float> value)
    {
        Vector256<float> half = Vector256.Create(0.5f);
        Vector256<float> x = Vector256.Min(Vector256.Max(value * half, Vector256.Create(-Bound)), Vector256.Create(Bound));
        Vector256<float> s = x * x;
        Vector256<float> p = Vector256.Create(-2.76076847742355e-16f);
        p = Vector256.FusedMultiplyAdd(p, s, Vector256.Create(2.00018790482477e-13f));
        p = Vector256.FusedMultiplyAdd(p, s, Vector256.Create(-8.60467152213735e-11f));
        p = Vector256.FusedMultiplyAdd(p, s, Vector256.Create(5.12229709037114e-08f));
        p = Vector256.FusedMultiplyAdd(p, s, Vector256.Create(1.48572235717979e-05f));
        p = Vector256.FusedMultiplyAdd(p, s, Vector256.Create(6.37261928875436e-04f));
        p = Vector256.FusedMultiplyAdd(p, s, Vector256.Create(4.89352455891786e-03f));
        Vector256<float> q = Vector256.Create(1.19825839466702e-06f);
        q = Vector256.FusedMultiplyAdd(q, s, Vector256.Create(1.18534705686654e-04f));
        q = Vector256.FusedMultiplyAdd(q, s, Vector256.Create(2.26843463243900e-03f));
        q = Vector256.FusedMultiplyAdd(q, s, Vector256.Create(4.89352518554385e-03f));
        return Vector256.FusedMultiplyAdd(x * p / q, half, half);
    }
}
