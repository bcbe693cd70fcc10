namespace AcpFleet.Checks.Model;

/// <summary>One message in the two languages of the product (D10). Both are always present.</summary>
/// <param name="En">English.</param>
/// <param name="Zh">Simplified Chinese.</param>
public sealed record LocalizedText(string En, string Zh)
{
    /// <summary>Text that is the same in both languages: names, numbers, paths.</summary>
    public static LocalizedText Same(string text) => new(text, text);

    public string In(Language language) => language == Language.Chinese ? Zh : En;
}
