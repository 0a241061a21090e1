using System.Globalization;
using System.Text;
using QRCoder;

namespace Loyalty.Functions.Portal.Pages.Cards;

/// <summary>A text as a QR code, drawn into the page: a scanner reads it off a phone, also where the phone is dark.</summary>
internal static class QrPicture
{
    // What a scanner wants clear around it, in modules.
    private const int Quiet = 4;

    /// <param name="text">Short, and in capitals and digits, which make the smallest picture.</param>
    /// <param name="says">For whoever does not see it.</param>
    public static Html Of(string text, string says)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        var size = code.ModuleMatrix.Count;
        return Html.Of($"""
            <svg class="qr" role="img" aria-label="{says}" viewBox="0 0 {size} {size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}H0z"/><path fill="#000" d="{Path(code)}"/></svg>
            """);
    }

    // The generator's picture has the quiet zone in it.
    private static string Path(QRCodeData code)
    {
        var path = new StringBuilder();
        for (var y = Quiet; y < code.ModuleMatrix.Count - Quiet; y++)
        {
            var row = code.ModuleMatrix[y];
            for (var x = Quiet; x < row.Length - Quiet; x++)
            {
                var start = x;
                while (row[x])
                {
                    x++;
                }

                if (x > start)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1h-{x - start}z");
                }
            }
        }

        return path.ToString();
    }
}
