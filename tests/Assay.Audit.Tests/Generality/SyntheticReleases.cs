namespace Assay.Audit.Tests.Generality;

/// <summary>Releases of many styles, written with their expectations before the rules were run on them.</summary>
internal static partial class SyntheticReleases
{
    public static IEnumerable<SyntheticRelease> All =>
    [
        OpenAcademic, CorporateWeightsOnly, Adapter, Requantized, PrivateFineTune, Audio, Diffusion, ChineseOnly, PaperOnly, WithLogs, Embedding, ListedCode,
        OldEncoderDecoder, BaseAndPost, Announcement, VisionBackbone, CodeModel, ProseOnly,
    ];

    private const string Shards = "{\"metadata\":{\"total_size\":26},\"weight_map\":{\"a\":\"model-00001-of-00002.safetensors\",\"b\":\"model-00002-of-00002.safetensors\"}}";

    private const string Standard = "{\"architectures\":[\"LlamaForCausalLM\"],\"model_type\":\"llama\",\"hidden_size\":64,\"num_hidden_layers\":2}";

    private static SyntheticRelease OpenAcademic => new("heron-3b", TestRelease.Of("""
        ---
        license: apache-2.0
        datasets:
        - heron-lab/nestmix
        language: en
        ---
        # Heron 3B

        Heron is a decoder-only language model built at a university so that every step can be studied.

        ## Resources
        - Corpus: [NestMix v2](https://huggingface.co/datasets/heron-lab/nestmix)
        - All source: https://github.com/heron-lab/heron
        - Training curves: [W&B](https://wandb.ai/heron-lab/heron-3b)
        - Write-up: [arXiv](https://arxiv.org/abs/2401.00001)

        ## How it was made
        We trained for 1.1 trillion tokens on 64 H100 GPUs for three weeks. The text comes from Common Crawl, Wikipedia and open-access articles; near duplicates and
        personal data were removed before tokenization.

        ## Snapshots
        A snapshot was kept every 1000 steps; each is a branch such as `step21000`.

        ## Scores
        | Task | Heron 3B |
        |---|---|
        | HellaSwag | 71.2 |
        | ARC-c | 44.0 |

        ## Caveats
        It may repeat prejudices of its sources and must not be relied on for medical advice.

        ```python
        model = AutoModelForCausalLM.from_pretrained("heron-lab/heron-3b")
        ```
        """).With("config.json", Standard).WithPointers(6_000_000_000, "model.safetensors").WithRefs("main", "step21000", "step22000")
        .WithListed("heron", "heron/model.py", "heron/train.py", "heron/data/filter_documents.py", "eval/run_eval.py", "requirements.txt", "LICENSE"),
        "data.train=~ code.arch=+~ code.train=+ code.data=+ code.infer=+ code.eval=+ weights.final=+ weights.checkpoints=+ doc.modelcard=+ doc.datainfo=+ doc.paper=~ doc.evalresults=+ doc.compute=+ doc.usage=+");

    private static SyntheticRelease CorporateWeightsOnly => new("Orca Vault 8B", TestRelease.Of("""
        ---
        license: other
        license_name: orca-vault-terms
        ---
        ## Model information
        Orca Vault 8B is a multilingual text model from Vault Industries. It is an auto-regressive transformer with grouped-query attention.

        **Training data.** A new mix of publicly available online data and content licensed from partners, 9T tokens in all. Cut-off: January 2025.

        **Intended use.** Commercial assistants. Use that violates the law or the [Acceptable Use Policy](https://vault.example/use-policy) is out of scope.

        ## Hardware
        Training used our own cluster with H200 accelerators, 1.2M GPU hours.

        ## Benchmarks
        | Benchmark | Shots | Orca Vault 8B |
        |---|---|---|
        | MMLU | 5 | 69.9 |
        | GSM8K | 8 | 81.4 |

        ## Responsible use
        As with any system of this kind, outputs can be inaccurate or biased; developers should add safeguards. Scores were produced with our internal evaluation library.
        """).With("config.json", Standard).With("model.safetensors.index.json", Shards).WithPointers(8_000_000_000, "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"),
        "data.train=- code.train=- code.data=- code.eval=- code.arch=~ code.infer=~ weights.final=+ weights.checkpoints=- doc.modelcard=+ doc.datainfo=+ doc.paper=- doc.report=- doc.evalresults=+ doc.compute=+ legal.aup=~ doc.datacard=-");

    private static SyntheticRelease Adapter => new("pelican-lora-support", TestRelease.Of("""
        ---
        base_model: somewhere/base-7b
        library_name: peft
        tags:
        - generated_from_trainer
        datasets:
        - somebody/support-tickets
        ---
        # pelican-lora-support

        This model is a fine-tuned version of [somewhere/base-7b](https://huggingface.co/somewhere/base-7b) on the somebody/support-tickets dataset.
        It achieves the following results on the evaluation set:
        - Loss: 0.8123

        ## Model description
        More information needed

        ## Training procedure
        ### Training hyperparameters
        - learning_rate: 0.0002
        - train_batch_size: 4
        - optimizer: Adam with betas=(0.9,0.999)
        """).With("adapter_config.json", "{\"base_model_name_or_path\":\"somewhere/base-7b\",\"peft_type\":\"LORA\"}").WithPointers(90_000_000, "adapter_model.safetensors"),
        "data.train=~ code.train=-? code.data=-? code.eval=-? weights.final=+ weights.checkpoints=-? doc.paper=-? model.meta=+ doc.evalresults=+ doc.datainfo=+");

