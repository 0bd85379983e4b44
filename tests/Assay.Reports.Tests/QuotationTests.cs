using Assay.Core;
using Assay.Reports.Document;

namespace Assay.Reports.Tests;

/// <summary>How evidence is shown to a reader.</summary>
public sealed class QuotationTests
{
    [Theory]
    [InlineData("model", "README.md", 3, "Open.", "README.md:3", "Open.")]
    [InlineData("code:net", "code/net/README.md", 3, "Open.", "code/net/README.md:3", "Open.")]
    [InlineData("code:net", "code/net/tree.txt", 7, "100644 6d7109643b4693de6ac017d65d8f1f0736103bcd 1190\tsrc/train.py", "code/net/src/train.py (1,190 bytes, listed in code/net/tree.txt:7)", null)]
    [InlineData("code:net", "code/net/setup.py", 0, "setup.py", "code/net/setup.py", null)]
    [InlineData("model", "tree.txt", 7, "100644 6d7109643b4693de6ac017d65d8f1f0736103bcd -\tmodel.pt", "model.pt (listed in tree.txt:7)", null)]
    [InlineData("model", "CODE_FILES.txt", 1, "6d7109643b4693de6ac017d65d8f1f0736103bcd 12 a b.py", "a b.py (12 bytes, listed in CODE_FILES.txt:1)", null)]
    [InlineData("model", "model.bin", 0, "model.bin (LFS pointer to 5 bytes)", "model.bin (LFS pointer to 5 bytes)", null)]
    [InlineData("model", "config.json", 0, "config.json", "config.json", null)]
    [InlineData("model", "report.pdf", 0, "We trained it.", "report.pdf", "We trained it.")]
    public void A_quote_is_shown_where_it_stands_and_a_file_as_what_it_is(string artifact, string path, int line, string quote, string where, string? words)
    {
        var shown = Quotation.Of(Evidence.Of(artifact, path, line == 0 ? null : new LineRange(line, line), quote, null, "test"));
        Assert.Equal((where, words), (shown.Where, shown.Words));
    }
}
