using Assay.Core;

namespace Assay.Licensing;

/// <summary>Joins what the grammar found into the 21 facts.</summary>
internal sealed class FactJoin
{
    private static readonly ClauseValue.Word No = new("no");
    private readonly ClauseText _text;
    private readonly Dictionary<string, ClauseFact> _facts = new(StringComparer.Ordinal);

    private FactJoin(ClauseText text) => _text = text;

    /// <summary>Reads all facts of a text.</summary>
    public static (IReadOnlyDictionary<string, ClauseFact> Facts, GrantScope Scope) Read(ClauseText text, IReadOnlyList<Sentence> sentences)
    {
        _ = sentences;
        var join = new FactJoin(text);
        return (join._facts, join.Join());
    }

    private GrantScope Join()
    {
        var grant = _text.Strictest("grant");
        var (users, revenue) = (Thresholds.Users(_text), Thresholds.Revenue(_text));
        Put(ClauseCodes.UserThreshold, users?.Hit, users?.Value);
        Put(ClauseCodes.RevenueThreshold, revenue?.Hit, revenue?.Value);
        Registration(users, revenue);
        Policy();
        Geography();
        Simple(ClauseCodes.ResearchOnly);
        Simple(ClauseCodes.NoTrain);
        Simple(ClauseCodes.Outputs);
        Simple(ClauseCodes.Attribution);
        Simple(ClauseCodes.KeepRestrictions);
        Simple(ClauseCodes.ShareAlike);
        Naming(users ?? revenue);
        Royalty(revenue);
        Put(ClauseCodes.Termination, Terminations.Read(_text));
        RemoteOrUpdate();
        Patents(grant is not null);
        Law();
        var productionOnly = CommercialUse(grant, users, revenue);
        FieldOfUse();
        Rights(grant is not null);
        var study = _text.Strictest("reverse-engineering");
        return new GrantScope(grant is not null, study is not null, Refuses(users, revenue), productionOnly);
    }

    private static bool Refuses(Threshold? users, Threshold? revenue) => users is { DisplayOnly: false } || revenue is { DisplayOnly: false };

    private void Put(string code, ClauseHit? hit, ClauseValue? value, Certainty? certainty = null) =>
        _facts[code] = hit is null || value is null ? new ClauseFact(value, null, null, null, certainty ?? Certainty.Derived) : _text.Fact(value, hit, certainty);

    private void Put(string code, ClauseFact fact) => _facts[code] = fact;

    private void Simple(string code, string unset = "no")
    {
        var hit = _text.Strictest(code);
        Put(code, hit, new ClauseValue.Word(hit?.Rule.Value ?? unset));
    }

    private bool Set(string code) => !ClauseCodes.IsUnset(_facts[code].Value);

    private void Registration(Threshold? users, Threshold? revenue)
    {
        var threshold = users is { DisplayOnly: false } ? users : revenue is { DisplayOnly: false } ? revenue : null;
        var hit = _text.Strictest(ClauseCodes.Registration);
        if (threshold is not null && (hit is null || ReferenceEquals(hit.Sentence, threshold.Hit.Sentence) || hit.Rule.Value == "for_commercial"))
        {
            Put(ClauseCodes.Registration, threshold.Hit, new ClauseValue.Word("above_threshold"), Certainty.Stated);
            return;
        }

        Put(ClauseCodes.Registration, hit, new ClauseValue.Word(hit?.Rule.Value ?? "no"));
    }

    private void Policy()
    {
        var topics = _text.Each("prohibited-uses").ToList();
        var reference = _text.Strictest(ClauseCodes.AcceptableUsePolicy);
        if (topics.Count >= 2) Put(ClauseCodes.AcceptableUsePolicy, topics.MinBy(t => t.Sentence.Start), new ClauseValue.Word("inline"));
        else Put(ClauseCodes.AcceptableUsePolicy, reference, new ClauseValue.Word(reference is null ? "none" : "incorporated_by_reference"));
    }

    private void Geography()
    {
        foreach (var hit in _text.Every(ClauseCodes.Geography))
        {
            if (hit.Rule.Value != "places")
            {
                Put(ClauseCodes.Geography, hit, new ClauseValue.Word(hit.Rule.Value));
                return;
            }

            var places = Places.Named(hit.Sentence.Text);
            if (places.Count == 0) continue;
            var only = hit.Sentence.Text.Contains('仅', StringComparison.Ordinal) || hit.Sentence.Text.Contains("only", StringComparison.Ordinal) && !hit.Sentence.Text.Contains("exclu", StringComparison.Ordinal);
            Put(ClauseCodes.Geography, hit, new ClauseValue.Word(string.Join(", ", places) + (only && places.Count == 1 ? " only" : " excluded")));
            return;
        }

        PutUndecidedPlace();
    }

    private void PutUndecidedPlace()
    {
        var incorporated = _facts[ClauseCodes.AcceptableUsePolicy].Value is ClauseValue.Word { Text: "incorporated_by_reference" };
        if (incorporated) Put(ClauseCodes.Geography, new ClauseFact(null, null, null, null, Certainty.Unknown));
        else Put(ClauseCodes.Geography, null, No);
    }

    private void Naming(Threshold? threshold)
    {
        var hit = _text.Strictest(ClauseCodes.Naming);
        var value = hit?.Rule.Value ?? "no";
        if (value == "display" && threshold is not null && ReferenceEquals(threshold.Hit.Sentence, hit!.Sentence)) value = "display_above_threshold";
        Put(ClauseCodes.Naming, hit, new ClauseValue.Word(value));
    }

    private void Royalty(Threshold? revenue)
    {
        var hit = _text.Strictest(ClauseCodes.Royalty);
        var value = hit?.Rule.Value ?? "unspecified";
        if (value == "free" && revenue is { DisplayOnly: false }) value = "below_threshold";
        Put(ClauseCodes.Royalty, hit, new ClauseValue.Word(value));
    }

