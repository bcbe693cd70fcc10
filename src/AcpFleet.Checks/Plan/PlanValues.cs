using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Rules;
using AcpFleet.Checks.Yaml;

namespace AcpFleet.Checks.Plan;

/// <summary>The plan's values that are more than text: what each may be.</summary>
internal static class PlanValues
{
    private const int LongestDomain = 253;

    public static YamlParsed<IPAddress> Address(string text)
    {
        if (AddressRule.TryParse(text, out var address)) return address;
        return new LocalizedText($"'{Shown(text)}' is not an IP address", $"“{Shown(text)}”不是合法的 IP 地址");
    }

    /// <summary>An address that a node can have.</summary>
    public static YamlParsed<IPAddress> NodeAddress(string text)
    {
        var parsed = Address(text);
        if (parsed.Problem is null && AddressRule.Refused(parsed.Value!) is { } refused)
        {
            return new LocalizedText(
                $"'{text}' is {refused.En}; a node needs an address that the other nodes can reach",
                $"“{text}”是{refused.Zh}；节点必须使用其他节点可以访问的地址");
        }

        return parsed;
    }

    /// <summary>One network, or one per IP family with a comma between them.</summary>
    public static YamlParsed<ImmutableArray<IPNetwork>> Cidrs(string text)
    {
        var networks = ImmutableArray.CreateBuilder<IPNetwork>();
        foreach (var part in text.Split(','))
        {
            var parsed = Cidr(part.Trim());
            if (parsed.Problem is not null) return parsed.Problem;
            networks.Add(parsed.Value);
        }

        if (networks.Count > 2 || (networks.Count == 2 && networks[0].BaseAddress.AddressFamily == networks[1].BaseAddress.AddressFamily))
        {
            return new LocalizedText(
                "give one network, or one IPv4 and one IPv6 network with a comma between them",
                "请给出一个网段，或以逗号分隔的一个 IPv4 网段和一个 IPv6 网段");
        }

        return networks.ToImmutable();
    }

    public static YamlParsed<IPNetwork> Cidr(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !AddressRule.TryParse(text[..slash], out var address)
            || !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || length > (AddressRule.IsIpv6(address) ? 128 : 32))
        {
            return new LocalizedText(
                $"'{Shown(text)}' is not a network; write it like 10.3.0.0/16", $"“{Shown(text)}”不是合法的网段；请写成 10.3.0.0/16 的形式");
        }

        var expected = NetworkRule.Base(address, length);
        if (!expected.Equals(address))
        {
            return new LocalizedText(
                $"'{text}' is an address within a network; the network is {expected}/{length}",
                $"“{text}”是网段内的地址；对应的网段是 {expected}/{length}");
        }

        return new IPNetwork(address, length);
    }

    public static YamlParsed<string> Domain(string text)
    {
        if (text.Length <= LongestDomain && TextForm.IsDomain(text) && !AddressRule.TryParse(text, out _)) return text;
        return new LocalizedText($"'{Shown(text)}' is not a domain name", $"“{Shown(text)}”不是合法的域名");
    }

    public static YamlParsed<string> DomainOrAddress(string text)
    {
        if (AddressRule.TryParse(text, out _) || Domain(text).Problem is null) return text;
        return new LocalizedText(
            $"'{Shown(text)}' is neither a domain name nor an IP address", $"“{Shown(text)}”既不是合法的域名，也不是合法的 IP 地址");
    }

    /// <summary>A domain or an address, with or without a port.</summary>
    public static YamlParsed<string> HostAndPort(string text)
    {
        if (DomainOrAddress(text).Problem is null) return text;
        var colon = text.LastIndexOf(':');
        if (colon > 0 && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
            && DomainOrAddress(text[..colon].TrimStart('[').TrimEnd(']')).Problem is null) return text;
        return new LocalizedText(
            $"'{Shown(text)}' is no domain name or IP address, with or without a port", $"“{Shown(text)}”不是合法的域名或 IP 地址（可带端口）");
    }

    public static YamlParsed<string> Name(string text)
    {
        if (TextForm.IsName(text)) return text;
        return new LocalizedText(
            $"'{Shown(text)}' is not a name: at most 63 letters, digits, '-' and '.', beginning and ending with a letter or digit",
            $"“{Shown(text)}”不是合法的名称：最多 63 个字母、数字、“-”和“.”，并以字母或数字开头和结尾");
    }

    public static YamlParsed<string> InterfaceName(string text)
    {
        if (TextForm.IsInterface(text)) return text;
        return new LocalizedText(
            $"'{Shown(text)}' is not the name of a network interface", $"“{Shown(text)}”不是合法的网卡名称");
    }

    public static YamlParsed<string> AbsolutePath(string text)
    {
        if (text.Length <= 4096 && text.StartsWith('/') && !text.Split('/').Contains("..")) return text;
        return new LocalizedText(
            $"'{Shown(text)}' is not an absolute path without '..'", $"“{Shown(text)}”不是不含“..”的绝对路径");
    }

    public static YamlParsed<string> UserName(string text)
    {
        if (TextForm.IsUser(text)) return text;
        return new LocalizedText($"'{Shown(text)}' is not a user name", $"“{Shown(text)}”不是合法的用户名");
    }

    public static YamlParsed<DateOnly> Date(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        return new LocalizedText($"'{Shown(text)}' is not a date; write it like 2027-01-31", $"“{Shown(text)}”不是合法的日期；请写成 2027-01-31 的形式");
    }

    /// <summary>A line of words for people.</summary>
    public static YamlParsed<string> Words(string text)
    {
        if (text.Length <= 500 && !string.IsNullOrWhiteSpace(text)) return text.Trim();
        return new LocalizedText("1 to 500 characters are expected here", "此处应为 1 到 500 个字符");
    }

    private static string Shown(string text) => text.Length <= 64 ? text : string.Concat(text.AsSpan(0, 64), "…");
}
