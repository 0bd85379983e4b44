#!/usr/bin/env python3
"""Trains small families of language models with a known tree of descent, for measuring `assay lineage`.

  train_families.py KIND OUT [--steps N] [--seed S]

KIND is one of
  qwen    RMSNorm, rotary positions, gated feed-forward, biases on query, key and value, all heads, tied embeddings (width 64, 6 layers)
  gqa     the same with grouped heads, untied, wider (width 192, 3 layers), weight decay in every run
  gpt2    LayerNorm with biases, learned positions, fused qkv, weights stored (in, out), tied (width 128, 4 layers)
  neox    LayerNorm with biases, rotary positions, fused qkv by head, parallel residual, untied (width 96, 4 layers)
  moe     as gqa, with 4 experts, 2 of them active (width 96, 3 layers)
OUT gets one folder a model and truth.json in the format of the evaluation data. Needs torch and numpy; the tests of the project do not.
All text is what lies on the machine (documentation, sources), so that figures differ a little between machines; seeds are fixed.
"""
import argparse, glob, gzip, json, math, os, struct, time
import numpy as np, torch
import torch.nn.functional as F

P = argparse.ArgumentParser(); P.add_argument('kind'); P.add_argument('out'); P.add_argument('--steps', type=int, default=500); P.add_argument('--seed', type=int, default=7)
A = P.parse_args(); torch.set_num_threads(1)
KINDS = dict(
    qwen=dict(d=64, L=6, H=4, KV=4, ff=192, V=320, tied=True, bias=True, norm='rms', wd=0.0),
    gqa=dict(d=192, L=3, H=6, KV=2, ff=448, V=448, tied=False, bias=False, norm='rms', wd=0.1),
    gpt2=dict(d=128, L=4, H=4, KV=4, ff=512, V=384, tied=True, bias=True, norm='ln', wd=0.1),
    neox=dict(d=96, L=4, H=4, KV=4, ff=384, V=352, tied=False, bias=True, norm='ln', wd=0.01),
    moe=dict(d=96, L=3, H=4, KV=2, ff=128, V=320, tied=False, bias=False, norm='rms', wd=0.1, experts=4))
C = KINDS[A.kind]; T, BATCH = 64, 8
GATED = C['norm'] == 'rms'; E = C.get('experts', 0)
def r16(x): return x.to(torch.bfloat16).to(torch.float32)
def gen(seed): return torch.Generator().manual_seed(seed)

# ---- text: bytes, then the most frequent pairs become tokens of their own, once
def read(patterns, limit):
    out, size = [], 0
    for f in sorted(f for p in patterns for f in glob.glob(p, recursive=True)):
        try: b = (gzip.open if f.endswith('.gz') else open)(f, 'rb').read(400_000)
        except OSError: continue
        out.append(b); size += len(b)
        if size > limit: break
    return b'\n'.join(out)[:limit]
TEXT = dict(base=read(['/usr/share/doc/nodejs/**/*.md', '/usr/share/doc/*/changelog*.gz'], 5_000_000), code=read(['/usr/lib/python3.11/*.py'], 3_000_000),
            perl=read(['/usr/share/perl/**/*.pm'], 3_000_000), head=read(['/usr/include/*.h', '/usr/include/linux/*.h'], 3_000_000), html=read(['/usr/share/doc/**/*.html', '/usr/share/xml/**/*.xml'], 2_000_000))
TEXT = {k: v if len(v) > 100_000 else TEXT['base'] for k, v in TEXT.items()}
raw = np.frombuffer(TEXT['base'][:1_000_000], np.uint8).astype(np.int64); pairs = np.bincount(raw[:-1] * 256 + raw[1:], minlength=65536)
MERGE = np.full(65536, -1, np.int64); top = np.argsort(-pairs, kind='stable')[:C['V'] - 256]; MERGE[top] = 256 + np.arange(len(top))
def tokens(b):
    x = np.frombuffer(b, np.uint8).astype(np.int64); code = MERGE[x[:-1] * 256 + x[1:]]; out, i = [], 0; xs, cs, n = x.tolist(), code.tolist(), len(x)
    while i < n:
        if i < n - 1 and cs[i] >= 0: out.append(cs[i]); i += 2
        else: out.append(xs[i]); i += 1
    return torch.tensor(out)
DATA = {k: tokens(v[:1_500_000]) for k, v in TEXT.items()}
def batch(data, g):
    x = DATA[data]; at = torch.randint(0, len(x) - T - 1, (BATCH,), generator=g)
    return torch.stack([x[i:i + T + 1] for i in at.tolist()])

