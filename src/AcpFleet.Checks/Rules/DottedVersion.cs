using System.Globalization;

namespace AcpFleet.Checks.Rules;

/// <summary>Numbers with dots between them: <c>7.9.2009</c>.</summary>
internal static class DottedVersion
{
    /// <summary>Null when the text is anything else.</summary>
    public static int[]? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > 64) return null;
        var parts = text.Split('.');
        var numbers = new int[parts.Length];
        for (var index = 0; index < parts.Length; index++)
        {
            if (!int.TryParse(parts[index], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[index])) return null;
        }

        return numbers;
    }

    /// <summary>Compares only as many numbers as the bound has: 7.9.2009 equals the bound 7.9.</summary>
    public static int CompareToBound(int[] version, int[] bound)
    {
        for (var index = 0; index < bound.Length; index++)
        {
            var order = (index < version.Length ? version[index] : 0).CompareTo(bound[index]);
            if (order != 0) return order;
        }

        return 0;
    }
}
