using System.Globalization;

namespace AcpFleet.Coordinator.Api;

/// <summary>A request's query, read strictly: a misspelt filter must not answer with everything.</summary>
internal sealed class ApiQuery
{
    private readonly IQueryCollection _query;

    public ApiQuery(HttpContext http, params IReadOnlyList<string> known)
    {
        _query = http.Request.Query;
        if (_query.Keys.FirstOrDefault(k => !known.Contains(k)) is { } unknown)
            throw RequestRefusedException.BadRequest($"'{unknown}' is no parameter of this route; there are: {(known.Count == 0 ? "none" : string.Join(", ", known))}");
    }

    public string? Text(string name) => _query[name].Count switch
    {
        0 => null,
        1 => _query[name][0],
        _ => throw RequestRefusedException.BadRequest($"'{name}' is given more than once"),
    };

    public int? Number(string name, int least, int most) => Long(name, least, most) is { } value ? (int)value : null;

    public long? Long(string name, long least, long most)
    {
        if (Text(name) is not { } text)
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw RequestRefusedException.BadRequest($"'{name}' takes a number from {least} to {most}, not '{text}'");
    }

    /// <summary>Words of a closed list; empty when the parameter is not given.</summary>
    public IReadOnlySet<T> Words<T>(string name, IReadOnlyDictionary<string, T> words)
    {
        var values = new HashSet<T>();
        foreach (var text in _query[name])
        {
            if (text is null || !words.TryGetValue(text, out var value))
                throw RequestRefusedException.BadRequest($"'{name}' takes {string.Join(", ", words.Keys)}, not '{text}'");
            values.Add(value);
        }

        return values;
    }
}
