using System.Collections.Immutable;
using AcpFleet.Checks.Model;

namespace AcpFleet.Checks.Profiles;

/// <summary>Kernel packages that the guide rules out.</summary>
/// <param name="Patterns">Package names; <c>*</c> stands for anything.</param>
/// <param name="Reason">Why.</param>
public sealed record RefusedKernelPackages(ImmutableArray<string> Patterns, LocalizedText Reason);
