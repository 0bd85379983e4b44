using System.Globalization;
using Assay.Core;

namespace Assay.Licensing;

/// <summary>Answers whether a use is allowed, with the clauses that decide it. It says what the facts of the terms say, and leaves the rest to a person; it is no advice.</summary>
/// <param name="messages">The sentences, <c>use-because.*</c>.</param>
public sealed class UseAdvisor(MessageCatalog messages)
{
    private readonly ClauseWords _words = new(messages);
    private readonly ObligationAdvisor _duties = new(messages);

    /// <summary>One finding about a use: an answer no better than this, why, and the code of the clause.</summary>
    private readonly record struct Ground(UseAnswerKind Answer, string Because, string Code);

    /// <summary>Answers for every use asked for.</summary>
    public IReadOnlyList<UseAnswer> Answer(LicenseTerms terms, UseRequest request) => [.. request.Uses.Select(u => Answer(terms, u, request.User))];

    /// <summary>Answers for one use.</summary>
    public UseAnswer Answer(LicenseTerms terms, IntendedUse use, UserFacts user)
    {
        var grounds = terms.Facts.Count == 0
            ? [new(UseAnswerKind.Unknown, messages["use-because.no-facts"], ClauseCodes.CommercialUse)]
            : Purpose(terms, use, user).Concat(Right(terms, use)).Concat(Territory(terms, user)).Concat(Field(terms, user)).Concat(Duties(terms, use, user)).ToList();
        var answer = grounds.Count == 0 ? UseAnswerKind.Allowed : grounds.Select(g => g.Answer).MaxBy(Weight);
        var deciding = grounds.Where(g => g.Answer == answer || (Weight(g.Answer) >= Weight(UseAnswerKind.NeedsPerson) && Weight(answer) > Weight(g.Answer))).OrderByDescending(g => Weight(g.Answer)).ToList();
        var because = deciding.Count == 0 ? messages["use-because.granted"] : string.Join(' ', deciding.Select(g => g.Because).Distinct(StringComparer.Ordinal));
        return new UseAnswer(UseRequest.NameOf(use), answer, because, terms.EvidenceOf(deciding.Select(g => g.Code)));
    }

    /// <summary>Answers for one use of a work that is made of others: no better than the worst of what its own terms and theirs say, and not known where terms of one of them were not read.</summary>
    /// <param name="own">Terms of the work.</param>
    /// <param name="bases">What it is made of.</param>
    /// <param name="unread">Names of what it is made of and whose terms are not known.</param>
    /// <param name="use">The use.</param>
    /// <param name="user">Facts of the user.</param>
    public UseAnswer Answer(LicenseTerms own, IReadOnlyList<SourceWork> bases, IReadOnlyList<string> unread, IntendedUse use, UserFacts user)
    {
        var mine = Answer(own, use, user);
        var theirs = bases.Where(b => !LicenseCompatibility.SameLicense(b.Terms.Id, own.Id)).Select(b => (Base: b, Answer: Answer(b.Terms, use, user))).ToList();
        if (theirs.Count == 0 && unread.Count == 0) return mine;
        var worst = theirs.Select(t => t.Answer.Answer).Append(mine.Answer).Append(unread.Count > 0 ? UseAnswerKind.Unknown : UseAnswerKind.Allowed).MaxBy(Weight);
        IEnumerable<string> because =
        [
            .. unread.Select(u => messages["use-because.base-not-read", ("base", u)]),
            messages["use-because.own", ("because", mine.Because)],
            .. theirs.Where(t => t.Answer.Answer != UseAnswerKind.Allowed).Select(t => messages["use-because.of-base", ("base", t.Base.Name), ("license", t.Base.Terms.Id), ("because", t.Answer.Because)]),
        ];
        return new UseAnswer(mine.Use, worst, string.Join(' ', because), [.. mine.Evidence.Concat(theirs.SelectMany(t => t.Answer.Evidence)).Distinct(StringComparer.Ordinal)]);
    }

    private static int Weight(UseAnswerKind answer) => answer switch
    {
        UseAnswerKind.NotAllowed => 4,
        UseAnswerKind.Unknown => 3,
        UseAnswerKind.NeedsPerson => 2,
        UseAnswerKind.AllowedWithDuties => 1,
        _ => 0,
    };

    private Ground Say(UseAnswerKind answer, string message, LicenseTerms terms, string code, params ReadOnlySpan<(string Name, string Value)> arguments) =>
        new(answer, messages["use-because." + message, [("clause", _words.Cite(terms, code)), .. arguments]], code);

