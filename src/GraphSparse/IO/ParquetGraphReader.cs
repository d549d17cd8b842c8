using System.Runtime.CompilerServices;
using System.Globalization;
using System.Text.Json;
using GraphSparse.IO.Parquet;

namespace GraphSparse.IO;

/// <summary>Reads Parquet edge tables: one file, or several as the parts of one table. Row groups are decoded in parallel.</summary>
internal static class ParquetGraphReader
{
    public static void Read(IReadOnlyList<string> paths, GraphReadOptions options, EdgeRowCollector collector, IoContext context)
    {
        if (options.Columns is not null)
            throw new ArgumentException("Parquet columns have names; say which with SourceColumn, TargetColumn and WeightColumn (--source-column …) instead of Columns.");
        var parts = new List<Part>();
        try
        {
            foreach (string path in paths)
            {
                parts.Add(Part.Open(path, options, context));
                ReadDeclarations(parts[^1].File, collector, isOnly: paths.Count == 1);
            }

            collector.Notes.AddRange(parts[0].Columns.Notes);
            long rows = parts.Sum(p => p.File.RowCount);
            context.Parallelism.MapInOrder(
                parts.SelectMany(part => Enumerable.Range(0, part.File.RowGroups.Count).Select(group => (part, group))),
                item => item.part.ReadGroup(item.group, options, context),
                edges =>
                {
                    collector.Add(edges);
                    context.Report("reading edges", collector.RowCount, rows);
                },
                context.CancellationToken);
        }
        finally
        {
            foreach (Part part in parts)
                part.File.Dispose();
        }
    }

