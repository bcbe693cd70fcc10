namespace AcpFleet.Packaging;

/// <summary>The wording of the licences in use, for packages that name theirs and do not bring it.</summary>
internal static class LicenceTexts
{
    /// <exception cref="InvalidDataException">A licence that nobody has looked at yet.</exception>
    public static string Of(string spdx)
    {
        using var resource = typeof(LicenceTexts).Assembly.GetManifestResourceStream($"Licences/{spdx}.txt")
            ?? throw new InvalidDataException($"the licence {spdx} is new among our parts; read it, and put its text into packaging/AcpFleet.Packaging/Licences");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd().TrimEnd();
    }
}
