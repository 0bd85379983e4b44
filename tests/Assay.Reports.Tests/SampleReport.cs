using Assay.Core;

namespace Assay.Reports.Tests;

/// <summary>A report with one of everything, whose quotes come from a hostile card.</summary>
internal static class SampleReport
{
    public const string Hostile = "\u202Eevil\u0007 <script>alert(1)</script> ![x](https://evil.example/x.png) [link](javascript:alert(1)) ::error::boom \u200Bzero | pipe `tick` @team hf_ABCDEFGHIJKLMNOPQRSTUVWXYZ0123 \u001b[31mred";

    public static Report Make()
    {
        var card = Evidence.Of("model", "README.md", new LineRange(3, 3), Hostile, null, "model-card");
        var license = Evidence.Of("model", "LICENSE", new LineRange(10, 12), "You may not use the Materials for any commercial purpose.", new string('a', 64), "license-file");
        return new Report
        {
            Tool = new ToolInfo("assay", "0.1.0", "000000000000"),
            Invocation = new InvocationInfo { Source = "samples/hostile" },
            Release = new ReleaseInfo
            {
                Name = "::warning::hostile <b>model</b>",
                Publisher = "Nobody",
                Digest = new string('0', 64),
                Parameters = new ParameterInfo(1_234_567_890, 234_567_890, ParameterOrigin.Config),
                Artifacts = [new ArtifactInfo("model", ArtifactKind.Model, "", null, ReadState.Full, null), new ArtifactInfo("code:x", ArtifactKind.Code, "https://example.org/x", null, ReadState.NotRead, "it was not asked for; add it with --with")],
            },
            Licenses =
            [
                new LicenseInfo
                {
                    Id = "LicenseRef-example-nc", Name = "Example Non-Commercial License", Match = LicenseMatchKind.Altered, OsiApproved = false, Coverage = 0.97, AlteredSections = ["2.a"],
                    Freedoms = new Freedoms(Freedom.Restricted, Freedom.Free, Freedom.Denied, Freedom.Unknown),
                    Clauses =
                    [
                        new ClauseInfo("commercial-use", new ClauseValue.Word("forbidden"), "use", "2.a", Certainty.Stated, [license.Id]),
                        new ClauseInfo("user-threshold", new ClauseValue.Count(700_000_000), "use", "3", Certainty.Stated, [license.Id]),
                        new ClauseInfo("geographic-restriction", null, "use", null, Certainty.Unknown, []),
                        new ClauseInfo("revenue-threshold", new ClauseValue.Money(1_000_000, "USD", "year", null), "use", "4", Certainty.Derived, []),
                        new ClauseInfo("termination", new ClauseValue.Words(["breach", "at_will"]), null, "9", Certainty.Stated, []),
                    ],
                    Evidence = [license.Id],
                },
            ],
            Obligations = [new Obligation("name-prefix", DutyTrigger.Distribute, "Put the required word at the beginning of the name.", "LicenseRef-example-nc", [license.Id], Satisfied.No)],
            Conflicts = [new Conflict("tag", "file", "The tag says apache-2.0, the license file is another text.", [card.Id, license.Id])],
            Uses = [new UseAnswer("commercial", UseAnswerKind.NotAllowed, "the license forbids it", [license.Id])],
            Components =
            [
                new ComponentFact { Id = "data.train", Presence = Presence.Absent, Looked = ["model", "code:x"], DecidedBy = "rule", Confidence = 0.9 },
                new ComponentFact { Id = "weights.final", Presence = Presence.Present, Basis = Basis.Pointer, License = new ComponentLicense("LicenseRef-example-nc", LicenseScope.Repository), DecidedBy = "rule", Confidence = 1, Evidence = [card.Id] },
                new ComponentFact { Id = "doc.paper", Stage = "post", Presence = Presence.Claimed, Basis = Basis.Promised, DecidedBy = "rule", Evidence = [card.Id] },
            ],
            Claims = [new ClaimInfo { Id = "c1", Kind = ClaimKind.OpenSource, Polarity = Polarity.Asserts, Quote = Hostile, Evidence = [card.Id], Finding = ClaimFinding.Contradicted, Severity = Severity.High, Because = [new Reason("The license forbids commercial use.", [license.Id])] }],
            Verdicts =
            [
                new Verdict
                {
                    Framework = "osaid-1.0", Outcome = VerdictOutcome.Fails, Level = "license-gap", Summary = "The terms of the parameters withhold freedoms.",
                    Requirements = [new RequirementResult("data", RequirementOutcome.NotShown, "Nothing shows the data.", []), new RequirementResult("parameters.terms", RequirementOutcome.NotMet, "The license forbids commercial use.", [license.Id]), new RequirementResult("code", RequirementOutcome.Met, "Code is there.", [])],
                    NextSteps = [new NextStep("Publish the parameters under an OSI-approved license.", ["parameters.terms"])],
                },
            ],
            Findings = [Finding.Of("card.hidden-characters", FindingLevel.Warning, "The card holds characters that are invisible or change the direction of text.", "README.md", card.Id)],
            Evidence = [card, license],
            Coverage = [new Coverage("data.train", ["model"], [new NotLooked("https://example.org/x", "links were not followed")])],
        };
    }
}
