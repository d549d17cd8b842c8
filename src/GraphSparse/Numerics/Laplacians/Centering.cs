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

    /// <summary>Subtracts the means, in every lane. Not for several threads at once.</summary>
    public void Apply<T>(T[] x)
        where T : struct, ILanes<T>
    {
        for (int lane = 0; lane < T.Count; lane++)
        {
            Array.Clear(_sum);
            for (int v = 0; v < x.Length; v++)
                _sum[_component[v]] += x[v][lane];
            for (int c = 0; c < _sum.Length; c++)
                _sum[c] /= _size[c];
            for (int v = 0; v < x.Length; v++)
                x[v] = x[v].With(lane, x[v][lane] - _sum[_component[v]]);
        }
    }
}
