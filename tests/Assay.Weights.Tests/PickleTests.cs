using System.Text;
using Assay.Core;
using Assay.Tests;
using CsCheck;
using static Assay.Weights.Tests.TestFiles;

namespace Assay.Weights.Tests;

public sealed class PickleTests
{
    public static TheoryData<string, string> Dangerous => new()
    {
        { "cos\nsystem\n(S'id'\ntR.", "imports os.system" },
        { "(S'id'\nios\nsystem\n.", "imports os.system" },
        { "(cos\nsystem\nS'id'\no.", "imports os.system" },
        { "cbuiltins\neval\n(Vx\ntR0ccollections\nOrderedDict\n)R.", "imports builtins.eval" },
        { "ctorch._utils\n_rebuild_tensor_v2.__globals__\n.", "imports torch._utils._rebuild_tensor_v2.__globals__" },
        { "\u0082\u0001.", "imports extension 1 of the loader's registry" },
        { "Vpid\nQ.", "asks the loader for a persistent object" },
        { "Ppid\n.", "asks the loader for a persistent object" },
        { "Vos\n(\u0093.", "" },
        { "ccollections\nOrderedDict\n)R)R.", "calls something that is computed while loading" },
        { "ctorch\nTensor\n}b.", "sets the state of the imported torch.Tensor" },
        { "ctorch\nTensor\nVa\nVb\ns.", "sets items of the imported torch.Tensor" },
        { "K\u0001N\u0093.", "imports a name that is computed while loading" },
        { "\u0097.", "asks the loader for a buffer out of band" },
    };

    public static TheoryData<string> Harmless => new()
    {
        "(lp0\nVa\np1\na.",
        "\u0080\u0002}q\0X\u0001\0\0\0aK\u0001s.",
        "ccollections\nOrderedDict\n)RVa\nK\u0001s.",
        "cnumpy\ndtype\n(Vf4\nI00\nI01\ntR.",
        "c__builtin__\nset\n((lI1\natR.",
        "F1.5\n.",
        "L12345678901234567890123L\n.",
    };

    [Theory]
    [MemberData(nameof(Dangerous))]
    public void What_would_run_is_reported(string pickle, string what)
    {
        var result = Open(Encoding.Latin1.GetBytes(pickle), "m.pkl");
        if (what.Length == 0) Assert.False(result.Accepted);
        else Assert.Contains(what, result.Unsafe.Select(u => u.What));
    }

    [Theory]
    [MemberData(nameof(Harmless))]
    public void Plain_values_are_not_reported(string pickle)
    {
        var result = Open(Encoding.Latin1.GetBytes(pickle), "m.pkl");
        Assert.Null(result.Reason);
        Assert.Empty(result.Unsafe);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("h\0.", "never stored")]
    [InlineData("0.", "empty stack")]
    [InlineData("t.", "a mark it never set")]
    [InlineData("X\u00ff\u00ff\u00ff\u007f.", "longer than what remains")]
    [InlineData("\u0080\u0009N.", "unknown protocol 9")]
    [InlineData("\u00fa.", "unknown opcode 0xfa")]
    [InlineData("N.garbage", "are no pickle")]
    [InlineData("(((((", "ends inside")]
    public void Broken_pickles_are_refused(string pickle, string reason) =>
        Assert.Contains(reason, Open(Encoding.Latin1.GetBytes(pickle), "m.pkl").Reason, StringComparison.Ordinal);

    [Fact]
    public void A_second_pickle_behind_the_first_is_followed() =>
        Assert.Contains("imports os.system", Open("N.cos\nsystem\n."u8.ToArray(), "m.pkl").Unsafe.Select(u => u.What));

