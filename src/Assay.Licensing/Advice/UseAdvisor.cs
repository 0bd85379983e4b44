using Assay.Core;

namespace Assay.Licensing;

/// <summary>Answers whether a use is allowed, with the clauses that decide it. It says what the facts of the terms say, and leaves the rest to a person; it is no advice.</summary>
public static class UseAdvisor
{
    /// <summary>One finding about a use: an answer no better than this, and why.</summary>
    private readonly record struct Ground(UseAnswerKind Answer, string Because, string Code);

    /// <summary>Answers for every use asked for.</summary>
    public static IReadOnlyList<UseAnswer> Answer(LicenseTerms terms, UseRequest request) => [.. request.Uses.Select(u => Answer(terms, u, request.User))];

    /// <summary>Answers for one use.</summary>
    public static UseAnswer Answer(LicenseTerms terms, IntendedUse use, UserFacts user)
    {
        var grounds = new List<Ground>();
        grounds.AddRange(Purpose(terms, use, user));
        grounds.AddRange(Right(terms, use));
        grounds.AddRange(TerritoryAndField(terms, user));
        grounds.AddRange(Duties(terms, use));
        var answer = grounds.Count == 0 ? UseAnswerKind.Allowed : grounds.Select(g => g.Answer).MaxBy(Weight);
        var deciding = grounds.Where(g => g.Answer == answer || (Weight(g.Answer) >= Weight(UseAnswerKind.NeedsPerson) && Weight(answer) > Weight(g.Answer))).OrderByDescending(g => Weight(g.Answer)).ToList();
        var because = deciding.Count == 0 ? "the terms grant it without a condition that concerns this use" : string.Join("; ", deciding.Select(g => g.Because).Distinct(StringComparer.Ordinal));
        return new UseAnswer(UseRequest.NameOf(use), answer, because, terms.EvidenceOf(deciding.Select(g => g.Code)));
    }

    private static int Weight(UseAnswerKind answer) => answer switch
    {
        UseAnswerKind.NotAllowed => 4,
        UseAnswerKind.Unknown => 3,
        UseAnswerKind.NeedsPerson => 2,
        UseAnswerKind.AllowedWithDuties => 1,
        _ => 0,
    };

    private static IEnumerable<Ground> Purpose(LicenseTerms terms, IntendedUse use, UserFacts user)
    {
        if (use == IntendedUse.Research) yield break;
        var business = use is IntendedUse.Commercial or IntendedUse.Saas or IntendedUse.Internal;
        if (business && terms.Sets(ClauseCodes.ResearchOnly)) yield return new(UseAnswerKind.NotAllowed, $"only research is granted: {terms.Cite(ClauseCodes.ResearchOnly)}", ClauseCodes.ResearchOnly);
        else if (business) foreach (var ground in Commercial(terms, use, user)) yield return ground;
        else if (terms.Word(ClauseCodes.CommercialUse) == "forbidden") yield return new(UseAnswerKind.AllowedWithDuties, $"only without commerce: {terms.Cite(ClauseCodes.CommercialUse)}", ClauseCodes.CommercialUse);
    }

    private static IEnumerable<Ground> Commercial(LicenseTerms terms, IntendedUse use, UserFacts user)
    {
        const string Code = ClauseCodes.CommercialUse;
        switch (terms.Word(Code))
        {
            case "forbidden" when use == IntendedUse.Internal:
                yield return new(UseAnswerKind.NeedsPerson, $"commercial use is not granted, and whether use inside your organization is commercial is for a person to judge: {terms.Cite(Code)}", Code);
                break;
            case "forbidden":
                yield return new(UseAnswerKind.NotAllowed, $"commercial use is not granted: {terms.Cite(Code)}", Code);
                break;
            case "conditional":
                var thresholds = Thresholds(terms, user).ToList();
                foreach (var ground in thresholds) yield return ground;
                if (thresholds.Count == 0) yield return new(UseAnswerKind.NeedsPerson, $"commercial use needs a step or falls under a condition: {terms.Cite(terms.Sets(ClauseCodes.Registration) ? ClauseCodes.Registration : Code)}", terms.Sets(ClauseCodes.Registration) ? ClauseCodes.Registration : Code);
                break;
            case "unspecified" or "":
                yield return new(UseAnswerKind.NeedsPerson, "the terms do not speak of commercial use", Code);
                break;
        }
    }

