using AcpFleet.Checks.Model;

namespace AcpFleet.Checks.Yaml;

/// <summary>One thing that is wrong with a YAML text.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in characters.</param>
/// <param name="Path">Where in the document, for example <c>nodes[2].roles[0]</c>; empty for the document itself.</param>
/// <param name="Message">What is wrong and what is allowed. May quote the text.</param>
public sealed record YamlError(int Line, int Column, string Path, LocalizedText Message);
