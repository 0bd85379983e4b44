using System.Collections.Immutable;

namespace Assay.Core;

/// <summary>The 21 clause codes, in the order in which reports list them.</summary>
public static class ClauseCodes
{
    /// <summary>allowed, conditional, forbidden, unspecified.</summary>
    public const string CommercialUse = "commercial-use";

    /// <summary>Users a month (or a day) above which terms change.</summary>
    public const string UserThreshold = "user-threshold";

    /// <summary>Revenue or funding above which terms change.</summary>
    public const string RevenueThreshold = "revenue-threshold";

    /// <summary>yes where a purpose, field or kind of user is excluded.</summary>
    public const string FieldOfUse = "field-of-use-restrictions";

    /// <summary>none, inline, incorporated_by_reference.</summary>
    public const string AcceptableUsePolicy = "acceptable-use-policy";

    /// <summary>yes for text in the name; display, label, statement for text shown elsewhere.</summary>
    public const string Naming = "naming-requirement";

    /// <summary>yes where a notice, credit or copyright line must be kept or shown.</summary>
    public const string Attribution = "attribution-notice";

    /// <summary>yes where work or outputs may not improve or train other models.</summary>
    public const string NoTrain = "no-train-other-models";

    /// <summary>yes, conditional, no.</summary>
    public const string Outputs = "output-restrictions";

    /// <summary>same_terms, use_restrictions, no_further_restrictions, copy_of_agreement, no.</summary>
    public const string KeepRestrictions = "derivative-must-keep-restrictions";

    /// <summary>yes where derivatives must carry the same license.</summary>
    public const string ShareAlike = "share-alike";

    /// <summary>Places excluded, or the only ones included.</summary>
    public const string Geography = "geographic-restriction";

    /// <summary>free, below_threshold, a share, unspecified.</summary>
    public const string Royalty = "royalty";

    /// <summary>yes where only research or evaluation is allowed.</summary>
    public const string ResearchOnly = "research-only";

    /// <summary>For whom a step is needed: for_commercial, above_threshold, for_all, no.</summary>
    public const string Registration = "registration-or-approval-required";

    /// <summary>Grounds of termination.</summary>
    public const string Termination = "termination";

    /// <summary>terms_may_change, remote_restriction, remote_restriction+update_duty, no.</summary>
    public const string RemoteOrUpdate = "remote-restriction-or-update-duty";

    /// <summary>explicit, general_ip, excluded, none.</summary>
    public const string Patents = "patent-grant";

    /// <summary>State or country whose law is chosen.</summary>
    public const string GoverningLaw = "governing-law";

    /// <summary>yes, conditional, no, unspecified.</summary>
    public const string Distribution = "distribution-allowed";

    /// <summary>yes, conditional, no, unspecified.</summary>
    public const string Modification = "modification-allowed";

    /// <summary>All codes in order.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        CommercialUse, UserThreshold, RevenueThreshold, FieldOfUse, AcceptableUsePolicy, Naming, Attribution, NoTrain, Outputs, KeepRestrictions,
        ShareAlike, Geography, Royalty, ResearchOnly, Registration, Termination, RemoteOrUpdate, Patents, GoverningLaw, Distribution, Modification,
    ];

    /// <summary>Whether a value says that the text restricts or demands nothing of this kind.</summary>
    public static bool IsUnset(ClauseValue? value) => value switch
    {
        null => true,
        ClauseValue.Word w => w.Text is "" or "no" or "none" or "unspecified" or "free",
        ClauseValue.Words s => s.Items.Count == 0 || s.Items is ["unspecified"],
        _ => false,
    };
}
