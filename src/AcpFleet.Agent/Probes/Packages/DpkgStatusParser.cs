using System.Text;
using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes.Text;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Probes.Packages;

/// <summary>
/// dpkg's status file, fed in pieces: only a line and the package at hand are held beside the result. Four fields of
/// each stanza are looked at; what they continue on further lines, and every other field, is passed over.
/// </summary>
internal sealed class DpkgStatusParser
{
    internal const string NotInstalled = "not-installed";
    private const string Installed = "installed";
    private const int MaxLine = 8 * 1024;
    private const int MaxPackages = 100_000;

    private readonly List<Package> _packages = [];
    private readonly byte[] _carried = new byte[MaxLine];
    private int _carriedLength;
    private bool _tooLong;
    private int _line;
    private bool _inStanza;
    private string? _name;
    private string? _version;
    private string? _architecture;
    private string? _state;
    private ReadFailure? _failure;

    /// <summary>Takes the next piece. Nothing more is taken after a failure.</summary>
    /// <returns>False when the file cannot be what it should, so that reading on is of no use.</returns>
    internal bool Feed(ReadOnlySpan<byte> piece)
    {
        while (!piece.IsEmpty && _failure is null)
        {
            var end = piece.IndexOf((byte)'\n');
            if (end < 0)
            {
                Carry(piece);
                break;
            }

            if (_carriedLength == 0 && !_tooLong)
                Line(piece[..end]);
            else
                CarriedLine(piece[..end]);
            piece = piece[(end + 1)..];
        }

        return _failure is null;
    }

    /// <summary>The packages in the file's order, those that are gone but known among them, or what is wrong with it.</summary>
    internal Outcome<List<Package>> Finish()
    {
        if (_failure is null && (_carriedLength > 0 || _tooLong))
            CarriedLine(default);
        if (_failure is null)
            EndStanza();
        return _failure is null ? _packages : _failure;
    }

    private void Carry(ReadOnlySpan<byte> piece)
    {
        // A description of a megabyte is legal: only the beginning of a line matters.
        var room = Math.Min(piece.Length, MaxLine - _carriedLength);
        piece[..room].CopyTo(_carried.AsSpan(_carriedLength));
        _carriedLength += room;
        _tooLong |= room < piece.Length;
    }

    private void CarriedLine(ReadOnlySpan<byte> rest)
    {
        Carry(rest);
        var length = _carriedLength;
        _carriedLength = 0;
        _tooLong = false;
        Line(_carried.AsSpan(0, length));
    }

    private void Line(ReadOnlySpan<byte> line)
    {
        _line++;
        if (line.IsEmpty || line is [(byte)'\r'])
        {
            EndStanza();
            return;
        }

        if (line[0] is (byte)' ' or (byte)'\t')
        {
            if (!_inStanza)
                Malformed("a continued line without a field");
            return;
        }

        _inStanza = true;
        // The only four fields begin with P, V, A or S: most lines are done with here.
        if (line[0] is (byte)'P' or (byte)'V' or (byte)'A' or (byte)'S')
        {
            if (Value(line, "Package:"u8, out var value))
                _name = value;
            else if (Value(line, "Version:"u8, out value))
                _version = value;
            else if (Value(line, "Architecture:"u8, out value))
                _architecture = value;
            else if (Value(line, "Status:"u8, out value))
                Status(value);
        }

        if (line.IndexOf((byte)':') <= 0)
            Malformed("a line that is no field");
    }

    private void Status(string value)
    {
        var fields = new Fields(value);
        fields.Next(); // what is wanted: install, hold, deinstall
        fields.Next(); // ok or reinstreq
        _state = fields.Next().ToString();
        if (_state.Length == 0)
            Malformed("a Status of fewer than three words");
    }

    private void EndStanza()
    {
        if (!_inStanza)
            return;
        _inStanza = false;
        if (_name is null or "")
            Malformed("a paragraph without a Package");
        else if (_state is null)
            Malformed($"package {_name} without a Status");
        else if (_packages.Count == MaxPackages)
            _failure ??= ReadFailure.TooLarge($"holds more than {MaxPackages} packages");
        else
            Add();
        _name = _version = _architecture = _state = null;
    }

    private void Add()
    {
        var package = new Package { Name = _name, Version = _version ?? "", Architecture = _architecture ?? "" };
        if (_state != Installed)
            package.State = _state;
        _packages.Add(package);
    }

    private static bool Value(ReadOnlySpan<byte> line, ReadOnlySpan<byte> field, out string value)
    {
        if (!line.StartsWith(field))
        {
            value = "";
            return false;
        }

        value = FactText.Name(Encoding.UTF8.GetString(line[field.Length..].Trim(" \t\r"u8)));
        return true;
    }

    private void Malformed(string problem) => _failure ??= ReadFailure.Malformed($"line {_line}: {problem}");
}
