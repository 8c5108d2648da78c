#!/usr/bin/env bash
# Trains the embedded model: build-tools/embedded-model/train.sh SST2_FOLDER OUT_FOLDER [THREADS]
#
# SST2_FOLDER holds train.tsv, dev.tsv and test.tsv of the Stanford Sentiment Treebank in GLUE's
# form, label<TAB>text after one header line. Needs a built checkout; see docs/embedded-model.md.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
data=$1
out=$2
threads=${3:-2}
mkdir -p "$out"

# train NAME OPTIONS: again after an interruption, each run goes on from its checkpoint.
train() {
  local name=$1
  shift
  if [ -e "$out/$name-run/checkpoint.bin" ]; then
    set -- "$@" --resume
  fi
  "$root/mekiki" train --dev "$data/dev.tsv" --out "$out/$name.mekiki" --batch-size 64 \
    --threads "$threads" "$@"
}

# Three recurrent networks, which learn more of so few texts than an encoder does by itself.
# teacher NAME OPTIONS
teacher() {
  local name=$1
  shift
  mkdir -p "$out/$name-config"
  cp "$here/vocab.txt" "$here/tokenizer_config.json" "$out/$name-config/"
  cp "$here/teachers/$name.json" "$out/$name-config/config.json"
  train "$name" --task classification --config "$out/$name-config" --data "$data/train.tsv" \
    --epochs 2 --evaluations 2 "$@"
}
teacher lstm --learning-rate 0.003 --dropout 0.3 --word-dropout 0.05 --seed 2
teacher gru --learning-rate 0.003 --dropout 0.3 --word-dropout 0.05 --seed 1
teacher gru-wide --learning-rate 0.002 --dropout 0.4 --word-dropout 0.1 --seed 3

# The encoder: first the language, so that [MASK], the baseline of explanations, means something.
train words --task mlm --config "$here" --data "$data/train.tsv" --epochs 30 \
  --learning-rate 0.0015 --mask-share 0.25 --dropout 0.1 --weight-decay 0.05 --seed 1

# Then the classes: from the labels, and from what the teachers say of these and of more texts.
java "$here/MoreTexts.java" "$data/train.tsv" "$out/more.tsv" 135000
train sst2-small --task classification --init "$out/words.mekiki" --data "$out/more.tsv" \
  --labels negative,positive --teacher "$out/lstm.mekiki" --teacher "$out/gru.mekiki" \
  --teacher "$out/gru-wide.mekiki" --teacher-share 0.9 --dtype f16 --epochs 4 --evaluations 4 \
  --learning-rate 0.0004 --dropout 0.05 --word-dropout 0.05 --averaging 0.999 \
  --weight-decay 0.05 --label-smoothing 0.05 --seed 1

# The figures of the card: the test set is looked at here alone, the development set chose.
for set in dev test; do
  tail -n +2 "$data/$set.tsv" | cut -f2 > "$out/$set.txt"
  "$root/mekiki" predict --model "$out/sst2-small.mekiki" --format json --input "$out/$set.txt" \
    --output "$out/$set.jsonl"
  echo "$set:"
  java "$here/ModelCard.java" "$data/$set.tsv" "$out/$set.jsonl"
done | tee "$out/card.txt"
