using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using GraphSparse.Embeddings;
using GraphSparse.IO;
using GraphSparse.IO.Parquet;

namespace GraphSparse.Commands;

/// <summary>Writes vectors: Parquet (vertex, embedding), NumPy (a matrix, ids beside it), or text as word2vec has it.</summary>
internal static class EmbeddingFile
{
    private const int GroupValues = 1 << 22;

    /// <summary>Fails before the work starts where the output could not be written.</summary>
    /// <exception cref="ArgumentException">The name ends in none of the three.</exception>
    /// <exception cref="IOException">The file exists and may not be replaced.</exception>
    public static void Refuse(CommandRun run, string path)
    {
        if (KindOf(path) is null)
            throw new ArgumentException($"'{path}' ends in none of .parquet, .npy, .txt; vectors are written as one of these.");
        if ((run.Get<EmbedOptions>().OutputType, KindOf(path)) is (EmbeddingType.Float16, not ".npy") or (EmbeddingType.Int8, ".txt"))
            throw new ArgumentException($"'{path}': {(run.Get<EmbedOptions>().OutputType == EmbeddingType.Int8 ? "int8 is written as .npy or .parquet" : "float16 is written as .npy")}; choose another name, or leave --output-type out.");
        AtomicFile.RefuseExisting(path, run.Settings.Overwrite);
        if (KindOf(path) == ".npy")
            Sidecar.MayReplace(path, IdSidecar.PathOf(path), IdSidecar.Head, run.Settings.Overwrite);
    }

    /// <summary>Whether a file is the ids that would lie beside an output.</summary>
    public static bool IsBeside(string path, string output) => KindOf(output) == ".npy" && AtomicFile.AreSame(path, IdSidecar.PathOf(output));

    /// <summary>Writes the file, whole or not at all, and with it the ids beside it.</summary>
    public static IReadOnlyList<OutputFile> Write(CommandRun run, string path, Embedding embedding, CsrGraph graph, VertexIds? ids)
    {
        using var file = new AtomicFile(path, run.Settings.Overwrite);
        switch (KindOf(path))
        {
            case ".npy":
                WriteNumPy(run, file.Stream, embedding);
                return Commit(run, path, file, ids);
            case ".txt":
                WriteText(file.Stream, embedding, ids, run.Settings.CancellationToken);
                break;
            default:
                WriteParquet(run, file.Stream, embedding, graph, ids);
                break;
        }

        return [file.Commit()];
    }

    /// <summary>Both files or none; ids of an earlier matrix do not stay beside this one.</summary>
    private static IReadOnlyList<OutputFile> Commit(CommandRun run, string path, AtomicFile file, VertexIds? ids)
    {
        string beside = IdSidecar.PathOf(path);
        if (ids is null)
        {
            OutputFile alone = file.Commit();
            if (Sidecar.Begins(beside, IdSidecar.Head))
                AtomicFile.Remove(beside); // after the rename: until then it stands beside its own matrix
            return [alone];
        }

        OutputFile matrix = file.Finish();
        using AtomicFile sidecar = IdSidecar.Write(path, matrix, ids, Sidecar.MayReplace(path, beside, IdSidecar.Head, run.Settings.Overwrite));
        OutputFile names = sidecar.Finish();
        AtomicFile.CommitPair(sidecar, file);
        return [matrix, names];
    }

    private static string? KindOf(string path) => Path.GetExtension(path).ToLowerInvariant() is ".parquet" or ".npy" or ".txt" ? Path.GetExtension(path).ToLowerInvariant() : null;

