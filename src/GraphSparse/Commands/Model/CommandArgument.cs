namespace GraphSparse.Commands;

/// <summary>What an argument names.</summary>
internal enum ArgumentKind
{
    /// <summary>A graph to read.</summary>
    Input,

    /// <summary>A second graph to read, compared with the first.</summary>
    OtherInput,

    /// <summary>A file to read that is no graph.</summary>
    File,

    /// <summary>A file to write.</summary>
    Output,

    /// <summary>A word.</summary>
    Word,

    /// <summary>Any number of words, separated by line breaks in a run.</summary>
    Words,
}

/// <summary>An argument of a command.</summary>
/// <param name="Name">As shown in the help, in capitals.</param>
/// <param name="Description">What to give.</param>
/// <param name="Kind">What it names.</param>
internal sealed record CommandArgument(string Name, string Description, ArgumentKind Kind);
