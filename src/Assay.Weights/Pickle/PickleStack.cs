using Assay.Weights.Containers;

namespace Assay.Weights.Pickle;

/// <summary>The stack of a pickle with its marks. It also counts what the pickle keeps: values of the stack, and those that went into containers.</summary>
internal sealed class PickleStack(WeightLimits limits)
{
    private readonly List<object?> _values = [];
    private readonly List<int> _marks = [];

    private long _held;

    private int Floor => _marks.Count == 0 ? 0 : _marks[^1];

    public void Push(object? value)
    {
        if (_values.Count >= limits.MaxStack) throw new RefusedException($"the stack of a pickle has more than {limits.MaxStack} values");
        _values.Add(value);
        Keep(value);
    }

    /// <summary>Counts a value that is kept elsewhere than on the stack.</summary>
    public void Keep(object? value)
    {
        _held += PyTuple.WeightOf(value);
        if (_held > limits.MaxHeld) throw new RefusedException($"a pickle keeps more than {limits.MaxHeld} values at once");
    }

    /// <summary>Counts values that are kept elsewhere than on the stack.</summary>
    public void Keep(ReadOnlySpan<object?> values)
    {
        foreach (var value in values) Keep(value);
    }

    public void Mark()
    {
        if (_marks.Count >= limits.MaxMarks) throw new RefusedException($"a pickle nests more than {limits.MaxMarks} marks");
        _marks.Add(_values.Count);
    }

    public object? Peek() => _values.Count > Floor ? _values[^1] : throw Empty();

    public object? Pop()
    {
        var value = Peek();
        _values.RemoveAt(_values.Count - 1);
        _held -= PyTuple.WeightOf(value);
        return value;
    }

    public void PopOrMark()
    {
        if (_marks.Count > 0 && _values.Count == Floor) _marks.RemoveAt(_marks.Count - 1);
        else Pop();
    }

    public object?[] Pop(int count)
    {
        if (_values.Count - Floor < count) throw Empty();
        return Cut(_values.Count - count);
    }

    public object?[] PopToMark()
    {
        if (_marks.Count == 0) throw new RefusedException("a pickle goes back to a mark it never set");
        var from = Floor;
        _marks.RemoveAt(_marks.Count - 1);
        return Cut(from);
    }

    private object?[] Cut(int from)
    {
        var values = _values.GetRange(from, _values.Count - from).ToArray();
        _values.RemoveRange(from, values.Length);
        foreach (var value in values) _held -= PyTuple.WeightOf(value);
        return values;
    }

    private static RefusedException Empty() => new("a pickle takes a value from an empty stack");
}
