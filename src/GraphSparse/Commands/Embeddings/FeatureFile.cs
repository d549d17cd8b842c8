using GraphSparse.Embeddings;
using GraphSparse.IO;

namespace GraphSparse.Commands;

/// <summary>Reads features of the vertices of a graph.</summary>
internal static class FeatureFile
{
    /// <summary>A row per vertex of the graph; those that the file lacks have zeros, and a note counts them.</summary>
    /// <exception cref="GraphFormatException">The file names a vertex that the graph lacks, or is not what it should be.</exception>
    public static Embedding Read(CommandRun run, string file, LoadedInput input)
    {
        VectorTable table = VectorReader.Read(file, run.Settings.Budget, run.Settings.CancellationToken);
        run.AddInput(InputFiles.Sha256(file));
        run.Notes.AddRange(table.Notes);
        if (table.Count == 0)
            throw new GraphFormatException("has no features").At(file);
        int n = input.Graph.VertexCount;
        var lookup = new VertexLookup(n, input.Loaded.Ids);
        var values = new float[checked(n * table.Dimension)];
        var isThere = new bool[n];
        for (int row = 0; row < table.Count; row++)
        {
            int vertex;
            try
            {
                vertex = lookup.Find(table.IdOf(row));
            }
            catch (GraphFormatException error) when (error.Path is null)
            {
                throw new GraphFormatException($"features of row {row + 1}: {error.Reason}", error.InnerException).At(file);
            }

            table[row].CopyTo(values.AsSpan(vertex * table.Dimension));
            isThere[vertex] = true;
        }

        if (isThere.Count(t => !t) is var missing and > 0)
            run.Notes.Add($"{missing} of {n} vertices have no features; theirs count as 0");
        return Embedding.From(values, table.Dimension);
    }
}
