namespace Assay.Audit.Tests.Generality;

/// <content>The second half.</content>
internal static partial class SyntheticReleases
{
    private static SyntheticRelease ChineseOnly => new("qingniao-6b", TestRelease.Of("""
        # 青鸟-6B

        ## 介绍
        青鸟-6B 是由某实验室研发的双语对话大模型，采用 Transformer 结构，支持 32K 上下文。

        ## 训练数据
        预训练语料来自网页、图书与百科，经过去重与质量过滤，共 1.5 万亿个 token。语料因版权原因暂不公开。

        ## 训练代码
        预训练代码将于近期开源，敬请期待。

        ## 微调
        我们提供了基于 LoRA 的微调脚本，见 [finetune](finetune/) 目录。

        ## 评测结果
        | 数据集 | 青鸟-6B |
        |---|---|
        | C-Eval | 63.5 |
        | CMMLU | 61.0 |

        ## 局限性
        模型可能产生错误或有害内容，使用者须自行承担风险。

        ## 技术报告
        详见[论文](https://arxiv.org/abs/2404.00003)。

        ## 协议
        模型权重对学术研究完全开放，填写[问卷](https://example.com/form)后可免费商用。
        """).With("finetune/finetune_lora.py", "import torch\n").With("modeling_qingniao.py", "class QNModel(nn.Module):\n    pass\n").WithPointers(12_000_000_000, "pytorch_model.bin"),
        "weights.final=+ data.train=- code.train=+ code.arch=+ code.eval=-? doc.datainfo=+ doc.evalresults=+ doc.paper=~ doc.modelcard=+ weights.checkpoints=-");

    private static SyntheticRelease PaperOnly => new("krill", TestRelease.Of("""
        # Krill

        Official weights for the paper [Krill: tiny transformers that swim](https://openreview.net/forum?id=abc), ICLR 2024.

        Download: [krill.pt](https://zenodo.org/records/12345/files/krill.pt)

        ```bibtex
        @inproceedings{krill2024, title={Krill: tiny transformers that swim}, booktitle={ICLR}, year={2024}}
        ```
        """),
        "weights.final=~ doc.paper=~ doc.datainfo=? doc.evalresults=? doc.compute=? data.train=-? code.train=- code.data=- weights.checkpoints=-");

    private static SyntheticRelease WithLogs => new("mussel-1b", TestRelease.Of("""
        # Mussel 1B
        Everything from one training run: states, logs, settings.

        - `step-1000/` ... `step-9000/`: parameters and optimizer states
        - `logs/`: loss curves
        - `train_config.yaml`: all settings
        - the trainer is [mussel-train](https://github.com/mussel-project/mussel-train)
        - the tokenized corpus is at [mussel/tokens](https://huggingface.co/datasets/mussel/tokens)
        """).With("train_config.yaml", "learning_rate: 0.0003\nmax_duration: 9000ba\n").With("logs/loss.csv", "step,loss\n1,9.1\n").WithPointers(2_000_000_000, "step-1000/model.safetensors", "step-9000/model.safetensors", "model.safetensors").WithPointers(4_000_000_000, "step-9000/optimizer.pt"),
        "weights.final=+ weights.checkpoints=+ model.meta=+ code.train=+~ code.data=? code.eval=? code.infer=? data.train=~ doc.paper=- doc.datacard=~?");

    private static SyntheticRelease Embedding => new("tern-embed-base", TestRelease.Of("""
        ---
        pipeline_tag: sentence-similarity
        library_name: sentence-transformers
        model-index:
        - name: tern-embed-base
          results:
          - task: {type: Retrieval}
            dataset: {type: mteb/arguana, name: MTEB ArguAna}
            metrics:
            - {type: ndcg_at_10, value: 55.2}
        ---
        # tern-embed-base
        Maps sentences to a 768-dimensional space for search and clustering.

        ## Usage
        ```python
        from sentence_transformers import SentenceTransformer
        model = SentenceTransformer("terns/tern-embed-base")
        ```

        ## Training
        The model was fine-tuned with a contrastive objective on 400M pairs:

        | Dataset | Pairs |
        |---|---|
        | [Reddit comments](https://github.com/example/reddit-pairs) | 300,000,000 |
        | [WikiAnswers](https://github.com/example/wikianswers) | 77,000,000 |
        | [MS MARCO](https://microsoft.github.io/msmarco/) | 9,000,000 |

        We used the script `train_script.py`, which is in this repository.
        """).With("config.json", "{\"architectures\":[\"MPNetModel\"],\"model_type\":\"mpnet\"}").With("train_script.py", "import torch\n").With("modules.json", "[]").WithPointers(400_000_000, "model.safetensors"),
        "weights.final=+ code.train=+ code.infer=+ code.arch=~ data.train=~ doc.datainfo=+ doc.evalresults=+ doc.paper=- weights.checkpoints=- code.data=-?");

