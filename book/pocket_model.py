"""The pocket models: the architecture of each model type at 1.3M to 2M parameters, one tokenizer, template and special
tokens, for the pocket programs.

model/ makes them under the names of model/types.py, with random weights. Nothing else imports this file.
"""

import math

from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast, Qwen2_5_VLConfig, Qwen3VLConfig
from transformers.models.qwen2_5_vl.processing_qwen2_5_vl import Qwen2_5_VLProcessor
from transformers.models.qwen2_vl.image_processing_qwen2_vl import Qwen2VLImageProcessor
from transformers.models.qwen2_vl.video_processing_qwen2_vl import Qwen2VLVideoProcessor
from transformers.models.qwen3_vl.processing_qwen3_vl import Qwen3VLProcessor
from transformers.models.qwen3_vl.video_processing_qwen3_vl import Qwen3VLVideoProcessor

from rewards import TAGS

# image area after resizing, by type; an 84 px figure stays as it is in cells of 28 px and becomes 96 px in cells of 32
PIXELS = {"qwen2_5_vl": (784, 40_000), "qwen3_vl": (1024, 40_000)}
PROCESSORS = {
    "qwen2_5_vl": (Qwen2_5_VLProcessor, Qwen2VLVideoProcessor, 14),
    "qwen3_vl": (Qwen3VLProcessor, Qwen3VLVideoProcessor, 16),
}  # classes; px of a patch
SPECIAL = [f"<|{name}|>" for name in "endoftext im_start im_end vision_start vision_end image_pad video_pad".split()]
CHAT_TEMPLATE = (
    "{% for m in messages %}{% if loop.first and m['role'] != 'system' %}"
    "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n{% endif %}<|im_start|>{{ m['role'] }}\n"
    "{% if m['content'] is string %}{{ m['content'] }}{% else %}{% for c in m['content'] %}"
    "{% if c['type'] == 'image' %}<|vision_start|><|image_pad|><|vision_end|>{% else %}{{ c['text'] }}{% endif %}"
    "{% endfor %}{% endif %}<|im_end|>\n{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
# Words that get a token of their own: those of the book's pocket programs and of the prompt, and common ones. Any other
# text is spelled in bytes, which makes it long and hard to learn: add the words of a new pocket program here.
WORDS = """
system user assistant You are a helpful assistant. Reason inside then answer How many much more tall taller tallest
high highest short shortest long longest large largest is the there of in and or on at by to than one two three twice
number must grow reach get fall fell Reading Bar Chart bar bars the The Range Data Set Counting Objects circles circle
rows row hold holds top Doubling Multiples Addition Subtraction Integers Each each Three shows stand side towers tower
pile boxes box rain day wettest ball balls bag lamp lamps light lights wall plate plates table cake cakes What what
count difference between total sum value figure shown find Find point line area angle triangle rectangle square length
width height volume given So so it with has have as A B C
All Bonds Comparing It Line Number Numbers Perimeter Pictures Place Rounding Sizes There Triangle Value again all around
be bed beds below boat boats camp child coin coins days dials dice did digit do does dot doubled end equal far fence
fences first from garden gas goes lake last make mark marks meter missing nearest needs park perimeter plane plant
points rise rises road runs seed seeds show sides snow stone stones string tables tank ten tent tents that throws times
tree trees triangles water way when will year
"""


def processor(kind: str):
    """The type's processor with a byte-level BPE tokenizer trained here, on WORDS alone; every digit is one token.

    White maps to 0 (mean 1, std 0.3): with the statistics of photographs a tiny model never leaves its first plateau.
    """

    bpe = Tokenizer(models.BPE())
    bpe.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    bpe.decoder = decoders.ByteLevel()
    words = [w for word in WORDS.split() for w in (word, " " + word)]
    bpe.train_from_iterator(
        words,
        trainers.BpeTrainer(
            vocab_size=4096, min_frequency=1, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False
        ),
    )
    bpe.add_special_tokens([AddedToken(t, normalized=False, special=True) for t in SPECIAL])
    bpe.add_tokens([AddedToken(t, normalized=False) for t in TAGS])
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=bpe,
        eos_token="<|im_end|>",
        pad_token="<|endoftext|>",
        padding_side="left",
        chat_template=CHAT_TEMPLATE,
    )
    made, videos, patch = PROCESSORS[kind]
    stats = dict(image_mean=[1.0] * 3, image_std=[0.3] * 3, patch_size=patch)
    return made(
        image_processor=Qwen2VLImageProcessor(**stats),
        tokenizer=tokenizer,
        video_processor=videos(**stats),
        chat_template=CHAT_TEMPLATE,
    )


# What the types' configurations have of their own: class, language model, vision tower.
# rope_theta 5 and the M-RoPE sections keep neighbouring image columns apart, which the published values (1e6 or more,
# [16, 24, 24] of a head of 128) do not at this head size. Qwen3-VL's frequencies take turns between time, height and
# width, so each has slow and fast ones; its learned positions are those of an image of 96 px.
OWN = {
    "qwen2_5_vl": (
        Qwen2_5_VLConfig,
        dict(rope_parameters={"rope_type": "default", "rope_theta": 5.0, "mrope_section": [2, 7, 7]}),
        dict(fullatt_block_indexes=[0, 1, 2]),
    ),
    "qwen3_vl": (
        Qwen3VLConfig,
        dict(
            num_attention_heads=6,
            head_dim=32,
            rope_parameters={
                "rope_type": "default",
                "rope_theta": 5.0,
                "mrope_section": [6, 5, 5],
                "mrope_interleaved": True,
            },
        ),
        dict(patch_size=16, num_position_embeddings=36, deepstack_visual_indexes=[0, 1]),
    ),
}


def config(kind: str, tokenizer):
    """The architecture of a type at pocket size."""
    ids = tokenizer.convert_tokens_to_ids
    made, own_text, own_vision = OWN[kind]
    text = dict(
        vocab_size=math.ceil(len(tokenizer) / 64) * 64,
        hidden_size=128,
        intermediate_size=384,
        num_hidden_layers=3,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=4096,
        rms_norm_eps=1e-6,
        bos_token_id=None,
        eos_token_id=ids("<|im_end|>"),
        pad_token_id=ids("<|endoftext|>"),
        tie_word_embeddings=True,
    )
    vision = dict(
        depth=3,
        hidden_size=96,
        intermediate_size=256,
        num_heads=3,
        out_hidden_size=128,
    )
    return made(
        text_config=text | own_text,
        vision_config=vision | own_vision,
        tie_word_embeddings=True,
        image_token_id=ids("<|image_pad|>"),
        video_token_id=ids("<|video_pad|>"),
        vision_start_token_id=ids("<|vision_start|>"),
        vision_end_token_id=ids("<|vision_end|>"),
        pad_token_id=ids("<|endoftext|>"),
        eos_token_id=ids("<|im_end|>"),
    )