    private void RemoteOrUpdate()
    {
        const string File = ClauseCodes.RemoteOrUpdate;
        var (remote, update, change) = (_text.First(File, "remote_restriction"), _text.First(File, "update_duty"), _text.First(File, "terms_may_change"));
        var value = (remote, update, change) switch
        {
            (not null, not null, _) => "remote_restriction+update_duty",
            (not null, null, _) => "remote_restriction",
            (null, not null, _) => "update_duty",
            (null, null, not null) => "terms_may_change",
            _ => "no",
        };
        Put(File, remote ?? update ?? change, new ClauseValue.Word(value));
    }

    private void Patents(bool grant)
    {
        var hit = _text.First(ClauseCodes.Patents, "explicit") ?? _text.First(ClauseCodes.Patents, "excluded") ?? (grant ? _text.First(ClauseCodes.Patents, "general_ip") : null);
        Put(ClauseCodes.Patents, hit, new ClauseValue.Word(hit?.Rule.Value ?? "none"));
    }

    private void Law()
    {
        foreach (var hit in _text.Every(ClauseCodes.GoverningLaw))
        {
            var place = hit.Rule.Value != "place" ? hit.Rule.Value : Places.Law(hit.Sentence.Text, hit.Start);
            if (place is null) continue;
            Put(ClauseCodes.GoverningLaw, hit, new ClauseValue.Word(place));
            return;
        }

        Put(ClauseCodes.GoverningLaw, null, null);
    }

    private bool CommercialUse(ClauseHit? grant, Threshold? users, Threshold? revenue)
    {
        const string File = ClauseCodes.CommercialUse;
        var limiting = users is { DisplayOnly: false } ? users : revenue is { DisplayOnly: false } ? revenue : null;
        var (forbidden, excluded) = (_text.First(File, "forbidden"), _text.First(File, "excluded"));
        var (selling, production) = (_text.First(File, "conditional"), _text.First(File, "production"));
        var approval = _facts[ClauseCodes.Registration].Value is ClauseValue.Word { Text: "for_commercial" };
        if (limiting is not null) Put(File, limiting.Hit, new ClauseValue.Word("conditional"), Certainty.Stated);
        else if (forbidden is not null) Put(File, forbidden, new ClauseValue.Word("forbidden"));
        else if (excluded is not null) Put(File, excluded, new ClauseValue.Word(approval ? "conditional" : "forbidden"));
        else if (approval) Put(File, _facts[ClauseCodes.Registration] with { Value = new ClauseValue.Word("conditional") });
        else if ((selling ?? production) is { } partial) Put(File, partial, new ClauseValue.Word("conditional"));
        else if (grant is null) Put(File, null, new ClauseValue.Word("unspecified"));
        else Put(File, _text.First(File, "allowed") ?? grant, new ClauseValue.Word("allowed"), _text.First(File, "allowed") is null ? Certainty.Derived : null);
        return limiting is null && forbidden is null && excluded is null && production is not null;
    }

    private void FieldOfUse()
    {
        var topic = _text.Each("prohibited-uses").MinBy(t => t.Sentence.Start);
        var own = _text.Strictest(ClauseCodes.FieldOfUse);
        var yes = new ClauseValue.Word("yes");
        if ((topic ?? own) is { } hit) Put(ClauseCodes.FieldOfUse, hit, yes);
        else if (Set(ClauseCodes.ResearchOnly)) Put(ClauseCodes.FieldOfUse, _facts[ClauseCodes.ResearchOnly] with { Value = yes });
        else if (_facts[ClauseCodes.CommercialUse].Value is ClauseValue.Word { Text: "forbidden" }) Put(ClauseCodes.FieldOfUse, _facts[ClauseCodes.CommercialUse] with { Value = yes });
        else if (_text.First(ClauseCodes.CommercialUse, "production") is { } production) Put(ClauseCodes.FieldOfUse, production, yes);
        else if (Set(ClauseCodes.AcceptableUsePolicy)) Put(ClauseCodes.FieldOfUse, _facts[ClauseCodes.AcceptableUsePolicy] with { Value = yes });
        else Put(ClauseCodes.FieldOfUse, null, No);
    }

    private void Rights(bool grant)
    {
        var byContract = _facts[ClauseCodes.KeepRestrictions].Value is ClauseValue.Word { Text: "use_restrictions" } && _text.Each("derivative-must-keep-restrictions").Any(h => h.Rule.Id == "enforceable");
        Right(ClauseCodes.Distribution, grant, byContract && Set(ClauseCodes.AcceptableUsePolicy));
        Right(ClauseCodes.Modification, grant, false);
    }

    private void Right(string code, bool grant, bool limited)
    {
        var hits = _text.Each(code).ToList();
        var granted = hits.Find(h => h.Rule.Value == "yes");
        var hit = granted ?? (grant ? hits.Find(h => h.Rule.Value == "no") : null);
        if (hits.Find(h => h.Rule.Value == "conditional") is { } conditional) hit = conditional;
        if (hit is null || !grant)
        {
            Put(code, null, new ClauseValue.Word("unspecified"));
            return;
        }

        var purpose = Set(ClauseCodes.ResearchOnly) || _facts[ClauseCodes.CommercialUse].Value is ClauseValue.Word { Text: "forbidden" };
        var territory = _facts[ClauseCodes.Geography] is { Value: ClauseValue.Word { Text: var place } } && place.Contains("exclu", StringComparison.Ordinal);
        var value = hit.Rule.Value == "yes" && (limited || purpose || territory) ? "conditional" : hit.Rule.Value;
        Put(code, hit, new ClauseValue.Word(value));
    }
}
