#!/usr/bin/env bash
# MathBook-RL from nothing to a table: install, data, SFT, pre-aligned RL, dynamic RL; merge and evaluation after each.
#
#   bash run.sh                       everything; without a GPU at pocket scale, with GPUs at paper scale
#   bash run.sh OUT=runs/b SEED=1     settings as arguments or from the environment
#   bash run.sh SCALE=pocket NPROC=1  the other scale; the number of processes
#   bash run.sh PRE_ARGS="--lr 1e-4"  flags added to a stage: DATA_ARGS SFT_ARGS PRE_ARGS DYNAMIC_ARGS EVAL_ARGS
#   bash run.sh DATA=official         train on We-Math's own sets: from the hub, or DATA=FOLDER with We-Math2.0-SFT, ...
#   bash run.sh BENCHMARKS="wemath"   which benchmarks each stage is evaluated on beside MathBookEval; none: none.
#                                     At paper scale the paper's four; from the hub, or BENCHMARK_DATA=FOLDER/wemath ...
#   bash run.sh setup                 only install; FLASH_ATTN=1 also builds flash-attn, which nothing needs
#   bash run.sh test                  install, check the style, run every test
#   bash run.sh quick                 install, run the tests of every room that take no time (under a minute)
#   bash run.sh gpu                   install, run the GPU pack (speed/gpu.py): what only a GPU can tell, eight minutes
#
# What a stage is trained with stands in its own file, in the defaults of --scale; this script repeats no number.
# A finished stage is skipped, an interrupted one goes on from its last checkpoint. Logs: $OUT/logs.
set -euo pipefail
HERE=$PWD
cd "$(dirname "$0")"
unset PYTHONDONTWRITEBYTECODE  # images often set it: every start of a script would compile its modules anew, a second
KNOWN="OUT SEED SAMPLES SCALE MODEL DATA BENCHMARKS BENCHMARK_DATA NPROC GPUS PYTHON FLASH_ATTN"
KNOWN+=" DATA_ARGS SFT_ARGS PRE_ARGS DYNAMIC_ARGS EVAL_ARGS GPU_ARGS WORKERS PYTEST_ARGS"  # nothing else is taken

# ----------------------------------------------------------------------------------------------------------- settings
fail() { echo "error: $*" >&2; exit 2; }

# whole NAME LOW: the setting is a whole number from LOW, where it is set
whole() {
  local value=${!1:-$2}
  [[ $value =~ ^(0|[1-9][0-9]{0,8})$ && $value -ge $2 ]] || fail "$1=$value: a whole number from $2 is needed"
}

# one_of NAME VALUE...: the setting is one of the values, where it is set
one_of() {
  local name=$1 value; shift
  for value in "$@"; do [ "${!name:-$1}" != "$value" ] || return 0; done
  fail "$name=${!name}: use $*"
}

