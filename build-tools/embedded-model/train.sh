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

# Again after an interruption, each run goes on from its checkpoint.
resume() { [ -e "$out/$1-run/checkpoint.bin" ] && echo --resume || true; }

"$root/mekiki" train --task mlm --config "$here" --data "$data/train.tsv" --dev "$data/dev.tsv" \
  --out "$out/words.mekiki" --epochs 10 --batch-size 64 --learning-rate 0.0015 --mask-share 0.25 \
  --dropout 0.05 --weight-decay 0.05 --seed 1 --threads "$threads" $(resume words)
"$root/mekiki" train --task classification --init "$out/words.mekiki" --data "$data/train.tsv" \
  --dev "$data/dev.tsv" --out "$out/sst2-small.mekiki" --dtype f16 --epochs 4 --evaluations 8 \
  --batch-size 64 --learning-rate 0.0001 --dropout 0.2 --word-dropout 0.2 --averaging 0.999 \
  --weight-decay 0.05 --label-smoothing 0.05 --seed 1 --threads "$threads" $(resume sst2-small)

tail -n +2 "$data/test.tsv" | cut -f2 > "$out/test.txt"
"$root/mekiki" predict --model "$out/sst2-small.mekiki" --format json --input "$out/test.txt" \
  --output "$out/test.jsonl"
java "$here/ModelCard.java" "$data/test.tsv" "$out/test.jsonl" | tee "$out/card.txt"
