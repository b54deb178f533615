"use strict";
// The difficulty cube and the replay of a run. It shares the helpers of app.js, which is loaded after it and starts the page.

// ------------------------------------------------------------------------------------------------ the difficulty cube
const AXES = { x: "more steps of reasoning", y: "a harder figure", z: "a context" };
const CORNERS = ["base", "x", "y", "z", "xy", "xz", "yz", "xyz"];
const meaning = node => node === "base" ? "the seed" :
  CORNERS.includes(node) ? [...node].map(axis => AXES[axis]).join(", ") : "one point that x adds";
const cube = { yaw: -0.55, pitch: 0.42, seed: null, nodes: new Map(), at: null, shown: "base" };
let seeds = null;

/** A corner on the stage in percent, and its depth: turned by yaw and pitch, then seen from a distance of 6 half edges. */
function project(node) {
  const [x, y, z] = [..."xzy"].map(axis => node !== "base" && node.includes(axis) ? 1 : -1); // z goes up, y into the page
  const x1 = x * Math.cos(cube.yaw) + z * Math.sin(cube.yaw), z1 = z * Math.cos(cube.yaw) - x * Math.sin(cube.yaw);
  const y2 = y * Math.cos(cube.pitch) + z1 * Math.sin(cube.pitch), z2 = z1 * Math.cos(cube.pitch) - y * Math.sin(cube.pitch);
  const scale = 150 / (6 + z2);
  return [50 + x1 * scale, 50 - y2 * scale, z2];
}

function turn(yaw, pitch) {
  cube.yaw += yaw;
  cube.pitch = Math.max(-1.4, Math.min(1.4, cube.pitch + pitch));
  for (const button of get("stage").querySelectorAll("button")) {
    const [left, top, depth] = project(button.dataset.node);
    const look = { left: left + "%", top: top + "%", zIndex: Math.round(50 - 10 * depth), fontSize: 1 - depth / 12 + "rem" };
    Object.assign(button.style, look);
  }
  for (const line of get("stage").querySelectorAll("line")) {
    const [a, b] = [project(line.dataset.from), project(line.dataset.to)];
    for (const [name, value] of Object.entries({ x1: a[0], y1: a[1], x2: b[0], y2: b[1] })) line.setAttribute(name, value);
  }
}