    [Fact]
    public void Limits_are_kept()
    {
        Assert.Contains("opcodes", Open("NNNNNNNN."u8.ToArray(), "m.pkl", new WeightLimits { MaxOpcodes = 5 }).Reason, StringComparison.Ordinal);
        Assert.Contains("stack", Open("NNNNNNNN."u8.ToArray(), "m.pkl", new WeightLimits { MaxStack = 5 }).Reason, StringComparison.Ordinal);
        Assert.Contains("marks", Open("((((((((."u8.ToArray(), "m.pkl", new WeightLimits { MaxMarks = 5 }).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("](]]]e(]]]]e.")]
    [InlineData("](}}}e(}}}}e.")]
    [InlineData("(]]]t(]]]t.")]
    [InlineData("((NN\u0086NN\u0086t(NN\u0086t.")]
    [InlineData("(]]]tp1\n0(]]]tp2\n0.")]
    [InlineData("}(K\u0001NK\u0002NK\u0003NK\u0004Nu.")]
    public void What_a_pickle_keeps_is_bounded_wherever_it_keeps_it(string pickle) =>
        Assert.Contains("keeps more than 7 values at once", Open(Encoding.Latin1.GetBytes(pickle), "m.pkl", new WeightLimits { MaxHeld = 7 }).Reason, StringComparison.Ordinal);

    [Fact]
    public void What_a_pickle_lets_go_is_not_counted() =>
        Assert.Null(Open(Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat("(NNN1N0(NNNt0", 50)) + "N."), "m.pkl", new WeightLimits { MaxHeld = 7 }).Reason);

    [Theory]
    [InlineData("m.pkl", "")]
    [InlineData("legacy.pt", "\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.\u0080\u0002M\u00e9\u0003.\u0080\u0002}(Vlittle_endian\n\u0088u.")]
    public void A_dictionary_of_thousands_keeps_its_entries_and_their_order(string name, string before)
    {
        const int count = 3000;
        var pickle = new StringBuilder(before).Append("\u0080\u0002ctorch._utils\n_rebuild_tensor_v2\nq\u00010ctorch\nFloatStorage\nq\u00020}(");
        for (var i = 0; i < count; i++) pickle.Append($"V{i:0000}\nh\u0001((Vstorage\nh\u0002V0\nVcpu\nI{count}\ntQI{i}\nK\u0001\u0085K\u0001\u0085\u0089NtR");
        pickle.Append("I7\nh\u0001u.");
        if (before.Length > 0) pickle.Append("\u0080\u0002](V0\ne.").Append(Encoding.Latin1.GetString(BitConverter.GetBytes((long)count))).Append('\0', 4 * count);
        var result = Open(Encoding.Latin1.GetBytes(pickle.ToString()), name);
        Assert.Equal(Enumerable.Range(0, count).Select(i => $"{i:0000}"), result.Tensors.Select(t => t.Name));
        Assert.Equal(before.Length > 0, result.Accepted);
        if (result.Accepted) Assert.Equal(Enumerable.Range(0, count).Select(i => 4L * i), result.Tensors.Select(t => t.Storage.Offset - result.Tensors[0].Storage.Offset));
    }

    [Fact]
    public void A_value_that_holds_itself_ends() => Assert.Null(Open("]q\0h\0a."u8.ToArray(), "m.pkl").Reason);

    [Fact]
    public void Labeled_pickles_are_flagged_and_only_they()
    {
        var wrong = new List<string>();
        foreach (var path in Directory.EnumerateFiles(SharedData.Path("data", "weights", "pickle"), "*", SearchOption.AllDirectories).Where(p => !p.EndsWith(".md", StringComparison.Ordinal)))
        {
            var name = Path.GetFileName(path);
            using var blob = FileBlob.Open(path);
            var result = WeightFile.Open(name, blob);
            var harmless = name.StartsWith("benign", StringComparison.Ordinal) || name.StartsWith("int_array", StringComparison.Ordinal) || name.StartsWith("object_array", StringComparison.Ordinal) || name.EndsWith("pytorch_model.bin", StringComparison.Ordinal);
            var locked = name.Contains("password", StringComparison.Ordinal);
            if (harmless ? result.Unsafe.Count > 0 || (!result.Accepted && !locked) : result.Accepted && result.Unsafe.Count == 0) wrong.Add($"{name}: {result.Reason}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Any_damage_gives_an_answer() =>
        Fuzz.Mutations(Encoding.Latin1.GetBytes("\u0080\u0002}q\0(X\u0001\0\0\0actorch._utils\n_rebuild_tensor_v2\n((Vstorage\nctorch\nFloatStorage\nV0\nVcpu\nK\u0004tQK\0K\u0004\u0085K\u0001\u0085I00\nNtRu.")).Sample(bytes => Fuzz.Answers("m.pkl", bytes));
}
