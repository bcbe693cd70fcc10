using System.Reflection;

namespace AcpFleet.Coordinator;

/// <summary>The product's version, from the assembly.</summary>
internal static class Product
{
    public static string Version { get; } =
        typeof(Product).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
}
