using Assay.Core;

namespace Assay.Reports.Document;

/// <summary>Turns the result of <c>assay claims</c> into blocks.</summary>
/// <param name="messages">The sentences.</param>
public sealed class ClaimsComposer(MessageCatalog messages)
{
    /// <summary>The blocks.</summary>
    /// <param name="path">The card.</param>
    /// <param name="result">What it says.</param>
    public IReadOnlyList<Block> Compose(string path, ClaimsResult result) =>
    [
        new Block.Heading(1, messages["claims.title", ("path", path)]),
        result.Claims.Count == 0 ? new Block.Paragraph(messages["claims.none"]) : new Block.Statements([.. result.Claims.Select(c => Statement(path, c))]),
        new Block.Paragraph(result.Licenses.Count == 0 ? messages["claims.no-licenses"] : messages["claims.licenses", ("ids", string.Join(", ", result.Licenses))]),
    ];

    private Statement Statement(string path, TextClaim claim)
    {
        var tone = claim.Polarity switch
        {
            Polarity.Asserts => Tone.Good,
            Polarity.Denies => Tone.Bad,
            _ => Tone.Unknown,
        };
        var text = messages["claims.item",
            ("subject", messages.Word("subject", WireName.Of(claim.Subject))), ("polarity", messages.Word("polarity", WireName.Of(claim.Polarity))), ("kind", messages.Word("claim-of", WireName.Of(claim.Kind))),
            ("scope", claim.Scope is { } scope ? messages["claims.scope", ("scope", messages.Word("claim-scope", WireName.Of(scope)))] : "")];
        return new Statement(text, claim.Subject == ClaimSubject.Self ? tone : Tone.Neutral, [Evidence.Of("model", path, claim.Lines, claim.Quote, null, "claims")]);
    }
}
