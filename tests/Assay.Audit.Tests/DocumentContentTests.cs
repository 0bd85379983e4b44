using System.Globalization;
using System.Text;
using Assay.Core;

namespace Assay.Audit.Tests;

/// <summary>What documents are is told by what they say, not by their names alone.</summary>
public sealed class DocumentContentTests
{
    [Fact]
    public void A_report_in_the_files_shows_which_topics_it_covers()
    {
        var report = "# Marlin technical report\n\n## Training data\n\nWeb text.\n\n## Architecture\n\nLayers.\n\n## Pre-training\n\nSteps.\n\n## Evaluation\n\nScores.\n";
        var fact = TestRelease.Of("# Marlin\n").With("docs/technical_report.md", report).Assess().Fact("doc.report");
        Assert.Equal(Presence.Present, fact.Presence);
        Assert.Equal(["architecture", "data", "evaluation", "training"], fact.Topics.Where(t => t.Covered).Select(t => t.Topic).Order(StringComparer.Ordinal));
        Assert.All(fact.Topics.Where(t => t.Covered), t => Assert.NotEmpty(t.Evidence));
    }

    [Fact]
    public void A_portable_document_is_read_and_quoted_without_lines()
    {
        var result = TestRelease.Of("# Marlin\n").With("marlin_technical_report.pdf", Pdf("1 Introduction", "2 Training Data", "3 Model Architecture", "4 Evaluation Results")).Assess();
        var fact = result.Fact("doc.report");
        Assert.Equal(["architecture", "data", "evaluation"], fact.Topics.Where(t => t.Covered).Select(t => t.Topic).Order(StringComparer.Ordinal));
        var evidence = fact.Topics.Where(t => t.Covered).SelectMany(t => t.Evidence).Select(e => result.Facts.Evidence[e]);
        Assert.All(evidence, e => Assert.Null(e.Lines));
    }

    [Fact]
    public void A_portable_document_without_words_is_told()
    {
        var result = TestRelease.Of("# Marlin\n").With("report.pdf", "%PDF-1.4\n%%EOF\n").Assess();
        Assert.Contains(result.Coverage.SelectMany(c => c.NotLooked), n => n.What == "report.pdf");
    }

    [Fact]
    public void A_summary_of_training_content_is_known_by_its_headings()
    {
        var text = "# Public summary of training content\n\n### 2.1 Publicly available datasets\n\nNone.\n\n### 3.2 Removal of illegal content\n\nBy lists.\n";
        var fact = TestRelease.Of("# Marlin\n").With("docs/annex.md", text).Assess().Fact("doc.eusummary");
        Assert.Equal(Presence.Present, fact.Presence);
        Assert.True(fact.Topics.All(t => t.Covered), string.Join(' ', fact.Topics.Where(t => !t.Covered).Select(t => t.Topic)));
    }

    [Theory]
    [InlineData("Our crawler respects robots.txt and opt-outs.", Presence.Partial)]
    [InlineData("You can opt-out of telemetry.", Presence.Absent)]
    public void Words_on_rights_of_others_are_a_part_of_a_copyright_policy(string words, Presence expected) =>
        Assert.Equal(expected, TestRelease.Of($"# Marlin\n\n{words}\n").Assess().Fact("doc.copyright").Presence);

    [Fact]
    public void Data_of_base_and_post_training_is_told_apart_where_the_card_does()
    {
        var card = "# Marlin\n\n## Pre-training data\n\n[web](https://huggingface.co/datasets/org/web)\n\n## Post-training data\n\n[chats](https://huggingface.co/datasets/org/chats)\n";
        Assert.Equal(["base", "post"], TestRelease.Of(card).Assess().Facts.Components.Where(c => c.Id == "data.train").Select(c => c.Stage));
        Assert.Null(Assert.Single(TestRelease.Of("# Marlin\n\n## Training data\n\n[web](https://huggingface.co/datasets/org/web)\n").Assess().Facts.Components, c => c.Id == "data.train").Stage);
    }

    private static byte[] Pdf(params string[] lines)
    {
        var content = "BT /F1 12 Tf 72 720 Td " + string.Concat(lines.Select(l => $"({l}) Tj 0 -20 Td ")) + "ET\n";
        string[] objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>", $"<< /Length {content.Length} >>\nstream\n{content}endstream", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"];
        var pdf = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            offsets.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var xref = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets) pdf.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        pdf.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(pdf.ToString());
    }
}