    private static IEnumerable<Ground> Thresholds(LicenseTerms terms, UserFacts user)
    {
        if (terms.Facts[ClauseCodes.UserThreshold].Value is ClauseValue.Count limit)
        {
            yield return user.MonthlyUsers switch
            {
                null => new(UseAnswerKind.NeedsPerson, $"above {limit} users a month a separate license is needed; give monthlyUsers", ClauseCodes.UserThreshold),
                { } users when users > limit.Number => new(UseAnswerKind.NotAllowed, $"{users:N0} users a month are more than {limit}: a separate license is needed", ClauseCodes.UserThreshold),
                _ => new(UseAnswerKind.AllowedWithDuties, $"fewer than {limit} users a month", ClauseCodes.UserThreshold),
            };
        }

        if (terms.Facts[ClauseCodes.RevenueThreshold].Value is ClauseValue.Money sum)
        {
            yield return user.Revenue switch
            {
                { } revenue when revenue.Currency != sum.Currency || (revenue.Period ?? "year") != (sum.Period ?? "year") =>
                    new(UseAnswerKind.NeedsPerson, $"the limit is {sum}, your figure is in another currency or period", ClauseCodes.RevenueThreshold),
                null => new(UseAnswerKind.NeedsPerson, $"above {sum} of revenue other terms apply; give revenue", ClauseCodes.RevenueThreshold),
                { } revenue when revenue.Amount > sum.Amount => new(UseAnswerKind.NotAllowed, $"revenue above {sum}: other terms apply", ClauseCodes.RevenueThreshold),
                _ => new(UseAnswerKind.AllowedWithDuties, $"revenue below {sum}", ClauseCodes.RevenueThreshold),
            };
        }
    }

    private static IEnumerable<Ground> Right(LicenseTerms terms, IntendedUse use)
    {
        if (use == IntendedUse.TrainOnOutputs)
        {
            if (terms.Sets(ClauseCodes.NoTrain)) yield return new(UseAnswerKind.NotAllowed, $"outputs may not improve other models: {terms.Cite(ClauseCodes.NoTrain)}", ClauseCodes.NoTrain);
            else if (terms.Word(ClauseCodes.Outputs) == "yes") yield return new(UseAnswerKind.NeedsPerson, $"some uses of outputs are prohibited: {terms.Cite(ClauseCodes.Outputs)}", ClauseCodes.Outputs);
            else if (terms.Word(ClauseCodes.Outputs) == "conditional") yield return new(UseAnswerKind.AllowedWithDuties, $"a duty attaches to models trained on outputs: {terms.Cite(ClauseCodes.Outputs)}", ClauseCodes.Outputs);
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
                yield return new(UseAnswerKind.NotAllowed, $"the terms withhold it: {terms.Cite(code)}", code);
                break;
            case "conditional":
                yield return new(UseAnswerKind.AllowedWithDuties, $"within limits of purpose, territory or contract: {terms.Cite(code)}", code);
                break;
            case "unspecified" or "":
                yield return new(UseAnswerKind.NeedsPerson, "no word of the grant names it", code);
                break;
        }
    }

    private static IEnumerable<Ground> TerritoryAndField(LicenseTerms terms, UserFacts user)
    {
        if (terms.IsOpen(ClauseCodes.Geography)) yield return new(UseAnswerKind.Unknown, "a policy that the license incorporates was not read; it could exclude territories", ClauseCodes.Geography);
        if (terms.IsOpen(ClauseCodes.FieldOfUse)) yield return new(UseAnswerKind.Unknown, "a policy that the license incorporates was not read; it could exclude fields of use", ClauseCodes.FieldOfUse);
        if (terms.Sets(ClauseCodes.Geography))
        {
            var places = terms.Word(ClauseCodes.Geography);
            if (user.Territory is { } at && Territories.Within(at, places)) yield return new(UseAnswerKind.NotAllowed, $"'{at}' is among the places excluded: {places}", ClauseCodes.Geography);
            else yield return new(UseAnswerKind.NeedsPerson, user.Territory is null ? $"territory is limited ({places}); give territory" : $"territory is limited ({places}); '{user.Territory}' is not named", ClauseCodes.Geography);
        }

        if (!terms.Sets(ClauseCodes.FieldOfUse) && !terms.Sets(ClauseCodes.AcceptableUsePolicy)) yield break;
        var code = terms.Sets(ClauseCodes.FieldOfUse) ? ClauseCodes.FieldOfUse : ClauseCodes.AcceptableUsePolicy;
        yield return user.Field is { } field
            ? new(UseAnswerKind.NeedsPerson, $"uses are excluded; check '{field}' against {terms.Cite(code)}", code)
            : new(UseAnswerKind.AllowedWithDuties, $"not for the uses that {terms.Cite(code)} excludes", code);
    }

    private static IEnumerable<Ground> Duties(LicenseTerms terms, IntendedUse use) =>
        ObligationAdvisor.Of(terms).Where(o => Concerns(o.Trigger, use)).Select(o => new Ground(UseAnswerKind.AllowedWithDuties, o.Text.TrimEnd('.'), ObligationAdvisor.CodeOf(o.Duty)));

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
