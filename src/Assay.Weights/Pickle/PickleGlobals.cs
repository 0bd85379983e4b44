using System.Collections.Frozen;

namespace Assay.Weights.Pickle;

/// <summary>
/// The names a pickle of weights may import: containers, numbers and the functions that put tensors together.
/// Everything else is reported as code. The list is closed; a name is compared as a whole, never by its beginning.
/// </summary>
internal static class PickleGlobals
{
    private static readonly FrozenDictionary<string, DType> Storages = new Dictionary<string, DType>(StringComparer.Ordinal)
    {
        ["FloatStorage"] = DType.F32,
        ["DoubleStorage"] = DType.F64,
        ["HalfStorage"] = DType.F16,
        ["BFloat16Storage"] = DType.BF16,
        ["LongStorage"] = DType.I64,
        ["IntStorage"] = DType.I32,
        ["ShortStorage"] = DType.I16,
        ["CharStorage"] = DType.I8,
        ["ByteStorage"] = DType.U8,
        ["BoolStorage"] = DType.Bool,
        ["ComplexFloatStorage"] = DType.C64,
        ["ComplexDoubleStorage"] = DType.C128,
        ["QInt8Storage"] = DType.I8,
        ["QUInt8Storage"] = DType.U8,
        ["QInt32Storage"] = DType.I32,
        ["QUInt4x2Storage"] = DType.U8,
        ["QUInt2x4Storage"] = DType.U8,
        ["UntypedStorage"] = DType.U8,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, DType> Types = new Dictionary<string, DType>(StringComparer.Ordinal)
    {
        ["float32"] = DType.F32,
        ["float"] = DType.F32,
        ["float64"] = DType.F64,
        ["double"] = DType.F64,
        ["float16"] = DType.F16,
        ["half"] = DType.F16,
        ["bfloat16"] = DType.BF16,
        ["int64"] = DType.I64,
        ["long"] = DType.I64,
        ["int32"] = DType.I32,
        ["int"] = DType.I32,
        ["int16"] = DType.I16,
        ["short"] = DType.I16,
        ["int8"] = DType.I8,
        ["uint8"] = DType.U8,
        ["uint16"] = DType.U16,
        ["uint32"] = DType.U32,
        ["uint64"] = DType.U64,
        ["bool"] = DType.Bool,
        ["complex64"] = DType.C64,
        ["complex128"] = DType.C128,
        ["float8_e4m3fn"] = DType.F8_E4M3,
        ["float8_e5m2"] = DType.F8_E5M2,
        ["float8_e4m3fnuz"] = DType.F8_E4M3FNUZ,
        ["float8_e5m2fnuz"] = DType.F8_E5M2FNUZ,
        ["float8_e8m0fnu"] = DType.F8_E8M0,
        ["qint8"] = DType.I8,
        ["quint8"] = DType.U8,
        ["qint32"] = DType.I32,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, FrozenSet<string>> Names = new Dictionary<string, FrozenSet<string>>(StringComparer.Ordinal)
    {
        ["torch._utils"] = Set(
            "_rebuild_tensor", "_rebuild_tensor_v2", "_rebuild_tensor_v3", "_rebuild_parameter", "_rebuild_parameter_with_state", "_rebuild_qtensor",
            "_rebuild_sparse_tensor", "_rebuild_device_tensor_from_numpy", "_rebuild_meta_tensor_no_storage"),
        ["torch._tensor"] = Set("_rebuild_from_type_v2"),
        ["torch.nn.parameter"] = Set("Parameter", "Buffer"),
        ["torch.storage"] = Set("UntypedStorage", "TypedStorage", "_UntypedStorage", "_TypedStorage"),
        ["torch.serialization"] = Set("_get_layout"),
        ["torch"] = Set("device", "Size", "Tensor", "per_tensor_affine", "per_channel_affine", "per_tensor_symmetric", "per_channel_symmetric", "strided", "sparse_coo", "sparse_csr"),
        ["torch.jit._pickle"] = Set("build_intlist", "build_tensorlist", "build_doublelist", "build_boollist", "build_tensor_from_id", "restore_type_tag"),
        ["collections"] = Set("OrderedDict"),
        ["builtins"] = Set("set", "frozenset", "bytearray", "complex"),
        ["__builtin__"] = Set("set", "frozenset", "bytearray", "complex"),
        ["_codecs"] = Set("encode"),
        ["numpy"] = Set(
            "dtype", "ndarray", "float16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "bool_", "bool",
            "complex64", "complex128", "str_", "bytes_", "void", "longlong", "ulonglong", "intc", "uintc"),
        ["numpy.core.multiarray"] = Set("_reconstruct", "scalar"),
        ["numpy._core.multiarray"] = Set("_reconstruct", "scalar"),
        ["numpy.core.numeric"] = Set("_frombuffer"),
        ["numpy._core.numeric"] = Set("_frombuffer"),
        ["numpy.dtypes"] = Set(
            "Float16DType", "Float32DType", "Float64DType", "Int8DType", "Int16DType", "Int32DType", "Int64DType", "UInt8DType", "UInt16DType", "UInt32DType",
            "UInt64DType", "BoolDType", "Complex64DType", "Complex128DType", "ObjectDType", "StrDType", "BytesDType"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether a name may be imported. Classes of a TorchScript program live in the archive itself; they count as part of that program.</summary>
    public static bool Allows(string module, string name, bool torchScript)
    {
        if (torchScript && (module == "__torch__" || module.StartsWith("__torch__.", StringComparison.Ordinal))) return true;
        if (module == "torch" && (Storages.ContainsKey(name) || Types.ContainsKey(name))) return true;
        return Names.TryGetValue(module, out var names) && names.Contains(name);
    }

    /// <summary>Element type of a storage class; null where the name is none.</summary>
    public static DType? StorageType(PyGlobal global) =>
        global.Module is "torch" or "torch.storage" or "torch.cuda" && Storages.TryGetValue(global.Name.TrimStart('_'), out var type) ? type : null;

    /// <summary>Element type that a name such as <c>torch.bfloat16</c> means; null where the name is none.</summary>
    public static DType? ElementType(PyGlobal global) => global.Module == "torch" && Types.TryGetValue(global.Name, out var type) ? type : null;

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
