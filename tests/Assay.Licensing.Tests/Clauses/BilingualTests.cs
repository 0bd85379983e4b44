using Assay.Core;
using Assay.Formats;

namespace Assay.Licensing.Tests;

/// <summary>Agreements in Chinese and English, of our own words: what one language says and the other does not is reported.</summary>
public sealed class BilingualTests
{
    private static readonly ClauseAnalyzer Analyzer = new(LabeledLicenses.Knowledge);

    private const string Chinese = """
        海鸥模型许可协议
        一、授权
        许可方授予您免费的、非独占的许可，您可以使用、复制、修改和分发本模型。
        二、限制
        您不得将本模型用于军事用途，也不得将本模型用于散布虚假信息。
        三、商业使用
        ZH-COMMERCE
        """;

    private const string English = """
        Heron Model Licence
        1. Grant
        The licensor grants you a free, non-exclusive licence to use, copy, modify and distribute the model.
        2. Limits
        You must not use the model for military purposes or to spread disinformation.
        3. Commercial use
        EN-COMMERCE
        """;

    [Theory]
    [InlineData("您可以将本模型用于商业用途。", "You may use the model commercially.", "")]
    [InlineData("您可以将本模型用于商业用途。", "You must not use the model for commercial purposes.", "commercial-use")]
    [InlineData("如月活跃用户数超过100万，您须向许可方申请授权。", "If you have more than 10 million monthly active users, you must ask the licensor for a licence.", "user-threshold")]
    [InlineData("如月活跃用户数超过1000万，您须向许可方申请授权。", "If you have more than 10 million monthly active users, you must ask the licensor for a licence.", "")]
    [InlineData("本模型仅限用于学术研究用途。", "You may use the model commercially.", "commercial-use research-only")]
    [InlineData("您不得使用模型的输出训练其他大模型。", "You may use the outputs to train other models.", "no-train-other-models")]
    [InlineData("年收入超过1亿元人民币的企业须取得商业授权。", "Companies with a yearly revenue of more than RMB 100 million need a commercial licence.", "")]
    public void What_the_languages_say_differently_is_reported(string chinese, string english, string codes)
    {
        var text = Chinese.Replace("ZH-COMMERCE", chinese, StringComparison.Ordinal) + "\n\n" + English.Replace("EN-COMMERCE", english, StringComparison.Ordinal);
        var analysis = Analyzer.Analyze(TextDocument.Of("LICENSE", text));
        Assert.Equal(codes.Split(' ', StringSplitOptions.RemoveEmptyEntries), analysis.Divergences.Select(d => d.Code));
        Assert.All(analysis.Divergences, d => Assert.Equal(Certainty.Doubtful, analysis.Facts[d.Code].Certainty));
    }
}