    private static SyntheticRelease ListedCode => new("gannet-7b", TestRelease.Of("""
        # Gannet 7B
        Weights: `git lfs clone https://huggingface.co/gannet/gannet-7b`. A 7B language model for code and text.
        """).WithListed("gannet", "README.md", "gannet/modeling_gannet.py", "pretrain/launch.slurm", "pretrain/pretrain_gannet.py", "data_pipeline/dedup.py", "data_pipeline/crawl.py", "evaluation/harness_tasks.py", "inference/generate.py", "docs/DATASHEET.md", "LICENSE"),
        "weights.final=~ code.arch=+ code.train=+ code.data=+ code.eval=+ code.infer=+ doc.datacard=+ doc.paper=-? weights.checkpoints=-?");

    private static SyntheticRelease OldEncoderDecoder => new("puffin-large", TestRelease.Of("""
        ---
        datasets:
        - tidy-crawl
        license: apache-2.0
        ---
        # Model Card for Puffin Large

        # Model Details
        - **Model type:** Language model
        - **Resources for more information:**
          - [Research paper](https://jmlr.example/papers/20-074.html)
          - [Lab's blog post](https://blog.example/2020/02/puffin.html)
          - [GitHub Repo](https://github.com/lab-research/text-to-text-puffin)

        # Training Details
        ## Training Data
        The model is pre-trained on the [Tidy Crawl](https://www.tensorflow.example/datasets/catalog/tidy) corpus, made for this work. It was trained on a mixture of an unsupervised task (1.) and supervised tasks (2.):
        1. **Unsupervised**: [Tidy Crawl](https://huggingface.co/datasets/tidy-crawl), [Wiki-DPR](https://huggingface.co/datasets/wiki_dpr)
        2. **Supervised**: acceptability judgement ([Warstadt et al., 2018](https://arxiv.org/abs/1805.12471))

        ## Training Procedure
        For details see the [paper](https://jmlr.example/papers/20-074.html).

        # Evaluation
        The developers tested on 24 tasks; see the [research paper](https://jmlr.example/papers/20-074.html) for full results.

        # How to Get Started
        ```python
        from transformers import T5Model
        model = T5Model.from_pretrained("puffin-large")
        ```
        """).With("config.json", "{\"architectures\":[\"T5ForConditionalGeneration\"],\"model_type\":\"t5\"}").WithPointers(3_000_000_000, "pytorch_model.bin"),
        "weights.final=+ data.train=~ code.train=?~ code.data=?~ code.eval=?~ code.arch=~ code.infer=+ doc.paper=~ doc.evalresults=~? doc.datainfo=+ doc.modelcard=+");

    private static SyntheticRelease BaseAndPost => new("Albatross-7B-Instruct", TestRelease.Of("""
        ---
        base_model: albatross/Albatross-7B
        datasets:
        - albatross/sft-mix
        - albatross/preferences
        ---
        # Albatross 7B Instruct
        The instruct model of the [Albatross](https://huggingface.co/albatross/Albatross-7B) family.

        ## Pre-training
        The base model saw 4T tokens of [AlbatrossWeb](https://huggingface.co/datasets/albatross/web). Code: https://github.com/albatross-ai/pretrain

        ## Post-training
        Supervised fine-tuning on [sft-mix](https://huggingface.co/datasets/albatross/sft-mix), then preference optimization on [preferences](https://huggingface.co/datasets/albatross/preferences).
        Post-training code: [albatross-align](https://github.com/albatross-ai/align)

        ## Evaluation
        We evaluate with [albatross-eval](https://github.com/albatross-ai/eval).

        | Task | Score |
        |---|---|
        | IFEval | 72.1 |
        """).With("config.json", Standard).WithPointers(14_000_000_000, "model.safetensors"),
        "weights.final=+ data.train=~ code.train=~ code.eval=~? code.data=? doc.datainfo=+ doc.evalresults=+ weights.checkpoints=-? doc.datacard=?~");

