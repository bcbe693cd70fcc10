using System.Data;
using System.Globalization;
using Dapper;

namespace AcpFleet.Store.Sqlite;

/// <summary>Times as microseconds since 1970-01-01 UTC: they sort, compare and move between databases as plain integers.</summary>
internal sealed class MicrosecondHandler : SqlMapper.TypeHandler<DateTimeOffset>
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;

    /// <summary>Dapper's mapping is one for the whole process; doing this twice is harmless.</summary>
    public static void Register()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new MicrosecondHandler());
    }

    public static long ToMicroseconds(DateTimeOffset value) => (value.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TicksPerMicrosecond;

    public static DateTimeOffset FromMicroseconds(long value) => DateTimeOffset.UnixEpoch.AddTicks(value * TicksPerMicrosecond);

    public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        parameter.DbType = DbType.Int64;
        parameter.Value = ToMicroseconds(value);
    }

    public override DateTimeOffset Parse(object value) => FromMicroseconds(Convert.ToInt64(value, CultureInfo.InvariantCulture));
}
