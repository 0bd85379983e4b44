using System.Globalization;
using Assay.Weights.Containers;

namespace Assay.Weights.Pickle;

/// <summary>
/// Follows the opcodes of one pickle without building anything: imports are names, calls are recorded.
/// What a real unpickler would run is reported as unsafe content.
/// </summary>
internal sealed class PickleMachine(BlobCursor input, WeightDraft draft, string where, bool torchScript)
{
    private readonly PickleStack _stack = new(draft.Limits);
    private readonly PickleMemo _memo = new(draft.Limits, PickleScan.Recalled(input, draft.Limits));
    private readonly PickleRebuilder _rebuilder = new(draft, where);

    /// <summary>Runs to STOP and returns the value on top of the stack. Positions the input behind the pickle.</summary>
    /// <exception cref="RefusedException">The pickle is broken or exceeds a limit.</exception>
    public object? Run()
    {
        var start = input.Position;
        for (var count = 0; count < draft.Limits.MaxOpcodes; count++)
        {
            if (input.Position - start > draft.Limits.MaxPickleBytes) throw new RefusedException($"the pickle in {where} is longer than the limit of {draft.Limits.MaxPickleBytes} bytes");
            var opcode = input.U8("a pickle");
            if (opcode == '.') return _stack.Pop();
            Step(opcode);
        }

        throw new RefusedException($"the pickle in {where} has more than {draft.Limits.MaxOpcodes} opcodes");
    }

    private void Step(byte opcode)
    {
        if (opcode == 0x80) Protocol(input.U8("a pickle"));
        else if (opcode == 0x95) input.U64("a pickle");
        else if (PickleLiterals.TryRead(opcode, input, draft.Limits, out var literal)) _stack.Push(literal);
        else if (!Containers(opcode) && !Memo(opcode) && !Calls(opcode)) throw new RefusedException($"the pickle in {where} has the unknown opcode 0x{opcode:x2} at byte {input.Position - 1}");
    }

    private void Protocol(byte protocol)
    {
        if (protocol > 5) throw new RefusedException($"the pickle in {where} has the unknown protocol {protocol}");
    }

