using Loyalty.Functions.Sending;

namespace Loyalty.Functions.Tests.Sending.Letters;

/// <summary>Letters as files in artifacts/letters, to be opened in a browser.</summary>
internal static class LetterGallery
{
    public static void Add(string name, Email email)
    {
        var folder = Path.Combine(Root(), "artifacts", "letters");
        Directory.CreateDirectory(folder);
        Write(Path.Combine(folder, name + ".html"), email.Html);
        Write(Path.Combine(folder, name + ".txt"), $"Subject: {email.Subject}\n\n{email.Text}");
    }

    /// <summary>The repository's folder.</summary>
    public static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Loyalty.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    // Several tests write one letter, and all of them the same.
    private static void Write(string path, string text)
    {
        if (!File.Exists(path) || File.ReadAllText(path) != text)
        {
            File.WriteAllText(path, text);
        }
    }
}
