using System.Text.RegularExpressions;
using Assay.Core;

namespace Assay.Audit;

/// <summary>What words say of the way to data: a gate, an approval or a fee makes them obtainable, terms of a row may keep them back.</summary>
internal static partial class DataAccess
{
    /// <summary>The gate that words name, or null where they name none.</summary>
    public static AccessKind? In(string words) => Denied().IsMatch(words) ? null
        : Paid().IsMatch(words) ? AccessKind.Paid
        : Approval().IsMatch(words) ? AccessKind.Approval
        : Click().IsMatch(words) ? AccessKind.ClickThrough : null;

    /// <summary>The class that the terms of a row alone decide, or null.</summary>
    public static DataClass? OfTerms(string? terms) => terms is null ? null : KeptBack().IsMatch(terms) ? DataClass.Undisclosed : Bought().IsMatch(terms) ? DataClass.Obtainable : null;

    [GeneratedRegex(@"\b(?:no|without|not|never) (?:\w+ ){0,2}(?:gate|gated|registration|approval|request|application|fee)|无需(?:申请|注册)", RegexOptions.IgnoreCase)]
    private static partial Regex Denied();

    [GeneratedRegex(@"\bfor a fee\b|\bpaid (?:access|subscription|license)|\b(?:purchased?|bought|sold|subscription)\b|付费|购买", RegexOptions.IgnoreCase)]
    private static partial Regex Paid();

    [GeneratedRegex(@"\b(?:up)?on (?:\w+ )?request\b|\brequest(?:ing|ed)? access\b|\baccess (?:must be|is|can be) requested\b|\b(?:after|upon|with|requires?|subject to) (?:\w+ )?(?:approval|application|credentialing|a data use agreement|signing)|\bdata (?:use|usage|transfer) agreement\b|\bunder (?:an? )?agreement\b|申请(?:后|获取|访问)|审批", RegexOptions.IgnoreCase)]
    private static partial Regex Approval();

    [GeneratedRegex(@"\bgated\b|\bbehind (?:a |an )?(?:gate|login|registration|form)|\b(?:requires?|after|upon|needs?|with) (?:\w+ ){0,2}(?:registration|log(?:ging)? ?in|sign(?:ing)?[- ]?up|account|accept(?:ing|ance)|agree(?:ing)?)\b|\baccept(?:ing)? (?:the |its )?(?:terms|conditions)|需要?(?:登录|注册|同意)", RegexOptions.IgnoreCase)]
    private static partial Regex Click();

    [GeneratedRegex(@"^\W{0,3}(?:private|proprietary|closed|confidential|undisclosed|私有|保密)\W{0,3}$|internal|内部", RegexOptions.IgnoreCase)]
    private static partial Regex KeptBack();

    [GeneratedRegex(@"^\W{0,3}(?:commercial|purchased|bought|paid|licensed|commercial licen[sc]e|paid licen[sc]e|licensed from .{1,60}|商业授权|付费|购买)\W{0,3}$", RegexOptions.IgnoreCase)]
    private static partial Regex Bought();
}