    private bool Containers(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'(':
                _stack.Mark();
                return true;
            case (byte)'0':
                _stack.PopOrMark();
                return true;
            case (byte)'1':
                _stack.PopToMark();
                return true;
            case (byte)'2':
                _stack.Push(_stack.Peek());
                return true;
            case (byte)'t':
                _stack.Push(new PyTuple(_stack.PopToMark()));
                return true;
            case 0x85 or 0x86 or 0x87:
                _stack.Push(new PyTuple(_stack.Pop(opcode - 0x84)));
                return true;
            case (byte)'l' or 0x91:
                var list = new PyList();
                var first = _stack.PopToMark();
                list.Add(first);
                _stack.Push(list);
                _stack.Keep(first);
                return true;
            case (byte)'d':
                var items = _stack.PopToMark();
                _stack.Push(new PyDict());
                SetItems(items);
                return true;
            case (byte)'a':
                Add(_stack.Pop(1));
                return true;
            case (byte)'e' or 0x90:
                Add(_stack.PopToMark());
                return true;
            case (byte)'s':
                SetItems(_stack.Pop(2));
                return true;
            case (byte)'u':
                SetItems(_stack.PopToMark());
                return true;
            default:
                return false;
        }
    }

    private bool Memo(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'p':
                Store(Number(PickleLiterals.Line(input)));
                return true;
            case (byte)'q':
                Store(input.U8("a pickle"));
                return true;
            case (byte)'r':
                Store(input.U32("a pickle"));
                return true;
            case 0x94:
                Store(_memo.Count);
                return true;
            case (byte)'g':
                Recall(Number(PickleLiterals.Line(input)));
                return true;
            case (byte)'h':
                Recall(input.U8("a pickle"));
                return true;
            case (byte)'j':
                Recall(input.U32("a pickle"));
                return true;
            default:
                return false;
        }
    }

    private bool Calls(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'c':
                _stack.Push(Import(PickleLiterals.Line(input), PickleLiterals.Line(input)));
                return true;
            case 0x93:
                var names = _stack.Pop(2);
                _stack.Push(Import(names[0], names[1]));
                return true;
            case (byte)'R' or 0x81:
                var call = _stack.Pop(2);
                _stack.Push(_rebuilder.Call(call[0], call[1]));
                return true;
            case 0x92:
                var full = _stack.Pop(3);
                _stack.Push(_rebuilder.Call(full[0], full[1]));
                return true;
            case (byte)'i':
                var instance = Import(PickleLiterals.Line(input), PickleLiterals.Line(input));
                _stack.Push(_rebuilder.Call(instance, new PyTuple(_stack.PopToMark())));
                return true;
            case (byte)'o':
                var parts = _stack.PopToMark();
                if (parts.Length == 0) throw new RefusedException($"the pickle in {where} builds an object of nothing");
                _stack.Push(_rebuilder.Call(parts[0], new PyTuple(parts[1..])));
                return true;
            case (byte)'b':
                var state = _stack.Pop();
                _rebuilder.SetState(_stack.Peek(), state);
                _stack.Keep(state);
                return true;
            case (byte)'Q':
                _stack.Push(_rebuilder.Persistent(_stack.Pop()));
                return true;
            case (byte)'P':
                _stack.Push(_rebuilder.Persistent(PickleLiterals.Line(input)));
                return true;
            case 0x82 or 0x83 or 0x84:
                var code = opcode == 0x82 ? input.U8("a pickle") : opcode == 0x83 ? input.U16("a pickle") : input.U32("a pickle");
                draft.AddUnsafe($"imports extension {code} of the loader's registry", where);
                _stack.Push(new PyGlobal("extension", code.ToString(CultureInfo.InvariantCulture)));
                return true;
            case 0x97:
                draft.AddUnsafe("asks the loader for a buffer out of band", where);
                _stack.Push(null);
                return true;
            case 0x98:
                return true;
            default:
                return false;
        }
    }

    private PyGlobal Import(object? module, object? name)
    {
        if (module is not string m || name is not string n)
        {
            draft.AddUnsafe("imports a name that is computed while loading", where);
            return new PyGlobal("?", "?");
        }

        var allowed = PickleGlobals.Allows(m, n, torchScript);
        if (!allowed) draft.AddUnsafe($"imports {Names.Plain(m)}.{Names.Plain(n)}", where);
        return new PyGlobal(m, n) { Allowed = allowed };
    }

    private void Add(object?[] items)
    {
        switch (_stack.Peek())
        {
            case PyList list:
                list.Add(items);
                _stack.Keep(items);
                break;
            case var target:
                _rebuilder.Changes(target, "adds to");
                break;
        }
    }

    private void SetItems(object?[] items)
    {
        if (items.Length % 2 != 0) throw new RefusedException($"the pickle in {where} sets a key without a value");
        if (_stack.Peek() is not PyDict dict)
        {
            _rebuilder.Changes(_stack.Peek(), "sets items of");
            return;
        }

        for (var i = 0; i < items.Length; i += 2) dict.Set(items[i], items[i + 1]);
        _stack.Keep(items);
    }

    private void Store(long key)
    {
        if (key < 0) throw new RefusedException($"the pickle in {where} has a negative memo key");
        var value = _stack.Peek();
        if (_memo.Store(key, value) is not { } keeps) throw new RefusedException($"the memo of the pickle in {where} has more than {draft.Limits.MaxMemo} entries");
        if (keeps) _stack.Keep(value);
    }

    private void Recall(long key) =>
        _stack.Push(_memo.TryRecall(key, out var value) ? value : throw new RefusedException($"the pickle in {where} recalls memo entry {key}, which it never stored"));

    private long Number(string line) =>
        long.TryParse(line, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw new RefusedException($"the pickle in {where} has a memo key that is no number");
}
