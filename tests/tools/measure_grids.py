#!/usr/bin/env python3
"""Measures the grids of the GGUF types IQ1, IQ2 and IQ3 from the decoder of a ggml library.

    python3 -I tests/tools/measure_grids.py LIBRARY [--grids FILE] [--blocks FILE]

LIBRARY is a shared library with ggml's dequantize_row_* functions (libggml-base.so, for instance of the NuGet package
LLamaSharp.Backend.Cpu). Every index of every grid is put into a block of scale 1 and decoded; what comes out is the grid.
Then random blocks of each type are decoded by the library and by the layouts below, and must agree bit for bit.
--grids writes the data file that Assay.Weights embeds, --blocks random blocks with the values the library gives them.
"""
import argparse
import ctypes
import hashlib
import random
import struct
import sys

ELEMENTS = 256
RANDOM_BLOCKS = 3000
ONE = struct.pack("<e", 1.0)

# type: (bytes of a block, points of its grid, values of a point)
TYPES = {
    "iq2_xxs": (66, 256, 8),
    "iq2_xs": (74, 512, 8),
    "iq2_s": (82, 1024, 8),
    "iq3_xxs": (98, 256, 4),
    "iq3_s": (110, 512, 4),
    "iq1_s": (50, 2048, 8),
    "iq1_m": (56, 2048, 8),
}
LAYOUTS = {
    "iq2_xxs": "d f16; for each 32 values: 4 indices of 8 bits, then 32 bits: 4 x 7 bits of signs, 4 bits of scale s; (s + 1/2) / 4",
    "iq2_xs": "d f16; 32 x 16 bits: index of 9 bits, 7 bits of signs; 16 scales s of 4 bits, one for each 16 values; (s + 1/2) / 4",
    "iq2_s": "d f16; 32 low index bytes; 32 bytes of signs; 8 bytes with 2 high index bits for each 8 values; 16 scales s of 4 bits; (s + 1/2) / 4",
    "iq3_xxs": "d f16; 64 indices of 8 bits; 8 x 32 bits: 4 x 7 bits of signs, 4 bits of scale s for each 32 values; (s + 1/2) / 2",
    "iq3_s": "d f16; 64 low index bytes; 8 bytes of ninth index bits; 32 bytes of signs; 8 scales s of 4 bits; 2 s + 1",
    "iq1_s": "d f16; 32 low index bytes; 8 x 16 bits: 4 x 3 high index bits, 3 bits of scale s, 1 bit that makes the shift -1/8 instead of 1/8; 2 s + 1",
    "iq1_m": "32 low index bytes; 32 nibbles: 3 high index bits, 1 bit of shift; 4 x 16 bits: 4 scales s of 3 bits, and a quarter of d; 2 s + 1; the grid is that of iq1_s",
}


class Library:
    def __init__(self, path):
        self.ggml = ctypes.CDLL(path)
        self.ggml.ggml_version.restype = self.ggml.ggml_commit.restype = ctypes.c_char_p
        self.version = f"{self.ggml.ggml_version().decode()} ({self.ggml.ggml_commit().decode()})"

    def decode(self, kind, block):
        values = (ctypes.c_float * ELEMENTS)()
        getattr(self.ggml, "dequantize_row_" + kind)(ctypes.c_char_p(block), values, ctypes.c_int64(ELEMENTS))
        return list(values)


def with_index(kind, index):
    """A block of scale 1, no minus sign, and this index at the first place."""
    size = TYPES[kind][0]
    low = bytes([index & 255])
    if kind == "iq2_xs":
        head = ONE + struct.pack("<H", index)
    elif kind == "iq2_s":
        head = ONE + low + bytes(63) + bytes([index >> 8])
    elif kind == "iq3_s":
        head = ONE + low + bytes(63) + bytes([index >> 8])
    elif kind == "iq1_s":
        head = ONE + low + bytes(31) + struct.pack("<H", index >> 8)
    elif kind == "iq1_m":
        one = struct.unpack("<H", ONE)[0]
        scales = b"".join(struct.pack("<H", (one >> (4 * i) & 15) << 12) for i in range(4))
        return low + bytes(31) + bytes([index >> 8]) + bytes(15) + scales
    else:
        head = ONE + low
    return head + bytes(size - len(head))


def unit(kind):
    return {"iq2": 1 / 8, "iq3": 1 / 4 if kind == "iq3_xxs" else 1, "iq1": 1}[kind[:3]]


def measure(library, kind):
    _, points, width = TYPES[kind]
    shift = 1 / 8 if kind.startswith("iq1") else 0
    grid = []
    for index in range(points):
        exact = [v / unit(kind) - shift for v in library.decode(kind, with_index(kind, index))[:width]]
        point = [round(v) for v in exact]
        if point != exact:
            sys.exit(f"{kind}: index {index} does not decode to whole numbers: {exact}")
        grid.append(point)
    return grid


def even(signs):
    """Seven signs; the eighth makes the number of minus signs even."""
    return signs | (bin(signs).count("1") & 1) << 7