    private IEnumerable<Ground> Purpose(LicenseTerms terms, IntendedUse use, UserFacts user)
    {
        if (use == IntendedUse.Saas && terms.OtherDuties.Contains("hosting")) yield return Say(UseAnswerKind.NeedsPerson, "hosting", terms, ClauseCodes.CommercialUse);
        if (terms.Word(ClauseCodes.Registration) == "for_all") yield return Say(UseAnswerKind.NeedsPerson, "approval-for-all", terms, ClauseCodes.Registration);
        if (use == IntendedUse.Research) yield break;
        if (use is IntendedUse.Redistribute or IntendedUse.Finetune or IntendedUse.TrainOnOutputs && terms.Word(ClauseCodes.CommercialUse) == "conditional")
        {
            foreach (var above in Thresholds(terms, user).Where(g => g.Answer == UseAnswerKind.NotAllowed)) yield return above;
        }

        if (Displays(terms) && Above(terms, user) == true) yield return Say(UseAnswerKind.AllowedWithDuties, "display-above", terms, ClauseCodes.Naming);
        var business = use is IntendedUse.Commercial or IntendedUse.Saas or IntendedUse.Internal;
        if (business && terms.Sets(ClauseCodes.ResearchOnly)) yield return Say(UseAnswerKind.NotAllowed, "research-only", terms, ClauseCodes.ResearchOnly);
        else if (business) foreach (var ground in Commercial(terms, use, user)) yield return ground;
        else if (terms.Word(ClauseCodes.CommercialUse) == "forbidden") yield return Say(UseAnswerKind.AllowedWithDuties, "without-commerce", terms, ClauseCodes.CommercialUse);
    }

    private IEnumerable<Ground> Commercial(LicenseTerms terms, IntendedUse use, UserFacts user)
    {
        const string Code = ClauseCodes.CommercialUse;
        switch (terms.Word(Code))
        {
            case "forbidden" when use == IntendedUse.Internal:
                yield return Say(UseAnswerKind.NeedsPerson, "internal-commerce", terms, Code);
                break;
            case "forbidden":
                yield return Say(UseAnswerKind.NotAllowed, "no-commerce", terms, Code);
                break;
            case "conditional":
                var thresholds = Thresholds(terms, user).ToList();
                foreach (var ground in thresholds) yield return ground;
                if (thresholds.Count == 0) yield return Say(UseAnswerKind.NeedsPerson, "commerce-conditional", terms, terms.Sets(ClauseCodes.Registration) ? ClauseCodes.Registration : Code);
                break;
            case "unspecified" or "":
                yield return Say(UseAnswerKind.NeedsPerson, "commerce-unspecified", terms, Code);
                break;
        }
    }

    private IEnumerable<Ground> Thresholds(LicenseTerms terms, UserFacts user)
    {
        if (terms.Facts[ClauseCodes.UserThreshold].Value is ClauseValue.Count limit)
        {
            const string Code = ClauseCodes.UserThreshold;
            yield return user.MonthlyUsers switch
            {
                null => Say(UseAnswerKind.NeedsPerson, "users-not-given", terms, Code, ("limit", limit.ToString())),
                { } users when users > limit.Number => Say(UseAnswerKind.NotAllowed, "users-above", terms, Code, ("limit", limit.ToString()), ("users", users.ToString("N0", CultureInfo.InvariantCulture))),
                { } users => Say(UseAnswerKind.AllowedWithDuties, "users-below", terms, Code, ("limit", limit.ToString()), ("users", users.ToString("N0", CultureInfo.InvariantCulture))),
            };
        }

        if (terms.Facts[ClauseCodes.RevenueThreshold].Value is ClauseValue.Money sum)
        {
            const string Code = ClauseCodes.RevenueThreshold;
            yield return user.Revenue switch
            {
                null => Say(UseAnswerKind.NeedsPerson, "revenue-not-given", terms, Code, ("limit", sum.ToString())),
                { } revenue when revenue.Currency != sum.Currency || (revenue.Period ?? "year") != (sum.Period ?? "year") => Say(UseAnswerKind.NeedsPerson, "revenue-other-unit", terms, Code, ("limit", sum.ToString()), ("revenue", revenue.ToString())),
                { } revenue when revenue.Amount > sum.Amount => Say(UseAnswerKind.NotAllowed, "revenue-above", terms, Code, ("limit", sum.ToString()), ("revenue", revenue.ToString())),
                { } revenue => Say(UseAnswerKind.AllowedWithDuties, "revenue-below", terms, Code, ("limit", sum.ToString()), ("revenue", revenue.ToString())),
            };
        }
    }

