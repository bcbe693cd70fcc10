using System.Text;
using AcpFleet.Checks.Catalogue;
using AcpFleet.Checks.Model;

namespace AcpFleet.Checks.Tests.Reference;

/// <summary>The check reference under docs/checks, made from the descriptors: a page per check and an index.</summary>
internal static class CheckReferencePages
{
    /// <summary>File names under docs/checks with their text.</summary>
    public static SortedDictionary<string, string> All()
    {
        var pages = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["README.md"] = Index() };
        foreach (var descriptor in CheckCatalogue.All) pages[descriptor.Id + ".md"] = Page(descriptor);
        return pages;
    }

    private static string Index()
    {
        var text = new StringBuilder();
        text.Append("# Checks · 检查项\n\n");
        text.Append("Made from the checks' own descriptors; a test compares. Do not edit by hand.\n\n");
        text.Append("由检查项自身的描述生成，并由测试比对，请勿手工修改。\n\n");
        text.Append("| Check · 检查项 | | Severity · 级别 | Guide · 指南 |\n|---|---|---|---|\n");
        foreach (var descriptor in CheckCatalogue.All)
        {
            text.Append($"| [{descriptor.Id}]({descriptor.Id}.md) | {descriptor.Title.En} · {descriptor.Title.Zh} | {Severities(descriptor).En} · {Severities(descriptor).Zh} | {descriptor.Source} |\n");
        }

        return text.ToString();
    }

    private static string Page(CheckDescriptor descriptor)
    {
        var text = new StringBuilder();
        text.Append($"# {descriptor.Id}\n\n");
        text.Append("<!-- Made from the check's descriptor; do not edit by hand. -->\n\n");
        text.Append("[English](#english) · [中文](#中文)\n\n");
        Part(text, descriptor, Language.English, "English", ["Severity", "Guide", "Remedy", "none", "Why", "How it is judged", "How to see it by hand", "How to mend it"]);
        text.Append('\n');
        Part(text, descriptor, Language.Chinese, "中文", ["级别", "指南", "修复动作", "无", "为什么", "如何判断", "如何手工查看", "如何修复"]);
        return text.ToString();
    }

    private static void Part(StringBuilder text, CheckDescriptor descriptor, Language language, string heading, string[] words)
    {
        text.Append($"## {heading}\n\n");
        text.Append($"**{descriptor.Title.In(language)}**\n\n");
        text.Append($"- {words[0]}: {Severities(descriptor).In(language)}\n");
        text.Append($"- {words[1]}: {descriptor.Source}\n");
        text.Append($"- {words[2]}: {(descriptor.Remedy is null ? words[3] : $"`{descriptor.Remedy}`")}\n\n");
        text.Append($"### {words[4]}\n\n{descriptor.Rationale.In(language)}\n\n");
        text.Append($"### {words[5]}\n\n{descriptor.HowJudged.In(language)}\n\n");
        text.Append($"### {words[6]}\n\n{descriptor.SeeByHand.In(language)}\n\n");
        text.Append($"### {words[7]}\n\n{descriptor.Mend.In(language)}\n");
    }

    private static LocalizedText Severities(CheckDescriptor descriptor) => descriptor.Severity == Severity.Required
        ? new LocalizedText("required", "必需")
        : new LocalizedText("advisory", "建议");
}
