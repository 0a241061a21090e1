using System.Globalization;

namespace Loyalty.LocalHost.Play;

/// <summary>Where a play keeps its data: a new folder each time, since a play begins with nobody.</summary>
internal static class PlayFolder
{
    /// <summary>The first of <c>play-1</c>, <c>play-2</c>, … under a folder that is not there.</summary>
    public static string Next(string data)
    {
        for (var number = 1; ; number++)
        {
            var path = Path.Combine(data, "play-" + number.ToString(CultureInfo.InvariantCulture));
            if (!Path.Exists(path))
            {
                return path;
            }
        }
    }
}
