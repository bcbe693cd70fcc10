namespace AcpFleet.Checks.Rules;

/// <summary>Order of version texts as rpm defines it: runs of digits by value, runs of letters by their bytes, the rest separates.</summary>
internal static class RpmVersion
{
    /// <returns>Below 0: <paramref name="left"/> is older; 0: they are equal; above 0: it is newer.</returns>
    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (true)
        {
            left = Separators(left);
            right = Separators(right);

            // A tilde sorts before everything, the end included; a caret after the end, before everything else.
            if (Marker(ref left, ref right, '~') is { } tilde)
            {
                if (tilde != 0) return -tilde;
                continue;
            }

            if (left.StartsWith("^") || right.StartsWith("^"))
            {
                if (left.IsEmpty) return -1;
                if (right.IsEmpty) return 1;
                if (!left.StartsWith("^")) return 1;
                if (!right.StartsWith("^")) return -1;
                left = left[1..];
                right = right[1..];
                continue;
            }

            if (left.IsEmpty || right.IsEmpty) return left.IsEmpty ? right.IsEmpty ? 0 : -1 : 1;

            var digits = char.IsAsciiDigit(left[0]);
            if (digits != char.IsAsciiDigit(right[0])) return digits ? 1 : -1; // numbers are newer than letters
            var leftRun = Run(ref left, digits);
            var rightRun = Run(ref right, digits);
            var order = digits ? Numbers(leftRun, rightRun) : Math.Sign(leftRun.SequenceCompareTo(rightRun));
            if (order != 0) return order;
        }
    }

    /// <returns>Null: neither begins with it. 0: both did, and it is cut off. Else 1 when left has it, -1 when right has.</returns>
    private static int? Marker(ref ReadOnlySpan<char> left, ref ReadOnlySpan<char> right, char marker)
    {
        var leftHas = !left.IsEmpty && left[0] == marker;
        var rightHas = !right.IsEmpty && right[0] == marker;
        if (!leftHas && !rightHas) return null;
        if (leftHas != rightHas) return leftHas ? 1 : -1;
        left = left[1..];
        right = right[1..];
        return 0;
    }

    private static ReadOnlySpan<char> Separators(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length && !char.IsAsciiLetterOrDigit(text[at]) && text[at] is not ('~' or '^')) at++;
        return text[at..];
    }

    private static ReadOnlySpan<char> Run(ref ReadOnlySpan<char> text, bool digits)
    {
        var at = 0;
        while (at < text.Length && (digits ? char.IsAsciiDigit(text[at]) : char.IsAsciiLetter(text[at]))) at++;
        var run = text[..at];
        text = text[at..];
        return run;
    }

    private static int Numbers(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        left = left.TrimStart('0');
        right = right.TrimStart('0');
        return left.Length != right.Length ? Math.Sign(left.Length - right.Length) : Math.Sign(left.SequenceCompareTo(right));
    }
}