def groups(kind, b):
    """Scale, grid indices, signs and shift of each 8 values by the layouts above."""
    half = lambda at: struct.unpack_from("<e", b, at)[0]
    u16 = lambda at: struct.unpack_from("<H", b, at)[0]
    u32 = lambda at: struct.unpack_from("<I", b, at)[0]
    nibble = lambda at, i: b[at + i // 2] >> (4 * (i % 2)) & 15
    for g in range(32):
        part, lane = g // 4, g % 4
        if kind == "iq2_xxs":
            word = u32(2 + 8 * part + 4)
            yield half(0) * ((word >> 28) + .5) / 4, [b[2 + 8 * part + lane]], even(word >> (7 * lane) & 127), 0
        elif kind == "iq2_xs":
            code = u16(2 + 2 * g)
            yield half(0) * (nibble(66, g // 2) + .5) / 4, [code & 511], even(code >> 9), 0
        elif kind == "iq2_s":
            yield half(0) * (nibble(74, g // 2) + .5) / 4, [b[2 + g] | (b[66 + part] >> (2 * lane) & 3) << 8], b[34 + g], 0
        elif kind == "iq3_xxs":
            word = u32(66 + 4 * part)
            yield half(0) * ((word >> 28) + .5) / 2, [b[2 + 2 * g], b[3 + 2 * g]], even(word >> (7 * lane) & 127), 0
        elif kind == "iq3_s":
            ninth = b[66 + part] >> (2 * lane)
            indices = [b[2 + 2 * g] | (ninth & 1) << 8, b[3 + 2 * g] | (ninth >> 1 & 1) << 8]
            yield half(0) * (2 * nibble(106, part) + 1), indices, b[74 + g], 0
        elif kind == "iq1_s":
            word = u16(34 + 2 * part)
            yield half(0) * (2 * (word >> 12 & 7) + 1), [b[2 + g] | (word >> (3 * lane) & 7) << 8], 0, -1 / 8 if word >> 15 else 1 / 8
        else:
            word, high = u16(48 + 2 * (part // 2)), nibble(32, g)
            quarters = sum((u16(48 + 2 * i) >> 12) << (4 * i) for i in range(4))
            scale = word >> (6 * (part % 2) + 3 * (lane // 2)) & 7
            yield struct.unpack("<e", struct.pack("<H", quarters))[0] * (2 * scale + 1), [b[g] | (high & 7) << 8], 0, -1 / 8 if high & 8 else 1 / 8


def by_layout(kind, grid, block):
    values = []
    for scale, indices, signs, shift in groups(kind, block):
        point = [v for index in indices for v in grid[index]]
        values += [scale * (v + shift) * (-1 if signs >> i & 1 else 1) for i, v in enumerate(point)]
    return values


def random_block(kind, rng):
    """Random bytes with a scale that is an ordinary number."""
    block = bytearray(rng.randbytes(TYPES[kind][0]))
    scale = struct.pack("<e", rng.uniform(.001, .1) * rng.choice([-1, 1]))
    if kind != "iq1_m":
        block[:2] = scale
    else:
        for i in range(4):
            at = 49 + 2 * i
            block[at] = block[at] & 15 | (scale[i // 2] >> (4 * (i % 2)) & 15) << 4
    return bytes(block)


def floats(values):
    return struct.pack("<256f", *values)


def check(library, kind, grid):
    rng = random.Random(kind)
    for _ in range(RANDOM_BLOCKS):
        block = random_block(kind, rng)
        if floats(library.decode(kind, block)) != floats(by_layout(kind, grid, block)):
            sys.exit(f"{kind}: the layout assumed does not give what the library gives")


def write_grids(path, library, grids):
    lines = ["# Grids of the GGUF types IQ1, IQ2 and IQ3: constants of the file format, which no formula gives.",
             f"# Measured by tests/tools/measure_grids.py from the decoder of ggml {library.version}, which is under the MIT license: each index put into a",
             f"# block of scale 1 and decoded. The layouts assumed below gave the library's values bit for bit on {RANDOM_BLOCKS} random blocks of each type.",
             "# A grid: its name, the values of a point, the levels. Then the points in order, in hexadecimal: number of the level of the first value in the lowest bits",
             "# (2 bits each, 4 digits a point; for more than 4 levels 3 bits each, 3 digits a point). Points of 4 and 8 values are followed by the next."]
    lines += [f"# {kind}: {LAYOUTS[kind]}" for kind in TYPES]
    for kind, grid in grids.items():
        levels = sorted({v for point in grid for v in point})
        bits = 2 if len(levels) <= 4 else 3
        lines.append(f"{kind} {len(grid[0])} {' '.join(map(str, levels))}")
        digits = "".join(f"{sum(levels.index(v) << (bits * i) for i, v in enumerate(point)):0{bits * len(point) // 4}x}" for point in grid)
        lines += [digits[at:at + 192] for at in range(0, len(digits), 192)]
    with open(path, "w", encoding="ascii") as out:
        out.write("\n".join(lines) + "\n")


def write_blocks(path, library):
    with open(path, "w", encoding="ascii") as out:
        out.write(f"# Random blocks, and what the decoder of ggml {library.version} gives for them (tests/tools/measure_grids.py --blocks):\n"
                  "# type, block, first four values, SHA-256 of the 256 values as binary32, lowest byte first.\n")
        for kind in TYPES:
            rng = random.Random("blocks " + kind)
            for _ in range(3):
                block = random_block(kind, rng)
                values = library.decode(kind, block)
                out.write(f"{kind.upper()} {block.hex()} {' '.join(repr(v) for v in values[:4])} {hashlib.sha256(floats(values)).hexdigest()}\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("library")
    parser.add_argument("--grids")
    parser.add_argument("--blocks")
    options = parser.parse_args()
    library = Library(options.library)
    grids = {kind: measure(library, kind) for kind in TYPES}
    for kind, grid in grids.items():
        check(library, kind, grid)
        print(f"{kind}: {len(grid)} points, levels {sorted({v for point in grid for v in point})}")
    if grids.pop("iq1_m") != grids["iq1_s"]:
        sys.exit("iq1_m: another grid than iq1_s")
    if options.grids:
        write_grids(options.grids, library, grids)
    if options.blocks:
        write_blocks(options.blocks, library)


if __name__ == "__main__":
    main()
