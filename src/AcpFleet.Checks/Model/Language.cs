namespace AcpFleet.Checks.Model;

/// <summary>The product's languages.</summary>
public enum Language
{
    English,
    Chinese,
}