# from_here PATH: what the user, standing in $HERE, means by it; as short as it can be said here
from_here() {
  local path=$1; [[ $path == /* ]] || path=$HERE/$path
  [ ! -d "$path" ] || path=$(cd "$path" && pwd)
  local short=${path#"$PWD"/}; [[ $short == -* ]] && echo "$path" || echo "$short"
}

# words TEXT: WORDS, the words of the text, in which quotes hold words together
words() { mapfile -d '' -t WORDS < <(xargs -r printf '%s\0' <<< "$1"); }

# not_own NAME FLAG...: the setting holds none of the flags that its stage is given by this script
not_own() {
  local name=$1 word; shift
  words "${!name:-}"
  for word in "${WORDS[@]}"; do
    word=${word%%=*}; word=${word//-/_}
    [[ " $* " != *" ${word#__} "* || $word != __* ]] || fail "$name: --${word#__} is set by run.sh itself"
  done
}

TASK=all
for arg in "$@"; do
  name=${arg%%=*}
  case "$arg" in
    setup|test|quick|gpu) [ $TASK = all ] || fail "$arg: $TASK is asked for already"; TASK=$arg ;;
    *=*)
      [[ $name =~ ^[A-Z_]+$ && " $KNOWN " == *" $name "* ]] ||
        fail "$name is no setting of run.sh; it knows $KNOWN (those of other programs stand before: X=1 bash run.sh)"
      [[ -n ${arg#*=} || $name == *_ARGS ]] || fail "$name= has no value"
      export "$arg" ;;
    *) fail "$arg: use setup, test, quick, gpu or NAME=VALUE" ;;
  esac
done
whole GPUS 0; whole NPROC 1; whole SEED 0; whole SAMPLES 0; whole WORKERS 1
one_of SCALE pocket paper; one_of FLASH_ATTN 0 1
for name in DATA SFT PRE DYNAMIC EVAL; do
  name+=_ARGS
  xargs printf '' <<< "${!name:-}" 2>/dev/null || fail "$name=${!name}: a quote is not closed"
done
not_own DATA_ARGS size out seed
for name in SFT PRE DYNAMIC; do not_own "${name}_ARGS" scale stage model data out_dir seed resume; done
not_own EVAL_ARGS scale benchmark model data out_dir out samples n
OUT=$(from_here "${OUT:-$PWD/out}")
[ ! -d "$HERE/${MODEL:-}" ] || [ -z "${MODEL:-}" ] || MODEL=$(from_here "$MODEL")
case "${DATA:=book}" in
  book) ;;
  official) TRAIN=We-Math ;;
  *) TRAIN=$(from_here "$DATA"); [ -d "$TRAIN" ] || fail "DATA=$DATA: use book, official or a folder" ;;
esac
[ -z "${TRAIN:-}" ] || [ ! -d "$TRAIN" ] || for part in SFT Standard Pro; do
  [ -e "$TRAIN/We-Math2.0-$part" ] || fail "DATA=$DATA: no We-Math2.0-$part in it"
done
if [ -n "${BENCHMARK_DATA:-}" ]; then
  BENCHMARK_DATA=$(from_here "$BENCHMARK_DATA"); [ -d "$BENCHMARK_DATA" ] || fail "BENCHMARK_DATA: no such folder"
fi
for name in ${BENCHMARKS:-}; do
  [ "$name" = none ] || [ -e "benchmarks/$name.py" ] || fail "BENCHMARKS: $name is no benchmark (see benchmarks/)"
  [ -z "${BENCHMARK_DATA:-}" ] || [ -e "$BENCHMARK_DATA/$name" ] || fail "BENCHMARK_DATA: no $name in it"
done

# ------------------------------------------------------------------------------------------------ machine and setup
# a command behind this gets SIGTERM when this script ends, also by kill -9 (Linux)
END='import ctypes, os, sys; sys.platform == "linux" and ctypes.CDLL(None).prctl(1, 15)'
END+='; os.getppid() == int(sys.argv[1]) or sys.exit(143); os.execvp(sys.argv[2], sys.argv[2:])'
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
  if [ ! -e .venv/bin/activate ] || ! .venv/bin/python -c '' 2>/dev/null; then  # activate is made last
    check_python "$PYTHON"
    echo "== creating .venv"
    "$PYTHON" -c "$END" $$ "$PYTHON" -m venv --clear .venv
  fi
  . .venv/bin/activate
else
  check_python python
fi
REQ=.ci/requirements-cpu.txt; [ "$GPUS" -eq 0 ] || REQ=.ci/requirements-gpu.txt
STAMP="$(python -c 'import sys; print(sys.prefix)')/.mathbook-$(cksum < $REQ | tr ' ' '-')"
if [ ! -e "$STAMP" ]; then
  echo "== installing $REQ (once; a few minutes)"
  AGAIN=(); [ ! -e "$STAMP.begun" ] || AGAIN=(--force-reinstall)  # killed here before: half a package may lie there
  touch "$STAMP.begun"
  # a whole lock file: nothing is left to resolve
  python -c "$END" $$ python -m pip install -q --no-deps "${AGAIN[@]}" -r "$REQ"
  mv "$STAMP.begun" "$STAMP"
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
  gpu) exec python -m speed.gpu --out "$OUT/gpu" ${GPU_ARGS:-} ;;
  test)
    ruff check .
    ruff format --check .
    exec python -m pytest -q -n "${WORKERS:-2}" --dist loadgroup tests ${PYTEST_ARGS:-} ;;
  quick) exec python -m pytest -q -n "${WORKERS:-2}" --dist loadgroup --quick tests ${PYTEST_ARGS:-} ;;
esac

# --------------------------------------------------------------------------------------------------------- stages
SEED=${SEED:-0}; SAMPLES=${SAMPLES:-8}
if [ "$GPUS" -gt 0 ]; then
  SCALE=${SCALE:-paper}; NPROC=${NPROC:-$GPUS}
  THREADS=$(( $(env -u OMP_NUM_THREADS nproc) / NPROC ))  # torchrun would give each rank one, for packing too
  export OMP_NUM_THREADS=${OMP_NUM_THREADS:-$(( THREADS < 1 ? 1 : THREADS > 8 ? 8 : THREADS ))}
else
  SCALE=${SCALE:-pocket}
  CORES=$(env -u OMP_NUM_THREADS nproc); [ "$CORES" -le 2 ] || CORES=2  # more ranks of a tiny model do not pay
  NPROC=${NPROC:-$CORES}
fi
[ "$SCALE" = pocket ] && MODEL=${MODEL:-pocket} || MODEL=${MODEL:-$(python -c 'import runtime; print(runtime.BASE)')}
BENCHMARKS=${BENCHMARKS:-$([ "$SCALE" = paper ] && echo mathvista mathvision wemath mathverse || echo none)}
RANKS=(torchrun --standalone --nproc_per_node "$NPROC"); [ "$NPROC" -gt 1 ] || RANKS=(python)
mkdir -p "$OUT/logs"
BEFORE=0  # checksum of the settings of all stages so far that later ones build on

# settings WORD...: the flags of a command, one a line, and what it builds on; $OUT stands for its folder
settings() {
  local sign='$OUT' line=$1 word
  for word in "${@:2}" --; do
    if [[ $word != --* ]]; then line+=" ${word/#"$OUT"/$sign}"; else echo "$line"; line=$word; fi
  done
  echo "earlier stages $BEFORE"
}

# unlike CONFIG WORD...: which flags of a command are others in the config.json of a stage that was not recorded
unlike() {
  python - "$@" <<'PY'
import json, os, sys
config = json.load(open(sys.argv[1])) if os.path.exists(sys.argv[1]) else {}
flags = {}
for word in sys.argv[2:]:
    if word.startswith("--"):
        flags[name := word.removeprefix("--no-").removeprefix("--")] = str(not word.startswith("--no-"))
    elif flags and "/" not in word:  # paths depend on where one stands
        flags[name] = word
for name, now in flags.items():
    then = str(config.get(name, now))
    try:
        same = float(then) == float(now)
    except ValueError:
        same = then == now
    if not same and name != "resume" and "/" not in then:
        print(f"  then: --{name} {then}\n  now:  --{name} {now}")
PY
}

# made FOLDER: checksums of what a stage makes, and the files of a model that are not those of its SHA256SUMS
made() {
  local file
  for file in "$1"/{SHA256SUMS,metrics.json,predictions.jsonl,*.parquet}; do
    [ ! -f "$file" ] || echo "${file##*/} $(cksum < "$file")"
  done
  if [ -e "$1/SHA256SUMS" ]; then (cd "$1" && sha256sum --quiet -c SHA256SUMS 2>&1 || true); fi
}

# stage NAME FOLDER DONE_FILE LAUNCHER WORD...: skipped when DONE_FILE exists; the settings must then be the same, and
# where a checkpoint of the stage is to go on, too
stage() {
  local name=$1 folder=$2 done_file=$3 launch=(python) log="$OUT/logs/$1.log" record="$OUT/logs/$1.settings"
  local products="$OUT/logs/$1.made"
  [ "$4" = one ] || launch=("${RANKS[@]}")
  shift 4
  local differ="" begun="" path start=$SECONDS
  if [ -e "$record" ]; then
    differ=$(diff "$record" <(settings "$@") | sed -n 's/^</  then:/p; s/^>/  now: /p' || true)
  elif [ -e "$done_file" ]; then
    differ=$(unlike "$folder/config.json" "$@")
  fi
  for path in "$folder"/step_*; do [ ! -e "$path" ] || begun=1; done
  if [ -n "$differ" ] && [ -n "$begun" -o -e "$done_file" ]; then
    {
      echo "error: $name: $folder was made with other settings:"
      echo "$differ"
      echo "Name another OUT; or, to make it anew, delete $folder and the folders of all later stages."
      [ -e "$done_file" ] || echo "To go on from its checkpoint all the same: delete $record."
    } >&2
    exit 1
  fi
  if [ -e "$done_file" ]; then
    [ ! -e "$products" ] ||
      differ=$(diff "$products" <(made "$folder") | sed -n 's/^</  then:/p; s/^>/  now: /p' || true)
    if [ -n "$differ" ]; then
      {
        echo "error: $name: $folder has changed since it was made:"
        echo "$differ"
        echo "To make it anew, delete $folder and the folders of all later stages."
        echo "To take it as it is: delete $products."
      } >&2
      exit 1
    fi
    echo "== $name: done already ($done_file)"
    return
  fi
  settings "$@" > "$record"
  echo "== $name:$(printf ' %q' "${launch[@]}" "$@")"
  # tee outlives a SIGTERM to all, so that the script can save
  if ! python -c "$END" $$ "${launch[@]}" "$@" 2>&1 | (trap '' TERM; exec tee -a "$log"); then
    echo "error: $name failed (log: $log)." >&2
    echo "After mending, repeat the same 'bash run.sh ...', or this step alone:" >&2
    echo " $(printf ' %q' "${launch[@]}" "$@")" >&2
    exit 1
  fi
  if tail -n 3 "$log" | grep -q "stopped by SIGTERM"; then
    echo "error: $name was stopped before its end and has saved; repeat the same 'bash run.sh ...' to go on" >&2
    exit 143
  fi
  made "$folder" > "$products"
  echo "== $name: $((SECONDS - start)) s"
}

# evaluate NAME MODEL PROMPT: MathBookEval into $OUT/eval/NAME, the benchmarks into $OUT/benchmarks/NAME/...
evaluate() {
  local name from out="$OUT/benchmarks/$1"
  words "${EVAL_ARGS:-}"
  stage "eval-$1" "$OUT/eval/$1" "$OUT/eval/$1/metrics.json" ranks eval.py --scale "$SCALE" --benchmark mathbook \
    --data "$OUT/data/eval.parquet" --model "$2" --out_dir "$OUT/eval/$1" --samples "$SAMPLES" "${WORDS[@]}"
  for name in ${BENCHMARKS/none/}; do
    from=(); [ -z "${BENCHMARK_DATA:-}" ] || from=(--data "$BENCHMARK_DATA/$name")
    stage "$name-$1" "$out/$name" "$out/$name/metrics.json" ranks eval.py --scale "$SCALE" --benchmark "$name" \
      "${from[@]}" --model "$2" --prompt "$3" --out_dir "$out/$name" "${WORDS[@]}"
  done
}

# train NAME MODEL DATA ADDED_FLAGS SCRIPT...: a stage into $OUT/NAME, merged into $OUT/NAME/hf and evaluated
train() {
  local name=$1 model=$2 data=$3 folder="$OUT/$1"
  words "$4"; shift 4
  local command=("$@" --scale "$SCALE" --model "$model" --data "$data" --out_dir "$folder" --seed "$SEED")
  command+=(--resume auto "${WORDS[@]}")
  stage "$name" "$folder" "$folder/hf/config.json" ranks "${command[@]}"
  BEFORE=$(settings "${command[@]}" | cksum | cut -d ' ' -f 1)
  stage "$name-merge" "$folder/hf" "$folder/hf/config.json" one merge.py --checkpoint "$folder" --out "$folder/hf"
  evaluate "$name" "$folder/hf" ours
}

# --------------------------------------------------------------------------------------------------------- pipeline
BEGIN=$SECONDS
words "${DATA_ARGS:-}"
BUILD=(data.py build --size "$SCALE" --out "$OUT/data" --seed "$SEED" "${WORDS[@]}")
stage data "$OUT/data" "$OUT/data/config.json" one "${BUILD[@]}"
BEFORE=$(settings "${BUILD[@]}" | cksum | cut -d ' ' -f 1)
evaluate start "$MODEL" official  # nobody has taught it our form
SETS=("$OUT"/data/{sft,standard,pro}.parquet)
[ -z "${TRAIN:-}" ] || SETS=("$TRAIN"/We-Math2.0-{SFT,Standard,Pro})
train sft "$MODEL" "${SETS[0]}" "${SFT_ARGS:-}" sft.py
train pre "$OUT/sft/hf" "${SETS[1]}" "${PRE_ARGS:-}" rl.py --stage pre
train dynamic "$OUT/pre/hf" "${SETS[2]}" "${DYNAMIC_ARGS:-}" rl.py --stage dynamic
stage site "$OUT/site" "$OUT/site/index.html" one -m report book --run "$OUT" --out "$OUT/site"

echo
python eval.py table "$OUT"/eval/{start,sft,pre,dynamic}
echo
if [ -n "${BENCHMARKS/none/}" ]; then
  python eval.py table "$OUT"/benchmarks/{start,sft,pre,dynamic}
  echo
fi
python -m report --run "$OUT"
echo "finished in $((SECONDS - BEGIN)) s. Model: $OUT/dynamic/hf; curves: $OUT/{sft,pre,dynamic}/metrics.jsonl"
echo "curriculum: $OUT/dynamic/schedule.jsonl; every generation: $OUT/eval/*/predictions.jsonl; logs: $OUT/logs"
echo "problems and replay: $OUT/site/index.html; W&B (offline unless configured): $OUT/{sft,pre,dynamic}/wandb"
