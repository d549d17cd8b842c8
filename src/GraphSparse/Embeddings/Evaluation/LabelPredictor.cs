using GraphSparse.Numerics;

namespace GraphSparse.Embeddings;

/// <summary>Learns labels on some vertices and predicts those of others.</summary>
internal sealed class LabelPredictor
{
    private readonly VertexLabels _labels;
    private readonly Parallelism _parallelism;
    private readonly CancellationToken _cancellationToken;
    private readonly int[] _rowOf;
    private readonly double[] _features;
    private readonly int _width;

    public LabelPredictor(Embedding embedding, VertexLabels labels, int[] vertices, EmbeddingScaling scaling, Parallelism parallelism, CancellationToken cancellationToken)
    {
        (_labels, _parallelism, _cancellationToken) = (labels, parallelism, cancellationToken);
        _width = embedding.Dimension + 1;
        _rowOf = new int[embedding.VertexCount];
        _features = new double[(long)vertices.Length * _width];
        for (int i = 0; i < vertices.Length; i++)
        {
            _rowOf[vertices[i]] = i;
            ReadOnlySpan<float> vector = embedding[vertices[i]];
            for (int j = 0; j < vector.Length; j++)
                _features[i * _width + j] = vector[j];
            _features[i * _width + vector.Length] = 1;
        }

        if (scaling == EmbeddingScaling.StandardColumns)
            Standardize(vertices.Length);
        else if (scaling == EmbeddingScaling.UnitRows)
            ToUnitRows(vertices.Length);
    }

    /// <summary>The cost of the highest mean micro-F1 over the folds; of equal ones the smallest.</summary>
    public double BestCost(IReadOnlyList<double> costs, LabelSplit[] folds)
    {
        double[] ascending = [.. costs.Order()];
        var sums = new double[ascending.Length];
        foreach (LabelSplit fold in folds)
        {
            double[][] weights = [.. _labels.Names.Select(_ => new double[_width])];
            for (int c = 0; c < ascending.Length; c++)
            {
                Fit(fold.Training, ascending[c], weights); // from the weights of the cost before
                sums[c] += Score(fold.Test, weights).Micro;
            }
        }

        return ascending[Array.IndexOf(sums, sums.Max())];
    }

    /// <summary>Learns on one part and scores on the other.</summary>
    public (double Micro, double Macro, double MicroAtHalf, double MacroAtHalf) Score(LabelSplit split, double cost)
    {
        double[][] weights = [.. _labels.Names.Select(_ => new double[_width])];
        Fit(split.Training, cost, weights);
        return Score(split.Test, weights);
    }

    private void Fit(int[] training, double cost, double[][] weights)
    {
        int[] rows = [.. training.Select(u => _rowOf[u])];
        _parallelism.For(weights.Length, label =>
        {
            bool[] isPositive = [.. training.Select(u => _labels[u].Contains(label))];
            if (isPositive.Contains(true))
                LogisticRegression.Fit(_features, _width, rows, isPositive, cost, weights[label]);
            else
                weights[label][^1] = double.NegativeInfinity; // never seen, never predicted
        }, _cancellationToken);
    }

    private (double Micro, double Macro, double MicroAtHalf, double MacroAtHalf) Score(int[] test, double[][] weights)
    {
        int labels = weights.Length;
        var predicted = new int[test.Length][];
        var likely = new int[test.Length][];
        _parallelism.For(test.Length, i =>
        {
            ReadOnlySpan<double> x = _features.AsSpan(_rowOf[test[i]] * _width, _width);
            var scores = new double[labels];
            for (int label = 0; label < labels; label++)
                scores[label] = double.IsNegativeInfinity(weights[label][^1]) ? double.NegativeInfinity : LogisticRegression.Score(x, weights[label]);
            predicted[i] = [.. Enumerable.Range(0, labels).OrderByDescending(l => scores[l]).Take(_labels[test[i]].Length)];
            likely[i] = [.. Enumerable.Range(0, labels).Where(l => scores[l] >= 0)];
        }, _cancellationToken);
        (double micro, double macro) = F1(test, predicted, labels);
        (double microAtHalf, double macroAtHalf) = F1(test, likely, labels);
        return (micro, macro, microAtHalf, macroAtHalf);
    }

    private (double Micro, double Macro) F1(int[] test, int[][] predicted, int labels)
    {
        var right = new long[labels];
        var said = new long[labels];
        var there = new long[labels];
        for (int i = 0; i < test.Length; i++)
        {
            foreach (int label in _labels[test[i]])
                there[label]++;
            foreach (int label in predicted[i])
            {
                said[label]++;
                if (_labels[test[i]].Contains(label))
                    right[label]++;
            }
        }

        return (F1(right.Sum(), said.Sum(), there.Sum()), Enumerable.Range(0, labels).Average(l => F1(right[l], said[l], there[l])));
    }

    private static double F1(long right, long said, long there) => said + there == 0 ? 0 : 2.0 * right / (said + there);

    private void ToUnitRows(int rows)
    {
        for (int i = 0; i < rows; i++)
        {
            Span<double> row = _features.AsSpan(i * _width, _width - 1);
            double length = Math.Sqrt(DenseRows.Dot(row, row));
            for (int j = 0; j < row.Length; j++)
                row[j] = length > 0 ? row[j] / length : 0;
        }
    }

    /// <summary>Columns of mean 0 and deviation 1; those without any deviation become 0.</summary>
    private void Standardize(int rows)
    {
        for (int j = 0; j < _width - 1; j++)
        {
            double mean = 0;
            for (int i = 0; i < rows; i++)
                mean += _features[i * _width + j];
            mean /= rows;
            double square = 0;
            for (int i = 0; i < rows; i++)
            {
                double d = _features[i * _width + j] - mean;
                square += d * d;
            }

            double deviation = Math.Sqrt(square / rows);
            for (int i = 0; i < rows; i++)
                _features[i * _width + j] = deviation > 0 ? (_features[i * _width + j] - mean) / deviation : 0;
        }
    }
}
