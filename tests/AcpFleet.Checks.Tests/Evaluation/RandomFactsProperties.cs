using AcpFleet.Checks.Evaluation;
using AcpFleet.TestKit.Facts;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;

namespace AcpFleet.Checks.Tests.Evaluation;

/// <summary>Nodes report what they like: no facts make a check break, or a finding without its texts.</summary>
public sealed class RandomFactsProperties
{
    private static readonly string[] Words =
        ["", "x", "V10", "7", "8.6", "22.04", "ubuntu", "centos", "kylin", "rhel", "localhost", "127.0.0.1", "::1", "0.0.0.0/0", "172.16.0.1", "active", "enabled", "tcp", "unicast", "docker.io",
            "5.15.0-56-generic", "transparent_hugepage=never", "\0\n\u202e'\"; rm -rf / #", new('z', 5000), "config-files", "/etc/default/grub", "never", "99999999999999999999.1.1"];

    [Fact]
    public void Evaluate_AnyFacts_GivesCompleteFindingsAndNoFault()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new System.Random(seed);
            var nodes = Enumerable.Range(0, random.Next(1, 4)).Select(number =>
            {
                var facts = new NodeFactsBuilder($"n{number}").Build();
                for (var changes = random.Next(1, 12); changes > 0; changes--) Change(facts, random, depth: 0);
                return Judgement.Node(facts, $"a{number}") with { Name = $"n{number}", Clock = random.Next(2) == 0 ? null : new ClockMeasurement(TimeSpan.FromSeconds(random.Next(-20, 20)), TimeSpan.FromSeconds(random.Next(0, 5)), 3, Judgement.At) };
            }).ToArray();

            foreach (var finding in FleetEvaluator.Evaluate(Judgement.Fleet(random.Next(2) == 0 ? null : FleetCase.Plan(3), nodes)).Findings)
            {
                Judgement.Promised(finding);
                if (finding.Problem is { } problem) problem.En.ShouldNotContain("internal fault");
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));
    }

    /// <summary>Changes one field somewhere below a message: another word or number, absent, an entry more or less.</summary>
    private static void Change(IMessage message, System.Random random, int depth)
    {
        var fields = message.Descriptor.Fields.InDeclarationOrder();
        var field = fields[random.Next(fields.Count)];
        var value = field.Accessor.GetValue(message);
        switch (value)
        {
            case System.Collections.IList list:
                if (list.Count > 0 && random.Next(4) == 0) list.RemoveAt(random.Next(list.Count));
                else if (list.Count > 0 && list[random.Next(list.Count)] is IMessage inner) Change(inner, random, depth + 1);
                else if (list is RepeatedField<string> words) words.Add(Words[random.Next(Words.Length)]);
                break;
            case IMessage inner when depth < 8:
                Change(inner, random, depth + 1);
                break;
            default:
                if (random.Next(5) == 0) field.Accessor.Clear(message);
                else Set(message, field, random);
                break;
        }
    }

    private static void Set(IMessage message, FieldDescriptor field, System.Random random)
    {
        object? value = field.FieldType switch
        {
            FieldType.String => Words[random.Next(Words.Length)],
            FieldType.Bool => random.Next(2) == 0,
            FieldType.UInt32 => (uint)random.Next(0, 70_000),
            FieldType.UInt64 => (ulong)random.NextInt64(),
            FieldType.Int32 => random.Next(),
            FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, random.Next(-1, 7)),
            _ => null,
        };
        if (value is not null) field.Accessor.SetValue(message, value);
    }
}
