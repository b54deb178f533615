#!/usr/bin/env bash
# MathBook-RL from nothing to a table: install, data -> SFT -> pre-aligned RL -> dynamic RL, merge and evaluation after each.
#
#   bash run.sh                           everything; without a GPU at pocket scale, with GPUs at paper scale
#   bash run.sh OUT=runs/b SEED=1         settings as arguments or from the environment
#   bash run.sh PRE_ARGS="--lr 1e-4"      flags added to a stage: DATA_ARGS SFT_ARGS PRE_ARGS DYNAMIC_ARGS EVAL_ARGS
#   bash run.sh setup | test              only install | install and run the tests
#
# A finished stage is skipped, an interrupted one goes on from its last checkpoint. Logs: $OUT/logs.
set -euo pipefail
cd "$(dirname "$0")"
TASK=all
for arg in "$@"; do
  case "$arg" in
    setup|test) TASK=$arg ;;
    *=*) export "$arg" ;;
    *) echo "error: $arg: use setup, test or NAME=VALUE" >&2; exit 2 ;;
  esac
done

# ---------------------------------------------------------------------------------------------------- machine and setup
GPUS=${GPUS:-$( { nvidia-smi -L 2>/dev/null || true; } | grep -c '^GPU' || true)}
PYTHON=${PYTHON:-python3}
if [ -z "${VIRTUAL_ENV:-}${CONDA_PREFIX:-}" ]; then
  if [ ! -x .venv/bin/python ]; then
    "$PYTHON" -c 'import sys; v = sys.version_info[:2]; sys.exit(None if (3, 11) <= v <= (3, 13) else f"error: Python 3.11 to 3.13 is needed, {sys.executable} is {v[0]}.{v[1]}; set PYTHON=python3.11")'
    echo "== creating .venv"
    "$PYTHON" -m venv .venv
  fi
  . .venv/bin/activate
else
  python -c 'import sys; v = sys.version_info[:2]; sys.exit(None if (3, 11) <= v <= (3, 13) else f"error: Python 3.11 to 3.13 is needed, the active environment has {v[0]}.{v[1]}")'
fi
REQ=requirements.txt; [ "$GPUS" -gt 0 ] || REQ=requirements-cpu.txt
STAMP="$(python -c 'import sys; print(sys.prefix)')/.mathbook-$(cksum < $REQ | tr ' ' '-')"
if [ ! -e "$STAMP" ]; then
  echo "== installing $REQ (once; a few minutes)"
  if [ "$GPUS" -gt 0 ]; then
    grep -v '^flash-attn' requirements.txt | python -m pip install -q -r /dev/stdin
    python -m pip install -q --no-build-isolation "$(grep '^flash-attn' requirements.txt)" ||
      echo "warning: flash-attn did not build; training goes on with PyTorch's attention, slower on packed batches" >&2
  else
    python -m pip install -q --no-deps -r requirements-cpu.txt  # a whole lock file: nothing is left to resolve
  fi
  touch "$STAMP"
fi
export TOKENIZERS_PARALLELISM=false PYTHONUNBUFFERED=1
[ "$GPUS" -gt 0 ] || export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1}  # vLLM and torch fight over threads on a small CPU
[ "$TASK" != setup ] || exit 0
if [ "$TASK" = test ]; then exec python -m pytest -q test_all.py ${PYTEST_ARGS:-}; fi

# ------------------------------------------------------------------------------------------------------------- settings
OUT=${OUT:-out}; SEED=${SEED:-0}
if [ "$GPUS" -gt 0 ]; then  # paper scale: the defaults of the scripts are the paper's settings
  MODEL=${MODEL:-Qwen/Qwen2.5-VL-7B-Instruct}; NPROC=${NPROC:-$GPUS}
  DATA_SCALE="--size paper"; SFT_SCALE=""; RL_SCALE=""; DYNAMIC_SCALE=""
  PRE_SCALE="--skip_bad"  # leaves out the single problems of Standard, which have no variants to average over, and counts them
  EVAL_SCALE="--samples ${SAMPLES:-8} --max_tokens 2048"
