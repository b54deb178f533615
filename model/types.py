"""The model types (`model_type` of a config.json) that the policy can be, and what differs between them.

docs/models.md says how to add one. What a configuration or a module tells of itself stands in no table: the side of an
image token (data.cell), windows and learned positions of the tower (packing.vision_layout), the norms of queries and
keys (decoding.py), biases, head sizes.
"""

import importlib
from dataclasses import dataclass

import torch
import transformers
from transformers.models.qwen3_vl.modeling_qwen3_vl import Qwen3VLTextModel


class DeepstackText(Qwen3VLTextModel):
    """Features of earlier blocks of the tower are added to the image tokens after the first layers, by their places."""

    def _deepstack_process(self, hidden_states, visual_pos_masks, visual_embeds):
        """hidden_states [R, L, d] plus visual_embeds [k, d] at the places visual_pos_masks [k] of its R * L tokens.

        A mask [R, L] (the engine's prompts) is transformers' own way: it makes a GPU's host wait for a number.
        """
        if visual_pos_masks.dtype == torch.bool:
            return super()._deepstack_process(hidden_states, visual_pos_masks, visual_embeds)
        flat = hidden_states.flatten(0, 1)
        return flat.index_add(0, visual_pos_masks, visual_embeds.to(flat.dtype)).view_as(hidden_states)


@dataclass(frozen=True)
class ModelType:
    name: str  # of the class in transformers and in vLLM
    vllm: str  # vLLM's module of that class
    pocket: str  # name of its pocket model
    text: type | None = None  # in the place of transformers' class of the language model

    @property
    def stock(self) -> type:
        """transformers' class."""
        return getattr(transformers, self.name)

    @property
    def served(self) -> type:
        """vLLM's class."""
        return getattr(importlib.import_module(f"vllm.model_executor.models.{self.vllm}"), self.name)


TYPES = {
    "qwen2_5_vl": ModelType("Qwen2_5_VLForConditionalGeneration", "qwen2_5_vl", "pocket"),
    "qwen3_vl": ModelType("Qwen3VLForConditionalGeneration", "qwen3_vl", "pocket-qwen3", DeepstackText),
}
POCKETS = {kind.pocket: name for name, kind in TYPES.items()}  # {name of a pocket model: its type}


def of(config) -> ModelType:
    """What is known of a configuration's type; ValueError for one that the policy cannot be."""
    if config.model_type not in TYPES:
        raise ValueError(f"the model_type is {config.model_type}, known are {', '.join(TYPES)}")
    return TYPES[config.model_type]
