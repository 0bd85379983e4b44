using System.Globalization;
using Assay.Core;
using Assay.Reports.Document;

namespace Assay.Reports.Licensing;

/// <summary>The clauses of a license in the order in which a reader asks for them: what it limits, what it demands, what it grants, how it ends; each quote once.</summary>
/// <param name="messages">The sentences.</param>
internal sealed class ClauseGroups(MessageCatalog messages)
{
    private static readonly string[] Limits =
    [
        ClauseCodes.ResearchOnly, ClauseCodes.UserThreshold, ClauseCodes.RevenueThreshold, ClauseCodes.Registration, ClauseCodes.FieldOfUse, ClauseCodes.AcceptableUsePolicy,
        ClauseCodes.Geography, ClauseCodes.NoTrain, ClauseCodes.Outputs,
    ];

    private static readonly string[] Demands = [ClauseCodes.Naming, ClauseCodes.Attribution, ClauseCodes.KeepRestrictions, ClauseCodes.ShareAlike];
    private static readonly string[] Grants = [ClauseCodes.Distribution, ClauseCodes.Modification, ClauseCodes.Patents];
    private static readonly string[] Endings = [ClauseCodes.Termination, ClauseCodes.RemoteOrUpdate, ClauseCodes.GoverningLaw];

    /// <summary>The blocks of a license.</summary>
    public IEnumerable<Block> Of(LicenseFile file)
    {
        var quoted = new HashSet<string>(StringComparer.Ordinal);
        var spoken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (heading, codes) in Groups(file))
        {
            var present = codes.Where(c => file.Facts.TryGetValue(c, out var f) && Speaks(f)).ToList();
            if (present.Count == 0) continue;
            spoken.UnionWith(present);
            yield return new Block.Heading(2, messages[heading]);
            yield return new Block.Statements([.. present.Select(c => Clause(file, c, file.Facts[c], quoted, heading == "license.grants"))]);
        }

        if (spoken.Count == 0) yield return new Block.Paragraph(messages["license.nothing"]);
        var silent = ClauseCodes.All.Where(c => !spoken.Contains(c)).Select(c => messages.Word("clause", c)).ToList();
        if (silent.Count > 0) yield return new Block.Paragraph(messages["license.silent", ("codes", string.Join(", ", silent))]);
    }

    private static (string Heading, IEnumerable<string> Codes)[] Groups(LicenseFile file)
    {
        var limited = file.Facts.GetValueOrDefault(ClauseCodes.CommercialUse)?.Value is ClauseValue.Word { Text: "conditional" or "forbidden" };
        var paid = file.Facts.GetValueOrDefault(ClauseCodes.Royalty) is { } royalty && !ClauseCodes.IsUnset(royalty.Value);
        string[] commerce = [ClauseCodes.CommercialUse];
        string[] royalties = [ClauseCodes.Royalty];
        return
        [
            ("license.limits", limited ? commerce.Concat(Limits) : Limits),
            ("license.demands", paid ? Demands.Concat(royalties) : Demands),
            ("license.grants", (limited ? [] : commerce).Concat(Grants).Concat(paid ? [] : royalties)),
            ("license.endings", Endings),
        ];
    }

    private static bool Speaks(ClauseFact fact) => !ClauseCodes.IsUnset(fact.Value) || fact.Certainty == Certainty.Unknown || (fact.Lines is not null && fact.Value is ClauseValue.Word { Text: "free" });

    private Statement Clause(LicenseFile file, string code, ClauseFact fact, HashSet<string> quoted, bool grant)
    {
        if (fact.Certainty == Certainty.Unknown) return new Statement(messages["clause.unknown"], Tone.Unknown, [], messages.Word("clause", code));
        var says = Say(messages, code, fact);
        var text = fact.Lines is { } lines ? messages["license.at-line", ("fact", says), ("line", lines.First.ToString(CultureInfo.InvariantCulture))] : says;
        return new Statement(text, ClauseCodes.IsUnset(fact.Value) ? Tone.Neutral : ToneOf(code), grant ? [] : Quote(file, fact, quoted), messages.Word("clause", code));
    }

    private static IReadOnlyList<Evidence> Quote(LicenseFile file, ClauseFact fact, HashSet<string> quoted) =>
        fact.Quote is { Length: > 0 } quote && fact.Lines is { } lines && quoted.Add(quote) ? [Shown(fact.Policy ?? file.Path, lines, Cut(quote))] : [];

    // Shown at once and referred to nowhere else, so that the quote itself serves as id: the first digest of a run costs more than reading a license.
    private static Evidence Shown(string path, LineRange lines, string quote) => new() { Id = quote, Artifact = "text", Path = path, Lines = lines, Quote = quote, Sha256 = null, Detector = "license" };

    // A quote that starts or ends within a sentence says so.
    private static string Cut(string quote) =>
        (char.IsLower(quote[0]) ? "… " : "") + quote + (quote[^1] is '.' or ';' or ':' or '。' or '；' or '：' or '"' or '”' or ')' or '!' ? "" : " …");

    /// <summary>What a clause says, with its section and how sure it is.</summary>
    public static string Say(MessageCatalog messages, string code, ClauseFact fact)
    {
        var value = ClauseValueWords.Of(messages, code, fact.Value);
        var message = fact.Certainty == Certainty.Doubtful ? "license.doubtful" : "license.value";
        return fact.Section is { } section ? messages[message + "-section", ("value", value), ("section", section)] : messages[message, ("value", value)];
    }

    /// <summary>How a clause is shown where it says something.</summary>
    public static Tone ToneOf(string code) => code is ClauseCodes.UserThreshold or ClauseCodes.RevenueThreshold or ClauseCodes.FieldOfUse or ClauseCodes.AcceptableUsePolicy or ClauseCodes.NoTrain or ClauseCodes.Geography
        or ClauseCodes.ResearchOnly or ClauseCodes.Registration or ClauseCodes.RemoteOrUpdate ? Tone.Warn : Tone.Neutral;
}
