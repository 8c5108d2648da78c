"""Makes the directories beside this file: tiny GLiNER models of random weights, and what the
reference implementation (the Python package gliner, Apache-2.0) computes of them in float64.

    PYTHONPATH=CHECKOUT_OF_GLINER python make.py

Only the package's modelling, data_processing and decoding modules are used. Each directory is as a
published one: gliner_config.json, weights, tokenizer. reference.json has, for each text, the token
numbers, the logits (of all spans inside the text, or three for each word and label), the gradient of
one of them with respect to the word embeddings, and the entities for several settings.
"""

import json
import os
import shutil
import sys

import torch
from gliner.config import UniEncoderSpanConfig, UniEncoderTokenConfig
from gliner.data_processing.processor import UniEncoderSpanProcessor, UniEncoderTokenProcessor
from gliner.data_processing.tokenizer import WhitespaceTokenSplitter
from gliner.decoding.decoder import SpanDecoder, TokenDecoder
from gliner.modeling.base import UniEncoderSpanModel, UniEncoderTokenModel
from safetensors.torch import save_file
from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers
from tokenizers import processors
from transformers import PreTrainedTokenizerFast

HERE = os.path.dirname(os.path.abspath(__file__))
TEXTS = [
    ("Ada Lovelace met Charles Babbage in London, near a well-known bank.", ["person", "city"]),
    ("😀 \U0001d400da paid 5€ at 10:30", ["bank account", "person", "time of day"]),
    ("London", ["city"]),
]
SETTINGS = [(0.5, True, False), (0.4, True, False), (0.5, False, False), (0.4, False, True)]
SETTINGS += [(0.6, True, True)]


def metaspace_tokenizer():
    words = "in a at of met near bank person city time day account known well London Ada".split()
    pieces = ["[PAD]", "[CLS]", "[SEP]", "[UNK]", "[MASK]", "▁"]
    scores = [0.0] * 5 + [-2.5]
    for i, word in enumerate(words):
        pieces.append("▁" + word)
        scores.append(-3.0 - 0.1 * i)
    for i, piece in enumerate(["lace", "Love", "Char", "les", "age", "id", "pa", "acc"]):
        pieces.append(piece)
        scores.append(-5.0 - 0.1 * i)
    for i, letter in enumerate("abcdefghiklmnoprstuvwyABL,.-:0135"):
        pieces.append(letter)
        scores.append(-7.0 - 0.05 * i)
    tokenizer = Tokenizer(models.Unigram(list(zip(pieces, scores)), unk_id=3))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC()])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    return tokenizer, pieces


def byte_tokenizer():
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    specials = ["[PAD]", "[CLS]", "[SEP]", "[UNK]", "[MASK]"]
    vocabulary = {piece: i for i, piece in enumerate(specials + alphabet)}
    merges = [("p", "e"), ("r", "s"), ("o", "n"), ("pe", "rs"), ("pers", "on"), ("c", "i")]
    merges += [("L", "on"), ("Lon", "d"), ("Lond", "on"), ("A", "d"), ("Ad", "a"), ("Ġ", "a")]
    for left, right in merges:
        vocabulary[left + right] = len(vocabulary)
    tokenizer = Tokenizer(models.BPE(vocabulary, merges))
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer, specials + alphabet


def wrapped(tokenizer, pieces):
    tokenizer.add_special_tokens(
        [AddedToken(t, special=True, normalized=False) for t in pieces[:5]]
    )
    cls, sep = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B [SEP]",
        special_tokens=[("[CLS]", cls), ("[SEP]", sep)],
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="[PAD]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        unk_token="[UNK]",
        mask_token="[MASK]",
    )


