namespace Assay.Audit;

/// <summary>One license that a sentence points to by a link, and what it puts under it.</summary>
/// <param name="Label">Words of the link.</param>
/// <param name="Target">Where it leads.</param>
/// <param name="Subject">What stands before the link, or null where that does not say.</param>
internal sealed record LicensePlacement(string Label, string Target, TermsSubject? Subject)
{
    private static readonly (TermsSubject Subject, string[] Words)[] Subjects =
    [
        (TermsSubject.Weights, ["weight", "model", "checkpoint", "parameter", "权重", "模型", "参数"]),
        (TermsSubject.Code, ["code", "script", "software", "代码", "源码"]),
        (TermsSubject.Data, ["dataset", "data set", "corpus", "annotation", "数据集", "语料"]),
    ];

    /// <summary>The links to license files beside the card, each with the thing that was named last before it: one sentence may put the code under one license and the weights under another.</summary>
    public static IEnumerable<LicensePlacement> In(string sentence)
    {
        var from = 0;
        for (var at = sentence.IndexOf("](", StringComparison.Ordinal); at >= 0; at = sentence.IndexOf("](", from, StringComparison.Ordinal))
        {
            var end = sentence.IndexOf(')', at);
            if (end < 0) yield break;
            var open = sentence.LastIndexOf('[', at);
            var target = sentence[(at + 2)..end];
            if (open >= from && IsLocalLicense(target)) yield return new LicensePlacement(sentence[(open + 1)..at].Trim('`', '*', ' '), target, SubjectIn(sentence[from..open]));
            from = end + 1;
        }
    }

    // A license file that the words point to speaks for itself where it is there.
    private static bool IsLocalLicense(string target) =>
        target.Contains("LICEN", StringComparison.OrdinalIgnoreCase) && !target.Contains(':', StringComparison.Ordinal) && target[0] != '#';

    private static TermsSubject? SubjectIn(string words)
    {
        var best = (Subject: (TermsSubject?)null, At: -1);
        foreach (var (subject, names) in Subjects)
        {
            foreach (var name in names)
            {
                var at = words.LastIndexOf(name, StringComparison.OrdinalIgnoreCase);
                if (at > best.At) best = (subject, at);
            }
        }

        return best.Subject;
    }
}
