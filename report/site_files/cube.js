"use strict";
// The difficulty cube: the nodes of a seed, and its walk by the rules of scheduler.py. Helpers and start: app.js.

// ------------------------------------------------------------------------------------------------ the difficulty cube
// start.corners: the seed's own node first, then the variants, each named by the letters of its axes; start.axes: what
// the letters mean, first the one that is drawn to the right, then into the page, then up.
const axesOf = node => Object.keys(start.axes).filter(axis => node.includes(axis));
const meaning = node => node === start.corners[0] ? "the seed" :
  start.corners.includes(node) ? axesOf(node).map(axis => start.axes[axis]).join(", ") : "one point that x adds";
const cube = { yaw: -0.55, pitch: 0.42, seed: null, nodes: new Map(), at: null, shown: "base" };
let seeds = null;

/** A corner on the stage in percent, and its depth: turned by yaw and pitch, then seen from 6 half edges away. */
function project(node) {
  const [x, z, y] = Object.keys(start.axes).map(axis => node.includes(axis) ? 1 : -1); // here y goes up, z inwards
  const x1 = x * Math.cos(cube.yaw) + z * Math.sin(cube.yaw), z1 = z * Math.cos(cube.yaw) - x * Math.sin(cube.yaw);
  const y2 = y * Math.cos(cube.pitch) + z1 * Math.sin(cube.pitch);
  const z2 = z1 * Math.cos(cube.pitch) - y * Math.sin(cube.pitch);
  const scale = 150 / (6 + z2);
  return [50 + x1 * scale, 50 - y2 * scale, z2];
}

function turn(yaw, pitch) {
  cube.yaw += yaw;
  cube.pitch = Math.max(-1.4, Math.min(1.4, cube.pitch + pitch));
  for (const button of get("stage").querySelectorAll("button")) {
    const [left, top, depth] = project(button.dataset.node);
    const place = { left: left + "%", top: top + "%", zIndex: Math.round(50 - 10 * depth) };
    Object.assign(button.style, place, { fontSize: 1 - depth / 12 + "rem" });
  }
  for (const line of get("stage").querySelectorAll("line")) {
    const [a, b] = [project(line.dataset.from), project(line.dataset.to)];
    const ends = { x1: a[0], y1: a[1], x2: b[0], y2: b[1] };
    for (const [name, value] of Object.entries(ends)) line.setAttribute(name, value);
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
  for (const from of start.corners) for (const to of start.corners) {
    const added = axesOf(to).filter(axis => !from.includes(axis)); // an edge adds one axis and keeps the others
    if (added.length !== 1 || axesOf(to).length !== axesOf(from).length + 1) continue;
    lines.push(svg("line", { class: added[0], "data-from": from, "data-to": to, "stroke-width": 0.8 }));
  }
  stage.append(svg("svg", { viewBox: "0 0 100 100", "aria-hidden": "true" }, ...lines),
    ...start.corners.map(nodeButton));
  const stroke = axis => svg("path", { d: "M0 4H26", class: axis, "stroke-width": 3 });
  const key = axis => svg("svg", { viewBox: "0 0 26 8", "aria-hidden": "true" }, stroke(axis));
  const said = Object.entries(start.axes).map(([axis, what]) => el("span", {}, key(axis), ` ${axis}: ${what}`));
  get("axes").replaceChildren(...said);
  const steps = { ArrowLeft: [-0.15, 0], ArrowRight: [0.15, 0], ArrowUp: [0, -0.15], ArrowDown: [0, 0.15] };
  stage.addEventListener("keydown", event => {
    if (!steps[event.key]) return;
    event.preventDefault();
    turn(...steps[event.key]);
  });
  stage.addEventListener("pointerdown", event => {
    if (event.target.tagName !== "BUTTON") stage.setPointerCapture(event.pointerId);
  });
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
  const letters = [...cube.nodes.keys()].filter(node => !start.corners.includes(node));
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
    const [main, failed] = position.split(" "), again = failed === "1" ? "retry" : "main node";
    const what = entry[1] !== main ? `increment for ${main}` : again;
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
