using System.Collections.Immutable;
using Assay.Core;
using Assay.Formats;

namespace Assay.Audit;

/// <summary>What documents and programs say, by the rules of <c>knowledge/signals</c>.</summary>
/// <param name="book">The rules.</param>
public sealed class TextDetector(SignalBook book) : IDetector
{
    /// <summary>Longest block that is matched in characters; longer ones are cut.</summary>
    private const int MaxBlock = 6000;

    /// <summary>How many characters before a link are matched with it.</summary>
    private const int Before = 100;

    /// <summary>Longest sentence before a link that is looked at.</summary>
    private const int MaxSentence = 600;

    private FamilyName _family = new("", "");

    private SiblingSizes _sizes = SiblingSizes.Of("");

    private string _release = "";

    /// <inheritdoc/>
    public string Id => "texts";

    /// <inheritdoc/>
    public ImmutableArray<FileRole> Wants => [FileRole.Card, FileRole.Readme, FileRole.Document, FileRole.Code, FileRole.Config];

    /// <inheritdoc/>
    public IEnumerable<Detection> Detect(ReleaseIndex index)
    {
        (_family, _sizes, _release) = (FamilyName.Of(index.Release.Name), SiblingSizes.Of(index.Release.Name), index.Release.Name);
        var read = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in index.Own.OrderBy(f => f.Artifact.Id == index.Release.Model.Id ? 0 : 1))
        {
            if (file.Text is null || !Wants.Contains(file.Role) || IsOwnConfig(file)) continue;
            if (file.Text.Sha256 is { } sha && !read.Add(sha)) continue;
            var found = new List<Observation>();
            if (file.Markdown is { } markdown) Document(index, file, markdown, found);
            else Program(file, file.Text, found);
            foreach (var observation in found) yield return new Detection.Found(observation);
        }
    }

    // The configurations beside the weights are read as such; as texts they only repeat numbers.
    private static bool IsOwnConfig(AuditFile file) => file.Role == FileRole.Config && file.Artifact.Kind == ArtifactKind.Model && file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private void Document(ReleaseIndex index, AuditFile file, MarkdownDocument markdown, List<Observation> found)
    {
        var texts = new BitSet(book.Texts.Rules.Length);
        var links = new BitSet(book.Links.Rules.Length);
        var local = new BitSet(book.LocalLinks.Rules.Length);
        var about = About(file);
        foreach (var block in markdown.Blocks)
        {
            if (block.Kind == BlockKind.Code) Lines(file, file.Text!, block.Start, block.Length, about + markdown.SectionOf(block).Path, found);
            else Match(book.Texts, texts, file, block.Start, Math.Min(block.Length, MaxBlock), about + markdown.SectionOf(block).Path, null, found);
        }

        foreach (var link in markdown.Links)
        {
            var block = markdown.Blocks[link.Block];
            var from = SentenceStart(file.Text!.Text, Math.Max(block.Start, link.Start - Before), link.Start);
            var subject = string.Concat(file.Text!.Text.AsSpan(from, link.Start - from), $"[{link.Text}]({link.Target})");
            var sentence = SentenceStart(file.Text!.Text, Math.Max(block.Start, link.Start - MaxSentence), link.Start);
            Match(book.Links, links, file, link.Start, link.Length, about + markdown.SectionOf(block).Path, subject, found, file.Text!.Text[sentence..link.Start]);
            if (Target(index, file, link.Target) is { } target) Local(local, file, target, about + markdown.SectionOf(block).Path, subject, found);
        }
    }

    private static string Sentence(string text, int index, int length)
    {
        var (from, to) = (index, index + length);
        while (from > 0 && !IsEnd(text, from - 1)) from--;
        while (to < text.Length && !IsEnd(text, to)) to++;
        return text[from..to];
    }

    private static bool IsEnd(string text, int at) => text[at] is '。' or '！' or '？' or '\n' || (text[at] is '.' or '!' or '?' && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1])));

    // What an earlier sentence says is not said of the link.
    private static int SentenceStart(string text, int from, int link)
    {
        for (var at = link - 2; at > from; at--)
        {
            if (text[at] is '。' or '！' or '？' or '；') return at + 1;
            if (text[at] is ' ' or '\n' && text[at - 1] is '.' or '!' or '?' && at + 1 < link && char.IsUpper(text[at + 1]) && at > 2 && char.IsLower(text[at - 2])) return at + 1;
        }

        return from;
    }

    /// <summary>The file of the release that a link leads to, or the first one of the folder.</summary>
    private static AuditFile? Target(ReleaseIndex index, AuditFile file, string target)
    {
        if (target.Length == 0 || target[0] is '#' or '/' || target.Contains(':', StringComparison.Ordinal) || target.Contains("..", StringComparison.Ordinal)) return null;
        var folder = file.Path[..(file.Path.LastIndexOf('/') + 1)];
        var path = folder + target.Split('#')[0].TrimStart('.', '/').TrimEnd('/');
        return index.Find(file.Artifact, path) ?? index.Files.FirstOrDefault(f => f.Artifact.Id == file.Artifact.Id && f.Path.StartsWith(path + "/", StringComparison.Ordinal));
    }

    /// <summary>A document names a component beside a link to a file that is here: that file is the evidence.</summary>
    private void Local(BitSet set, AuditFile file, AuditFile target, string section, string subject, List<Observation> found)
    {
        var named = new List<Observation>();
        Match(book.LocalLinks, set, file, 0, 0, section, subject, named);
        found.AddRange(named.Select(o => o with { File = target, Start = -1, Length = 0 }));
    }

    // A document deep in a tree that opens by speaking of evaluation is about evaluation, whatever its sections are called.
    private static string About(AuditFile file) => TrainingWords.IsOnEvaluation(file) ? "evaluation > " : "";

    private void Program(AuditFile file, TextDocument text, List<Observation> found) => Lines(file, text, 0, text.Text.Length, "", found);

    private void Lines(AuditFile file, TextDocument text, int start, int length, string section, List<Observation> found)
    {
        var set = new BitSet(book.Code.Rules.Length);
        var at = start;
        var end = start + length;
        while (at < end)
        {
            var stop = text.Text.IndexOf('\n', at, end - at);
            if (stop < 0) stop = end;
            if (stop > at) Match(book.Code, set, file, at, Math.Min(stop - at, MaxBlock), section, null, found);
            at = stop + 1;
        }
    }

    // Weights of another version of the family are not these; a paper on a predecessor is a part at best.
    private bool IsOfSibling(ReadOnlySpan<char> words)
    {
        foreach (var range in words.SplitAny("/ \"()[]"))
        {
            if (_family.IsSibling(words[range].ToString(), strict: true)) return true;
        }

        return false;
    }

    private void Match(TriggerIndex index, BitSet set, AuditFile file, int start, int length, string section, string? subject, List<Observation> found, string? before = null)
    {
        set.Clear();
        var text = file.Text!.Text;
        index.Candidates(subject is null ? text.AsSpan(start, length) : subject, ref set);
        if (set.IsEmpty) return;
        var words = subject ?? Sentences.Unwrapped(text.Substring(start, length));
        for (var i = 0; i < index.Rules.Length; i++)
        {
            if (!set.Has(i)) continue;
            var rule = index.Rules[i];
            if (rule.In.IsEmpty ? file.Role is FileRole.Code or FileRole.Config && rule.On != SignalTarget.Code : !rule.In.Contains(file.Role)) continue;
            var component = ReportDetector.Component(rule, file);
            if (component == ComponentId.DocModelCard && rule.Says == Stance.Topic && file.Role == FileRole.Document) continue;
            if (rule.Match(words, section, before) is not { } match) continue;
            if (component == ComponentId.WeightsCheckpoints && _sizes.OnlyOthers(subject ?? Sentence(words, match.Index, match.Length))) continue;
            var says = rule.Says;
            if (rule.On != SignalTarget.Text && IsOfSibling(words.AsSpan(match.Index, match.Length)))
            {
                if (rule.Component.Value.StartsWith("weights.", StringComparison.Ordinal)) continue;
                if (rule.Component == ComponentId.DocPaper || rule.Component == ComponentId.DocReport) says = says == Stance.Links ? Stance.LinksPart : says;
            }

            var at = subject is null ? (start + match.Index, match.Length) : (start, length);
            found.Add(new Observation(component, says, rule.Id, file, at.Item1, at.Item2) { Topic = rule.Topic, Stage = rule.Stage ?? StageWords.Of(rule.Component, file, section, words.AsSpan(match.Index, match.Length), _release) });
        }
    }
}