    private static SyntheticRelease Announcement => new("condor-next", TestRelease.Of("""
        # Condor Next

        Condor Next is our strongest model. Try it on [our platform](https://condor.example/chat).

        - [ ] Release the weights (coming soon)
        - [ ] Release training code
        - [x] Technical report: [PDF](https://condor.example/condor-next.pdf)

        | Benchmark | Condor Next |
        |---|---|
        | MMLU | 88.1 |
        """),
        "weights.final=p code.train=p- doc.report=~ doc.evalresults=+ data.train=- doc.datainfo=? code.data=- code.arch=-");

    private static SyntheticRelease VisionBackbone => new("petrel_tiny.in1k", TestRelease.Of("""
        ---
        library_name: timm
        license: apache-2.0
        datasets:
        - imagenet-1k
        ---
        # Model card for petrel_tiny.in1k
        A Petrel image classification model, trained on ImageNet-1k by the paper authors.

        ## Model Details
        - **Papers:** Petrel: Hierarchies of Seabirds: https://arxiv.org/abs/2103.00004
        - **Original:** https://github.com/seabirds/petrel
        - **Params (M):** 28.3

        ## Model Usage
        ```python
        model = timm.create_model('petrel_tiny.in1k', pretrained=True)
        ```
        """).With("config.json", "{\"architecture\":\"petrel_tiny\",\"num_classes\":1000}").WithPointers(113_000_000, "model.safetensors"),
        "weights.final=+ data.train=~ code.train=? code.data=? code.eval=? code.infer=+ code.arch=+~? doc.paper=~ doc.datainfo=+ doc.evalresults=? weights.checkpoints=-?");

    private static SyntheticRelease CodeModel => new("jackdaw-15b", TestRelease.Of("""
        ---
        datasets:
        - jackdaw-project/sources-v2-train
        license: bigcode-openrail-m
        ---
        # Jackdaw 15B
        Trained on 600+ programming languages from [Sources v2](https://huggingface.co/datasets/jackdaw-project/sources-v2-train), with opt-out requests excluded.

        - **Repository:** [jackdaw-project/jackdaw](https://github.com/jackdaw-project/jackdaw)
        - **Paper:** [Link](https://huggingface.co/papers/2402.00005)
        - **Point of Contact:** contact@jackdaw.example

        ## Attribution & Other Requirements
        The pretraining dataset was filtered for permissive licenses and code with no license only. A [search index](https://huggingface.co/spaces/jackdaw-project/search) lets you look through it.

        # Training
        - **Architecture:** Transformer decoder with sliding window attention
        - **Pretraining tokens:** 4 trillion
        - **GPUs:** 1024 x H100
        - **Framework:** [trainkit](https://github.com/example/trainkit)

        # License
        The model is licensed under the Jackdaw OpenRAIL-M v1 agreement.
        """).With("config.json", "{\"architectures\":[\"Starcoder2ForCausalLM\"],\"model_type\":\"starcoder2\"}").With("model.safetensors.index.json", Shards).WithPointers(15_000_000_000, "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"),
        "weights.final=+ data.train=~ code.train=~ code.data=?~ code.eval=?~ code.infer=~? code.arch=~ doc.paper=~ doc.datainfo=+ doc.compute=+ doc.evalresults=?~ weights.checkpoints=-?");

    private static SyntheticRelease ProseOnly => new("limpet-mini", TestRelease.Of("""
        # Limpet Mini

        Limpet Mini has 1.3 billion parameters. It was trained on synthetic textbooks written by a larger model and on filtered web text, 150B tokens, on 32 A100 GPUs in eight days.

        Given its size it does well on common sense and logic. It has not been aligned by human feedback.

        ## Limitations
        It may write inaccurate code and facts, and it is verbose.

        ## Sample code
        ```python
        import torch
        from transformers import AutoModelForCausalLM
        model = AutoModelForCausalLM.from_pretrained("limpet/limpet-mini")
        ```

        ## License
        MIT
        """).With("config.json", "{\"architectures\":[\"PhiForCausalLM\"],\"model_type\":\"phi\"}").WithPointers(2_600_000_000, "model.safetensors"),
        "weights.final=+ data.train=- code.train=- code.data=- code.eval=- code.infer=+ code.arch=~ doc.datainfo=+ doc.paper=- doc.evalresults=- doc.compute=+ doc.modelcard=+ weights.checkpoints=-");
}
