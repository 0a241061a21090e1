using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Loyalty.Functions.Portal.Pages;

/// <summary>A piece of HTML, written as an interpolated string: text in its holes is encoded, and other pieces go in as they are.
/// Attributes stand in double quotes. Nothing else makes one, so that nothing gets onto a page unencoded.</summary>
internal readonly struct Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly string? text;

    private Html(string text) => this.text = text;

    public static Html None => default;

    public static Html Of(Interpolated interpolated) => new(interpolated.ToString());

    public static Html Of(IEnumerable<Html> pieces) => new(string.Concat(pieces));

    public override string ToString() => text ?? "";

    [InterpolatedStringHandler]
    internal readonly struct Interpolated(int literalLength, int formattedCount)
    {
        private readonly StringBuilder written = new(literalLength + (formattedCount * 16));

        public void AppendLiteral(string value) => written.Append(value);

        public void AppendFormatted(string? value) => written.Append(Encoder.Encode(value ?? ""));

        public void AppendFormatted(int value) => written.Append(value.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(Html value) => written.Append(value.text);

        public override string ToString() => written.ToString();
    }
}