    private static SyntheticRelease Requantized => new("Ibis-2-13B-GGUF", TestRelease.Of("""
        ---
        base_model: ibis-ai/Ibis-2-13B
        base_model_relation: quantized
        quantized_by: someone
        license: mit
        ---
        # Ibis 2 13B - GGUF
        - Model creator: [Ibis AI](https://huggingface.co/ibis-ai)
        - Original model: [Ibis 2 13B](https://huggingface.co/ibis-ai/Ibis-2-13B)

        ## Provided files
        | Name | Bits | Size |
        |---|---|---|
        | ibis-2-13b.Q4_K_M.gguf | 4 | 7.87 GB |
        | ibis-2-13b.Q8_0.gguf | 8 | 13.8 GB |

        ## How to run
        ```shell
        ./llama-cli -m ibis-2-13b.Q4_K_M.gguf -p "Hello"
        ```
        Quantized with release b3600 of [llama.cpp](https://github.com/ggml-org/llama.cpp).
        """).WithPointers(7_870_000_000, "ibis-2-13b.Q4_K_M.gguf").WithPointers(13_800_000_000, "ibis-2-13b.Q8_0.gguf"),
        "weights.final=+ code.infer=+ data.train=? code.train=? code.data=? code.eval=? doc.datainfo=? doc.paper=? doc.evalresults=? weights.checkpoints=?-");

    private static SyntheticRelease PrivateFineTune => new("stork-legal-7b", TestRelease.Of("""
        # Stork Legal 7B

        A continued training of an open 7B model for contract review, made by a law firm.

        ### Data
        We used 41,000 contracts of our clients. They are confidential and cannot be shared. Names were replaced by placeholders and clauses were labeled by three lawyers.

        ### Training
        Full fine-tuning for two epochs with a learning rate of 1e-5; the scripts stay in-house.

        ### Evaluation
        We have not published an evaluation yet.

        ### Limits
        Not legal advice. Performance on other languages than German is poor.
        """).With("config.json", Standard).WithPointers(14_000_000_000, "model.safetensors"),
        "data.train=- code.train=- code.data=- code.eval=- weights.final=+ weights.checkpoints=- doc.datainfo=+ doc.paper=- doc.report=- doc.evalresults=- doc.modelcard=+");

    private static SyntheticRelease Audio => new("warble-asr", TestRelease.Of("""
        # Warble: streaming speech recognition

        ## Quick start
        ```python
        from warble import Recognizer
        text = Recognizer("base").transcribe("a.wav")
        ```

        ## Models
        | size | link |
        |---|---|
        | base | [warble-base.onnx](https://downloads.warble.example/warble-base.onnx) |

        ## What it has heard
        | Corpus | Hours | License |
        |---|---|---|
        | [Open Voices](https://openvoices.example/download) | 3,000 | CC0 |
        | [Parliament Speech](https://parlspeech.example) | 1,200 | CC BY 4.0 |
        | Call-center recordings of a partner | 800 | private |

        Silence was cut and segments above 30 seconds were split.

        ## Word error rates
        ![WER by language](docs/wer.png)

        ## Training
        See [recipes/train](recipes/train) for the exact runs.
        """).With("LICENSE", "MIT License\n").With("warble/model.py", "import torch.nn as nn\nclass Encoder(nn.Module):\n    pass\n").With("recipes/train/run.sh", "python -m warble.train --config base.yaml\n").With("recipes/train/base.yaml", "learning_rate: 0.001\n").With("docs/wer.png", [1, 2, 3]),
        "weights.final=~ data.train=~ code.train=+ code.arch=+ code.infer=+ code.eval=- doc.datainfo=+ doc.evalresults=+ doc.paper=- weights.checkpoints=-");

    private static SyntheticRelease Diffusion => new("lagoon-xl", TestRelease.Of("""
        ---
        license: openrail++
        tags: [text-to-image]
        ---
        # Lagoon XL
        Lagoon XL generates pictures from words. It is a latent diffusion model with two text encoders.

        ### Stages
        The following states can be downloaded:
        - [`lagoon-256`](https://huggingface.co/lagoon/lagoon-256): 300,000 steps at 256x256.
        - [`lagoon-512`](https://huggingface.co/lagoon/lagoon-512): continued from `lagoon-256` for 200,000 steps.
        - `lagoon-xl` (this one): continued from `lagoon-512`.

        ### Pictures
        We took 120 million captioned images from the public web and dropped those below an aesthetic score of 5.

        ### Use
        ```python
        pipe = DiffusionPipeline.from_pretrained("lagoon/lagoon-xl")
        ```
        More details are in the [GitHub repository](https://github.com/lagoon-labs/generative) and in our [report on arXiv](https://arxiv.org/abs/2307.00002).

        ### Limitations
        Faces and legible text often fail.
        """).With("model_index.json", "{\"_class_name\":\"StableDiffusionXLPipeline\",\"_diffusers_version\":\"0.19\"}").With("unet/config.json", "{\"_class_name\":\"UNet2DConditionModel\",\"_diffusers_version\":\"0.19\"}")
        .WithPointers(10_000_000_000, "unet/diffusion_pytorch_model.safetensors").WithPointers(300_000_000, "vae/diffusion_pytorch_model.safetensors"),
        "weights.final=+ weights.checkpoints=~ code.arch=~ code.infer=+ code.train=? code.data=? code.eval=? data.train=-? doc.datainfo=+ doc.paper=~ doc.evalresults=? doc.modelcard=+");
}
