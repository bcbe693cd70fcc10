using AcpFleet.Checks.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AcpFleet.Checks.Yaml;

/// <summary>
/// One YAML document as a tree with positions, from the parser's events. Anchors, aliases, tags and merge keys are
/// refused: a plan has no use for them, and aliases let a small text grow without bound.
/// </summary>
internal sealed class YamlTreeParser
{
    private readonly IParser _parser;
    private readonly YamlLimits _limits;
    private readonly YamlErrorList _errors;
    private int _elements;

    private YamlTreeParser(string text, YamlLimits limits, YamlErrorList errors)
    {
        _parser = new Parser(new StringReader(text));
        _limits = limits;
        _errors = errors;
    }

    /// <summary>The root, or null with an error when there is none.</summary>
    public static YamlElement? Parse(string text, YamlLimits limits, YamlErrorList errors)
    {
        if (!YamlTextScan.Accept(text, limits, errors)) return null;
        if (text.Length > 0 && text[0] == '\uFEFF') text = text[1..];
        try
        {
            return new YamlTreeParser(text, limits, errors).Document();
        }
        catch (YamlStopException)
        {
            return null; // its error is in the list
        }
        catch (YamlException exception)
        {
            Syntax(exception.Start, exception.Message, errors);
            return null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Some malformed texts end the parser with an exception of another kind; to the reader it is all the same.
            Syntax(Mark.Empty, exception.Message, errors);
            return null;
        }
    }

    private YamlElement? Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            _errors.Add(1, 1, "", new LocalizedText("the document is empty", "文档为空"));
            return null;
        }

        var start = _parser.Consume<DocumentStart>();
        if (start.Version is not null || start.Tags?.Count > 0 && !start.IsImplicit && HasOwnTags(start))
        {
            _errors.Add(Line(start.Start), Column(start.Start), "", new LocalizedText(
                "%YAML and %TAG directives are not allowed", "不允许使用 %YAML 和 %TAG 指令"));
        }

        var root = Element("", 1);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
        {
            _errors.Add(Line(second.Start), Column(second.Start), "", new LocalizedText(
                "a second document begins here; write one document only", "此处开始了第二个文档；只能有一个文档"));
        }

        return root;
    }

    private YamlElement Element(string path, int depth)
    {
        var current = _parser.Current ?? throw new YamlException("the text ends too early");
        if (++_elements > _limits.MaxElements)
        {
            throw Stop(current.Start, path, new LocalizedText(
                $"more than {_limits.MaxElements} elements", $"元素超过 {_limits.MaxElements} 个"));
        }

        if (depth > _limits.MaxDepth)
        {
            throw Stop(current.Start, path, new LocalizedText(
                $"more than {_limits.MaxDepth} levels within each other", $"嵌套超过 {_limits.MaxDepth} 层"));
        }

        _parser.MoveNext();
        switch (current)
        {
            case Scalar scalar:
                Plainness(scalar, path);
                return new YamlScalar(Line(scalar.Start), Column(scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain);
            case SequenceStart sequence:
                Plainness(sequence, path);
                return List(sequence, path, depth);
            case MappingStart mapping:
                Plainness(mapping, path);
                return Mapping(mapping, path, depth);
            case AnchorAlias alias:
                _errors.Add(Line(alias.Start), Column(alias.Start), path, new LocalizedText(
                    $"the alias *{alias.Value} is not allowed; write the value out", $"不允许使用别名 *{alias.Value}；请直接写出其值"));
                return new YamlScalar(Line(alias.Start), Column(alias.Start), "", plain: true);
            default:
                throw new YamlException(current.Start, current.End, "a value is expected here");
        }
    }

    private YamlList List(SequenceStart start, string path, int depth)
    {
        var list = new YamlList(Line(start.Start), Column(start.Start));
        while (_parser.Current is not SequenceEnd) list.Items.Add(Element($"{path}[{list.Items.Count}]", depth + 1));
        _parser.MoveNext();
        return list;
    }

    private YamlMapping Mapping(MappingStart start, string path, int depth)
    {
        var mapping = new YamlMapping(Line(start.Start), Column(start.Start));
        while (_parser.Current is not MappingEnd)
        {
            var key = Element(path, depth + 1);
            var name = (key as YamlScalar)?.Text;
            var inner = name is null ? path : YamlPath.Child(path, name);
            var value = Element(inner, depth + 1);
            if (key is not YamlScalar scalar)
            {
                _errors.Add(key, path, new LocalizedText("a key must be plain text", "键必须是普通文本"));
            }
            else if (scalar.Text == "<<")
            {
                _errors.Add(key, path, new LocalizedText(
                    "the merge key << is not allowed; write the keys out", "不允许使用合并键 <<；请直接写出各键"));
            }
            else if (!mapping.TryAdd(scalar, value))
            {
                _errors.Add(key, inner, new LocalizedText(
                    $"the key '{scalar.Text}' is given twice; it is already on line {mapping.Key(scalar.Text)!.Line}",
                    $"键“{scalar.Text}”重复；它已出现在第 {mapping.Key(scalar.Text)!.Line} 行"));
            }
        }

        _parser.MoveNext();
        return mapping;
    }

    private void Plainness(NodeEvent node, string path)
    {
        if (!node.Anchor.IsEmpty)
        {
            _errors.Add(Line(node.Start), Column(node.Start), path, new LocalizedText(
                $"the anchor &{node.Anchor.Value} is not allowed", $"不允许使用锚点 &{node.Anchor.Value}"));
        }

        // A quoted scalar carries the non-specific tag "!" in some parsers: only tags that were written count.
        if (!node.Tag.IsEmpty && !(node.Tag.IsNonSpecific && node is Scalar { Style: not ScalarStyle.Plain }))
        {
            _errors.Add(Line(node.Start), Column(node.Start), path, new LocalizedText(
                "a tag (!…) is not allowed", "不允许使用标签（!…）"));
        }
    }

    private static bool HasOwnTags(DocumentStart start) =>
        start.Tags!.Any(tag => tag.Handle is not ("!" or "!!"));

    private YamlStopException Stop(in Mark at, string path, LocalizedText message)
    {
        _errors.Add(Line(at), Column(at), path, message);
        return new YamlStopException();
    }

    private static void Syntax(in Mark at, string detail, YamlErrorList errors) =>
        errors.Add(Line(at), Column(at), "", new LocalizedText($"this is not YAML: {detail}", $"不是合法的 YAML：{detail}"));

    private static int Line(in Mark mark) => (int)Math.Clamp(mark.Line, 1, int.MaxValue);

    private static int Column(in Mark mark) => (int)Math.Clamp(mark.Column, 1, int.MaxValue);
}