# ---- model: a dictionary of tensors
def init(seed, L=None):
    g = gen(seed); d, ff, hd = C['d'], C['ff'], C['d'] // C['H']; w = lambda *s: torch.randn(*s, generator=g) * 0.05 if len(s) > 1 else torch.zeros(*s)
    p = {'embed': w(C['V'], d), 'norm': torch.ones(d)}
    if not C['tied']: p['head'] = w(C['V'], d)
    if A.kind == 'gpt2': p['pos'] = w(T, d)
    if C['norm'] == 'ln': p['norm.b'] = torch.zeros(d)
    for l in range(L or C['L']):
        k = '%d.' % l
        p[k + 'q'], p[k + 'k'], p[k + 'v'], p[k + 'o'] = w(d, d), w(C['KV'] * hd, d), w(C['KV'] * hd, d), w(d, d)
        for e in (range(E) if E else [None]):
            x = '' if e is None else '@%d' % e
            if GATED: p[k + 'gate' + x] = w(ff, d)
            p[k + 'up' + x], p[k + 'down' + x] = w(ff, d), w(d, ff)
        if E: p[k + 'router'] = w(E, d)
        p[k + 'n1'], p[k + 'n2'] = torch.ones(d), torch.ones(d)
        if C['bias']:
            for s in 'qkv': p[k + s + '.b'] = torch.zeros(p[k + s].shape[0])
        if C['norm'] == 'ln':
            p[k + 'o.b'] = torch.zeros(d); p[k + 'up.b'] = torch.zeros(ff); p[k + 'down.b'] = torch.zeros(d); p[k + 'n1.b'] = torch.zeros(d); p[k + 'n2.b'] = torch.zeros(d)
    return p