    private static void WriteParquet(CommandRun run, Stream stream, Embedding embedding, CsrGraph graph, VertexIds? ids)
    {
        bool isInt8 = run.Get<EmbedOptions>().OutputType == EmbeddingType.Int8;
        ParquetField[] fields = isInt8
            ? [GraphTable.IdField("vertex", ids), new ParquetField("scale", ParquetType.Float), new ParquetField("embedding", ParquetType.Int32) { IsList = true }]
            : [GraphTable.IdField("vertex", ids), new ParquetField("embedding", ParquetType.Float) { IsList = true }];
        using var writer = new ParquetWriter(stream, fields, leaveOpen: true);
        int d = embedding.Dimension;
        int rows = WalkTable.GroupRows(ids, Math.Max(1, GroupValues / d));
        int[] Offsets(int count) => [.. Enumerable.Range(0, count + 1).Select(i => i * d)];
        run.Settings.Parallelism.MapInOrder(
            Enumerable.Range(0, (int)((embedding.VertexCount + rows - 1L) / rows)),
            group =>
            {
                int from = group * rows;
                int count = Math.Min(rows, embedding.VertexCount - from);
                ParquetColumn vertices = GraphTable.Ids("vertex", (int[])[.. Enumerable.Range(from, count)], ids);
                if (!isInt8)
                    return writer.Encode([vertices, ParquetColumn.CreateList<float>("embedding", embedding.RowsOf(from, from + count).ToArray(), Offsets(count))], run.Settings.CancellationToken);
                (float[] scales, sbyte[] values) = VectorQuantizer.ToInt8(embedding, from, from + count);
                return writer.Encode([vertices, ParquetColumn.Create<float>("scale", scales), ParquetColumn.CreateList<int>("embedding", Array.ConvertAll(values, v => (int)v), Offsets(count))], run.Settings.CancellationToken);
            },
            encoded =>
            {
                using (encoded)
                    writer.Write(encoded);
            },
            run.Settings.CancellationToken);
        writer.Close([.. run.Provenance.ToMetadata(), .. WalkTable.Declarations(graph), new("graphsparse.dimension", d.ToString(CultureInfo.InvariantCulture))]);
    }

    /// <summary>Version 1.0 of the format: a line of text, padded to 64 bytes, and the values.</summary>
    private static void WriteNumPy(CommandRun run, Stream stream, Embedding embedding)
    {
        EmbeddingType type = run.Get<EmbedOptions>().OutputType;
        string name = type switch { EmbeddingType.Float16 => "<f2", EmbeddingType.Int8 => "|i1", _ => "<f4" };
        string header = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '{name}', 'fortran_order': False, 'shape': ({embedding.VertexCount}, {embedding.Dimension}), }}");
        const int before = 10; // magic, version, length
        int length = (before + header.Length + 1 + 63) / 64 * 64 - before;
        Span<byte> head = stackalloc byte[before];
        "NUMPY"u8.CopyTo(head[1..]);
        (head[0], head[6], head[7]) = (0x93, 1, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(head[8..], (ushort)length);
        stream.Write(head);
        stream.Write(Encoding.ASCII.GetBytes(header.PadRight(length - 1) + "\n"));
        int rows = Math.Max(1, GroupValues / embedding.Dimension);
        for (long first = 0; first < embedding.VertexCount; first += rows)
        {
            (int from, int to) = ((int)first, (int)Math.Min(embedding.VertexCount, first + rows));
            stream.Write(type switch
            {
                EmbeddingType.Float16 => MemoryMarshal.AsBytes<Half>(VectorQuantizer.ToHalf(embedding, from, to)),
                EmbeddingType.Int8 => MemoryMarshal.AsBytes<sbyte>(VectorQuantizer.ToInt8(embedding, from, to).Values),
                _ => MemoryMarshal.AsBytes(embedding.RowsOf(from, to)),
            });
        }

        if (type == EmbeddingType.Int8)
            run.Notes.Add("int8 in .npy keeps the directions of vectors and not their lengths; Parquet has a scale for each");
    }

    /// <summary>A line with the numbers of vertices and of columns, then an id and its numbers on each.</summary>
    private static void WriteText(Stream stream, Embedding embedding, VertexIds? ids, CancellationToken cancellationToken)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{embedding.VertexCount} {embedding.Dimension}"));
        for (int u = 0; u < embedding.VertexCount; u++)
        {
            if ((u & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            string id = ids?.GetText(u) ?? u.ToString(CultureInfo.InvariantCulture);
            if (id.AsSpan().IndexOfAny(" \t\r\n") >= 0)
                throw new ArgumentException($"the id '{id}' has blanks, which text as word2vec reads it cannot hold; write Parquet.");
            writer.Write(id);
            foreach (float value in embedding[u])
            {
                writer.Write(' ');
                writer.Write(value.ToString("R", CultureInfo.InvariantCulture));
            }

            writer.WriteLine();
        }
    }
}
