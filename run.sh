#!/usr/bin/env bash
# MathBook-RL from nothing to a table: install, data, SFT, pre-aligned RL, dynamic RL; merge and evaluation after each.
#
#   bash run.sh                       everything; without a GPU at pocket scale, with GPUs at paper scale
#   bash run.sh OUT=runs/b SEED=1     settings as arguments or from the environment
#   bash run.sh SCALE=pocket NPROC=1  the other scale; the number of processes
#   bash run.sh PRE_ARGS="--lr 1e-4"  flags added to a stage: DATA_ARGS SFT_ARGS PRE_ARGS DYNAMIC_ARGS EVAL_ARGS
#   bash run.sh setup                 only install; FLASH_ATTN=1 also builds flash-attn, which nothing needs
#   bash run.sh test                  install, check the style, run every test
#   bash run.sh quick                 install, run the tests of every room that take no time (under a minute)
#   bash run.sh gpu                   install, run the GPU pack (speed/gpu.py): what only a GPU can tell, eight minutes
#
# What a stage is trained with stands in its own file, in the defaults of --scale; this script repeats no number.
# A finished stage is skipped, an interrupted one goes on from its last checkpoint. Logs: $OUT/logs.
set -euo pipefail
cd "$(dirname "$0")"
TASK=all
for arg in "$@"; do
  case "$arg" in
    setup|test|quick|gpu) TASK=$arg ;;
    *=*) export "$arg" ;;
    *) echo "error: $arg: use setup, test, quick, gpu or NAME=VALUE" >&2; exit 2 ;;
  esac
done

# ------------------------------------------------------------------------------------------------ machine and setup
GPUS=${GPUS:-$( { nvidia-smi -L 2>/dev/null || true; } | grep -c '^GPU' || true)}
if [ "$GPUS" -gt 0 ]; then
  DRIVER=$( { nvidia-smi --query-gpu=driver_version --format=csv,noheader 2>/dev/null || true; } | head -n 1)
  if [ "${DRIVER%%.*}" -lt 580 ] 2>/dev/null; then
    echo "error: NVIDIA driver $DRIVER: the torch of requirements.txt is built for CUDA 13.0, which needs 580" >&2
    exit 1
  fi
fi
PYTHON=${PYTHON:-python3}
check_python() {
  "$1" - <<'PY'
import sys
version = sys.version_info[:2]
if not (3, 11) <= version <= (3, 13):
    found = f"{sys.executable} is {version[0]}.{version[1]}"
    sys.exit(f"error: Python 3.11 to 3.13 is needed, {found}; set PYTHON=python3.11")
PY
}
if [ -z "${VIRTUAL_ENV:-}${CONDA_PREFIX:-}" ]; then
  if [ ! -x .venv/bin/python ]; then
    check_python "$PYTHON"
    echo "== creating .venv"
    "$PYTHON" -m venv .venv
  fi
  . .venv/bin/activate
else
  check_python python
fi
REQ=.ci/requirements-cpu.txt; [ "$GPUS" -eq 0 ] || REQ=.ci/requirements-gpu.txt
STAMP="$(python -c 'import sys; print(sys.prefix)')/.mathbook-$(cksum < $REQ | tr ' ' '-')"
if [ ! -e "$STAMP" ]; then
  echo "== installing $REQ (once; a few minutes)"
  python -m pip install -q --no-deps -r "$REQ"  # a whole lock file: nothing is left to resolve
  touch "$STAMP"
fi
if [ "${FLASH_ATTN:-0}" = 1 ]; then  # for --attn flash_attention_2; packed attention comes with PyTorch
  command -v nvcc >/dev/null || { echo "error: FLASH_ATTN=1: flash-attn is built, and there is no nvcc" >&2; exit 1; }
  python -m pip install -q --no-build-isolation "$(grep '^flash-attn' requirements.txt)"
fi
[ "$TASK" != setup ] || exit 0
export TOKENIZERS_PARALLELISM=false PYTHONUNBUFFERED=1
if [ "$GPUS" -gt 0 ] && ! python -c 'import sys, torch; sys.exit(not torch.cuda.is_available())'; then
  python -c 'import torch; print(f"torch {torch.__version__}, built for CUDA {torch.version.cuda}")' >&2 || true
  echo "error: nvidia-smi shows $GPUS GPU(s) with driver ${DRIVER:-unknown}, PyTorch sees none of them" >&2
  exit 1
fi
[ "$GPUS" -gt 0 ] || export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1}  # vLLM and torch fight over threads on a small CPU
case "$TASK" in
  gpu) exec python -m speed.gpu --out "${OUT:-out}/gpu" ${GPU_ARGS:-} ;;
  test)
    ruff check .
    ruff format --check .
    exec python -m pytest -q -n "${WORKERS:-2}" --dist loadgroup tests ${PYTEST_ARGS:-} ;;
  quick) exec python -m pytest -q -n "${WORKERS:-2}" --dist loadgroup --quick tests ${PYTEST_ARGS:-} ;;
