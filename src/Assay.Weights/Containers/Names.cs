using System.Globalization;
using System.Text;

namespace Assay.Weights.Containers;

/// <summary>Shows names out of files in messages.</summary>
internal static class Names
{
    /// <summary>A name in quotes, control characters as escapes, cut after 80 characters.</summary>
    public static string Quote(string name) => $"'{Plain(name)}'";

    /// <summary>A name without quotes, control characters as escapes, cut after 80 characters.</summary>
    public static string Plain(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name.Length > 80 ? name.AsSpan(0, 80) : name)
        {
            if (char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate)
            {
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else
            {
                text.Append(c);
            }
        }

        return text.Append(name.Length > 80 ? "..." : "").ToString();
    }
}
