using System.CommandLine;
using Assay.Engine;

namespace Assay.Cli.Commands;

/// <summary>The options of <c>assay audit</c>, shared by the commands that audit.</summary>
internal sealed class AuditOptions
{
    public Argument<string> Source { get; } = new("SOURCE") { Description = "A folder, archive, weight file, git repository, hf:ORG/NAME, or a record of a database" };

    public Option<string[]> With { get; } = new("--with") { Description = "Add an artifact that the release links to (a folder, git repository or listing, with =URL where it comes from)", HelpName = "PATH[=URL]" };

    public Option<string[]> Framework { get; } = new("--framework") { Description = "Judge by this framework (several times for several); 'assay frameworks' lists them", HelpName = "ID" };

    public Option<string[]> Use { get; } = new("--use") { Description = "Answer whether a use is allowed: commercial, internal, saas, redistribute, finetune, train-on-outputs, research, or a file with your own facts", HelpName = "USE,...|FILE" };

    public Option<string?> Review { get; } = new("--review") { Description = "Apply reviewers' decisions", HelpName = "FILE" };

    public Option<string[]> Against { get; } = new("--against") { Description = "Measure lineage against these models or sketches", HelpName = "DIR|SKETCH", AllowMultipleArgumentsPerToken = true };

    public Option<bool> Follow { get; } = new("--follow") { Description = "Reserved: links are named in the report and not followed yet; add what they lead to with --with" };

    public Option<bool> Offline { get; } = new("--offline") { Description = "Open no connection" };

    public void AddTo(Command command)
    {
        command.Arguments.Add(Source);
        foreach (var option in new Option[] { With, Framework, Use, Review, Against, Follow, Offline }) command.Options.Add(option);
    }

    public AuditRequest Read(ParseResult parse) => new()
    {
        Source = parse.GetValue(Source)!,
        With = parse.GetValue(With) ?? [],
        Frameworks = Split(parse.GetValue(Framework)),
        Uses = Split(parse.GetValue(Use)),
        Review = parse.GetValue(Review),
        Against = parse.GetValue(Against) ?? [],
        Follow = parse.GetValue(Follow),
        Offline = parse.GetValue(Offline),
    };

    public static IReadOnlyList<string> Split(IEnumerable<string>? values) =>
        [.. (values ?? []).SelectMany(v => v.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
