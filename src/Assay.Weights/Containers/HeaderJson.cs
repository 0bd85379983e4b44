using System.Text.Json;
using Assay.Core;

namespace Assay.Weights.Containers;

/// <summary>Reads JSON from a part of a blob through a window, so that a header of a hundred megabytes is never held whole.</summary>
internal sealed class HeaderJson(IBlob blob, long start, long length, JsonReaderOptions options)
{
    /// <summary>Bytes of the window; a longer token makes it grow.</summary>
    public const int Window = 1 << 18;

    private byte[] _window = new byte[(int)Math.Min(Window, Math.Max(1, length))];
    private JsonReaderState _state = new(options);
    private int _from;
    private int _to;
    private long _read;
    private string? _text;
    private ulong? _number;

    public JsonTokenType TokenType { get; private set; }

    /// <summary>Length in bytes of the token as it is written.</summary>
    public int ValueLength { get; private set; }

    /// <summary>Goes to the next token.</summary>
    /// <returns>False behind the last one.</returns>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public bool Read()
    {
        while (true)
        {
            var final = _read == length;
            var reader = new Utf8JsonReader(_window.AsSpan(_from, _to - _from), final, _state);
            if (reader.Read())
            {
                Keep(ref reader);
                return true;
            }

            if (final) return false;
            (_from, _state) = (_from + (int)reader.BytesConsumed, reader.CurrentState);
            Refill();
        }
    }

    /// <summary>The text of a name or string.</summary>
    /// <exception cref="InvalidOperationException">It is no text: half a surrogate pair.</exception>
    public string GetString() => _text ?? throw new InvalidOperationException();

    public bool TryGetUInt64(out ulong number)
    {
        number = _number.GetValueOrDefault();
        return _number is not null;
    }

    private void Keep(ref Utf8JsonReader reader)
    {
        (TokenType, ValueLength) = (reader.TokenType, reader.ValueSpan.Length);
        _text = null;
        _number = null;
        if (TokenType is JsonTokenType.PropertyName or JsonTokenType.String) _text = Text(ref reader);
        else if (TokenType == JsonTokenType.Number && reader.TryGetUInt64(out var number)) _number = number;
        (_from, _state) = (_from + (int)reader.BytesConsumed, reader.CurrentState);
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            if (reader.ValueTextEquals("dtype"u8)) return "dtype";
            if (reader.ValueTextEquals("shape"u8)) return "shape";
            if (reader.ValueTextEquals("data_offsets"u8)) return "data_offsets";
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private void Refill()
    {
        var rest = _window.AsSpan(_from, _to - _from);
        if (rest.Length > _window.Length / 2)
        {
            var larger = new byte[(int)Math.Min(length, 2L * _window.Length)];
            rest.CopyTo(larger);
            _window = larger;
        }
        else
        {
            rest.CopyTo(_window);
        }

        (_from, _to) = (0, rest.Length);
        var wanted = (int)Math.Min(_window.Length - _to, length - _read);
        blob.ReadExactlyAt(start + _read, _window.AsSpan(_to, wanted));
        _to += wanted;
        _read += wanted;
    }
}
