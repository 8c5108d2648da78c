#!/usr/bin/env bash
# Makes the Japanese model: build-tools/japanese-model/train.sh OUT_FOLDER [THREADS]
#
# Needs a built checkout, and mecab with its tools (Debian's packages mecab and mecab-utils, without
# a dictionary); see docs/japanese-model.md.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
mkdir -p "$1"
out=$(cd "$1" && pwd)
threads=${2:-2}
mekiki=${MEKIKI:-$root/mekiki}
index=$(command -v mecab-dict-index || echo /usr/lib/mecab/mecab-dict-index)

# The dictionary, from words written for it.
dictionary=$out/dictionary
java "$here/dictionary/MakeDictionary.java" "$here/dictionary" "$dictionary"
(cd "$dictionary" && "$index" -f utf-8 -t utf-8 >/dev/null)

# The texts, and the vocabulary of their words.
java "$here/MakeTexts.java" "$here/templates.txt" "$out/texts"
tail -n +2 "$out/texts/train.tsv" | cut -f2 \
  | mecab -r /dev/null -d "$dictionary" -b 100000 -Owakati >"$out/words.txt"
mkdir -p "$out/config"
java "$here/MakeVocabulary.java" "$out/words.txt" "$out/config/vocab.txt" 8
size=$(wc -l <"$out/config/vocab.txt")
sed "s/\"vocab_size\": [0-9]*/\"vocab_size\": $size/" "$here/config.json" >"$out/config/config.json"
sed "s#\"mecab_dic\": null#&, \"mecab_option\": \"-d $dictionary\"#" "$here/tokenizer_config.json" \
  >"$out/config/tokenizer_config.json"

# train NAME OPTIONS: again after an interruption, each run goes on from its checkpoint.
train() {
  local name=$1
  shift
  if [ -e "$out/$name-run/checkpoint.bin" ]; then
    set -- "$@" --resume
  fi
  "$mekiki" train --data "$out/texts/train.tsv" --dev "$out/texts/dev.tsv" \
    --out "$out/$name.mekiki" --batch-size 64 --threads "$threads" --seed 1 "$@"
}

# First the language, so that [MASK], the baseline of explanations, means something; then the
# classes, with masks in some of the texts, so that explanations ask nothing unheard of.
train language --task mlm --config "$out/config" --epochs 7 --evaluations 1 \
  --learning-rate 0.002 --mask-share 0.2 --dropout 0.05 --weight-decay 0.05
train support-desk --task classification --init "$out/language.mekiki" \
  --labels 不満,好意,問い合わせ --epochs 4 --evaluations 2 --learning-rate 0.0005 --warm-up 0.2 \
  --dropout 0.1 --word-dropout 0.05 --mask-augmentation 0.3 --label-smoothing 0.1 \
  --weight-decay 0.05 --dtype f16

# The figures of the card.
for set in texts/dev texts/test by-hand; do
  file=$out/$set.tsv
  [ -e "$file" ] || file=$here/$set.tsv
  name=$(basename "$set")
  tail -n +2 "$file" | cut -f2 >"$out/$name.txt"
  "$mekiki" predict --model "$out/support-desk.mekiki" --format json --input "$out/$name.txt" \
    --output "$out/$name.jsonl"
  echo "$name:"
  java "$here/ModelCard.java" "$file" "$out/$name.jsonl"
done | tee "$out/card.txt"
