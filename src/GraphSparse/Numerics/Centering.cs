namespace GraphSparse.Numerics;

/// <summary>Takes the mean of every component out of a vector.</summary>
internal sealed class Centering
{
    private readonly int[] _component; // numbered from 0
    private readonly int[] _size;
    private readonly double[] _sum;

    /// <summary>Prepares for components given by labels.</summary>
    /// <param name="labels">Equal for the vertices of a component, and one of them.</param>
    public Centering(int[] labels)
    {
        var number = new int[labels.Length];
        int count = 0;
        for (int v = 0; v < labels.Length; v++)
        {
            if (labels[v] == v)
                number[v] = count++;
        }

        _component = new int[labels.Length];
        _size = new int[count];
        _sum = new double[count];
        for (int v = 0; v < labels.Length; v++)
        {
            _component[v] = number[labels[v]];
            _size[_component[v]]++;
        }
    }

    /// <summary>Subtracts the means. Not for several threads at once.</summary>
    public void Apply(One[] x)
    {
        Array.Clear(_sum);
        for (int v = 0; v < x.Length; v++)
            _sum[_component[v]] += x[v].Value;
        for (int c = 0; c < _sum.Length; c++)
            _sum[c] /= _size[c];
        for (int v = 0; v < x.Length; v++)
            x[v] = new One(x[v].Value - _sum[_component[v]]);
    }
}
