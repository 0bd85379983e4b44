using System.Globalization;
using System.Text.Json.Serialization;

namespace Assay.Core;

/// <summary>Value of a clause fact: a word, a number, several words, or a sum of money.</summary>
[JsonConverter(typeof(ClauseValueConverter))]
public abstract record ClauseValue
{
    private ClauseValue()
    {
    }

    /// <summary>A word of the clause's vocabulary, or a name.</summary>
    public sealed record Word(string Text) : ClauseValue;

    /// <summary>A count, such as users a month.</summary>
    public sealed record Count(long Number) : ClauseValue;

    /// <summary>Several words, such as the grounds of termination, in a stable order.</summary>
    public sealed record Words(IReadOnlyList<string> Items) : ClauseValue
    {
        /// <inheritdoc/>
        public bool Equals(Words? other) => other is not null && Items.SequenceEqual(other.Items, StringComparer.Ordinal);

        /// <inheritdoc/>
        public override int GetHashCode() => Items.Aggregate(0, (h, i) => HashCode.Combine(h, StringComparer.Ordinal.GetHashCode(i)));
    }

    /// <summary>A sum of money in a period, and what happens above it.</summary>
    /// <param name="Amount">Amount in the currency.</param>
    /// <param name="Currency">ISO 4217 code.</param>
    /// <param name="Period">year, month or null.</param>
    /// <param name="Effect">What happens above the sum, or null.</param>
    public sealed record Money(decimal Amount, string Currency, string? Period, string? Effect) : ClauseValue;

    /// <summary>The value in words, as text reports show it.</summary>
    public sealed override string ToString() => this switch
    {
        Word w => w.Text,
        Count c => c.Number.ToString("N0", CultureInfo.InvariantCulture),
        Words s => string.Join(", ", s.Items),
        Money m => string.Create(CultureInfo.InvariantCulture, $"{m.Currency} {m.Amount:N0}{(m.Period is null ? "" : " a " + m.Period)}{(m.Effect is null ? "" : ": " + m.Effect)}"),
        _ => "",
    };
}
