namespace AcpFleet.Packaging;

/// <summary>What a package says of itself, and the licence texts in it.</summary>
/// <param name="Licence">An SPDX expression, or null where the package names a file or nothing.</param>
/// <param name="Copyright">As the package states it, or its authors.</param>
/// <param name="Site">Its project's page, or null.</param>
/// <param name="Sha512">Of the package file, in lower-case hexadecimal digits.</param>
/// <param name="Texts">Names and contents of its licence and notice files.</param>
internal sealed record PackageDescription(string? Licence, string Copyright, string? Site, string Sha512, IReadOnlyList<(string Name, string Text)> Texts);