def layers(p): return 1 + max(int(k.split('.')[0]) for k in p if k[0].isdigit())
def norm(x, p, k): return x * torch.rsqrt((x * x).mean(-1, keepdim=True) + 1e-5) * p[k] if C['norm'] == 'rms' else F.layer_norm(x, x.shape[-1:], p[k], p[k + '.b'], 1e-5)
def lin(x, p, k): return F.linear(x, p[k], p.get(k + '.b'))
def rope(x):
    hd = x.shape[-1]; f = 10000.0 ** (-torch.arange(0, hd, 2) / hd); a = torch.outer(torch.arange(x.shape[-2]).float(), f); c, s = torch.cos(a), torch.sin(a)
    x1, x2 = x[..., :hd // 2], x[..., hd // 2:]; return torch.cat([x1 * c - x2 * s, x2 * c + x1 * s], -1)
MASK = torch.full((T, T), float('-inf')).triu(1)
def attention(x, p, k):
    B, n, d = x.shape; hd = C['d'] // C['H']; q, kk, v = [lin(x, p, k + s).view(B, n, -1, hd).transpose(1, 2) for s in 'qkv']
    if A.kind != 'gpt2': q, kk = rope(q), rope(kk)
    g = q.shape[1] // kk.shape[1]; kk, v = kk.repeat_interleave(g, 1), v.repeat_interleave(g, 1)
    a = torch.softmax(q @ kk.transpose(-1, -2) / math.sqrt(hd) + MASK[:n, :n], -1); return lin((a @ v).transpose(1, 2).reshape(B, n, -1), p, k + 'o')
def ffn(x, p, k):
    if not E: return lin(F.silu(lin(x, p, k + 'gate')) * lin(x, p, k + 'up') if GATED else F.gelu(lin(x, p, k + 'up')), p, k + 'down')
    w = torch.softmax(x @ p[k + 'router'].T, -1); top, at = w.topk(2, -1); w = torch.zeros_like(w).scatter(-1, at, top / top.sum(-1, keepdim=True))
    return sum(w[..., e:e + 1] * lin(F.silu(lin(x, p, k + 'gate@%d' % e)) * lin(x, p, k + 'up@%d' % e), p, k + 'down@%d' % e) for e in range(E))
def forward(p, ids):
    x = p['embed'][ids]
    if 'pos' in p: x = x + p['pos'][:ids.shape[1]]
    for l in range(layers(p)):
        k = '%d.' % l
        if A.kind == 'neox': x = x + attention(norm(x, p, k + 'n1'), p, k) + ffn(norm(x, p, k + 'n2'), p, k)
        else: x = x + attention(norm(x, p, k + 'n1'), p, k); x = x + ffn(norm(x, p, k + 'n2'), p, k)
    return norm(x, p, 'norm') @ p.get('head', p['embed']).T
def loss(p, b): y = forward(p, b[:, :-1]); return F.cross_entropy(y.reshape(-1, y.shape[-1]), b[:, 1:].reshape(-1))
@torch.no_grad()
def quality(p): g = gen(99); return round(sum(float(loss(p, batch('base', g))) for _ in range(6)) / 6 / math.log(2), 4)
def train(p, steps, data, seed, lr=3e-3, wd=None, snaps=(), teacher=None, only=None, start=0, total=None):
    """AdamW with decoupled weight decay on matrices, warm-up, cosine to a tenth. Returns the model in bfloat16 and snapshots by step."""
    p = {k: v.clone().requires_grad_(only is None or k in only) for k, v in p.items()}; wd = C['wd'] if wd is None else wd; g = gen(seed); total = total or steps; kept = {}
    opt = torch.optim.AdamW([dict(params=[v for k, v in p.items() if v.requires_grad and v.dim() > 1], weight_decay=wd), dict(params=[v for v in p.values() if v.requires_grad and v.dim() == 1], weight_decay=0.0)], lr=lr, betas=(0.9, 0.95))
    for s in range(start, steps):
        now = lr * min(1, (s + 1) / min(40, max(1, total // 5))) * (0.1 + 0.9 * 0.5 * (1 + math.cos(math.pi * s / total)))
        for q in opt.param_groups: q['lr'] = now
        b = batch(data, g)
        if teacher is None: l = loss(p, b)
        else:
            with torch.no_grad(): t = torch.softmax(forward(teacher, b[:, :-1]), -1)
            l = -(t * torch.log_softmax(forward(p, b[:, :-1]), -1)).sum(-1).mean()
        opt.zero_grad(); l.backward(); torch.nn.utils.clip_grad_norm_([v for v in p.values() if v.requires_grad], 1.0); opt.step()
        if s + 1 in snaps: kept[s + 1] = {k: r16(v.detach()) for k, v in p.items()}
    return {k: r16(v.detach()) for k, v in p.items()}, kept
def lora(base, r, targets, data, seed, steps, alpha=8.0):
    g = gen(seed); names = [k for k in base if k.split('.')[-1] in targets]; a = {k: (torch.randn(r, base[k].shape[1], generator=g) / math.sqrt(r)).requires_grad_() for k in names}; b = {k: torch.zeros(base[k].shape[0], r, requires_grad=True) for k in names}
    opt = torch.optim.AdamW([*a.values(), *b.values()], lr=5e-3, weight_decay=0.01); merged = lambda: {k: v + alpha / r * (b[k] @ a[k]) if k in a else v for k, v in base.items()}
    for _ in range(steps): l = loss(merged(), batch(data, g)); opt.zero_grad(); l.backward(); opt.step()
    return {k: r16(v.detach()) for k, v in merged().items()}, {k: (a[k].detach(), b[k].detach()) for k in names}

# ---- merges, surgery, disguises
def mix(f, *models): return {k: r16(f(*[m[k] for m in models])) for k in models[0]}
def slerp(t):
    def f(x, y):
        c = float((x * y).sum() / (x.norm() * y.norm() + 1e-12)); w = math.acos(max(-1, min(1, c)))
        return x * (1 - t) + y * t if w < 1e-4 else (math.sin((1 - t) * w) * x + math.sin(t * w) * y) / math.sin(w)
    return f
def ties(density, weights, lam):
    def f(b, *ms):
        ds = []
        for m, w in zip(ms, weights):
            d = m - b; keep = max(1, int(density * d.numel())); cut = d.abs().flatten().kthvalue(d.numel() - keep + 1)[0] if d.numel() > 1 else 0; ds.append(torch.where(d.abs() >= cut, d, torch.zeros_like(d)) * w)
        s = torch.sign(sum(ds)); ok = [torch.where(torch.sign(d) == s, d, torch.zeros_like(d)) for d in ds]; ws = sum((o != 0).float() * w for o, w in zip(ok, weights))
        return b + lam * sum(ok) / ws.clamp(min=1e-9)
    return f
def dare(drop, weights, seed):
    g = gen(seed)
    def f(b, *ms): return b + sum(w * (m - b) * (torch.rand(b.shape, generator=g) >= drop) / (1 - drop) for m, w in zip(ms, weights))
    return f
def prune(p, share): return {k: torch.where(v.abs() > v.abs().flatten().kthvalue(int(share * v.numel()))[0], v, torch.zeros_like(v)) if v.dim() > 1 and k[0].isdigit() and 'router' not in k else v for k, v in p.items()}
def units(p, l, e, order):
    k = '%d.' % l; x = '' if e is None else '@%d' % e
    for s in ('gate', 'up'):
        if k + s + x in p: p[k + s + x] = p[k + s + x][order]
    if k + 'up.b' in p: p[k + 'up.b'] = p[k + 'up.b'][order]
    p[k + 'down' + x] = p[k + 'down' + x][:, order]
def prune_ffn(p, share):
    p = dict(p)
    for l in range(layers(p)):
        for e in (range(E) if E else [None]):
            w = p['%d.up%s' % (l, '' if e is None else '@%d' % e)]; units(p, l, e, torch.argsort(-w.norm(dim=1), stable=True)[:int(share * len(w))].sort()[0])
    return p
def restack(p, order):
    q = {k: v for k, v in p.items() if not k[0].isdigit()}
    for j, l in enumerate(order): q.update({'%d.%s' % (j, k.split('.', 1)[1]): v.clone() for k, v in p.items() if k.startswith('%d.' % l)})
    return q
def disguise(p, seed, residual=None, scale=False):
    g = gen(seed); p = {k: v.clone() for k, v in p.items()}; d, hd = C['d'], C['d'] // C['H']
    for l in range(layers(p)):
        k = '%d.' % l
        for e in (range(E) if E else [None]):
            x = '' if e is None else '@%d' % e; units(p, l, e, torch.randperm(p[k + 'up' + x].shape[0], generator=g))
            if scale and GATED: s = torch.exp(0.5 * torch.randn(p[k + 'up' + x].shape[0], generator=g)); p[k + 'up' + x] *= s[:, None]; p[k + 'down' + x] /= s
        groups = torch.randperm(C['KV'], generator=g); per = C['H'] // C['KV']; heads = torch.cat([torch.arange(per) + int(i) * per for i in groups])
        at = lambda h: torch.cat([torch.arange(hd) + int(i) * hd for i in h])
        for s, h in (('q', at(heads)), ('k', at(groups)), ('v', at(groups))):
            p[k + s] = p[k + s][h]
            if k + s + '.b' in p: p[k + s + '.b'] = p[k + s + '.b'][h]
        p[k + 'o'] = p[k + 'o'][:, at(heads)]
        if scale:
            for n, ins in (('n1', 'qkv'), ('n2', ['gate', 'up', 'router'])):
                s = torch.exp(0.3 * torch.randn(d, generator=g)); p[k + n] = p[k + n] * s
                if k + n + '.b' in p: p[k + n + '.b'] = p[k + n + '.b'] * s
                for q in [q for q in p if q.startswith(k) and q[len(k):].split('@')[0] in ins]: p[q] = p[q] / s
    if residual == 'permute':
        o = torch.randperm(d, generator=g)
        for k in p:
            s = k.split('.', 1)[-1].split('@')[0]
            if k in ('embed', 'head', 'pos', 'norm', 'norm.b') or s in ('n1', 'n2', 'n1.b', 'n2.b', 'o.b', 'down.b'): p[k] = p[k][..., o]
            elif s in ('q', 'k', 'v', 'gate', 'up', 'router'): p[k] = p[k][:, o]
            elif s in ('o', 'down'): p[k] = p[k][o]
    if residual == 'rotate':
        R = torch.linalg.qr(torch.randn(d, d, generator=g))[0]
        if 'head' not in p: p['head'] = p['embed'].clone()
        p['head'] = p['head'] * p['norm']; p['norm'] = torch.ones(d); p['embed'] = p['embed'] @ R; p['head'] = p['head'] @ R
        for l in range(layers(p)):
            k = '%d.' % l
            for q in [q for q in p if q.startswith(k)]:
                s = q[len(k):].split('@')[0]
                if s in ('q', 'k', 'v'): p[q] = (p[q] * p[k + 'n1']) @ R
                elif s in ('gate', 'up', 'router'): p[q] = (p[q] * p[k + 'n2']) @ R
                elif s in ('o', 'down'): p[q] = R.T @ p[q]
            p[k + 'n1'] = torch.ones(d); p[k + 'n2'] = torch.ones(d)
    return p

# ---- files
HF = dict(q='self_attn.q_proj', k='self_attn.k_proj', v='self_attn.v_proj', o='self_attn.o_proj', gate='mlp.gate_proj', up='mlp.up_proj', down='mlp.down_proj', n1='input_layernorm', n2='post_attention_layernorm')
GPT = dict(qkv='attn.c_attn', o='attn.c_proj', up='mlp.c_fc', down='mlp.c_proj', n1='ln_1', n2='ln_2')
NEOX = dict(qkv='attention.query_key_value', o='attention.dense', up='mlp.dense_h_to_4h', down='mlp.dense_4h_to_h', n1='input_layernorm', n2='post_attention_layernorm')
GGUF = dict(q='attn_q', k='attn_k', v='attn_v', o='attn_output', gate='ffn_gate', up='ffn_up', down='ffn_down', n1='attn_norm', n2='ffn_norm', qkv='attn_qkv')
TOP = dict(qwen=('model.embed_tokens', 'lm_head', 'model.norm', 'model.layers.%d.'), gpt2=('transformer.wte', 'lm_head', 'transformer.ln_f', 'transformer.h.%d.'), neox=('gpt_neox.embed_in', 'embed_out', 'gpt_neox.final_layer_norm', 'gpt_neox.layers.%d.'))
TOP['gqa'] = TOP['moe'] = TOP['qwen']
def fused(p, interleave):
    q = {k: v for k, v in p.items() if k.split('.', 1)[-1] not in ('q', 'k', 'v', 'q.b', 'k.b', 'v.b')}; hd = C['d'] // C['H']
    for l in range(layers(p)):
        for b in ('', '.b'):
            x = [p['%d.%s%s' % (l, s, b)] for s in 'qkv']; q['%d.qkv%s' % (l, b)] = torch.cat([y.view(C['H'], 1, hd, *y.shape[1:]) for y in x], 1).reshape(-1, *x[0].shape[1:]) if interleave else torch.cat(x)
    return q
def named(p, gguf=False):
    if A.kind in ('gpt2', 'neox'): p = fused(p, A.kind == 'neox' and not gguf)
    table = GGUF if gguf else GPT if A.kind == 'gpt2' else NEOX if A.kind == 'neox' else HF; top = ('token_embd', 'output', 'output_norm', 'blk.%d.') if gguf else TOP[A.kind]; out = {}
    for k, v in p.items():
        end = '.bias' if k.endswith('.b') else '.weight'; k = k[:-2] if k.endswith('.b') else k
        if k == 'pos': out['position_embd.weight' if gguf else 'transformer.wpe.weight'] = v; continue
        if not k[0].isdigit(): out[dict(embed=top[0], head=top[1], norm=top[2])[k] + end] = v; continue
        l, s = k.split('.', 1); s, _, e = s.partition('@')
        name = 'block_sparse_moe.gate' if s == 'router' else 'block_sparse_moe.experts.%s.%s' % (e, dict(gate='w1', up='w3', down='w2')[s]) if e else table[s]
        out[top[3] % int(l) + name + end] = v.T.contiguous() if A.kind == 'gpt2' and not gguf and v.dim() == 2 and s in ('qkv', 'o', 'up', 'down') else v
    return out
def f8(x):
    grid = np.array([(m / 8 * 2.0 ** -6) if e == 0 else (1 + m / 8) * 2.0 ** (e - 7) for e in range(16) for m in range(8)][:127]); a = np.abs(x.numpy().astype(np.float64)).reshape(-1); i = np.clip(np.searchsorted(grid, a), 1, 126)
    lo, hi = a - grid[i - 1], grid[i] - a; j = np.where((lo < hi) | ((lo == hi) & ((i - 1) % 2 == 0)), i - 1, i); return (j | ((x.numpy().reshape(-1) < 0) * 128)).astype(np.uint8)
def encode(v, t):
    if t == 'F32': return v.float().numpy().tobytes()
    if t == 'F16': return v.half().numpy().tobytes()
    if t == 'BF16': return (v.float().numpy().view(np.uint32) + 0x7FFF + ((v.float().numpy().view(np.uint32) >> 16) & 1) >> 16).astype(np.uint16).tobytes()
    return f8(v).tobytes() if t == 'F8_E4M3' else v.numpy().astype(np.int8).tobytes()
def safetensors(path, tensors):
    head, blobs, at = {}, [], 0
    for n, (v, t) in sorted(tensors.items()): b = encode(v, t); head[n] = dict(dtype=t, shape=list(v.shape), data_offsets=[at, at + len(b)]); at += len(b); blobs.append(b)
    j = json.dumps(dict(head, __metadata__={'format': 'pt'})).encode(); j += b' ' * (-len(j) % 8); open(path, 'wb').write(struct.pack('<Q', len(j)) + j + b''.join(blobs))
def q_blocks(v, t):
    x = v.float().numpy().reshape(-1, 32)
    if t == 8: d = np.abs(x).max(1, keepdims=True) / np.float32(127); q = np.where(d == 0, 0, np.trunc(x / np.where(d == 0, 1, d) + np.copysign(0.5, x))).astype(np.int8); return b''.join(a.tobytes() + b.tobytes() for a, b in zip(d.astype(np.float16), q))
    m = np.take_along_axis(x, np.abs(x).argmax(1)[:, None], 1); d = m / np.float32(-8); q = np.minimum(15, np.where(d == 0, 8, x / np.where(d == 0, 1, d) + np.float32(8.5)).astype(np.int32)).astype(np.uint8); return b''.join(a.tobytes() + b.tobytes() for a, b in zip(d.astype(np.float16), q[:, :16] | (q[:, 16:] << 4)))
def gguf(path, p, t, name):
    s = lambda x: struct.pack('<Q', len(x.encode())) + x.encode(); kv = [('general.architecture', s({'gpt2': 'gpt2', 'neox': 'gptneox'}.get(A.kind, 'qwen2'))), ('general.name', s(name))]; ts = named(p, True); info, data = b'', b''
    for n, v in ts.items():
        k = t if v.dim() == 2 and v.shape[1] % 32 == 0 else 0; b = q_blocks(v, k) if k else encode(v, 'F32'); info += s(n) + struct.pack('<I', v.dim()) + b''.join(struct.pack('<Q', x) for x in reversed(v.shape)) + struct.pack('<IQ', k, len(data)); data += b + b'\0' * (-len(b) % 32)
    h = b'GGUF' + struct.pack('<IQQ', 3, len(ts), len(kv)) + b''.join(s(k) + struct.pack('<I', 8) + v for k, v in kv) + info; open(path, 'wb').write(h + b'\0' * (-len(h) % 32) + data)
TRUTH, MODELS = {}, {}
def folder(name, parents, relation, declared, note=None, p=None):
    d = os.path.join(A.out, name); os.makedirs(d, exist_ok=True); TRUTH[name] = dict(relation=relation, parents=parents, declared=dict(base_model=declared) if declared else None, note=note, bpb_base=quality(p) if p else None); MODELS[name] = p
    open(os.path.join(d, 'README.md'), 'w').write('---\nlicense: apache-2.0\n' + (''.join(['base_model:\n'] + ['- %s\n' % x for x in declared]) if declared else '') + '---\n# %s\n' % name)
    if p is not None:
        config = dict(architectures=[{'gpt2': 'GPT2LMHeadModel', 'neox': 'GPTNeoXForCausalLM', 'moe': 'MixtralForCausalLM'}.get(A.kind, 'Qwen2ForCausalLM')], hidden_size=C['d'], intermediate_size=C['ff'], num_hidden_layers=layers(p), num_attention_heads=C['H'], num_key_value_heads=C['KV'], vocab_size=p['embed'].shape[0], tie_word_embeddings='head' not in p, torch_dtype='bfloat16')
        json.dump(config, open(os.path.join(d, 'config.json'), 'w'), indent=1)
    json.dump(dict(set=A.kind, config=C, models=TRUTH), open(os.path.join(A.out, 'truth.json'), 'w'), indent=1); print(time.strftime('%H:%M:%S'), name, TRUTH[name]['bpb_base'], flush=True); return d
def save(name, p, parents, relation, declared=None, note=None, t='BF16'): safetensors(os.path.join(folder(name, parents, relation, declared, note, p), 'model.safetensors'), {k: (v, t) for k, v in named(p).items()}); return p

# ---- the families
S, N = A.seed * 100, A.steps
p0 = init(S + 1); baseA, snaps = train(p0, N, 'base', S + 2, snaps=(int(N * .4), int(N * .7)))
save('A_ckpt40', snaps[int(N * .4)], [], 'root', note='earlier step of the run of baseA'); save('A_ckpt70', snaps[int(N * .7)], ['A_ckpt40'], 'continued', note='earlier step of the run of baseA'); save('baseA', baseA, ['A_ckpt70'], 'continued')
baseB = save('baseB', train(init(S + 11), N, 'base', S + 12)[0], [], 'root'); baseC = save('baseC', train(init(S + 21), N, 'base', S + 22)[0], [], 'root')
save('A_sameinit', train(p0, int(N * .6), 'head', S + 31)[0], [], 'same_init', note='initialisation of baseA, other data')
ft1 = save('A_ft1', train(baseA, 60, 'perl', S + 41, lr=4e-4, wd=0.01)[0], ['baseA'], 'finetune', ['baseA']); ft2 = save('A_ft2', train(baseA, 80, 'code', S + 42, lr=6e-4, wd=0.1)[0], ['baseA'], 'finetune', ['baseA'])
ft3 = save('A_ft3', train(baseA, 120, 'head', S + 43, lr=6e-4, wd=0.5)[0], ['baseA'], 'finetune', ['baseA'], 'heavy weight decay')
ft1b = save('A_ft1_ft', train(ft1, 60, 'html', S + 44, lr=4e-4, wd=0.1)[0], ['A_ft1'], 'finetune', ['baseA'], 'declares the grandparent'); save('A_ft1_ft_ft', train(ft1b, 60, 'code', S + 45, lr=4e-4, wd=0.1)[0], ['A_ft1_ft'], 'finetune', ['A_ft1_ft'])
save('A_ftlight', train(baseA, 6, 'perl', S + 46, lr=2e-5, wd=0.01)[0], ['baseA'], 'finetune', ['baseA'])
cpt = save('A_cpt', train(baseA, int(N * .5), 'head', S + 47, lr=2e-3)[0], ['baseA'], 'continued')
deep = save('A_depthup', train(restack(baseA, [*range(C['L'] - 1), *range(1, C['L'])]), 80, 'base', S + 48, lr=6e-4)[0], ['baseA'], 'depth_upscaled', ['baseA']); save('A_layerdrop', train(restack(baseA, [l for l in range(C['L']) if l != C['L'] // 2]), 40, 'base', S + 49, lr=6e-4)[0], ['baseA'], 'layer_drop', ['baseA'])
save('A_prunedFFN', train(prune_ffn(baseA, .75), 40, 'base', S + 50, lr=4e-4)[0], ['baseA'], 'pruned', ['baseA'])
more = {k: torch.cat([v, v[:32] * 0.5 + 0.02 * torch.randn(32, v.shape[1], generator=gen(S + 51))]) if k in ('embed', 'head') else v for k, v in baseA.items()}; save('A_vocabext', train(more, 60, 'perl', S + 52, lr=4e-4)[0], ['baseA'], 'finetune:vocab_extended', ['baseA'])
for base, b, r, targets, data in (('baseA', baseA, 4, 'qkvo', 'head'), ('baseB', baseB, 8, 'qv', 'perl')):
    x = base[-1]; m, adapter = lora(b, r, targets, data, S + 53, 80); save(x + '_lora_merged', m, [base], 'lora_merged', [base] if x == 'A' else None)
    if x == 'A': lm, ad = m, adapter
if A.kind not in ('gpt2', 'neox'):
    d = folder('A_lora_adapter', ['baseA'], 'adapter', ['baseA']); L0 = lambda k: 'base_model.model.' + TOP[A.kind][3] % int(k.split('.')[0]) + HF[k.split('.')[1]]
    safetensors(os.path.join(d, 'adapter_model.safetensors'), {L0(k) + '.lora_%s.weight' % n: (v, 'F32') for k, ab in ad.items() for n, v in zip('AB', ab)}); json.dump(dict(peft_type='LORA', base_model_name_or_path='baseA', r=4, lora_alpha=8, target_modules=['q_proj', 'k_proj', 'v_proj', 'o_proj']), open(os.path.join(d, 'adapter_config.json'), 'w'))
save('A_merge_linear', mix(lambda x, y: .6 * x + .4 * y, ft1, ft2), ['A_ft1', 'A_ft2'], 'merge_linear', ['A_ft1', 'A_ft2'], '0.6/0.4'); save('A_merge_linear_f16', mix(lambda x, y: .3 * x + .7 * y, ft2, ft3), ['A_ft2', 'A_ft3'], 'merge_linear', None, '0.3/0.7 in F16', 'F16')
save('A_merge_slerp', mix(slerp(.5), ft2, cpt), ['A_ft2', 'A_cpt'], 'merge_slerp')
save('A_merge_ties', mix(ties(.5, [1, 1], 1), baseA, ft1, lm), ['A_ft1', 'A_lora_merged'], 'merge_ties', ['A_ft1', 'A_lora_merged']); save('A_merge_ties_w', mix(ties(.4, [.6, .4], .8), baseA, ft2, ft3), ['A_ft2', 'A_ft3'], 'merge_ties', None, 'density 0.4, weights 0.6/0.4, lambda 0.8'); save('A_merge_ties_f16', mix(ties(.3, [.5, .5], 1.2), baseA, ft1, ft3), ['A_ft1', 'A_ft3'], 'merge_ties', None, 'density 0.3, lambda 1.2, F16', 'F16')
save('A_merge_dare', mix(dare(.5, [.5, .5], S + 61), baseA, ft2, lm), ['A_ft2', 'A_lora_merged'], 'merge_dare', ['A_ft2', 'A_lora_merged']); save('A_merge_dare_w', mix(dare(.7, [.6, .4], S + 62), baseA, ft1, ft2), ['A_ft1', 'A_ft2'], 'merge_dare', None, 'drop 0.7, weights 0.6/0.4'); save('A_merge_dare_f16', mix(dare(.8, [.5, .5], S + 63), baseA, ft2, ft3), ['A_ft2', 'A_ft3'], 'merge_dare', None, 'drop 0.8, weights 0.5/0.5, F16', 'F16')
save('A_pruned50', prune(baseA, .5), ['baseA'], 'pruned', ['baseA'])
def same(a, b): b_ = batch('base', gen(5)); return float((forward(a, b_) - forward(b, b_)).abs().max()) if False else float((forward(a, b_[:, :-1]) - forward(b, b_[:, :-1])).abs().max())
def hide(name, base, parent, **how): q = disguise(base, S + 70, **how); save(name, {k: r16(v) for k, v in q.items()}, [parent], 'disguised', None, 'max logit change %.1e' % same(base, q))
hide('A_permFFN', baseA, 'baseA'); hide('A_perm', ft2, 'A_ft2', residual='permute'); hide('A_permscale', baseA, 'baseA', residual='permute', scale=True)
if GATED: hide('A_rot', baseA, 'baseA', residual='rotate', scale=True)
save('A_fp16', baseA, ['baseA'], 'quant:F16', ['baseA'], t='F16')
matrix = lambda k, v: v.dim() == 2 and 'embed' not in k and 'wte' not in k and 'head' not in k
safetensors(os.path.join(folder('A_f8', ['baseA'], 'quant:F8_E4M3', ['baseA'], p=baseA), 'model.safetensors'), {k: (v, 'F8_E4M3' if matrix(k, v) else 'BF16') for k, v in named(baseA).items()})
if A.kind != 'gpt2':
    ts = {}
    for k, v in named(ft1).items():
        if matrix(k, v): s = (v.abs().amax(1, keepdim=True) / 127).clamp(min=1e-12); ts[k] = (torch.round(v / s), 'I8'); ts[k + '_scale'] = (s, 'F32')
        else: ts[k] = (v, 'BF16')
    safetensors(os.path.join(folder('A_ft1_int8', ['A_ft1'], 'quant:I8', ['A_ft1'], p=ft1), 'model.safetensors'), ts)
if not E:
    for name, base, parent, t, dec in (('A_q8_0', baseA, 'baseA', 8, 1), ('A_ft2_q4_0', ft2, 'A_ft2', 2, 1), ('A_cpt_q4_0', cpt, 'A_cpt', 2, 0), ('C_q4_0', baseC, 'baseC', 2, 1)): gguf(os.path.join(folder(name, [parent], 'quant:Q', [parent] if dec else None, p=base), name + '.gguf'), base, t, name); os.remove(os.path.join(A.out, name, 'config.json'))
d = folder('A_sharded', ['baseA'], 'identical', ['baseA'], p=baseA); ts = named(baseA); names = sorted(ts); parts = [names[:len(names) // 2], names[len(names) // 2:]]
for i, part in enumerate(parts): safetensors(os.path.join(d, 'model-%05d-of-00002.safetensors' % (i + 1)), {k: (ts[k], 'BF16') for k in part})
json.dump(dict(metadata={'total_size': sum(v.numel() * 2 for v in ts.values())}, weight_map={k: 'model-%05d-of-00002.safetensors' % (i + 1) for i, part in enumerate(parts) for k in part}), open(os.path.join(d, 'model.safetensors.index.json'), 'w'))
save('A_distilled', train(init(S + 81), int(N * .6), 'base', S + 82, teacher=baseA)[0], [], 'distilled', ['baseA'], 'new initialisation, trained on outputs')
save('B_ft1', train(baseB, 60, 'perl', S + 91, lr=4e-4, wd=0.1)[0], ['baseB'], 'finetune', ['baseB']); save('C_ft1', train(baseC, 100, 'html', S + 92, lr=1e-3, wd=0.1)[0], ['baseC'], 'finetune', ['baseB'], 'declares the wrong base')
