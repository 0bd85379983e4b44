using Assay.Core;

namespace Assay.Audit;

/// <summary>Where two statements of terms about the same thing disagree.</summary>
internal static class TermConflicts
{
    /// <summary>Shortest text in characters that is a license and no pointer to one.</summary>
    private const int EnoughText = 400;

    /// <summary>The disagreements; each is a conflict with both quotes, and a finding.</summary>
    public static (List<Conflict> Conflicts, List<Finding> Findings) Of(IReadOnlyList<LicenseStatement> statements, string modelArtifact)
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

        return (conflicts, findings);

        void Add(string rule, LicenseStatement a, LicenseStatement b, string because)
        {
            if (conflicts.Exists(c => c.A == a.Expression && c.B == b.Expression)) return;
            conflicts.Add(new Conflict(a.Expression, b.Expression, because, [a.Evidence, b.Evidence]));
            findings.Add(Finding.Of(rule, FindingLevel.Warning, char.ToUpperInvariant(because[0]) + because[1..] + ".", a.File.Path, a.Evidence, b.Evidence));
        }
    }

    private static bool IsText(LicenseStatement s) => s.Form == TermsForm.Text && s.File.Text!.Text.Length >= EnoughText;

    private static string Named(LicenseStatement s) => s.Id ?? $"another license ({s.Name})";
}
