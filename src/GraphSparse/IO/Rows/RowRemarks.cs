namespace GraphSparse.IO;

/// <summary>What a reader noticed in rows that it took all the same; counted, and told in notes.</summary>
/// <param name="LongRows">Rows with more fields than there are columns.</param>
/// <param name="FirstLongRow">The line of the first of them.</param>
/// <param name="Dictionaries">Rows whose attributes are a dictionary, as networkx writes them.</param>
/// <param name="WeightedDictionaries">Those of them that hold a weight.</param>
/// <param name="LeadingZeros">Ids with leading zeros that were read as the integers they spell, since integers were asked for.</param>
/// <param name="TextIds">Why the ids of the file are text although the first row's are integers; null where they are not.</param>
internal readonly record struct RowRemarks(
    long LongRows = 0, long FirstLongRow = 0, long Dictionaries = 0, long WeightedDictionaries = 0, long LeadingZeros = 0, string? TextIds = null)
{
    /// <summary>Keys of the dictionaries other than weight; null for none. They are columns, and not added up here.</summary>
    public IReadOnlyList<string>? Keys { get; init; }

    /// <summary>The sum, with the places of the earlier one first.</summary>
    public RowRemarks With(RowRemarks later) => new(
        LongRows + later.LongRows,
        LongRows > 0 ? FirstLongRow : later.FirstLongRow,
        Dictionaries + later.Dictionaries,
        WeightedDictionaries + later.WeightedDictionaries,
        LeadingZeros + later.LeadingZeros,
        TextIds ?? later.TextIds)
    {
        Keys = Keys,
    };

    public IEnumerable<string> Notes()
    {
        if (LongRows > 0)
            yield return $"{LongRows} rows have more fields than there are columns, the first in line {FirstLongRow}; these fields are not used";
        if (WeightedDictionaries > 0 && WeightedDictionaries < Dictionaries)
            yield return $"{Dictionaries - WeightedDictionaries} of {Dictionaries} rows have no weight in their attributes: 1 taken";
        if (LeadingZeros > 0)
            yield return $"{LeadingZeros} ids with leading zeros read as integers";
        if (TextIds is not null)
            yield return TextIds;
    }
}
