using System.Text;
using System.Text.RegularExpressions;

namespace GraphSparse.Cli.Help;

/// <summary>Lays a screen out in lines of a given width. Texts are wrapped with a hanging indent; nothing is cut, so a single word may be wider.</summary>
internal static partial class HelpLayout
{
    private const int PlainWidth = 100;
    private const int LeastWidth = 60;
    private const int Indent = 2;

    /// <summary>The width of the terminal, at least 60; 100 elsewhere.</summary>
    public static int Width()
    {
        if (StandardStreams.IsOutRedirected)
            return PlainWidth;
        try
        {
            return Math.Max(LeastWidth, Console.WindowWidth);
        }
        catch (IOException) // a terminal that does not tell
        {
            return PlainWidth;
        }
    }

    public static void Write(TextWriter output, HelpScreen screen, int width)
    {
        WriteText(output, "", screen.Summary, 0, width);
        WriteWords(output, "Usage: ", UsageWords().Matches(screen.Usage).Select(word => word.Value), "Usage: ".Length, width);
        output.WriteLine();
        WriteBlocks(output, screen.Blocks, width);
        foreach (HelpItem names in screen.Names)
            WriteText(output, $"{names.Label}: ", names.Text, Indent, width);
        if (screen.Names.Count > 0)
            output.WriteLine();
        foreach (HelpBlock table in screen.Tables)
            WriteBlocks(output, [table], width);
        output.WriteLine("Example:");
        output.WriteLine($"  {screen.Example}");
        if (screen.More is not null)
            output.WriteLine(screen.More);
    }

    private static void WriteBlocks(TextWriter output, IReadOnlyList<HelpBlock> blocks, int width)
    {
        int column = blocks.SelectMany(block => block.Items, (block, item) => IndentOf(block) + item.Label.Length + Indent).DefaultIfEmpty(0).Max();
        for (int i = 0; i < blocks.Count; i++)
        {
            HelpBlock block = blocks[i];
            if (block.Title is not null)
                output.WriteLine($"{(block.IsSubheading ? new string(' ', Indent) : "")}{block.Title}:");
            foreach (HelpItem item in block.Items)
                WriteText(output, (new string(' ', IndentOf(block)) + item.Label).PadRight(column), item.Text, column, width);
            if (i + 1 == blocks.Count || !blocks[i + 1].IsSubheading)
                output.WriteLine();
        }
    }

    private static int IndentOf(HelpBlock block) => block.IsSubheading ? 2 * Indent : Indent;

    /// <summary>An option of a usage line with its value; it is not torn.</summary>
    [GeneratedRegex(@"(?:\| )?\[?--[\w-]+(?: [A-Z]+)?\]?|\S+")]
    private static partial Regex UsageWords();

    private static void WriteText(TextWriter output, string begin, string text, int hanging, int width) =>
        WriteWords(output, begin, text.Split(' '), hanging, width);

    /// <summary>Writes words after what begins the first line; further lines begin at the hanging indent. A list that is too long for a line goes on in the next.</summary>
    private static void WriteWords(TextWriter output, string begin, IEnumerable<string> words, int hanging, int width)
    {
        var line = new StringBuilder(begin);
        string blank = "";
        foreach (string word in words)
        {
            foreach (string part in hanging + word.Length > width ? Regex.Split(word, "(?<=,)") : [word])
            {
                if (line.Length > Math.Max(hanging, begin.Length) && line.Length + blank.Length + part.Length > width)
                {
                    output.WriteLine(line.ToString());
                    line.Clear().Append(' ', hanging);
                    blank = "";
                }

                line.Append(blank).Append(part);
                blank = "";
            }

            blank = " ";
        }

        output.WriteLine(line.ToString().TrimEnd());
    }
}
