"""Writes japanese-tokenizers.json: directories with a Japanese tokenizer, and the tokens that the
reference library finds for texts.

    PYTHONPATH=weights-converter/src/test/japanese python weights-converter/src/test/japanese/make.py .

The argument is the checkout. It needs transformers, sentencepiece, and MeCab's library, which
fugashi.py beside this file calls in the place of the package of that name.
"""
import base64, io, json, os, re, sys, tempfile, zipfile
import sentencepiece as spm
from transformers import BertJapaneseTokenizer

root = sys.argv[1]
tiny = os.path.join(root, "transformer/src/test/resources/mecab/tiny")
work = tempfile.mkdtemp()
with zipfile.ZipFile(os.path.join(tiny, "compiled.zip")) as z:
    z.extractall(work)
dic = os.path.join(work, "utf-8")

texts = []
for line in open(os.path.join(tiny, "texts.txt"), encoding="utf-8"):
    line = line.rstrip("\n")
    line = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m.group(1), 16)), line)
    line = line.replace("\\\\", "\\")
    if len(line) <= 40 and not any(0xD800 <= ord(c) < 0xE000 for c in line):
        texts.append(line)
texts = texts[::2]
texts += [
    "この商品はとても使いやすいです。", "ｶﾞｷﾞｸﾞとﾊﾟﾋﾟﾌﾟ", "㍿と㌔と㈱と①②", "が\u3099か\u3099ぱ",
    "Ａｂｃ ＤＥＦ", "ΟΔΟΣ ΣΑΣ", "İstanbul I", "ﬁnd ﬂow", "1,000円と12,5", "１，０００",
    "猫[MASK]犬", "[CLS]猫[SEP]", "[MASK][MASK] 猫", "[mask]", "猫 [UNK] 犬", "<s>猫</s>",
    "ーーーーーーーーーー", "wwwwwwwww", "ｗｗｗｗｗ", "ああああああああああああ", "!!!!!!！！！！",
    "カメラ" * 40, "ア" * 99, "ア" * 100, "ア" * 101, "a" * 120, "``猫''と\"犬\"",
    "▁猫▁犬", "猫\u2028犬\u2029", "猫\u0085犬\u001c鶏", "令和㋿", "ｶ\u200dﾞ", "か\ufe0fが", "㈱\ufe0f",
    "don't half-baked 1,000.50", "東京都KEEP京都keep", "KEEP", "KEEP 猫", "keepABC。KEEP",
    "é\u0301e\u0301", "각각", "각", "ｈｅｌｌｏ　ＷＯＲＬＤ", "UPPER猫Lower", "NEWTOKEN猫newtoken", "x,y 2,", "2,", "猫2,",
    "a\u00adb", "\ue000猫", "猫\u0378犬", "ab_c#d", "abab aba ab", "²,３,",
]
pairs = [("猫がいる", "犬がいた"), ("", "猫"), ("商品はとても使いやすい", "。"), ("猫 犬", "")]
cuts = [("庭には二羽にわとりがいた。", "商品はとても使いやすいです。", 12), ("猫が", "庭には二羽にわとりがいた。", 9),
        ("庭には二羽にわとりがいた。", "猫が", 9), ("庭には二羽にわとりがいた。", None, 6)]

characters = sorted({c for t in texts for c in t.lower() + t if not c.isspace()})
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
words = ["猫", "犬", "庭", "が", "に", "は", "##は", "商品", "とても", "使い", "##やすい", "やすい", "です", "いる", "いた",
         "東京", "##都", "京都", "カメラ", "カ", "##メ", "##ラ", "コーヒー", "10", "##0", "1", "##,", "ABC", "abc", "##c", "ab", "##ab",
         "a", "##a", "New", "new", "York", "york", "。", "、", "!", "##!", "ー", "##ー", "##ーー", "ガ", "##ギ", "##グ", "株式",
         "##会社", "キロ", "(", "株", ")", "οδος", "##ς", "keep", "KEEP", "i̇", "i", "##s", "##t", "令和", "w", "##w",
         "##ww", "ア", "##ア", "##アアア", "find", "fl", "##ow", "\"", "x", "##x", "##▁", "[", "]", "##]", "MASK", "hello", "world", "¨", "e", "é",
         "", "2", "##2", "don", "'", "t", "half", "-", "baked"]
kept = []
for w in SPECIAL + words + characters[::3]:
    if w not in kept and "\n" not in w and "\r" not in w:
        kept.append(w)
vocab = kept


def pieces(**options):
    """A SentencePiece file of the texts' words."""
    out = io.BytesIO()
    sentences = [re.sub(r"\s+", " ", t) for t in texts if t.strip() and "\0" not in t]
    spm.SentencePieceTrainer.train(sentence_iterator=iter(sentences * 3), model_writer=out, hard_vocab_limit=False,
                                   vocab_size=options.pop("vocab_size", 220), minloglevel=2, num_threads=1, **options)
    return out.getvalue()