else  # pocket scale
  CORES=$(env -u OMP_NUM_THREADS nproc); [ "$CORES" -le 2 ] || CORES=2  # more ranks of a tiny model do not pay
  MODEL=${MODEL:-pocket}; NPROC=${NPROC:-$CORES}
  PIXELS="--min_pixels 784 --max_pixels 40000"
  DATA_SCALE="--size pocket"
  SFT_SCALE="$PIXELS --batch_size 64 --epochs 2 --lr 1.5e-3 --min_lr 0.1 --warmup 0.1 --weight_decay 0.01 --micro_tokens 2048 --no-gradient_checkpointing --save_every 100"
  RL_SCALE="$PIXELS --prompts 32 --update_prompts 32 --max_prompt 512 --max_response 64 --lr 2e-4 --min_lr 0.1 --beta2 0.99 --kl 0.2 --drop_zero --micro_tokens 2048 --no-gradient_checkpointing --save_every 50"
  PRE_SCALE="--max_steps 70"; DYNAMIC_SCALE="--max_steps 90"
  EVAL_SCALE="$PIXELS --samples ${SAMPLES:-8} --max_tokens 64"
fi
LAUNCH="torchrun --standalone --nproc_per_node $NPROC"; [ "$NPROC" -gt 1 ] || LAUNCH=python
mkdir -p "$OUT/logs"

# stage NAME DONE_FILE COMMAND...: skipped when DONE_FILE exists
stage() {
  local name=$1 done_file=$2; shift 2
  if [ -e "$done_file" ]; then echo "== $name: done already ($done_file)"; return; fi
  echo "== $name: $*"
  local start=$SECONDS
  if ! "$@" 2>&1 | (trap '' TERM; exec tee -a "$OUT/logs/$name.log"); then  # tee outlives a SIGTERM to all, so that the script can save
    echo "error: $name failed (log: $OUT/logs/$name.log). After mending, repeat the same 'bash run.sh ...', or this step alone:" >&2
    echo "  $*" >&2
    exit 1
  fi
  if tail -n 3 "$OUT/logs/$name.log" | grep -q "stopped by SIGTERM"; then
    echo "error: $name was stopped before its end and has saved; repeat the same 'bash run.sh ...' to go on" >&2
    exit 143
  fi
  echo "== $name: $((SECONDS - start)) s"
}
evaluate() { stage "eval-$1" "$OUT/eval/$1/metrics.json" $LAUNCH eval.py --benchmark mathbook --data "$OUT/data/eval.parquet" --model "$2" --out "$OUT/eval/$1" $EVAL_SCALE ${EVAL_ARGS:-}; }

# ------------------------------------------------------------------------------------------------------------- pipeline
BEGIN=$SECONDS
stage data "$OUT/data/config.json" python data.py build $DATA_SCALE --out "$OUT/data" --seed "$SEED" ${DATA_ARGS:-}
evaluate start "$MODEL"
stage sft "$OUT/sft/hf/config.json" $LAUNCH sft.py --model "$MODEL" --data "$OUT/data/sft.parquet" --out_dir "$OUT/sft" --seed "$SEED" --resume auto $SFT_SCALE ${SFT_ARGS:-}
stage sft-merge "$OUT/sft/hf/config.json" python merge.py --checkpoint "$OUT/sft" --out "$OUT/sft/hf"
evaluate sft "$OUT/sft/hf"
stage pre "$OUT/pre/hf/config.json" $LAUNCH rl.py --stage pre --model "$OUT/sft/hf" --data "$OUT/data/standard.parquet" --out_dir "$OUT/pre" --seed "$SEED" --resume auto $RL_SCALE $PRE_SCALE ${PRE_ARGS:-}
stage pre-merge "$OUT/pre/hf/config.json" python merge.py --checkpoint "$OUT/pre" --out "$OUT/pre/hf"
evaluate pre "$OUT/pre/hf"
stage dynamic "$OUT/dynamic/hf/config.json" $LAUNCH rl.py --stage dynamic --model "$OUT/pre/hf" --data "$OUT/data/pro.parquet" --out_dir "$OUT/dynamic" --seed "$SEED" --resume auto $RL_SCALE $DYNAMIC_SCALE ${DYNAMIC_ARGS:-}
stage dynamic-merge "$OUT/dynamic/hf/config.json" python merge.py --checkpoint "$OUT/dynamic" --out "$OUT/dynamic/hf"
evaluate dynamic "$OUT/dynamic/hf"

stage site "$OUT/site/index.html" python report.py book --run "$OUT" --out "$OUT/site"

echo
python eval.py table "$OUT"/eval/{start,sft,pre,dynamic}
echo
python report.py --run "$OUT"
echo "finished in $((SECONDS - BEGIN)) s. Model: $OUT/dynamic/hf; curves: $OUT/{sft,pre,dynamic}/metrics.jsonl; curriculum: $OUT/dynamic/schedule.jsonl;"
echo "every generation: $OUT/eval/*/predictions.jsonl; problems and replay: $OUT/site/index.html; logs: $OUT/logs; W&B (offline unless configured): $OUT/{sft,pre,dynamic}/wandb"