    private IEnumerable<Ground> Right(LicenseTerms terms, IntendedUse use)
    {
        if (use == IntendedUse.TrainOnOutputs)
        {
            if (terms.Sets(ClauseCodes.NoTrain)) yield return Say(UseAnswerKind.NotAllowed, "no-train", terms, ClauseCodes.NoTrain);
            else if (terms.IsOpen(ClauseCodes.NoTrain) || terms.IsOpen(ClauseCodes.Outputs)) yield return Say(UseAnswerKind.Unknown, "outputs-not-read", terms, ClauseCodes.Outputs);
            if (terms.Word(ClauseCodes.Outputs) == "yes") yield return Say(UseAnswerKind.AllowedWithDuties, "outputs-limited", terms, ClauseCodes.Outputs);
            else if (terms.Word(ClauseCodes.Outputs) == "conditional") yield return Say(UseAnswerKind.AllowedWithDuties, "outputs-duty", terms, ClauseCodes.Outputs);
            yield break;
        }

        var code = use switch
        {
            IntendedUse.Redistribute => ClauseCodes.Distribution,
            IntendedUse.Finetune => ClauseCodes.Modification,
            _ => null,
        };
        if (code is null) yield break;
        switch (terms.Word(code))
        {
            case "no":
                yield return Say(UseAnswerKind.NotAllowed, "right-withheld", terms, code);
                break;
            case "conditional":
                yield return Say(UseAnswerKind.AllowedWithDuties, "right-limited", terms, code);
                break;
            case "unspecified" or "":
                yield return Say(UseAnswerKind.NeedsPerson, "right-not-named", terms, code);
                break;
        }
    }

    private IEnumerable<Ground> Territory(LicenseTerms terms, UserFacts user)
    {
        const string Code = ClauseCodes.Geography;
        if (terms.IsOpen(Code)) yield return Say(UseAnswerKind.Unknown, "territory-not-read", terms, Code);
        if (!terms.Sets(Code)) yield break;
        var (answer, message) = Territories.Judge(terms.Word(Code), user);
        yield return Say(answer, message, terms, Code, ("places", terms.Word(Code)), ("territory", user.Territory ?? ""));
    }

    private IEnumerable<Ground> Field(LicenseTerms terms, UserFacts user)
    {
        if (terms.IsOpen(ClauseCodes.FieldOfUse)) yield return Say(UseAnswerKind.Unknown, "field-not-read", terms, ClauseCodes.FieldOfUse);
        if (!terms.Sets(ClauseCodes.FieldOfUse) && !terms.Sets(ClauseCodes.AcceptableUsePolicy)) yield break;
        var code = terms.Sets(ClauseCodes.FieldOfUse) ? ClauseCodes.FieldOfUse : ClauseCodes.AcceptableUsePolicy;
        yield return user.Field is { } field
            ? Say(UseAnswerKind.NeedsPerson, "field-to-check", terms, code, ("field", field))
            : Say(UseAnswerKind.AllowedWithDuties, "field-limited", terms, code);
    }

    private IEnumerable<Ground> Duties(LicenseTerms terms, IntendedUse use, UserFacts user) => _duties.Of(terms)
        .Where(o => Concerns(o, use) && !(Displays(terms) && o.Duty == "display-text" && Above(terms, user) == false))
        .Select(o => new Ground(UseAnswerKind.AllowedWithDuties, o.Text, ObligationAdvisor.CodeOf(o.Duty)));

    private static bool Displays(LicenseTerms terms) => terms.Word(ClauseCodes.Naming) == "display_above_threshold";

    /// <summary>Whether the user's figures are above a threshold of users or of revenue; null where a figure that matters is not given.</summary>
    private static bool? Above(LicenseTerms terms, UserFacts user)
    {
        bool? users = terms.Facts[ClauseCodes.UserThreshold].Value is ClauseValue.Count limit ? user.MonthlyUsers is { } count ? count > limit.Number : null : false;
        bool? revenue = terms.Facts[ClauseCodes.RevenueThreshold].Value is ClauseValue.Money sum
            ? user.Revenue is { } earned && earned.Currency == sum.Currency && (earned.Period ?? "year") == (sum.Period ?? "year") ? earned.Amount > sum.Amount : null
            : false;
        return users | revenue;
    }

    private static bool Concerns(Obligation duty, IntendedUse use) => duty.Duty switch
    {
        "display-text" when duty.Trigger == DutyTrigger.Distribute => use is IntendedUse.Redistribute or IntendedUse.Saas or IntendedUse.Commercial,
        _ => Concerns(duty.Trigger, use),
    };

    private static bool Concerns(DutyTrigger trigger, IntendedUse use) => trigger switch
    {
        DutyTrigger.Distribute => use == IntendedUse.Redistribute,
        DutyTrigger.Modify => use is IntendedUse.Finetune,
        DutyTrigger.Serve => use == IntendedUse.Saas,
        DutyTrigger.Outputs => use == IntendedUse.TrainOnOutputs,
        DutyTrigger.Threshold => use is IntendedUse.Commercial or IntendedUse.Saas,
        _ => use != IntendedUse.Research,
    };
}