DEBERTA = dict(
    model_type="deberta-v2",
    hidden_size=12,
    num_hidden_layers=2,
    num_attention_heads=3,
    intermediate_size=16,
    max_position_embeddings=64,
    relative_attention=True,
    position_buckets=8,
    pos_att_type=["p2c", "c2p"],
    share_att_key=True,
    norm_rel_ebd="layer_norm",
    position_biased_input=False,
    type_vocab_size=0,
    hidden_dropout_prob=0.0,
    attention_probs_dropout_prob=0.0,
)
MODERN = dict(
    model_type="modernbert",
    hidden_size=8,
    num_hidden_layers=3,
    num_attention_heads=2,
    intermediate_size=12,
    max_position_embeddings=128,
    global_attn_every_n_layers=2,
    local_attention=6,
    pad_token_id=0,
    bos_token_id=1,
    cls_token_id=1,
    sep_token_id=2,
    eos_token_id=2,
)


def rounded(x):
    return [float("%.9g" % v) for v in x.flatten().tolist()]


def make(name, encoder, tokenizer, seed, base=False, torch_file=False, lift=0.0, **keys):
    token_level = keys.get("span_mode") == "token_level"
    torch.manual_seed(seed)
    folder = os.path.join(HERE, name)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    if base:
        tokenizer.save_pretrained(folder)
    tokenizer.add_tokens(["[FLERT]", "<<ENT>>", "<<SEP>>"], special_tokens=True)
    if not base:
        tokenizer.save_pretrained(folder)
    encoder = dict(encoder, vocab_size=len(tokenizer))
    config = (UniEncoderTokenConfig if token_level else UniEncoderSpanConfig)(
        encoder_config=dict(encoder), model_name="base/" + name, dropout=0.0, **keys
    )
    config.class_token_index = len(tokenizer) - 2
    config.vocab_size = len(tokenizer)
    config._attn_implementation = "eager"
    model = (UniEncoderTokenModel if token_level else UniEncoderSpanModel)(config)
    with torch.no_grad():
        for parameter_name, parameter in model.named_parameters():
            norm = "norm" in parameter_name.lower() and parameter.dim() == 1
            bias = parameter_name.endswith("bias")
            values = torch.randn(parameter.shape) * (0.1 if bias or norm else 0.35)
            if parameter_name == "scorer.out_mlp.3.bias":
                values += lift
            if norm and not bias:
                values += 1
            parameter.copy_(values)
    state = {key: value.contiguous().clone() for key, value in model.state_dict().items()}
    if torch_file:
        torch.save(state, os.path.join(folder, "pytorch_model.bin"))
    else:
        save_file(state, os.path.join(folder, "model.safetensors"))
    written = dict(keys, model_name="base/" + name, dropout=0.4, subtoken_pooling="first")
    written.update(ent_token="<<ENT>>", sep_token="<<SEP>>", words_splitter_type="whitespace")
    written["vocab_size"] = len(tokenizer)
    written["class_token_index"] = len(tokenizer) - 2
    if base:
        with open(os.path.join(folder, "config.json"), "w") as f:
            json.dump(dict(encoder, vocab_size=len(tokenizer) - 3), f, indent=1)
    else:
        written["encoder_config"] = encoder
    with open(os.path.join(folder, "gliner_config.json"), "w") as f:
        json.dump(written, f, indent=1)

    model.double().eval()
    kind = UniEncoderTokenProcessor if token_level else UniEncoderSpanProcessor
    processor = kind(config, tokenizer, None)
    decoder = (TokenDecoder if token_level else SpanDecoder)(config)
    cases = []
    embedded = {}

    def keep(_module, _input, output):
        output.requires_grad_(True)
        output.retain_grad()
        embedded["rows"] = output
        return output

    model.token_rep_layer.bert_layer.model.get_input_embeddings().register_forward_hook(keep)
    for text, labels in TEXTS:
        places = list(WhitespaceTokenSplitter()(text))
        tokens = [word for word, _, _ in places]
        raw = processor.collate_raw_batch(
            [{"tokenized_text": tokens, "ner": None}], entity_types=list(labels)
        )
        inputs = processor.collate_fn(raw, prepare_labels=False)
        arguments = dict(
            input_ids=inputs["input_ids"],
            attention_mask=inputs["attention_mask"],
            words_mask=inputs["words_mask"],
            text_lengths=raw["seq_length"],
        )
        if not token_level:
            width = config.max_width
            mask = (raw["span_idx"][:, :, 1] < len(tokens))
            arguments.update(span_idx=raw["span_idx"], span_mask=mask)
        case = dict(text=text, labels=labels, ids=inputs["input_ids"][0].tolist())
        case["words"] = [[start, end] for _, start, end in places]
        output = model(**arguments)
        logits = output.logits[0]
        if token_level:
            case["logits"] = rounded(logits)
            if output.span_logits is not None:
                case["spans"] = output.span_idx[0].tolist()
                case["span_logits"] = rounded(output.span_logits[0])
        else:
            inside = [(s, k) for s in range(len(tokens)) for k in range(width)]
            inside = [(s, k) for s, k in inside if s + k < len(tokens)]
            case["logits"] = rounded(torch.stack([logits[s, k] for s, k in inside]))
        # what is explained: the last label at the second to third word, or at the only one
        start, end = (1, 2) if len(tokens) > 2 else (0, 0)
        label = len(labels) - 1
        if not token_level:
            target = logits[start, end - start, label]
        elif config.represent_spans:
            span = torch.tensor([[[start, end]]])
            both = model(**arguments, span_idx=span, span_mask=torch.ones(1, 1).bool())
            target = both.span_logits[0, 0, label]
        else:
            parts = [logits[start, label, 0], logits[end, label, 1]]
            parts += [logits[i, label, 2] for i in range(start, end + 1)]
            target = torch.stack(parts).min()
        embedded["rows"].grad = None
        target.backward()
        case["target"] = dict(start=start, end=end, label=label, logit=target.item())
        case["gradient"] = rounded(embedded["rows"].grad[0])
        case["entities"] = []
        for threshold, flat, multi in SETTINGS:
            shown = model(**arguments, threshold=threshold)
            found = decoder.decode(
                raw["tokens"],
                raw["id_to_classes"],
                shown.logits.detach(),
                span_idx=shown.span_idx,
                span_mask=shown.span_mask,
                span_logits=None if shown.span_logits is None else shown.span_logits.detach(),
                flat_ner=flat,
                threshold=threshold,
                multi_label=multi,
            )[0]
            case["entities"].append(
                dict(
                    threshold=threshold,
                    flat=flat,
                    multi=multi,
                    found=[[s.start, s.end, s.entity_type, s.score] for s in found],
                )
            )
        cases.append(case)
        counts = [len(each["found"]) for each in case["entities"]]
        print(name, len(case["ids"]), "logits", logits.min().item(), logits.max().item(), counts)
    with open(os.path.join(folder, "reference.json"), "w") as f:
        json.dump(cases, f, ensure_ascii=False, indent=None, separators=(",", ":"))


def main():
    span = dict(max_width=4, span_mode="markerV0", hidden_size=8, max_len=32)
    token = dict(span, span_mode="token_level")
    make("span-deberta", DEBERTA, wrapped(*metaspace_tokenizer()), 12, torch_file=True,
         num_rnn_layers=1, **span)
    make("token-deberta", DEBERTA, wrapped(*metaspace_tokenizer()), 15, base=True,
         lift=2.0, num_rnn_layers=1, **dict(token, hidden_size=12))
    make("span-modernbert", MODERN, wrapped(*byte_tokenizer()), 7, num_rnn_layers=2,
         embed_ent_token=False, post_fusion_schema="l2l-l2t", **dict(span, span_mode="marker"))
    make("token-modernbert", MODERN, wrapped(*byte_tokenizer()), 10, num_rnn_layers=0, lift=2.0,
         represent_spans=True, **token)


if __name__ == "__main__":
    sys.exit(main())