rules = os.path.join(work, "rules.tsv")
with open(rules, "w") as f:
    for a, b in [("a", "q"), ("ab", "x"), ("abab", "yy"), ("猫", "ねこ"), ("〜", ""), ("e", "  "), ("か", "が")]:
        f.write(" ".join("%X" % ord(c) for c in a) + "\t" + " ".join("%X" % ord(c) for c in b) + "\n")
identity = pieces(normalization_rule_name="identity", character_coverage=0.98,
                  user_defined_symbols=["いる", "1,"], control_symbols="[PAD],[CLS],[SEP],[MASK]".split(","))
ruled = pieces(normalization_rule_tsv=rules, character_coverage=0.98, remove_extra_whitespaces=True, pad_id=3)
spelt = pieces(normalization_rule_name="identity", byte_fallback=True, vocab_size=500, character_coverage=0.98,
               remove_extra_whitespaces=False)

mecab = {"mecab_dic": None, "mecab_option": '-d "DIC" -r DIC/dicrc'}
base = {"tokenizer_class": "BertJapaneseTokenizer", "word_tokenizer_type": "mecab", "do_lower_case": False}
V, I, R, B = "vocab", "identity", "ruled", "spelt"
directories = [
    ("words", {**base, "mecab_kwargs": mecab}, V),
    ("lower", {**base, "do_lower_case": True, "mecab_kwargs": mecab, "subword_tokenizer_type": "wordpiece", "max_len": 64}, V),
    ("plain", {**base, "mecab_kwargs": {**mecab, "normalize_text": False}, "do_lower_case": True}, V),
    ("kept", {**base, "do_lower_case": True, "never_split": ["ABC", "UPPER"], "mecab_kwargs": mecab,
              "unk_token": "[MASK]", "mask_token": "[UNK]"}, V),
    ("user", {**base, "mecab_kwargs": {"mecab_dic": None, "mecab_option": "--dicdir=DIC --rcfile DIC/dicrc -u DIC/user.dic -Owakati"}}, V),
    ("characters", {**base, "subword_tokenizer_type": "character", "mecab_kwargs": mecab}, V),
    ("lower-characters", {**base, "do_lower_case": True, "subword_tokenizer_type": "character",
                          "mecab_kwargs": {**mecab, "normalize_text": False}}, V),
    ("pieces", {**base, "subword_tokenizer_type": "sentencepiece", "mecab_kwargs": mecab}, I),
    ("ruled-pieces", {**base, "do_lower_case": True, "subword_tokenizer_type": "sentencepiece", "mecab_kwargs": mecab}, R),
    ("spelt-pieces", {**base, "subword_tokenizer_type": "sentencepiece", "mecab_kwargs": mecab}, B),
    ("whole-pieces", {**base, "do_word_tokenize": False, "subword_tokenizer_type": "sentencepiece"}, I),
    ("basic", {**base, "word_tokenizer_type": "basic"}, V),
    ("lower-basic", {**base, "word_tokenizer_type": "basic", "do_lower_case": True, "never_split": ["KEEP", "abc。"]}, V),
    ("basic-characters", {**base, "word_tokenizer_type": "basic", "subword_tokenizer_type": "character"}, V),
    ("whole", {**base, "do_word_tokenize": False}, V),
    ("whole-words", {**base, "do_subword_tokenize": False, "mecab_kwargs": mecab}, V),
    ("added", {**base, "do_lower_case": True, "mecab_kwargs": mecab, "model_max_length": 20, "additional_special_tokens": ["<e>"],
               "added_tokens_decoder": {str(i): {"content": w, "lstrip": w == "<e>", "rstrip": False, "normalized": w == "NEWTOKEN",
                                                 "single_word": False, "special": w != "NEWTOKEN"}
                                        for i, w in list(enumerate(SPECIAL)) + [(len(vocab), "NEWTOKEN"), (len(vocab) + 1, "<e>")]}}, V),
]

result = {"vocab": vocab, "texts": texts, "directories": []}
for name, data in [(I, identity), (R, ruled), (B, spelt)]:
    result[name] = base64.b64encode(data).decode()
