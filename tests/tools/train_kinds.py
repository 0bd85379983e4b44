#!/usr/bin/env python3
"""Trains small families of further kinds of networks with a known tree of descent, for measuring `assay lineage` on kinds its rules were not made with.

  train_kinds.py KIND OUT [--steps N] [--seed S] [--control N]

KIND: opt (learned positions, biases, tied), t5 (encoder and decoder), bert (masked tokens, normalization behind, tied), vit (image patches), mamba (state space),
audio (1-D convolutions, batch normalization), mla (latent attention, shared and routed experts), phi (fused qkv and gate_up; some descendants stored split);
of more_kinds.py: mamba2, rwkv, bloom, falcon, gemma, codegen, bart, hybrid, resnet, convnext, unet.
OUT gets one folder a model and truth.json as train_families.py writes it. --control N: instead of a family N models of one kind with the same data and recipe and other seeds.
Needs torch and numpy. All text is what lies on the machine; images and sounds are made from formulas.
"""
import argparse, glob, gzip, json, math, os, re, struct, sys, time
import numpy as np, torch
import torch.nn.functional as F
import more_kinds

P = argparse.ArgumentParser(); P.add_argument('kind'); P.add_argument('out'); P.add_argument('--steps', type=int, default=240); P.add_argument('--seed', type=int, default=11); P.add_argument('--control', type=int, default=0)
A = P.parse_args(); torch.set_num_threads(1); K = A.kind; T, BATCH = (20, 4) if K in ('mamba', 'mamba2', 'hybrid', 'rwkv') else (48, 6); TRAINING = False
r16 = lambda x: x.to(torch.bfloat16).to(torch.float32)
gen = lambda seed: torch.Generator().manual_seed(seed)

# ---- data
def read(patterns, limit):
    out, size = [], 0
    for f in sorted(f for p in patterns for f in glob.glob(p, recursive=True)):
        try: b = (gzip.open if f.endswith('.gz') else open)(f, 'rb').read(200_000)
        except OSError: continue
        out.append(b); size += len(b)
        if size > limit: break
    return b'\n'.join(out)[:limit]
V = dict(opt=384, t5=320, bert=512, mamba=320, mla=352, phi=320, **more_kinds.TEXT).get(K, 0)
DOMAINS = ['base', 'code', 'perl', 'head']
if V:
    TEXT = dict(base=read(['/usr/share/doc/*/changelog*.gz', '/usr/share/doc/nodejs/**/*.md'], 600_000), code=read(['/usr/lib/python3.11/*.py'], 400_000), perl=read(['/usr/share/perl/**/*.pm'], 400_000), head=read(['/usr/include/*.h', '/usr/include/linux/*.h'], 400_000))
    TEXT = {k: v if len(v) > 50_000 else TEXT['base'] for k, v in TEXT.items()}
    raw = np.frombuffer(TEXT['base'], np.uint8).astype(np.int64); top = np.argsort(-np.bincount(raw[:-1] * 256 + raw[1:], minlength=65536), kind='stable')[:V - 256 - 4]; MERGE = {int(c): 256 + i for i, c in enumerate(top)}
    def tokens(b):
        x, out, i = list(b), [], 0
        while i < len(x):
            c = MERGE.get(x[i] * 256 + x[i + 1]) if i + 1 < len(x) else None
            out.append(x[i] if c is None else c); i += 1 if c is None else 2
        return torch.tensor(out)
    DATA = {k: tokens(v) for k, v in TEXT.items()}
def text_batch(data, g):
    x = DATA[data]; at = torch.randint(0, len(x) - 2 * T - 1, (BATCH,), generator=g)
    return torch.stack([x[i:i + T + 1] for i in at.tolist()])
def image_batch(data, g):
    n = 16; k = DOMAINS.index(data); y = torch.randint(0, 10, (n,), generator=g); s = torch.arange(32).float()
    angle = math.pi * (y + .3 * torch.rand(n, generator=g)) / 10 + k; f = (.3 + .25 * k) * (1 + .2 * torch.rand(n, generator=g)); w = s[None, :, None] * torch.cos(angle)[:, None, None] + s[None, None, :] * torch.sin(angle)[:, None, None]
    x = torch.sin(f[:, None, None] * w + 6 * torch.rand(n, 1, 1, generator=g))[:, None] * torch.rand(n, 3, 1, 1, generator=g); return x + .4 * torch.randn(n, 3, 32, 32, generator=g), y
def sound_batch(data, g):
    n = 16; k = DOMAINS.index(data); y = torch.randint(0, 12, (n,), generator=g); t = torch.arange(800) / 800.0
    f = (20 + 18 * y.float() + 7 * k)[:, None] * (1 + .05 * torch.rand(n, 1, generator=g)); x = torch.sin(6.283 * f * t + (2 * k) * torch.sin(6.283 * 3 * t)) + .5 * torch.sin(12.566 * f * t * (1 + .1 * k)); return (x + .6 * torch.randn(n, 800, generator=g))[:, None], y
batch = image_batch if K == 'vit' or K in more_kinds.IMAGES else sound_batch if K == 'audio' else text_batch

# ---- kinds: init(seed, layers) and loss(model, batch); `unit` lists, for a layer, the axes that one set of hidden units labels; `residual` the axes of the residual stream of a tensor
def maker(seed, std=.06):
    g = gen(seed); return lambda *s: torch.randn(*s, generator=g) * std
def lin(x, p, k): return F.linear(x, p[k + '.weight'], p.get(k + '.bias'))
def ln(x, p, k): return F.layer_norm(x, x.shape[-1:], p[k + '.weight'], p.get(k + '.bias'), 1e-5)
def rms(x, p, k): return x * torch.rsqrt((x * x).mean(-1, keepdim=True) + 1e-6) * p[k + '.weight']
def attend(q, k, v, H, causal, bias=None):
    B, n, d = q.shape; q, k, v = [z.view(B, z.shape[1], H, -1).transpose(1, 2) for z in (q, k, v)]
    a = q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1])
    if bias is not None: a = a + bias
    if causal: a = a + torch.full((n, k.shape[2]), float('-inf')).triu(1)
    return (torch.softmax(a, -1) @ v).transpose(1, 2).reshape(B, n, -1)
def rope(x, H):
    B, n, d = x.shape; hd = d // H; x = x.view(B, n, H, hd); f = 10000.0 ** (-torch.arange(0, hd, 2) / hd); a = torch.outer(torch.arange(n).float(), f)[:, None]; x1, x2 = x[..., :hd // 2], x[..., hd // 2:]
    return torch.cat([x1 * a.cos() - x2 * a.sin(), x2 * a.cos() + x1 * a.sin()], -1).reshape(B, n, d)