    /// <summary>What a file that we wrote says of itself. Parts of a folder share a direction; their n is that of the whole.</summary>
    private static void ReadDeclarations(ParquetFile file, EdgeRowCollector collector, bool isOnly)
    {
        if (file.Metadata.TryGetValue("graphsparse.vertices", out string? text))
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long n))
                throw new GraphFormatException($"metadata graphsparse.vertices is '{GraphFormatException.Excerpt(System.Text.Encoding.UTF8.GetBytes(text))}', not a number").At(file.Name);
            collector.DeclaredVertices = Math.Max(n, collector.DeclaredVertices ?? 0);
        }

        if (file.Metadata.TryGetValue("graphsparse.directed", out string? directed))
        {
            bool isDirected = directed == "true";
            if (!isOnly && collector.DeclaredDirected is { } before && before != isDirected)
                throw new GraphFormatException("this part is directed and an earlier one is not, or the other way round").At(file.Name);
            collector.DeclaredDirected = isDirected;
        }

        if (file.Metadata.TryGetValue("graphsparse.ids", out string? kind) && kind is "integers" or "strings")
            collector.DeclaredIds = kind == "strings" ? IdMode.Strings : IdMode.Sparse;

        if (file.Metadata.TryGetValue("graphsparse.isolated", out string? isolated))
        {
            try
            {
                using JsonDocument ids = JsonDocument.Parse(isolated);
                foreach (JsonElement id in ids.RootElement.EnumerateArray())
                    collector.AddIsolated(id.ValueKind == JsonValueKind.String ? id.GetString()! : id.GetRawText());
            }
            catch (GraphFormatException error)
            {
                throw error.At(file.Name);
            }
            catch (Exception error) when (error is JsonException or InvalidOperationException)
            {
                throw new GraphFormatException("metadata graphsparse.isolated is not a JSON list of ids", error).At(file.Name);
            }
        }
    }

    /// <summary>One file of the table.</summary>
    private sealed record Part(ParquetFile File, EdgeColumns Columns)
    {
        public static Part Open(string path, GraphReadOptions options, IoContext context)
        {
            ParquetFile file = ParquetFile.Open(path, context.Budget.LimitBytes);
            try
            {
                string[] names = [.. file.Fields.Select(f => f.Name)];
                if (!EdgeColumns.TryHeader(names, options, out EdgeColumns columns))
                {
                    foreach (string? wanted in new[] { options.SourceColumn ?? "source", options.TargetColumn ?? "target", options.WeightColumn })
                    {
                        if (wanted is not null)
                            file.FindField(wanted); // says why where the column is there and cannot be read
                    }

                    if (options.WeightColumn is { } weight && !names.Contains(weight) && EdgeColumns.TryHeader(names, options with { WeightColumn = null }, out _))
                        throw new GraphFormatException($"no column '{weight}' among {string.Join(", ", names)}").At(path);
                    throw new GraphFormatException($"no source and target columns among {string.Join(", ", names)}; name them with --source-column and --target-column").At(path);
                }

                return new Part(file, columns);
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }

        public EdgeRows ReadGroup(int group, GraphReadOptions options, IoContext context)
        {
            ParquetColumn source = ReadColumn(group, Columns.Source, context);
            ParquetColumn target = ReadColumn(group, Columns.Target, context);
            double[]? weights = Columns.Weight < 0 ? null : Weights(ReadColumn(group, Columns.Weight, context), group, options.DropBadWeights);
            if (source is ParquetUtf8Column sources && target is ParquetUtf8Column targets)
                return Names(sources, targets, weights, group, options);
            if (options.Ids == IdMode.Strings)
                throw Bad("ids are said to be strings, and the columns hold integers");
            if (source is ParquetColumn<int> narrowSource && target is ParquetColumn<int> narrowTarget)
                return new EdgeRows { Block = new EdgeBlock(Ids(narrowSource, group, options), Ids(narrowTarget, group, options), weights, source.RowCount) };
            return Narrow(Wide(source, group, options), Wide(target, group, options), weights);
        }

        private ParquetColumn ReadColumn(int group, int field, IoContext context)
        {
            ParquetColumn column = File.ReadColumn(group, field, context.CancellationToken);
            if (column.Field.IsList)
                throw Bad($"column '{column.Field.Name}' holds lists");
            if (column.NullCount > 0)
            {
                int row = 0;
                while (!column.IsNull(row))
                    row++;
                throw BadRow(group, row, $"column '{column.Field.Name}' is null");
            }

            return column;
        }

        [MethodImpl(Hot.Loop)]
        private int[] Ids(ParquetColumn<int> column, int group, GraphReadOptions options)
        {
            ReadOnlySpan<int> values = column.Values;
            int[] ids = column.TakeArray();
            int limit = (int)Math.Min(options.IdBase + (options.Vertices ?? int.MaxValue - 2L), int.MaxValue - 1);
            for (int row = 0; row < values.Length; row++)
            {
                if (values[row] < options.IdBase || values[row] >= limit)
                    throw BadRow(group, row, IdError(values[row], options));
            }

            if (options.IdBase > 0)
                ids = Array.ConvertAll(ids, id => id - options.IdBase);
            return ids;
        }

        private long[] Wide(ParquetColumn column, int group, GraphReadOptions options)
        {
            long[] ids = column switch
            {
                ParquetColumn<int> narrow => Array.ConvertAll(narrow.TakeArray(), id => (long)id),
                ParquetColumn<long> wide => wide.TakeArray(),
                _ => throw Bad($"column '{column.Field.Name}' holds {column.Field.Type} values; ids are integers, or strings in both columns"),
            };
            for (int row = 0; row < ids.Length; row++)
            {
                if (ids[row] < options.IdBase || (options.Vertices is { } n && options.Ids != IdMode.Sparse && ids[row] - options.IdBase >= n))
                    throw BadRow(group, row, IdError(ids[row], options));
                ids[row] -= options.IdBase;
            }

            return ids;
        }

        private static string IdError(long id, GraphReadOptions options) => id < 0
            ? $"vertex id {id} is negative"
            : $"vertex id {id} is not in {options.IdBase}..{options.IdBase + (options.Vertices ?? int.MaxValue - 2L) - 1}";

        /// <summary>64-bit columns mostly hold small ids: those become vertices without a map.</summary>
        [MethodImpl(Hot.Loop)]
        private static EdgeRows Narrow(long[] sources, long[] targets, double[]? weights)
        {
            long all = 0;
            foreach (long id in sources)
                all |= id;
            foreach (long id in targets)
                all |= id;
            return all >= int.MaxValue
                ? new EdgeRows { WideSources = sources, WideTargets = targets, WideWeights = weights }
                : new EdgeRows { Block = new EdgeBlock(Array.ConvertAll(sources, id => (int)id), Array.ConvertAll(targets, id => (int)id), weights, sources.Length) };
        }

        private EdgeRows Names(ParquetUtf8Column sources, ParquetUtf8Column targets, double[]? weights, int group, GraphReadOptions options)
        {
            if (options.Ids is IdMode.Dense or IdMode.Sparse)
                throw Bad("ids are said to be integers, and the columns hold strings");
            var names = new NameInterner();
            var block = new EdgeBlock(sources.RowCount, weights is not null);
            for (int row = 0; row < sources.RowCount; row++)
            {
                try
                {
                    block.Add(names.Intern(sources[row]), names.Intern(targets[row]), weights is null ? 1 : weights[row]);
                }
                catch (GraphFormatException error)
                {
                    throw BadRow(group, row, error.Reason);
                }
            }

            return new EdgeRows { Block = block, Names = names.ToArray() };
        }

        private double[] Weights(ParquetColumn column, int group, bool passesBad)
        {
            double[] weights = column switch
            {
                ParquetColumn<double> d => d.TakeArray(),
                ParquetColumn<float> f => Array.ConvertAll(f.TakeArray(), w => (double)w),
                ParquetColumn<int> i => Array.ConvertAll(i.TakeArray(), w => (double)w),
                ParquetColumn<long> l => Array.ConvertAll(l.TakeArray(), w => (double)w),
                _ => throw Bad($"column '{column.Field.Name}' holds {column.Field.Type} values; weights are numbers"),
            };
            for (int row = 0; row < weights.Length && !passesBad; row++)
            {
                if (!double.IsFinite(weights[row]))
                    throw BadRow(group, row, $"weight {weights[row].ToString(CultureInfo.InvariantCulture)} is not a finite number");
            }

            return weights;
        }

        private GraphFormatException Bad(string reason) => new GraphFormatException(reason).At(File.Name);

        private GraphFormatException BadRow(int group, int row, string reason)
        {
            long before = File.RowGroups.Take(group).Sum(g => g.RowCount);
            return Bad($"row {before + row + 1}: {reason}");
        }
    }
}
