using Microsoft.Data.Sqlite;

namespace AcpFleet.Store.Sqlite;

/// <summary>A statement that is parsed once, for what is written thousands of times a second. Belongs to one connection and one flow.</summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly SqliteCommand _command;

    /// <param name="parameters">Names without the sign before them, in the order of the values.</param>
    public PreparedStatement(SqliteConnection connection, string sql, params IReadOnlyList<string> parameters)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        foreach (var name in parameters)
            _command.Parameters.Add(new SqliteParameter { ParameterName = "@" + name });
    }

    /// <returns>Rows that changed.</returns>
    public int Execute(params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
            _command.Parameters[i].Value = values[i];
        return _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();
}
