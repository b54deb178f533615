"use strict";
// The replay of a run: where every seed stands after each step of its curriculum. Helpers and start: app.js.

// ------------------------------------------------------------------------------------------------ replay of a run
// a frame: [step, epoch, mastered, ended, active, moves, nodes]; moves: [seed, state, ...] of the walks that moved;
// nodes: [walks there, served, solved, accurate, rollouts] for each of start.replay.nodes
let frames = null, walkers = [], standing = null, applied = 0, timer = null;

async function showReplay() {
  get("no-replay").hidden = !!start.replay;
  get("replay-parts").hidden = !start.replay;
  if (!start.replay || frames) return;
  [frames, walkers] = await Promise.all([loadAll("frames", start.replay.pages), load("walkers")]);
  get("replay-title").textContent = `Replay of the run ${start.replay.run}`;
  get("step").max = frames.length;
  get("step").value = frames.length;
  showStep();
  whenSeen(get("accuracy"), showCharts);
}

/** State of every seed after `step` steps: a number of start.replay.states, or -1 before its first. */
function statesAt(step) {
  if (!standing || step < applied) standing = new Int16Array(walkers.length).fill(-1), applied = 0;
  for (; applied < step; applied++) {
    const moves = frames[applied][5];
    for (let i = 0; i < moves.length; i += 2) standing[moves[i]] = moves[i + 1];
  }
  return standing;
}

const nodeColour = i => { // along the walk from blue over violet to orange, the ends apart
  const { nodes } = start.replay;
  if (i < 0 || i >= nodes.length) return css(i < 0 ? "line" : i === nodes.length ? "good" : "bad");
  return `hsl(${(210 + 190 * i / nodes.length) % 360} 65% 55%)`;
};
const share = (right, n) => n ? `${(100 * right / n).toFixed(1)} %` : "–";
const span = () => Math.max(1, Math.floor(frames.length / 9));

/** Right rollouts and rollouts of node i in the steps up to `step` (from 1), over a window as on the run page. */
function recent(step, i) {
  const now = frames[step - 1][6][i], then = step > span() ? frames[step - 1 - span()][6][i] : [0, 0, 0, 0, 0];
  return [now[3] - then[3], now[4] - then[4]];
}

function showStep() {
  const step = Number(get("step").value), frame = frames[step - 1];
  const { states, nodes } = start.replay, at = statesAt(step);
  const count = Array(states.length + 1).fill(0);
  for (const state of at) count[state + 1]++;
  const [, epoch, mastered, ended, active] = frame || [];
  get("when").textContent = frame ? `step ${step} of ${frames.length}, epoch ${epoch}: mastered ${number(mastered)}, ` +
    `ended ${number(ended)}, walking ${number(active)}` : "before the first step";
  const lines = ["not begun", ...states].map((name, i) => {
    const node = frame && i > 0 && i <= nodes.length ? frame[6][i - 1] : null, swatch = el("span", { class: "swatch" });
    swatch.style.background = nodeColour(i - 1);
    const more = node ? [number(node[1]), number(node[2]), share(...recent(step, i - 1))] : ["", "", ""];
    const cells = [number(count[i]), ...more].map(text => el("td", {}, text));
    return el("tr", {}, el("th", { scope: "row" }, swatch, name), cells);
  });
  const head = ["state", "seeds", "served", "solved", "right lately"].map(name => el("th", { scope: "col" }, name));
  const caption = `Seeds by where they stand (a seed of a later epoch begins anew); lately: ${span()} steps`;
  get("states").replaceChildren(el("caption", { class: "soft" }, caption),
    el("thead", {}, el("tr", {}, head)), el("tbody", {}, lines));
  drawSeeds(at);
  const said = ["not begun", ...states].map((name, i) => `${name} ${count[i]}`).join(", ");
  get("seeds").setAttribute("aria-label", `After step ${step}: ${said}`);
  sayWalker();
}

/** A square a seed, in the order of their first step. */
function drawSeeds(at) {
  const canvas = get("seeds"), ratio = devicePixelRatio, width = canvas.clientWidth || 300;
  const cell = at.length > 1500 ? 7 : 14, columns = Math.max(1, Math.floor(width / cell)); // px
  canvas.width = width * ratio;
  canvas.height = Math.ceil(at.length / columns) * cell * ratio;
  canvas.style.height = canvas.height / ratio + "px";
  canvas.seedAt = event => Math.floor(event.offsetY / cell) * columns + Math.floor(event.offsetX / cell);
  const pen = canvas.getContext("2d"), shades = [-1, ...start.replay.states.keys()].map(nodeColour);
  pen.scale(ratio, ratio);
  at.forEach((state, i) => {
    pen.fillStyle = shades[state + 1];
    pen.fillRect(i % columns * cell, Math.floor(i / columns) * cell, cell - 2, cell - 2);
  });
}

async function sayWalker() {
  const id = get("walker").value.trim(), i = walkers.indexOf(id), says = get("walker-says");
  if (i < 0) return says.replaceChildren(id ? "No such seed in the run." : "Type a seed's id, or click its square.");
  const state = start.replay.states[statesAt(Number(get("step").value))[i]] || "not begun";
  const known = start.seeds && (await loadAll("seeds", start.seeds)).find(seed => seed[0] === id);
  const shown = known ? [link({ seed: id, set: start.sets[known[1]][0] }, "In the cube")] : [];
  says.replaceChildren(`${id}: ${state}. `, ...shown);
}

async function showCharts() {
  const steps = frames.map(frame => frame[0]), { nodes } = start.replay, dashes = ["solid", "dot", "dash"];
  const percent = ([right, n]) => n ? 100 * right / n : null;
  const lines = nodes.map((name, i) => ({ name, x: steps, y: frames.map((_, k) => percent(recent(k + 1, i))),
    mode: "lines", line: { dash: dashes[Math.floor(i / 6) % 3], width: 2 } }));
  const sums = ["mastered", "ended", "active"].map((name, i) => (
    { name, x: steps, y: frames.map(frame => frame[2 + i]), mode: "lines" }));
  const layout = { legend: { orientation: "h", y: -0.2 }, xaxis: { title: { text: "step" } } };
  await plot(get("accuracy"), lines, { ...layout, yaxis: { title: { text: "%" }, range: [-2, 102] } });
  await plot(get("totals"), sums, { ...layout, yaxis: { rangemode: "tozero" } });
}

function play() {
  const stop = timer !== null, step = get("step");
  clearInterval(timer);
  timer = null;
  get("play").textContent = stop ? "Play" : "Pause";
  if (stop) return;
  if (step.value === step.max) step.value = 0;
  timer = setInterval(() => {
    step.value = Number(step.value) + Math.ceil(frames.length / 120);
    showStep();
    if (step.value === step.max) play();
  }, 100);
}