esac

# --------------------------------------------------------------------------------------------------------- settings
OUT=${OUT:-out}; SEED=${SEED:-0}; SAMPLES=${SAMPLES:-8}
if [ "$GPUS" -gt 0 ]; then
  SCALE=${SCALE:-paper}; NPROC=${NPROC:-$GPUS}
  THREADS=$(( $(env -u OMP_NUM_THREADS nproc) / NPROC ))  # torchrun would give each rank one, for packing too
  export OMP_NUM_THREADS=${OMP_NUM_THREADS:-$(( THREADS < 1 ? 1 : THREADS > 8 ? 8 : THREADS ))}
else
  SCALE=${SCALE:-pocket}
  CORES=$(env -u OMP_NUM_THREADS nproc); [ "$CORES" -le 2 ] || CORES=2  # more ranks of a tiny model do not pay
  NPROC=${NPROC:-$CORES}
fi
[ "$SCALE" = pocket ] && MODEL=${MODEL:-pocket} || MODEL=${MODEL:-Qwen/Qwen2.5-VL-7B-Instruct}
LAUNCH="torchrun --standalone --nproc_per_node $NPROC"; [ "$NPROC" -gt 1 ] || LAUNCH=python
mkdir -p "$OUT/logs"

# stage NAME DONE_FILE COMMAND...: skipped when DONE_FILE exists
stage() {
  local name=$1 done_file=$2; shift 2
  if [ -e "$done_file" ]; then echo "== $name: done already ($done_file)"; return; fi
  echo "== $name: $*"
  local start=$SECONDS
  # tee outlives a SIGTERM to all, so that the script can save
  if ! "$@" 2>&1 | (trap '' TERM; exec tee -a "$OUT/logs/$name.log"); then
    echo "error: $name failed (log: $OUT/logs/$name.log)." >&2
    echo "After mending, repeat the same 'bash run.sh ...', or this step alone:" >&2
    echo "  $*" >&2
    exit 1
  fi
  if tail -n 3 "$OUT/logs/$name.log" | grep -q "stopped by SIGTERM"; then
    echo "error: $name was stopped before its end and has saved; repeat the same 'bash run.sh ...' to go on" >&2
    exit 143
  fi
  echo "== $name: $((SECONDS - start)) s"
}

# evaluate NAME MODEL: MathBookEval into $OUT/eval/NAME
evaluate() {
  stage "eval-$1" "$OUT/eval/$1/metrics.json" $LAUNCH eval.py --scale "$SCALE" --benchmark mathbook \
    --data "$OUT/data/eval.parquet" --model "$2" --out_dir "$OUT/eval/$1" --samples "$SAMPLES" ${EVAL_ARGS:-}
}

# train NAME MODEL DATA ADDED_FLAGS SCRIPT...: a stage into $OUT/NAME, merged into $OUT/NAME/hf and evaluated
train() {
  local name=$1 model=$2 data=$3 added=$4; shift 4
  stage "$name" "$OUT/$name/hf/config.json" $LAUNCH "$@" --scale "$SCALE" --model "$model" --data "$data" \
    --out_dir "$OUT/$name" --seed "$SEED" --resume auto $added
  stage "$name-merge" "$OUT/$name/hf/config.json" python merge.py --checkpoint "$OUT/$name" --out "$OUT/$name/hf"
  evaluate "$name" "$OUT/$name/hf"
}

# --------------------------------------------------------------------------------------------------------- pipeline
BEGIN=$SECONDS
stage data "$OUT/data/config.json" \
  python data.py build --size "$SCALE" --out "$OUT/data" --seed "$SEED" ${DATA_ARGS:-}
evaluate start "$MODEL"
train sft "$MODEL" "$OUT/data/sft.parquet" "${SFT_ARGS:-}" sft.py
train pre "$OUT/sft/hf" "$OUT/data/standard.parquet" "${PRE_ARGS:-}" rl.py --stage pre
train dynamic "$OUT/pre/hf" "$OUT/data/pro.parquet" "${DYNAMIC_ARGS:-}" rl.py --stage dynamic
stage site "$OUT/site/index.html" python -m report book --run "$OUT" --out "$OUT/site"

echo
python eval.py table "$OUT"/eval/{start,sft,pre,dynamic}
echo
python -m report --run "$OUT"
echo "finished in $((SECONDS - BEGIN)) s. Model: $OUT/dynamic/hf; curves: $OUT/{sft,pre,dynamic}/metrics.jsonl"
echo "curriculum: $OUT/dynamic/schedule.jsonl; every generation: $OUT/eval/*/predictions.jsonl; logs: $OUT/logs"
echo "problems and replay: $OUT/site/index.html; W&B (offline unless configured): $OUT/{sft,pre,dynamic}/wandb"