def both(p, k, w, b=True, ones=False):
    p[k + '.weight'] = w
    if b: p[k + '.bias'] = torch.zeros(w.shape[0])
C = dict(opt=dict(d=80, L=4, H=4, ff=320), t5=dict(d=64, L=3, H=4, ff=192), bert=dict(d=96, L=4, H=4, ff=288), vit=dict(d=64, L=4, H=4, ff=256), mamba=dict(d=48, L=3, di=96, S=4, R=4), audio=dict(), mla=dict(d=64, L=3, H=4, ff=96, E=6), phi=dict(d=72, L=4, H=4, ff=208), **more_kinds.WIDTHS)[K]
d, L, H, ff = C.get('d'), C.get('L', 0), C.get('H'), C.get('ff')
HD = lambda n: [slice(i * n // H, (i + 1) * n // H) for i in range(H)]
def ce(y, t): return F.cross_entropy(y.reshape(-1, y.shape[-1]), t.reshape(-1))

if K == 'opt':
    STACKS = ['model.decoder.layers.%d.']; EMBED = ['model.decoder.embed_tokens.weight']
    def init(seed):
        w = maker(seed); p = {EMBED[0]: w(V, d), 'model.decoder.embed_positions.weight': w(T + 2, d)}; both(p, 'model.decoder.final_layer_norm', torch.ones(d))
        for l in range(L):
            k = STACKS[0] % l
            for s in ('q_proj', 'k_proj', 'v_proj', 'out_proj'): both(p, k + 'self_attn.' + s, w(d, d))
            both(p, k + 'fc1', w(ff, d)); both(p, k + 'fc2', w(d, ff)); both(p, k + 'self_attn_layer_norm', torch.ones(d)); both(p, k + 'final_layer_norm', torch.ones(d))
        return p
    def loss(p, b):
        x = p[EMBED[0]][b[:, :-1]] + p['model.decoder.embed_positions.weight'][2:2 + b.shape[1] - 1]
        for l in range(depth(p)):
            k = STACKS[0] % l; h = ln(x, p, k + 'self_attn_layer_norm'); x = x + lin(attend(*[lin(h, p, k + 'self_attn.' + s) for s in ('q_proj', 'k_proj', 'v_proj')], H, True), p, k + 'self_attn.out_proj'); x = x + lin(F.relu(lin(ln(x, p, k + 'final_layer_norm'), p, k + 'fc1')), p, k + 'fc2')
        return ce(ln(x, p, 'model.decoder.final_layer_norm') @ p[EMBED[0]].T, b[:, 1:])
    unit = lambda p, k: [[(k + 'fc1.weight', 0), (k + 'fc1.bias', 0), (k + 'fc2.weight', 1)]]; heads = lambda k: [[(k + 'self_attn.%s_proj.%s' % (s, e), 0) for s in 'qkv' for e in ('weight', 'bias')] + [(k + 'self_attn.out_proj.weight', 1)]]
    def residual(n): return [-1] if 'embed' in n or 'norm' in n else [0] if n.endswith('.bias') and ('out_proj' in n or 'fc2' in n) else [] if n.endswith('.bias') else [0] if 'out_proj' in n or 'fc2' in n else [1]
    LORA = ('q_proj.weight', 'v_proj.weight')
if K == 't5':
    STACKS = ['encoder.block.%d.', 'decoder.block.%d.']; EMBED = ['shared.weight']
    def init(seed):
        w = maker(seed); p = {'shared.weight': w(V, d), 'encoder.final_layer_norm.weight': torch.ones(d), 'decoder.final_layer_norm.weight': torch.ones(d)}
        for side in ('encoder', 'decoder'):
            p[side + '.block.0.layer.0.SelfAttention.relative_attention_bias.weight'] = w(2 * T, H)
            for l in range(L):
                k = '%s.block.%d.' % (side, l)
                for i, a in enumerate(['SelfAttention'] + ['EncDecAttention'] * (side == 'decoder')):
                    for s in 'qkvo': p['%slayer.%d.%s.%s.weight' % (k, i, a, s)] = w(d, d)
                    p['%slayer.%d.layer_norm.weight' % (k, i)] = torch.ones(d)
                i += 1; p['%slayer.%d.DenseReluDense.wi.weight' % (k, i)] = w(ff, d); p['%slayer.%d.DenseReluDense.wo.weight' % (k, i)] = w(d, ff); p['%slayer.%d.layer_norm.weight' % (k, i)] = torch.ones(d)
        return p
    def loss(p, b):
        h = T // 2; x = p['shared.weight'][b[:, :h]]; y = p['shared.weight'][b[:, h:-1]]
        for side in ('encoder', 'decoder'):
            z = x if side == 'encoder' else y; n = z.shape[1]; at = (torch.arange(n)[:, None] - torch.arange(n)[None]) + T; bias = p[side + '.block.0.layer.0.SelfAttention.relative_attention_bias.weight'][at].permute(2, 0, 1)
            for l in range(depth(p, side)):
                k = '%s.block.%d.' % (side, l); u = rms(z, p, k + 'layer.0.layer_norm'); a = k + 'layer.0.SelfAttention.'; z = z + lin(attend(*[lin(u, p, a + s) for s in 'qkv'], H, side == 'decoder', bias), p, a + 'o'); i = 1
                if side == 'decoder': u = rms(z, p, k + 'layer.1.layer_norm'); a = k + 'layer.1.EncDecAttention.'; z = z + lin(attend(lin(u, p, a + 'q'), lin(x, p, a + 'k'), lin(x, p, a + 'v'), H, False), p, a + 'o'); i = 2
                z = z + lin(F.relu(lin(rms(z, p, k + 'layer.%d.layer_norm' % i), p, k + 'layer.%d.DenseReluDense.wi' % i)), p, k + 'layer.%d.DenseReluDense.wo' % i)
            z = rms(z, p, side + '.final_layer_norm')
            if side == 'encoder': x = z
        return ce(z @ p['shared.weight'].T / 8, b[:, h + 1:])
    def unit(p, k): i = 1 if k.startswith('enc') else 2; return [[(k + 'layer.%d.DenseReluDense.wi.weight' % i, 0), (k + 'layer.%d.DenseReluDense.wo.weight' % i, 1)]]
    heads = lambda k: []
    def residual(n): return [-1] if 'shared' in n or 'norm' in n else [] if 'relative' in n else [0] if n.endswith('.o.weight') or n.endswith('wo.weight') else [1]
    LORA = ('q.weight', 'v.weight')
if K == 'bert':
    STACKS = ['bert.encoder.layer.%d.']; EMBED = ['bert.embeddings.word_embeddings.weight']; E0 = 'bert.embeddings.'
    def init(seed):
        w = maker(seed); p = {EMBED[0]: w(V, d), E0 + 'position_embeddings.weight': w(T + 1, d), E0 + 'token_type_embeddings.weight': w(2, d)}; both(p, E0 + 'LayerNorm', torch.ones(d)); both(p, 'cls.predictions.transform.dense', w(d, d)); both(p, 'cls.predictions.transform.LayerNorm', torch.ones(d)); p['cls.predictions.bias'] = torch.zeros(V)
        for l in range(L):
            k = STACKS[0] % l
            for s in ('attention.self.query', 'attention.self.key', 'attention.self.value', 'attention.output.dense'): both(p, k + s, w(d, d))
            both(p, k + 'attention.output.LayerNorm', torch.ones(d)); both(p, k + 'intermediate.dense', w(ff, d)); both(p, k + 'output.dense', w(d, ff)); both(p, k + 'output.LayerNorm', torch.ones(d))
        return p
    def loss(p, b):
        b = b[:, :-1]; g = gen(int(b.sum())); hide = torch.rand(b.shape, generator=g) < .2; x = ln(p[EMBED[0]][torch.where(hide, torch.full_like(b, V - 1), b)] + p[E0 + 'position_embeddings.weight'][:b.shape[1]] + p[E0 + 'token_type_embeddings.weight'][0], p, E0 + 'LayerNorm')
        for l in range(depth(p)):
            k = STACKS[0] % l; x = ln(x + lin(attend(*[lin(x, p, k + 'attention.self.' + s) for s in ('query', 'key', 'value')], H, False), p, k + 'attention.output.dense'), p, k + 'attention.output.LayerNorm'); x = ln(x + lin(F.gelu(lin(x, p, k + 'intermediate.dense')), p, k + 'output.dense'), p, k + 'output.LayerNorm')
        y = ln(F.gelu(lin(x, p, 'cls.predictions.transform.dense')), p, 'cls.predictions.transform.LayerNorm') @ p[EMBED[0]].T; y = y + F.pad(p['cls.predictions.bias'], (0, y.shape[-1] - V)); return F.cross_entropy(y[hide], b[hide])
    unit = lambda p, k: [[(k + 'intermediate.dense.weight', 0), (k + 'intermediate.dense.bias', 0), (k + 'output.dense.weight', 1)]]; heads = lambda k: [[(k + 'attention.self.%s.%s' % (s, e), 0) for s in ('query', 'key', 'value') for e in ('weight', 'bias')] + [(k + 'attention.output.dense.weight', 1)]]
    def residual(n): return [] if n == 'cls.predictions.bias' else [-1] if 'embeddings.weight' in n or 'LayerNorm' in n else [0, 1] if n == 'cls.predictions.transform.dense.weight' else [0] if n.endswith('.bias') and ('output' in n or 'transform' in n) else [] if n.endswith('.bias') else [0] if 'output' in n else [1]
    LORA = ('self.query.weight', 'self.value.weight')
if K == 'vit':
    STACKS = ['vit.encoder.layer.%d.']; EMBED = []
    def init(seed):
        w = maker(seed); p = {'vit.embeddings.cls_token': w(1, 1, d), 'vit.embeddings.position_embeddings': w(1, 17, d)}; both(p, 'vit.embeddings.patch_embeddings.projection', w(d, 3, 8, 8)); both(p, 'vit.layernorm', torch.ones(d)); both(p, 'classifier', w(10, d))
        for l in range(L):
            k = STACKS[0] % l
            for s in ('attention.attention.query', 'attention.attention.key', 'attention.attention.value', 'attention.output.dense'): both(p, k + s, w(d, d))
            both(p, k + 'intermediate.dense', w(ff, d)); both(p, k + 'output.dense', w(d, ff)); both(p, k + 'layernorm_before', torch.ones(d)); both(p, k + 'layernorm_after', torch.ones(d))
        return p
    def loss(p, b):
        im, t = b; x = F.conv2d(im, p['vit.embeddings.patch_embeddings.projection.weight'], p['vit.embeddings.patch_embeddings.projection.bias'], stride=8).flatten(2).transpose(1, 2); x = torch.cat([p['vit.embeddings.cls_token'].expand(len(x), 1, d), x], 1) + p['vit.embeddings.position_embeddings']
        for l in range(depth(p)):
            k = STACKS[0] % l; h = ln(x, p, k + 'layernorm_before'); x = x + lin(attend(*[lin(h, p, k + 'attention.attention.' + s) for s in ('query', 'key', 'value')], H, False), p, k + 'attention.output.dense'); x = x + lin(F.gelu(lin(ln(x, p, k + 'layernorm_after'), p, k + 'intermediate.dense')), p, k + 'output.dense')
        return F.cross_entropy(lin(ln(x, p, 'vit.layernorm')[:, 0], p, 'classifier'), t)
    unit = lambda p, k: [[(k + 'intermediate.dense.weight', 0), (k + 'intermediate.dense.bias', 0), (k + 'output.dense.weight', 1)]]; heads = lambda k: [[(k + 'attention.attention.%s.%s' % (s, e), 0) for s in ('query', 'key', 'value') for e in ('weight', 'bias')] + [(k + 'attention.output.dense.weight', 1)]]
    def residual(n): return [] if n == 'classifier.bias' else [-1] if 'token' in n or 'position' in n or 'layernorm' in n else [0] if 'patch' in n else [1] if n == 'classifier.weight' else [0] if n.endswith('.bias') and 'output' in n else [] if n.endswith('.bias') else [0] if 'output' in n else [1]
    LORA = ('attention.query.weight', 'attention.value.weight')
if K == 'mamba':
    STACKS = ['backbone.layers.%d.']; EMBED = ['backbone.embeddings.weight', 'lm_head.weight']; di, S, R = C['di'], C['S'], C['R']
    def init(seed):
        w = maker(seed); p = {EMBED[0]: w(V, d), EMBED[1]: w(V, d), 'backbone.norm_f.weight': torch.ones(d)}
        for l in range(L):
            k = STACKS[0] % l; m = k + 'mixer.'; p[k + 'norm.weight'] = torch.ones(d); p[m + 'in_proj.weight'] = w(2 * di, d); p[m + 'conv1d.weight'] = w(di, 1, 4) * 4; p[m + 'conv1d.bias'] = torch.zeros(di); p[m + 'x_proj.weight'] = w(R + 2 * S, di); p[m + 'dt_proj.weight'] = w(di, R) * 5; p[m + 'dt_proj.bias'] = w(di) - 2; p[m + 'A_log'] = torch.log(torch.arange(1, S + 1).float()).repeat(di, 1); p[m + 'D'] = torch.ones(di); p[m + 'out_proj.weight'] = w(d, di)
        return p
    def loss(p, b):
        x = p[EMBED[0]][b[:, :-1]]; n = x.shape[1]
        for l in range(depth(p)):
            k = STACKS[0] % l; m = k + 'mixer.'; u, z = lin(rms(x, p, k + 'norm'), p, m + 'in_proj').chunk(2, -1); u = F.silu(F.conv1d(F.pad(u.transpose(1, 2), (3, 0)), p[m + 'conv1d.weight'], p[m + 'conv1d.bias'], groups=di).transpose(1, 2)); s = lin(u, p, m + 'x_proj'); dt = F.softplus(lin(s[..., :R], p, m + 'dt_proj')); Bm, Cm = s[..., R:R + S], s[..., R + S:]
            a = torch.exp(dt[..., None] * -torch.exp(p[m + 'A_log'])); bu = (dt * u)[..., None] * Bm[:, :, None]; st, ys = torch.zeros(len(x), di, S), []
            for t in range(n): st = a[:, t] * st + bu[:, t]; ys.append((st * Cm[:, t, None]).sum(-1))
            x = x + lin((torch.stack(ys, 1) + p[m + 'D'] * u) * F.silu(z), p, m + 'out_proj')
        return ce(rms(x, p, 'backbone.norm_f') @ p[EMBED[1]].T, b[:, 1:])
    unit = lambda p, k: [[(k + 'mixer.in_proj.weight', (0, 2)), (k + 'mixer.conv1d.weight', 0), (k + 'mixer.conv1d.bias', 0), (k + 'mixer.x_proj.weight', 1), (k + 'mixer.dt_proj.weight', 0), (k + 'mixer.dt_proj.bias', 0), (k + 'mixer.A_log', 0), (k + 'mixer.D', 0), (k + 'mixer.out_proj.weight', 1)]]; heads = lambda k: []
    def residual(n): return [-1] if 'embeddings' in n or 'lm_head' in n or 'norm' in n else [1] if 'in_proj' in n else [0] if 'out_proj' in n else []
    LORA = ('in_proj.weight', 'out_proj.weight')
if K == 'audio':
    STACKS, EMBED, CH = [], [], [(48, 1, 32, 4), (64, 48, 3, 2), (64, 64, 3, 1), (96, 64, 3, 2), (96, 96, 3, 1)]
    def init(seed):
        g = gen(seed); w = lambda *s: torch.randn(*s, generator=g) * math.sqrt(2 / (s[1] * (s[2] if len(s) > 2 else 1))); p = {}
        for i, (o, c, n, s) in enumerate(CH): both(p, 'conv%d' % (i + 1), w(o, c, n)); both(p, 'bn%d' % (i + 1), torch.ones(o)); p['bn%d.running_mean' % (i + 1)] = torch.zeros(o); p['bn%d.running_var' % (i + 1)] = torch.ones(o)
        both(p, 'fc1', w(64, 96)); both(p, 'fc2', w(12, 64)); return p
    def loss(p, b):
        x, t = b
        for i, (o, c, n, s) in enumerate(CH):
            k = str(i + 1); x = F.conv1d(x, p['conv%s.weight' % k], p['conv%s.bias' % k], stride=s, padding=n // 2)
            with torch.no_grad():
                if torch.is_grad_enabled(): p['bn%s.running_mean' % k].mul_(.9).add_(.1 * x.mean((0, 2)).detach()); p['bn%s.running_var' % k].mul_(.9).add_(.1 * x.var((0, 2)).detach())
            x = F.relu(F.batch_norm(x, None, None, p['bn%s.weight' % k], p['bn%s.bias' % k], True))
        return F.cross_entropy(lin(F.relu(lin(x.mean(-1), p, 'fc1')), p, 'fc2'), t)
    def unit(p, k): return [[('conv%d.weight' % i, 0), ('conv%d.bias' % i, 0)] + [('bn%d.%s' % (i, s), 0) for s in ('weight', 'bias', 'running_mean', 'running_var')] + [('conv%d.weight' % (i + 1), 1) if i < 5 else ('fc1.weight', 1)] for i in range(1, 6)] + [[('fc1.weight', 0), ('fc1.bias', 0), ('fc2.weight', 1)]]
    heads = lambda k: []; residual = lambda n: []; LORA = ('fc1.weight',)
if K == 'mla':
    STACKS = ['model.layers.%d.']; EMBED = ['model.embed_tokens.weight', 'lm_head.weight']; NE, QR, KR, NOPE, ROPE = C['E'], 32, 24, 16, 8
    def init(seed):
        w = maker(seed); p = {EMBED[0]: w(V, d), EMBED[1]: w(V, d), 'model.norm.weight': torch.ones(d)}
        for l in range(L):
            k = STACKS[0] % l; a = k + 'self_attn.'; p[a + 'q_a_proj.weight'] = w(QR, d); p[a + 'q_a_layernorm.weight'] = torch.ones(QR); p[a + 'q_b_proj.weight'] = w(H * (NOPE + ROPE), QR); p[a + 'kv_a_proj_with_mqa.weight'] = w(KR + ROPE, d); p[a + 'kv_a_layernorm.weight'] = torch.ones(KR); p[a + 'kv_b_proj.weight'] = w(H * 2 * NOPE, KR); p[a + 'o_proj.weight'] = w(d, H * NOPE); p[k + 'input_layernorm.weight'] = torch.ones(d); p[k + 'post_attention_layernorm.weight'] = torch.ones(d)
            for e in (['mlp.'] if l == 0 else ['mlp.experts.%d.' % e for e in range(NE)] + ['mlp.shared_experts.']): n = 2 * ff if l == 0 else ff; p[k + e + 'gate_proj.weight'], p[k + e + 'up_proj.weight'], p[k + e + 'down_proj.weight'] = w(n, d), w(n, d), w(d, n)
            if l: p[k + 'mlp.gate.weight'] = w(NE, d)
        return p
    def glu(x, p, k): return lin(F.silu(lin(x, p, k + 'gate_proj')) * lin(x, p, k + 'up_proj'), p, k + 'down_proj')
    def loss(p, b):
        x = p[EMBED[0]][b[:, :-1]]; B, n, _ = x.shape
        for l in range(depth(p)):
            k = STACKS[0] % l; a = k + 'self_attn.'; h = rms(x, p, k + 'input_layernorm'); q = lin(rms(lin(h, p, a + 'q_a_proj'), p, a + 'q_a_layernorm'), p, a + 'q_b_proj').view(B, n, H, -1); c = lin(h, p, a + 'kv_a_proj_with_mqa'); kv = lin(rms(c[..., :KR], p, a + 'kv_a_layernorm'), p, a + 'kv_b_proj').view(B, n, H, -1)
            qr = rope(q[..., NOPE:].reshape(B, n, -1), H).view(B, n, H, -1); kr = rope(c[..., KR:], 1)[:, :, None].expand(B, n, H, ROPE); x = x + lin(attend(torch.cat([q[..., :NOPE], qr], -1).reshape(B, n, -1), torch.cat([kv[..., :NOPE], kr], -1).reshape(B, n, -1), kv[..., NOPE:].reshape(B, n, -1), H, True), p, a + 'o_proj')
            h = rms(x, p, k + 'post_attention_layernorm')
            if k + 'mlp.gate.weight' not in p: x = x + glu(h, p, k + 'mlp.'); continue
            g = torch.sigmoid(h @ p[k + 'mlp.gate.weight'].T); top, at = g.topk(2, -1); g = torch.zeros_like(g).scatter(-1, at, top / top.sum(-1, keepdim=True)); x = x + glu(h, p, k + 'mlp.shared_experts.') + sum(g[..., e:e + 1] * glu(h, p, k + 'mlp.experts.%d.' % e) for e in range(NE))
        return ce(rms(x, p, 'model.norm') @ p[EMBED[1]].T, b[:, 1:])
    def unit(p, k): return [[(e + 'gate_proj.weight', 0), (e + 'up_proj.weight', 0), (e + 'down_proj.weight', 1)] for e in sorted({n.rsplit('.', 2)[0] + '.' for n in p if n.startswith(k) and 'up_proj' in n})]
    heads = lambda k: []
    def residual(n): return [] if 'q_a_layernorm' in n or 'kv_a_layernorm' in n or 'q_b' in n or 'kv_b' in n else [-1] if 'embed' in n or 'lm_head' in n or 'norm' in n else [0] if 'o_proj' in n or 'down' in n else [1]
    LORA = ('q_a_proj.weight', 'o_proj.weight')
if K == 'phi':
    STACKS = ['model.layers.%d.']; EMBED = ['model.embed_tokens.weight', 'lm_head.weight']
    def init(seed):
        w = maker(seed); p = {EMBED[0]: w(V, d), EMBED[1]: w(V, d), 'model.norm.weight': torch.ones(d)}
        for l in range(L): k = STACKS[0] % l; p[k + 'self_attn.qkv_proj.weight'] = w(3 * d, d); p[k + 'self_attn.o_proj.weight'] = w(d, d); p[k + 'mlp.gate_up_proj.weight'] = w(2 * ff, d); p[k + 'mlp.down_proj.weight'] = w(d, ff); p[k + 'input_layernorm.weight'] = torch.ones(d); p[k + 'post_attention_layernorm.weight'] = torch.ones(d)
        return p
    def loss(p, b):
        x = p[EMBED[0]][b[:, :-1]]
        for l in range(depth(p)): k = STACKS[0] % l; q, kk, v = lin(rms(x, p, k + 'input_layernorm'), p, k + 'self_attn.qkv_proj').chunk(3, -1); x = x + lin(attend(rope(q, H), rope(kk, H), v, H, True), p, k + 'self_attn.o_proj'); g, u = lin(rms(x, p, k + 'post_attention_layernorm'), p, k + 'mlp.gate_up_proj').chunk(2, -1); x = x + lin(F.silu(g) * u, p, k + 'mlp.down_proj')
        return ce(rms(x, p, 'model.norm') @ p[EMBED[1]].T, b[:, 1:])
    unit = lambda p, k: [[(k + 'mlp.gate_up_proj.weight', (0, 2)), (k + 'mlp.down_proj.weight', 1)]]; heads = lambda k: []
    def residual(n): return [-1] if 'embed' in n or 'lm_head' in n or 'norm' in n else [0] if 'o_proj' in n or 'down' in n else [1]
    LORA = ('qkv_proj.weight', 'o_proj.weight')
    def split(p):
        q = {}
        for n, v in p.items():
            if 'qkv_proj' in n: q.update(zip([n.replace('qkv', s) for s in 'qkv'], v.chunk(3)))
            elif 'gate_up' in n: q.update(zip([n.replace('gate_up', s) for s in ('gate', 'up')], v.chunk(2)))
            else: q[n] = v
        return q
GAIN, GROUPS = 0.0, 0; more = lambda p, k: []; SCALES = gguf = None
if K in more_kinds.KINDS: globals().update(more_kinds.KINDS[K](sys.modules['__main__']))
def depth(p, side=None):
    s = [x for x in STACKS if side is None or x.startswith(side)][0]; at = re.compile('^' + re.escape(s).replace('%d', '([0-9]+)')); return 1 + max(int(m.group(1)) for m in map(at.match, p) if m)

# ---- training, merges, surgery
HISTORY = {}
def train(p, steps, data, seed, lr=3e-3, wd=.05, snaps=(), teacher=None):
    p = {k: v.clone().requires_grad_('running' not in k) for k, v in p.items()}; g = gen(seed); kept, log = {}, []; ps = [v for v in p.values() if v.requires_grad]
    opt = torch.optim.AdamW([dict(params=[v for v in ps if v.dim() > 1], weight_decay=wd), dict(params=[v for v in ps if v.dim() == 1], weight_decay=0.0)], lr=lr, betas=(.9, .95))
    for s in range(steps):
        for q in opt.param_groups: q['lr'] = lr * min(1, (s + 1) / min(30, max(1, steps // 5))) * (.1 + .45 * (1 + math.cos(math.pi * s / steps)))
        b = batch(data, g) if teacher is None else teacher(batch(data, g)); l = loss(p, b); opt.zero_grad(); l.backward(); torch.nn.utils.clip_grad_norm_(ps, 1.0); opt.step()
        if (s + 1) % 20 == 0: log.append(dict(step=s + 1, loss=round(float(l), 6), learning_rate=opt.param_groups[0]['lr']))
        if s + 1 in snaps: kept[s + 1] = {k: r16(v.detach()) for k, v in p.items()}; HISTORY[s + 1] = list(log)
    HISTORY['last'] = log; return {k: r16(v.detach()) for k, v in p.items()}, kept
def lora(base, r, data, seed, steps, alpha=8.0):
    g = gen(seed); names = [k for k in base if k.endswith(LORA)]; a = {k: (torch.randn(r, base[k].shape[1], generator=g) / math.sqrt(r)).requires_grad_() for k in names}; b = {k: torch.zeros(base[k].shape[0], r, requires_grad=True) for k in names}; opt = torch.optim.AdamW([*a.values(), *b.values()], lr=5e-3)
    merged = lambda: {k: v + alpha / r * (b[k] @ a[k]) if k in a else v.clone() for k, v in base.items()}
    for _ in range(steps): l = loss(merged(), batch(data, g)); opt.zero_grad(); l.backward(); opt.step()
    m = {k: r16(v.detach()) for k, v in merged().items()}; m.update({k: v for k, v in base.items() if 'running' in k}); return m, {k: (a[k].detach(), b[k].detach()) for k in names}
mix = lambda f, *ms: {k: r16(f(*[m[k] for m in ms])) for k in ms[0]}
def slerp(t):
    def f(x, y):
        c = float((x * y).sum() / (x.norm() * y.norm() + 1e-12)); w = math.acos(max(-1, min(1, c))); return x * (1 - t) + y * t if w < 1e-4 else (math.sin((1 - t) * w) * x + math.sin(t * w) * y) / math.sin(w)
    return f
def ties(density, weights, lam):
    def f(b, *ms):
        ds = []
        for m, w in zip(ms, weights): e = m - b; n = max(1, int(density * e.numel())); cut = e.abs().flatten().kthvalue(e.numel() - n + 1)[0]; ds.append(torch.where(e.abs() >= cut, e, torch.zeros_like(e)) * w)
        s = torch.sign(sum(ds)); ok = [torch.where(torch.sign(e) == s, e, torch.zeros_like(e)) for e in ds]; return b + lam * sum(ok) / sum((o != 0).float() * w for o, w in zip(ok, weights)).clamp(min=1e-9)
    return f
def dare(drop, weights, seed):
    g = gen(seed); return lambda b, *ms: b + sum(w * (m - b) * (torch.rand(b.shape, generator=g) >= drop) / (1 - drop) for m, w in zip(ms, weights))
def layer_of(n):
    for i, s in enumerate(STACKS):
        if (m := re.match(re.escape(s).replace('%d', '([0-9]+)'), n)): return i, int(m.group(1)), n[m.end():]
    return None
def restack(orders, sources):
    """Layers [(source, layer), ...] for every stack; everything else from the first source."""
    q = {n: v for n, v in sources[0].items() if not layer_of(n)}
    for i, s in enumerate(STACKS):
        for j, (m, l) in enumerate(orders): q.update({(s % j) + layer_of(n)[2]: v.clone() for n, v in sources[m].items() if (x := layer_of(n)) and x[:2] == (i, l)})
    return q
def keys(p): return sorted({STACKS[x[0]] % x[1] for n in p if (x := layer_of(n))}) if STACKS else ['']
def reorder(p, group, order):
    for n, axis in group:
        if callable(axis): p[n] = axis(p[n], order)
        elif isinstance(axis, tuple): parts = p[n].chunk(axis[1], axis[0]); p[n] = torch.cat([x.index_select(axis[0], order) for x in parts], axis[0])
        else: p[n] = p[n].index_select(axis, order)
def size_of(p, group): n, axis = group[0]; return p[n].shape[axis[0]] // axis[1] if isinstance(axis, tuple) else p[n].shape[axis]
def shuffled(n, g):
    if not GROUPS: return torch.randperm(n, generator=g)
    return torch.cat([n // GROUPS * int(i) + torch.randperm(n // GROUPS, generator=g) for i in torch.randperm(GROUPS, generator=g)])
def permuted(p, seed, stream=False, scale=False):
    g = gen(seed); p = {k: v.clone() for k, v in p.items()}
    for k in keys(p):
        for u in unit(p, k) + more(p, k): reorder(p, u, shuffled(size_of(p, u), g))
        for h in heads(k): n = p[h[0][0]].shape[0 if callable(h[0][1]) else h[0][1]]; reorder(p, h, torch.cat([torch.arange(n)[HD(n)[i]] for i in torch.randperm(len(HD(n)), generator=g).tolist()]))
    if stream:
        o = torch.randperm(d, generator=g)
        for n in p:
            for axis in residual(n): p[n] = p[n].index_select(axis if axis >= 0 else p[n].dim() - 1, o)
    if scale:        # symmetric rescaling of a normalization and what reads it
        for k in keys(p):
            for n, ins in scales(k):
                s = torch.exp(.3 * torch.randn(p[n + '.weight'].shape[0], generator=g)); p[n + '.weight'] = (p[n + '.weight'] + GAIN) * s - GAIN
                if n + '.bias' in p: p[n + '.bias'] = p[n + '.bias'] * s
                for m in ins(p): p[m] = p[m] / s
    return {k: r16(v) for k, v in p.items()}
def scales(k):
    if SCALES: return SCALES(k)
    if K == 'opt': return [(k + 'final_layer_norm', lambda p: [k + 'fc1.weight'])]
    if K == 'vit': return [(k + 'layernorm_after', lambda p: [k + 'intermediate.dense.weight'])]
    if K == 'mamba': return [(k + 'norm', lambda p: [k + 'mixer.in_proj.weight'])]
    if K == 'phi': return [(k + 'post_attention_layernorm', lambda p: [k + 'mlp.gate_up_proj.weight'])]
    if K == 'mla': return [(k + 'post_attention_layernorm', lambda p: [n for n in p if n.startswith(k + 'mlp.') and 'down' not in n])]
    if K == 't5': i = 1 if k.startswith('enc') else 2; return [(k + 'layer.%d.layer_norm' % i, lambda p: [k + 'layer.%d.DenseReluDense.wi.weight' % i])]
    return []
prune = lambda p, share: {k: torch.where(v.abs() > v.abs().flatten().kthvalue(int(share * v.numel()))[0], v, torch.zeros_like(v)) if v.dim() > 1 and v.numel() > 2000 and k not in EMBED else v for k, v in p.items()}
def narrower(p, share):
    p = dict(p)
    for k in keys(p):
        for u in unit(p, k): w = p[u[0][0]]; n = size_of(p, u); score = w.reshape(-1, n, *w.shape[1:]).transpose(0, 1).reshape(n, -1).norm(dim=1) if isinstance(u[0][1], tuple) else w.transpose(0, u[0][1]).flatten(1).norm(dim=1); reorder(p, u, torch.argsort(-score, stable=True)[:int(share * n)].sort()[0])
    return p

# ---- files
def f8(x):
    grid = np.array([(m / 8 * 2.0 ** -6) if e == 0 else (1 + m / 8) * 2.0 ** (e - 7) for e in range(16) for m in range(8)][:127]); a = np.abs(x.numpy().astype(np.float64)).reshape(-1); i = np.clip(np.searchsorted(grid, a), 1, 126)
    lo, hi = a - grid[i - 1], grid[i] - a; return (np.where((lo < hi) | ((lo == hi) & ((i - 1) % 2 == 0)), i - 1, i) | ((x.numpy().reshape(-1) < 0) * 128)).astype(np.uint8)
def encode(v, t):
    if t == 'F32': return v.float().numpy().tobytes()
    if t == 'F16': return v.half().numpy().tobytes()
    if t == 'BF16': u = v.float().contiguous().numpy().view(np.uint32); return (u + 0x7FFF + ((u >> 16) & 1) >> 16).astype(np.uint16).tobytes()
    return f8(v).tobytes() if t == 'F8_E4M3' else v.numpy().astype(np.int8).tobytes()
def safetensors(path, tensors):
    head, blobs, at = {}, [], 0
    for n, (v, t) in sorted(tensors.items()): b = encode(v, t); head[n] = dict(dtype=t, shape=list(v.shape), data_offsets=[at, at + len(b)]); at += len(b); blobs.append(b)
    j = json.dumps(dict(head, __metadata__={'format': 'pt'})).encode(); j += b' ' * (-len(j) % 8); open(path, 'wb').write(struct.pack('<Q', len(j)) + j + b''.join(blobs))
TRUTH = {}
def folder(name, parents, relation, declared=None, note=None):
    f = os.path.join(A.out, name); os.makedirs(f, exist_ok=True); TRUTH[name] = dict(relation=relation, parents=parents, declared=dict(base_model=declared) if declared else None, note=note)
    open(os.path.join(f, 'README.md'), 'w').write('---\nlicense: apache-2.0\n' + (''.join(['base_model:\n'] + ['- %s\n' % x for x in declared]) if declared else '') + '---\n# %s\n' % name)
    json.dump(dict(set=K, models=TRUTH), open(os.path.join(A.out, 'truth.json'), 'w'), indent=1); print(time.strftime('%H:%M:%S'), name, flush=True); return f
def save(name, p, parents, relation, declared=None, note=None, t='BF16', state=None):
    f = folder(name, parents, relation, declared, note); safetensors(os.path.join(f, 'model.safetensors'), {k: (v, t) for k, v in p.items()})
    if state: json.dump(dict(global_step=state[0], max_steps=state[1], log_history=state[2]), open(os.path.join(f, 'trainer_state.json'), 'w'))
    return p

# ---- the families
S, N = A.seed * 1000, A.steps
if A.control:
    for i in range(A.control): save('S%02d' % i, train(init(S + 500 + i), N, 'base', S + 900)[0], [], 'root')
    raise SystemExit
p0 = init(S + 1); a, b_ = int(N * .5), int(N * .75); baseA, snaps = train(p0, N, 'base', S + 2, snaps=(a, b_))
save('run-step%d' % a, snaps[a], [], 'root', state=(a, N, HISTORY[a])); save('run-step%d' % b_, snaps[b_], ['run-step%d' % a], 'checkpoint', state=(b_, N, HISTORY[b_])); save('baseA', baseA, ['run-step%d' % b_], 'continued', note='the last point of the run, without a sign of it')
baseB = save('baseB', train(init(S + 11), N, 'base', S + 2)[0], [], 'root', note='same data, same recipe, other seed')
save('A_sameinit', train(p0, int(N * .6), 'head', S + 31)[0], [], 'same_init')
ft1 = save('A_ft1', train(baseA, 50, 'perl', S + 41, lr=6e-4, wd=.01)[0], ['baseA'], 'finetune', ['baseA']); ft2 = save('A_ft2', train(baseA, 60, 'code', S + 42, lr=8e-4, wd=.1)[0], ['baseA'], 'finetune'); ft3 = save('A_ft3', train(baseA, 60, 'head', S + 43, lr=8e-4, wd=.5)[0], ['baseA'], 'finetune')
save('A_ft1_ft', train(ft1, 50, 'code', S + 44, lr=6e-4, wd=.1)[0], ['A_ft1'], 'finetune', ['A_ft1']); hidden = train(baseA, 60, 'perl', S + 45, lr=8e-4, wd=.1)[0]; cpt = save('A_cpt', train(baseA, int(N * .5), 'head', S + 47, lr=2e-3)[0], ['baseA'], 'continued')
if LORA:
    m, ad = lora(baseA, 4, 'head', S + 53, 50); save('A_lora_merged', m, ['baseA'], 'lora_merged')
    f = folder('A_lora_adapter', ['baseA'], 'adapter', ['baseA']); safetensors(os.path.join(f, 'adapter_model.safetensors'), {'base_model.model.' + k[:-7] + '.lora_%s.weight' % n: (v, 'F32') for k, ab in ad.items() for n, v in zip('AB', ab)}); json.dump(dict(peft_type='LORA', base_model_name_or_path='baseA', r=4, lora_alpha=8), open(os.path.join(f, 'adapter_config.json'), 'w'))
save('A_linear2', mix(lambda x, y: .6 * x + .4 * y, ft1, ft2), ['A_ft1', 'A_ft2'], 'merge_linear', None, '.6/.4'); save('A_linear3', mix(lambda x, y, z: .5 * x + .3 * y + .2 * z, ft1, ft2, ft3), ['A_ft1', 'A_ft2', 'A_ft3'], 'merge_linear', None, '.5/.3/.2'); save('A_task', mix(lambda b, x, y: b + .7 * (x - b) + .6 * (y - b), baseA, ft2, ft3), ['A_ft2', 'A_ft3'], 'merge_linear', None, 'task arithmetic .7/.6')
save('A_missing', mix(lambda x, y: .5 * x + .5 * y, ft3, hidden), ['A_ft3'], 'merge_linear', None, 'half of a parent that is not at hand'); save('A_slerp', mix(slerp(.4), ft2, cpt), ['A_ft2', 'A_cpt'], 'merge_slerp'); save('A_slerp_chain', mix(slerp(.3), mix(slerp(.5), ft1, ft2), ft3), ['A_ft1', 'A_ft2', 'A_ft3'], 'merge_slerp', None, 'slerp of a slerp')
save('A_ties3', mix(ties(.4, [1, 1, 1], 1), baseA, ft1, ft2, ft3), ['A_ft1', 'A_ft2', 'A_ft3'], 'merge_ties', None, 'density .4'); save('A_dare3', mix(dare(.6, [.4, .3, .3], S + 61), baseA, ft1, ft2, ft3), ['A_ft1', 'A_ft2', 'A_ft3'], 'merge_dare', None, 'drop .6, .4/.3/.3'); save('A_ties2', mix(ties(.5, [.6, .4], 1), baseA, ft1, ft3), ['A_ft1', 'A_ft3'], 'merge_ties')
if STACKS:
    save('A_franken', restack([(0, 0)] + [(1, l) for l in range(1, L)] + [(0, L - 1)], [ft1, cpt]), ['A_ft1', 'A_cpt'], 'merge_passthrough', None, 'layers of two parents')
    save('A_swap', restack([(0, 0)] + [(1, l) for l in range(1, L)], [ft2, cpt]), ['A_ft2', 'A_cpt'], 'merge_passthrough', None, 'layers of two parents, the depth kept')
    save('A_depthup', train(restack([(0, l) for l in [*range(L - 1), *range(1, L)]], [baseA]), 40, 'base', S + 48, lr=6e-4)[0], ['baseA'], 'depth_upscaled', ['baseA']); save('A_layerdrop', train(restack([(0, l) for l in range(L) if l != L // 2], [baseA]), 30, 'base', S + 49, lr=6e-4)[0], ['baseA'], 'layer_drop', ['baseA'])
if unit(baseA, keys(baseA)[0]): save('A_narrow', train(narrower(baseA, .75), 30, 'base', S + 50, lr=4e-4)[0] if K != 'mamba' else narrower(baseA, .75), ['baseA'], 'pruned', ['baseA'])
if EMBED: save('A_vocab', train({k: torch.cat([v, v[:24] * .5 + .02 * torch.randn(24, d, generator=gen(S + 51))]) if k in EMBED else v for k, v in baseA.items()}, 40, 'perl', S + 52, lr=4e-4)[0], ['baseA'], 'finetune:vocab_extended', ['baseA'])
save('A_pruned', prune(baseA, .5), ['baseA'], 'pruned', ['baseA']); save('A_fp16', baseA, ['baseA'], 'quant:F16', ['baseA'], t='F16')
matrix = lambda k, v: (v.dim() == 2 or v.dim() > 2 and K in more_kinds.IMAGES) and min(v.shape[0], v[0].numel()) > 1 and k not in EMBED
if K != 'audio': save('A_f8', ft1, ['A_ft1'], 'quant:F8_E4M3', t='BF16'); safetensors(os.path.join(A.out, 'A_f8', 'model.safetensors'), {k: (v, 'F8_E4M3' if matrix(k, v) else 'BF16') for k, v in ft1.items()})
ts = {}
for k, v in ft2.items():
    if matrix(k, v): s = (v.abs().flatten(1).amax(1).view(-1, *[1] * (v.dim() - 1)) / 127).clamp(min=1e-12); ts[k] = (torch.round(v / s), 'I8'); ts[k + '_scale'] = (s, 'F32')
    else: ts[k] = (v, 'BF16')
safetensors(os.path.join(folder('A_ft2_int8', ['A_ft2'], 'quant:I8'), 'model.safetensors'), ts)
if gguf:
    def q8(v): x = v.float().numpy().reshape(-1, 32); s = (np.abs(x).max(1, keepdims=True) / 127).astype(np.float32); q = np.where(s == 0, 0, np.rint(x / np.where(s == 0, 1, s))).astype(np.int8); return b''.join(a.tobytes() + b.tobytes() for a, b in zip(s.astype(np.float16), q))
    arch, ts = gguf(ft1); string = lambda x: struct.pack('<Q', len(x)) + x.encode(); info, data = b'', b''
    for n, v in ts.items():
        kind = 8 if v.dim() == 2 and v.shape[1] % 32 == 0 else 0; b = q8(v) if kind else encode(v, 'F32'); info += string(n) + struct.pack('<I', v.dim()) + b''.join(struct.pack('<Q', x) for x in reversed(v.shape)) + struct.pack('<IQ', kind, len(data)); data += b + b'\0' * (-len(b) % 32)
    kv = [('general.architecture', 8, string(arch)), ('general.name', 8, string('A_gguf'))] + [('%s.attention.head_count' % arch, 4, struct.pack('<I', H))]
    head = b'GGUF' + struct.pack('<IQQ', 3, len(ts), len(kv)) + b''.join(string(k) + struct.pack('<I', t) + v for k, t, v in kv) + info; open(os.path.join(folder('A_gguf', ['A_ft1'], 'quant:Q8_0'), 'a.gguf'), 'wb').write(head + b'\0' * (-len(head) % 32) + data)
same = lambda x, y: print('largest change of the loss by rearranging', abs(float(loss(x, batch('base', gen(5)))) - float(loss(y, batch('base', gen(5))))))
with torch.no_grad(): same({k: v.clone() for k, v in baseA.items()}, permuted(baseA, S + 70)); STACKS and same(ft2, permuted(ft2, S + 71, True))
save('A_permuted', permuted(baseA, S + 70), ['baseA'], 'disguised')
if STACKS:
    save('A_permstream', permuted(ft2, S + 71, True), ['A_ft2'], 'disguised')
    if not SCALES or scales(keys(cpt)[0]): save('A_permscale', permuted(cpt, S + 72, True, True), ['A_cpt'], 'disguised')
if K == 'phi': save('A_split', split(baseA), ['baseA'], 'identical', ['baseA']); save('A_ft4_split', split(train(baseA, 50, 'perl', S + 74, lr=6e-4)[0]), ['baseA'], 'finetune')
if K in ('opt', 'phi', 'mla', 'mamba') or K in more_kinds.TEXT and K != 'bart':
    def teacher(b):        # sequences sampled greedily would be slow: the student imitates the teacher's next tokens
        with torch.no_grad(): global ce; old, box = ce, []; ce = lambda y, t: box.append(y) or y.sum() * 0; loss(baseA, b); ce = old
        return torch.cat([b[:, :1], torch.distributions.Categorical(logits=box[0]).sample()], 1)
    torch.manual_seed(S + 83); save('A_distilled', train(init(S + 81), int(N * .5), 'base', S + 82, teacher=teacher)[0], [], 'distilled', ['baseA'])
save('B_ft1', train(baseB, 50, 'perl', S + 91, lr=6e-4, wd=.1)[0], ['baseB'], 'finetune', ['baseA'], 'declares the wrong base')
