using System.Globalization;
using GraphSparse.IO.Text;

namespace GraphSparse.IO;

/// <summary>Collects updates and refuses what is none.</summary>
internal sealed class UpdateRows(int vertexCount, VertexIds? ids, MemoryBudget budget, bool lenient)
{
    private const int BytesPerUpdate = 32;
    private readonly List<string> _notes = [];
    private bool _hasOperations;
    private bool _hasWeights;
    private long _withoutOperation;
    private long _withoutWeight;
    private long _weightedDeletions;

    public List<EdgeUpdate> Updates { get; } = [];

    public List<long> Places { get; } = [];

    /// <summary>Updates left out because their weight is invalid.</summary>
    public int Refused { get; private set; }

    /// <summary>Takes note of the columns that there are.</summary>
    public void Take(UpdateColumns columns)
    {
        _notes.AddRange(columns.Notes);
        _hasOperations = columns.Operation >= 0;
        _hasWeights = columns.Weight >= 0;
    }

    /// <summary>What was taken, left out and assumed.</summary>
    public IReadOnlyList<string> Notes()
    {
        List<string> notes = [.. _notes];
        if (_hasOperations && _withoutOperation > 0)
            notes.Add($"{_withoutOperation} updates without an op taken as insertions");
        if (_hasWeights && _withoutWeight > 0)
            notes.Add($"{_withoutWeight} insertions without a weight: 1 taken");
        if (_weightedDeletions > 0)
            notes.Add($"the weights of {_weightedDeletions} deletions are not used: an edge is deleted whole");
        return notes;
    }

    public void Add(string source, string target, string? weight, string? op, long place) =>
        Add(Vertices.Find(source), Vertices.Find(target), weight is null ? null : Weight(weight), op, place);

    public void Add(int source, int target, double? weight, string? op, long place)
    {
        UpdateKind kind = UpdateKind.Insert;
        if (op is null)
            _withoutOperation++;
        else if (!UpdateOperation.TryParse(op, out kind))
            throw new GraphFormatException($"op '{Excerpt(op)}' is none of {UpdateOperation.Words}");
        if (kind == UpdateKind.Set && weight is null)
            throw new GraphFormatException($"op {op} needs a weight");
        if (kind == UpdateKind.Insert && weight is null)
            _withoutWeight++;
        if (kind == UpdateKind.Delete && weight is not null)
            _weightedDeletions++;
        if (kind != UpdateKind.Delete && weight is { } w && EdgeUpdate.WeightProblem(w) is { } problem)
        {
            if (!lenient)
                throw new GraphFormatException(problem);
            Refused++;
            return;
        }

        if ((Updates.Count & 0xFFFF) == 0)
            budget.Ensure((Updates.Count + 0x10000L) * BytesPerUpdate, $"a list of at least {Updates.Count} updates");
        Updates.Add(new EdgeUpdate(source, target, kind == UpdateKind.Delete ? 1 : weight ?? 1, kind));
        Places.Add(place);
    }

    /// <summary>Finds vertices by their ids.</summary>
    public VertexLookup Vertices { get; } = new(vertexCount, ids);

    /// <summary>A number, NaN where it is none of the finite ones; which of these are refused is for the caller to say.</summary>
    private static double Weight(string text)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
        return TextNumbers.IsNumber(bytes) ? TextNumbers.ParseFinite(bytes) : throw new GraphFormatException($"weight '{Excerpt(text)}' is not a number");
    }

    private static string Excerpt(string text) => GraphFormatException.Excerpt(System.Text.Encoding.UTF8.GetBytes(text));
}
