namespace GraphSparse.Walks;

/// <summary>Builds tables that pick one of several by its share in one look: a threshold and an alias for each.</summary>
/// <remarks>Source: Walker, "An Efficient Method for Generating Discrete Random Variables", ACM TOMS 3(3), 1977; built as Vose, IEEE TSE 17(9), 1991, with slots taken in ascending order.
/// Buffers of one thread, used again.</remarks>
internal sealed class AliasSlots
{
    private readonly Stack<int> _small = new();
    private readonly Stack<int> _large = new();

    /// <summary>Fills the slots: threshold · 2³² + alias. A slot itself is taken where a random word is below the threshold ⌊2³² · share⌋, else its alias; one that is always taken is its own alias.</summary>
    /// <param name="shares">Shares times their number: 1 on average. Overwritten.</param>
    /// <param name="slots">As many.</param>
    public void Fill(Span<double> shares, Span<ulong> slots)
    {
        _small.Clear();
        _large.Clear();
        for (int k = 0; k < shares.Length; k++)
        {
            slots[k] = (uint)k; // what is left over at the end has share 1 but for rounding
            (shares[k] < 1 ? _small : _large).Push(k);
        }

        while (_small.Count > 0 && _large.Count > 0)
        {
            int small = _small.Pop();
            int large = _large.Pop();
            slots[small] = ((ulong)(shares[small] * 4294967296.0) << 32) | (uint)large; // below 2³², since the share is below 1
            shares[large] -= 1 - shares[small];
            (shares[large] < 1 ? _small : _large).Push(large);
        }
    }
}
