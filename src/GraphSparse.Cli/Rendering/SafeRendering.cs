using Spectre.Console;
using Spectre.Console.Rendering;

namespace GraphSparse.Cli.Rendering;

/// <summary>Escapes what a terminal would obey in every table and line that is drawn; the escape sequences of colours are not texts and stay.</summary>
internal sealed class SafeRendering : IRenderHook
{
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) => renderables.Select(r => new Safe(r));

    private sealed class Safe(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            inner.Render(options, maxWidth).Select(s => s.IsControlCode || s.IsLineBreak ? s : new Segment(Printable.Escape(s.Text), s.Style));
    }
}