for name, config, kind in directories:
    folder = os.path.join(work, name)
    os.mkdir(folder)
    json.dump(json.loads(json.dumps(config).replace("DIC", dic)), open(os.path.join(folder, "tokenizer_config.json"), "w"))
    if kind == V:
        open(os.path.join(folder, "vocab.txt"), "w", encoding="utf-8").write("".join(w + "\n" for w in vocab))
    else:
        open(os.path.join(folder, "spiece.model"), "wb").write({I: identity, R: ruled, B: spelt}[kind])
    t = BertJapaneseTokenizer.from_pretrained(folder)
    entry = {"name": name, "config": config, "files": kind, "size": len(t), "ids": [], "pairs": [], "cuts": []}
    entry["max_length"] = t.model_max_length if t.model_max_length < 1e9 else None
    for text in texts + (["<e> 猫", "猫 <e>犬"] if name == "added" else []):
        entry["ids"].append(t(text, verbose=False)["input_ids"])
    for a, b in pairs:
        e = t(a, b, return_token_type_ids=True)
        entry["pairs"].append({"text": a, "pair": b, "ids": e["input_ids"], "types": e["token_type_ids"]})
    for a, b, n in cuts:
        e = t(a, b, truncation=True, max_length=n)
        entry["cuts"].append({"text": a, "pair": b, "length": n, "ids": e["input_ids"]})
    result["directories"].append(entry)
path = os.path.join(root, "weights-converter/src/test/resources/org/mekiki/weights/converter/tokenizer/japanese-tokenizers.json")
with open(path, "w", encoding="utf-8") as f:
    result["added texts"] = ["<e> 猫", "猫 <e>犬"]
    f.write(json.dumps(result, ensure_ascii=True, separators=(",", ":")).replace('{"name"', '\n{"name"') + "\n")
print(os.path.getsize(path), "bytes,", len(texts), "texts")

# Models with random weights, and what PyTorch computes of texts.
import torch
from safetensors.torch import save_file
from transformers import BertConfig, BertForSequenceClassification, RobertaConfig, RobertaForSequenceClassification

torch.manual_seed(7)
samples = ["商品はとても使いやすいです。", "ｶﾒﾗの電池がいた!", "東京都の㍿と猫[MASK]", "", "1,000円 New York"]
small = dict(hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=24, num_labels=3,
             max_position_embeddings=130, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
             initializer_range=0.5)
rinna = pieces(normalization_rule_name="identity", character_coverage=0.98, bos_id=1, eos_id=2, unk_id=0, pad_id=3,
               pad_piece="[PAD]", user_defined_symbols=["[CLS]", "[SEP]", "[MASK]"])
sp = spm.SentencePieceProcessor(model_proto=rinna)
out = zipfile.ZipFile(os.path.join(os.path.dirname(path), "japanese-models.zip"), "w", zipfile.ZIP_DEFLATED)


def put(name, data):
    out.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


def model(name, made, tokenizer_config, files, encode):
    made.eval()
    for p in made.parameters():
        p.data = torch.randn(p.shape) * 0.3
    save_file({k: v.contiguous() for k, v in made.state_dict().items()}, os.path.join(work, "w.safetensors"), {"format": "pt"})
    put(name + "/model.safetensors", open(os.path.join(work, "w.safetensors"), "rb").read())
    config = {k: v for k, v in made.config.to_dict().items() if not k.startswith(("_", "transformers"))}
    config["architectures"] = [type(made).__name__]
    put(name + "/config.json", json.dumps(config, sort_keys=True))
    put(name + "/tokenizer_config.json", json.dumps(tokenizer_config))
    for f, data in files.items():
        put(name + "/" + f, data)
    made.double()
    with torch.no_grad():
        expected = [{"text": t, "logits": made(**encode(t)).logits[0].tolist()} for t in samples]
    put(name + "/expected.json", json.dumps(expected))


folder = os.path.join(work, "lower")
t = BertJapaneseTokenizer.from_pretrained(folder)
model("bert", BertForSequenceClassification(BertConfig(vocab_size=len(t), **small)),
      {**base, "do_lower_case": True, "mecab_kwargs": {"mecab_dic": None, "mecab_option": '-d "DIC" -r DIC/dicrc'}},
      {"vocab.txt": "".join(w + "\n" for w in vocab)},
      lambda text: t(text, return_tensors="pt"))


def encode_rinna(text):
    ids = [sp.piece_to_id("[CLS]")]
    for part in re.split(r"(\[MASK\])", text):
        ids += [sp.piece_to_id(part)] if part == "[MASK]" else sp.encode(part.lower(), out_type=int)
    ids = torch.tensor([ids])
    return {"input_ids": ids, "position_ids": torch.arange(ids.shape[1])[None], "attention_mask": torch.ones_like(ids)}


model("rinna", RobertaForSequenceClassification(RobertaConfig(vocab_size=sp.get_piece_size(), pad_token_id=3, bos_token_id=1,
                                                              eos_token_id=2, type_vocab_size=2, **small)),
      {"tokenizer_class": "T5Tokenizer", "eos_token": "</s>", "unk_token": "<unk>", "pad_token": "[PAD]", "bos_token": "<s>",
       "cls_token": "[CLS]", "sep_token": "[SEP]", "mask_token": "[MASK]", "extra_ids": 0, "additional_special_tokens": [],
       "sp_model_kwargs": {}, "do_lower_case": True},
      {"spiece.model": rinna}, encode_rinna)
out.close()