function svg(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const nodeButton = node => el("button", { type: "button", "data-node": node, "aria-label": `${node}: ${meaning(node)}`,
  onclick: () => showNode(node).catch(complain) }, node);
const nodeButtons = () => document.querySelectorAll("#stage button, #letters button");

function makeStage() {
  const stage = get("stage"), lines = [];
  for (const from of CORNERS) for (const axis of Object.keys(AXES)) {
    const letters = from === "base" ? "" : from, to = [..."xyz"].filter(a => letters.includes(a) || a === axis).join("");
    if (!letters.includes(axis)) lines.push(svg("line", { class: axis, "data-from": from, "data-to": to, "stroke-width": 0.8 }));
  }
  stage.append(svg("svg", { viewBox: "0 0 100 100", "aria-hidden": "true" }, ...lines),
    ...CORNERS.map(nodeButton));
  const stroke = axis => svg("path", { d: "M0 4H26", class: axis, "stroke-width": 3 });
  const key = axis => svg("svg", { viewBox: "0 0 26 8", "aria-hidden": "true" }, stroke(axis));
  get("axes").replaceChildren(...Object.entries(AXES).map(([axis, what]) => el("span", {}, key(axis), ` ${axis}: ${what}`)));
  const steps = { ArrowLeft: [-0.15, 0], ArrowRight: [0.15, 0], ArrowUp: [0, -0.15], ArrowDown: [0, 0.15] };
  stage.addEventListener("keydown", event => {
    if (!steps[event.key]) return;
    event.preventDefault();
    turn(...steps[event.key]);
  });
  stage.addEventListener("pointerdown", event => event.target.tagName !== "BUTTON" && stage.setPointerCapture(event.pointerId));
  stage.addEventListener("pointermove", event => {
    if (stage.hasPointerCapture(event.pointerId)) turn(event.movementX / 120, event.movementY / 120);
  });
  turn(0, 0);
}

const seedName = seed => `${seed[0]} (${start.sets[seed[1]][0]})`;

async function showCube(id, set) {
  get("no-seeds").hidden = start.seeds > 0;
  get("cube-parts").hidden = !start.seeds;
  if (!start.seeds) return;
  [seeds] = await Promise.all([loadAll("seeds", start.seeds), index()]);
  if (!get("stage").children.length) makeStage();
  const named = seeds.findIndex(seed => seed[0] === id && (set === null || start.sets[seed[1]][0] === set));
  const fullest = seeds.reduce((best, seed, i) => seed[3].length > seeds[best][3].length ? i : best, 0);
  listSeeds(id !== null ? named : cube.seed ? seeds.indexOf(cube.seed) : fullest);
  if (id !== null && named < 0) complain(new Error(`no seed ${id} in these data`));
  else chooseSeed();
}

/** Seeds whose names hold the sought text, at most 300 of them, in the list. */
function listSeeds(chosen = -1) {
  const sought = get("seed-find").value.toLowerCase(), fits = [];
  if (chosen >= 0) fits.push(chosen);
  for (let i = 0; i < seeds.length && fits.length < 300; i++) {
    if (i !== chosen && seedName(seeds[i]).toLowerCase().includes(sought)) fits.push(i);
  }
  fits.sort((a, b) => a - b);
  get("seed").replaceChildren(...fits.map(i => el("option", { value: i }, seedName(seeds[i]))));
  if (chosen >= 0) get("seed").value = chosen;
}

function chooseSeed() {
  cube.seed = seeds[get("seed").value];
  if (!cube.seed) return;
  cube.nodes = new Map(cube.seed[3]);
  for (const button of get("stage").querySelectorAll("button")) button.disabled = !cube.nodes.has(button.dataset.node);
  const letters = [...cube.nodes.keys()].filter(node => !CORNERS.includes(node));
  const title = letters.length ? el("span", { class: "soft" }, "Points that x adds, one by one:") : "";
  get("letters").replaceChildren(title, ...letters.map(nodeButton));
  restart();
}

async function showNode(node) {
  const seed = cube.seed;
  cube.shown = node;
  for (const button of nodeButtons()) button.setAttribute("aria-pressed", button.dataset.node === node);
  const made = await Promise.all(cube.nodes.get(node).map(details));
  if (cube.shown === node && cube.seed === seed) {
    const card = ({ row, set }) => el("p", {}, link({ problem: row.id, set }, "Open as a card"));
    const problems = made.flatMap(one => [...body(one, true), card(one)]);
    get("node-problems").replaceChildren(el("h3", {}, `${node}: ${meaning(node)}`), ...problems);
  }
}

/** Puts the walk at a position of the seed's transition table (scheduler.py), or at its end. */
function walkTo(position) {
  const entry = start.tables[cube.seed[2]].next.find(step => step[0] === position);
  cube.at = entry || null;
  for (const id of ["right", "wrong"]) get(id).disabled = !entry;
  for (const button of nodeButtons()) button.classList.toggle("now", !!entry && button.dataset.node === entry[1]);
  if (!entry) get("walk").textContent = `The seed is ${position}.`;
  else {
    const [main, failed] = position.split(" "), what = entry[1] !== main ? `increment for ${main}` : failed === "1" ? "retry" : "main node";
    get("walk").textContent = `Now: ${entry[1]} (${what})`;
    showNode(entry[1]).catch(complain);
  }
}

function restart() {
  get("log").replaceChildren();
  walkTo(start.tables[cube.seed[2]].start);
}

function answered(solved) {
  if (!cube.at) return;
  const [, node, up, down] = cube.at;
  get("log").append(el("li", { class: solved ? "right" : "wrong" }, `${node}: ${solved ? "right" : "wrong"}`));
  get("log").scrollTop = get("log").scrollHeight;
  walkTo(solved ? up : down);
}

// ------------------------------------------------------------------------------------------------ replay of a run
// a frame: [step, epoch, mastered, ended, active, [seed, state, ...] that moved, by node [walks there, served, solved, accurate, rollouts]]
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

/** Right rollouts and rollouts of node i in the steps up to `step` (from 1), over a window as in report.py. */
function recent(step, i) {
  const now = frames[step - 1][6][i], then = step > span() ? frames[step - 1 - span()][6][i] : [0, 0, 0, 0, 0];
  return [now[3] - then[3], now[4] - then[4]];
}

function showStep() {
  const step = Number(get("step").value), frame = frames[step - 1], { states, nodes } = start.replay, at = statesAt(step);
  const count = Array(states.length + 1).fill(0);
  for (const state of at) count[state + 1]++;
  const [, epoch, mastered, ended, active] = frame || [];
  get("when").textContent = frame ? `step ${step} of ${frames.length}, epoch ${epoch}: mastered ${number(mastered)}, ` +
    `ended ${number(ended)}, walking ${number(active)}` : "before the first step";
  const lines = ["not begun", ...states].map((name, i) => {
    const node = frame && i > 0 && i <= nodes.length ? frame[6][i - 1] : null, swatch = el("span", { class: "swatch" });
    swatch.style.background = nodeColour(i - 1);
    const cells = node ? [number(node[1]), number(node[2]), share(...recent(step, i - 1))] : ["", "", ""];
    return el("tr", {}, el("th", { scope: "row" }, swatch, name), el("td", {}, number(count[i])), cells.map(text => el("td", {}, text)));
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
  says.replaceChildren(`${id}: ${state}. `, ...(known ? [link({ seed: id, set: start.sets[known[1]][0] }, "In the cube")] : []));
}

async function showCharts() {
  const steps = frames.map(frame => frame[0]), { nodes } = start.replay, dashes = ["solid", "dot", "dash"];
  const lines = nodes.map((name, i) => ({ name, x: steps, mode: "lines", line: { dash: dashes[Math.floor(i / 6) % 3], width: 2 },
    y: frames.map((_, k) => { const [right, n] = recent(k + 1, i); return n ? 100 * right / n : null; }) }));
  const sums = ["mastered", "ended", "active"].map((name, i) => ({ name, x: steps, y: frames.map(frame => frame[2 + i]), mode: "lines" }));
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
