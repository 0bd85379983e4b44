using Assay.Core;

namespace Assay.Audit.Tests.Generality;

/// <summary>A release in our own words with the presence that a careful reader would give each component.</summary>
/// <param name="Name">Name of the model.</param>
/// <param name="Release">Its files.</param>
/// <param name="Expected">
/// <c>component=letters</c>, separated by blanks; a letter is an accepted answer: <c>+</c> present or in part, <c>~</c> linked or stated, <c>p</c> promised,
/// <c>-</c> absent, <c>?</c> unknown.
/// </param>
internal sealed record SyntheticRelease(string Name, TestRelease Release, string Expected)
{
    /// <summary>Expected answers by component.</summary>
    public IEnumerable<(string Component, string Accepted)> Answers => Expected.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(e => (e[..e.IndexOf('=', StringComparison.Ordinal)], e[(e.IndexOf('=', StringComparison.Ordinal) + 1)..]));

    /// <summary>The letter of a fact.</summary>
    public static char Letter(ComponentFact fact) => fact switch
    {
        { Presence: Presence.Present or Presence.Partial } => '+',
        { Presence: Presence.Claimed, Basis: Basis.Promised } => 'p',
        { Presence: Presence.Claimed } => '~',
        { Presence: Presence.Absent } => '-',
        _ => '?',
    };

    /// <summary>The strongest fact of a component, over all stages.</summary>
    public static ComponentFact Best(AssessmentResult result, string id) => result.Facts.Components.Where(c => c.Id == id).OrderBy(c => "+~p?-".IndexOf(Letter(c), StringComparison.Ordinal)).First();
}
