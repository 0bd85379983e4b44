using Assay.Core;

namespace Assay.Audit;

/// <summary>Where two statements of terms about the same thing disagree.</summary>
internal static class TermConflicts
{
    /// <summary>Shortest text in characters that is a license and no pointer to one.</summary>
    private const int EnoughText = 400;

    /// <summary>The disagreements; each is a conflict with both quotes, and a finding.</summary>
    public static (List<Conflict> Conflicts, List<Finding> Findings) Of(IReadOnlyList<LicenseStatement> statements, IReadOnlyList<LicenseStatement> badges, LicenseAssigner assigner, string modelArtifact, MessageCatalog messages)
    {
        var conflicts = new List<Conflict>();
        var findings = new List<Finding>();
        var model = statements.Where(s => s.File.Artifact.Id == modelArtifact && (s.Id is not null || IsText(s))).ToList();
        foreach (var tag in model.Where(s => s.Form == TermsForm.Tag && s.Id is not null))
        {
            var files = model.Where(s => s.Form == TermsForm.Text && s.File.IsAtRoot && s.Subject is TermsSubject.All or TermsSubject.Weights).ToList();
            if (files.Count == 0 || files.Exists(f => f.Id == tag.Id)) continue;
            Add("terms.tag-against-text", tag, files[0], $"the tag of the card says {tag.Expression}, the text in {files[0].File.Path} is {Named(files[0])}");
        }

        foreach (var words in model.Where(s => s.Form == TermsForm.Words && s.Subject == TermsSubject.Weights && s.Id is not null))
        {
            var others = model.Where(s => s.Form == TermsForm.Text && s.Subject == TermsSubject.Weights && s.File.IsAtRoot).ToList();
            if (others.Count == 0 || others.Exists(o => o.Id == words.Id)) continue;
            Add("terms.words-against-text", words, others[0], $"the card says {words.Expression}, the text in {others[0].File.Path} is {Named(others[0])}");
        }

        foreach (var words in model.Where(s => s.Form == TermsForm.Words && s.Subject is TermsSubject.Weights or TermsSubject.All && s.Id is not null))
        {
            var texts = model.Where(s => s.Form == TermsForm.Text && s.Id is not null).ToList();
            var root = texts.Find(s => s.File.IsAtRoot && s.Subject is TermsSubject.All or TermsSubject.Weights);
            var agreed = model.Exists(s => s.Form is TermsForm.Words or TermsForm.Tag && s.Subject != TermsSubject.Code && texts.Exists(t => Same(t.Id!, s.Id)));
            if (root is null || agreed || texts.Exists(t => Same(t.Id!, words.Id)) || SpeaksOfOthers(words)) continue;
            Add("terms.words-against-text", words, root, messages["conflict.words-against-text", ("words", words.Expression), ("file", root.File.Path), ("text", root.Expression)]);
        }

        foreach (var badge in badges)
        {
            var texts = statements.Where(s => s.Form == TermsForm.Text && s.Id is not null && s.File.Artifact.Id == badge.File.Artifact.Id && s.Folder.Length == 0).ToList();
            var meant = texts.Find(s => badge.Subject == TermsSubject.All || s.Subject == TermsSubject.All || s.Subject == badge.Subject);
            if (meant is null || texts.Exists(t => Same(t.Id!, badge.Id))) continue;
            Add("terms.badge-against-text", badge, meant, messages["conflict.badge-against-text", ("badge", badge.Expression), ("file", meant.File.Path), ("text", meant.Expression)]);
        }

        if (model.Where(s => s is { Form: TermsForm.Tag, Id: not null }).DistinctBy(s => s.Id).ToList() is [var first, .., var last] && assigner.Weights is { Statement: { Form: TermsForm.Tag } read })
        {
            Add("terms.tag-names-several", first, last, messages["conflict.tag-names-several", ("licenses", string.Join(", ", model.Where(s => s is { Form: TermsForm.Tag, Id: not null }).Select(s => s.Expression).Distinct(StringComparer.Ordinal))), ("license", read.Expression)]);
        }

        if (assigner is { Weights.Statement: var license, Limits: { } limit } && CardLimits.Contradict(license)) Add("terms.words-limit-use", license, limit, messages["conflict.words-limit-use", ("license", license.Expression)]);
        return (conflicts, findings);

        void Add(string rule, LicenseStatement a, LicenseStatement b, string because)
        {
            if (conflicts.Exists(c => c.A == a.Expression && c.B == b.Expression)) return;
            conflicts.Add(new Conflict(a.Expression, b.Expression, because, [a.Evidence, b.Evidence]));
            findings.Add(Finding.Of(rule, FindingLevel.Warning, char.ToUpperInvariant(because[0]) + because[1..] + ".", a.File.Path, a.Evidence, b.Evidence));
        }
    }

    private static bool IsText(LicenseStatement s) => s.Form == TermsForm.Text && s.File.Text!.Text.Length >= EnoughText;

    // GPL-3.0 beside GPL-3.0-only is the same license told less exactly.
    private static bool Same(string a, string? b) => b is not null && (a.StartsWith(b, StringComparison.OrdinalIgnoreCase) || b.StartsWith(a, StringComparison.OrdinalIgnoreCase));

    private static bool SpeaksOfOthers(LicenseStatement words)
    {
        var quote = words.Name + " " + words.Words;
        foreach (var word in (ReadOnlySpan<string>)["base model", "built on", "built with", "built upon", "derived", "original", "dataset", " data", "code", "third", "dependenc", "librar", "fine-tuned from", "基座", "代码", "数据"])
        {
            if (quote.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static string Named(LicenseStatement s) => s.Id ?? $"another license ({s.Name})";
}
