"use strict";
// The MathBook explorer. Data come as scripts that call book(name, payload); text enters the page as text only.
// Addresses: #view=explore|find|cube|replay, #point=NAME, #problem=ID&set=NAME, #seed=ID&set=NAME; find keeps its filters there.

// ------------------------------------------------------------------------------------------------ loading and elements
const parts = new Map(); // name -> {promise, payload}

function book(name, payload) {
  parts.get(name).payload = payload;
}

/** Loads data/NAME.js once (or another script); a promise of what it handed over. */
function load(name, file = `data/${name}.js`) {
  if (!parts.has(name)) {
    const part = {}, script = document.createElement("script");
    parts.set(name, part);
    part.promise = new Promise((resolve, reject) => {
      script.onload = () => { script.remove(); resolve(part.payload); };
      script.onerror = () => { parts.delete(name); reject(new Error(`${file} cannot be read; is the site's folder whole?`)); };
    });
    script.src = file;
    document.head.append(script);
  }
  return parts.get(name).promise;
}

const loadAll = (name, count) => Promise.all(Array.from({ length: count }, (_, i) => load(`${name}-${i}`))).then(pages => pages.flat());

const get = id => document.getElementById(id);

/** An element; attributes that are null or false are left out, those named on... are listeners. */
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false && value !== undefined) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter(child => child !== null && child !== undefined));
  return node;
}

function complain(error) {
  get("status").hidden = false;
  get("status").textContent = `Error: ${error.message || error}`;
}
window.addEventListener("error", event => complain(event.error || event.message));
window.addEventListener("unhandledrejection", event => complain(event.reason));

function mathNode([tag, attributes, ...children]) {
  const node = document.createElementNS("http://www.w3.org/1998/Math/MathML", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children.map(child => typeof child === "string" ? child : mathNode(child)));
  return node;
}

/** Pieces (texts, numbers of formulas) as nodes, and as their source text. */
const rich = (pieces, math) => pieces.map(piece => typeof piece === "string" ? piece : mathNode(math[piece][1]));
const plain = (pieces, math) => pieces.map(piece => typeof piece === "string" ? piece : math[piece][0]).join("");

const number = n => n.toLocaleString("en");
const link = (values, ...children) => el("a", { href: "#" + new URLSearchParams(values) }, ...children);

// ------------------------------------------------------------------------------------------------ names and languages
let start, zh = false, bySlug;

const levelName = (point, level) => zh && point[2].length ? point[2][level] : point[1][level];
const pointName = i => levelName(start.points[i], 4);
const lang = () => zh ? "zh" : null;
const pointAddress = i => ({ point: start.points[i][0] });
const pointLink = (i, ...more) => el("a", { href: "#" + new URLSearchParams(pointAddress(i)), lang: lang() }, pointName(i), ...more);

function setLanguage(chinese) {
  zh = chinese;
  const both = start.languages.length > 1;
  get("language").hidden = !both;
  get("language").textContent = zh ? "English" : "中文";
  get("language").lang = zh ? "en" : "zh";
}

// ------------------------------------------------------------------------------------------------ knowledge: the tree
/** The levels as nested {name, key, children, points}; an empty level is passed over. */
function levels() {
  const root = { children: new Map(), points: [], key: "" };
  let made = 0;
  start.points.forEach((point, i) => {
    let node = root;
    for (let level = 0; level < 4; level++) {
      if (!point[1][level]) continue;
      const key = point[1][level] + "\t" + (point[2][level] || "");
      if (!node.children.has(key)) {
        const problems = start.branches[made++]; // numbered in this order
        node.children.set(key, { name: levelName(point, level), key: node.key + "\n" + key, children: new Map(), points: [], problems });
      }
      node = node.children.get(key);
    }
    node.points.push(i);
  });
  return root;
}

const pointsBelow = node => [...node.points, ...[...node.children.values()].flatMap(pointsBelow)];

function branch(node) {
  const list = el("ul");
  for (const child of node.children.values()) {
    const below = pointsBelow(child), count = `${number(below.length)} points` + (start.rows ? `, ${number(child.problems)} problems` : "");
    const details = el("details", {}, el("summary", { lang: lang() }, child.name + " ", el("span", { class: "soft", lang: "en" }, count)));
    details.fill = () => details.children.length > 1 || details.append(branch(child)); // made when first opened
    details.below = new Set(below);
    details.addEventListener("toggle", details.fill);
    list.append(el("li", {}, details));
  }
  for (const i of node.points) {
    const shown = pointLink(i, start.rows ? el("span", { class: "soft" }, ` ${number(start.points[i][5])}`) : null);
    shown.dataset.point = i;
    list.append(el("li", {}, shown));
  }
  return list;
}

function showTree() {
  get("tree").replaceChildren(branch(levels()));
}

/** Opens (or closes) the whole tree, or the way to one point; returns its link. */
function openTree(open, point = null) {
  for (let todo = [...get("tree").querySelectorAll("details")]; todo.length;) {
    const details = todo.pop();
    if (point !== null && !details.below.has(point)) continue;
    if (open) details.fill();
    details.open = open;
    if (open) todo.push(...details.querySelectorAll(":scope > ul > li > details"));
  }
  return get("tree").querySelector(`a[data-point="${point}"]`);
}

// ------------------------------------------------------------------------------------------------ knowledge: charts
const css = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
const colours = () => [0, 1, 2, 3, 4, 5].map(i => css("c" + i));
const safe = text => text.replace(/&/g, "&amp;").replace(/</g, "&lt;"); // plotly reads some tags in labels

async function plot(target, traces, layout) {
  await load("plotly", "plotly.min.js");
  const font = { color: css("ink"), family: "system-ui, sans-serif", size: 12 };
  const axis = { gridcolor: css("line"), zerolinecolor: css("line"), automargin: true };
  const margin = { t: 8, l: 8, r: 8, b: 8 };
  const ground = { paper_bgcolor: "transparent", plot_bgcolor: "transparent", font, margin, colorway: colours() };
  const { xaxis, yaxis, ...rest } = layout;
  const axes = xaxis ? { xaxis: { ...axis, ...xaxis }, yaxis: { ...axis, ...yaxis } } : {};
  await Plotly.react(target, traces, { ...ground, ...rest, ...axes }, { displayModeBar: false, responsive: true });
}

async function showSunburst() {
  const column = Number(get("size").value), ids = [], labels = [], parents = [], values = [], shades = [], palette = colours();
  const size = i => column === 3 ? start.points[i][3].length : start.points[i][5];
  const add = (id, label, parent, value, shade) => {
    if (value) ids.push(id), labels.push(safe(label)), parents.push(parent), values.push(value), shades.push(shade);
  };
  const walk = (node, parent, shade) => {
    [...node.children.values()].forEach((child, i) => {
      const colour = parent ? shade : palette[i % 6];
      add(child.key, child.name, parent, pointsBelow(child).reduce((sum, p) => sum + size(p), 0), colour);
      walk(child, child.key, colour);
    });
    for (const i of node.points) add("point " + i, pointName(i), parent, size(i), shade);
  };
  walk(levels(), "", palette[0]);
  const target = get("sunburst");
  const trace = { type: "sunburst", ids, labels, parents, values, branchvalues: "total", maxdepth: 3, sort: false,
    marker: { colors: shades, line: { color: css("card"), width: 1 } }, insidetextorientation: "auto", insidetextfont: { color: css("on") },
    hovertemplate: `%{label}<br>%{value} ${column === 3 ? "principles" : "problems, one at each of its points"}<extra></extra>` };
  await plot(target, [trace], {});
  target.removeAllListeners("plotly_sunburstclick");
  target.on("plotly_sunburstclick", event => {
    const [kind, i] = event.points[0].id.split(" ");
    if (kind !== "point") return true; // plotly goes into it
    location.hash = new URLSearchParams({ point: start.points[i][0] });
    return false;
  });
}

/** Calls `show` when the element is first seen, and again when the colours change; returns a function to call it anew. */
function whenSeen(element, show) {
  let seen = false;
  new IntersectionObserver((entries, observer) => {
    if (!entries.some(entry => entry.isIntersecting)) return;
    observer.disconnect();
    seen = true;
    show().catch(complain);
  }).observe(element);
  const again = () => seen && show().catch(complain);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  return again;
}

// ------------------------------------------------------------------------------------------------ knowledge: a point
async function showPoint(slug) {
  const box = get("point"), i = bySlug.get(slug);
  box.hidden = slug === null;
  get("overview").hidden = slug !== null;
  for (const old of get("tree").querySelectorAll("[aria-current]")) old.removeAttribute("aria-current");
  if (slug === null) return;
  if (i === undefined) return box.replaceChildren(el("h3", { tabindex: "-1" }, "No such point"), el("p", {}, slug));
  const shown = openTree(true, i);
  shown.setAttribute("aria-current", "true");
  const panel = get("tree-panel"); // scrolled by itself: the page stays
  panel.scrollTop += shown.getBoundingClientRect().top - panel.getBoundingClientRect().top - panel.clientHeight / 3;
  const page = await load("points-" + Math.floor(i / start.point_page));
  const { principles, math, neighbours, samples } = page[i % start.point_page];
  const point = start.points[i], path = [0, 1, 2, 3].map(level => levelName(point, level)).filter(Boolean);
  const said = principles.map(p => zh && p[2].length ? [p[2], p[3]] : [p[0], p[1]]);
  const heading = el("h3", { tabindex: "-1", lang: lang() }, pointName(i));
  box.replaceChildren(el("p", { class: "soft path", lang: lang() }, path.join(" › ")), heading,
    el("p", { class: "facts" }, ...[[principles.length, "principles"], [point[5], "problems"], [point[6], "figures"]].map(
      ([n, what]) => el("span", {}, el("b", {}, number(n)), " " + what))),
    el("ol", { class: "principles", lang: lang() }, said.map(([name, statement]) => el("li", {},
      el("strong", {}, rich(name, math)), el("p", { class: "text" }, rich(statement, math))))));
  if (neighbours.length) {
    box.append(el("h4", {}, "Neighbours: points that share problems"),
      el("ul", { class: "chips" }, neighbours.map(([j, n]) => el("li", {}, pointLink(j, ` ${number(n)}`)))));
  }
  if (samples.length) {
    const thumbs = el("div", { class: "thumbs" }), rows = await Promise.all(samples.map(details));
    for (const { row, set } of rows) {
      if (row.images.length) thumbs.append(link({ problem: row.id, set }, image(row, 0, true)));
    }
    const all = link({ view: "find", point: slug }, `All ${number(point[5])} problems of this point`);
    box.append(el("h4", {}, "Problems"), thumbs, el("p", {}, all));
  }
  box.append(el("p", {}, link({ view: "explore" }, "Back to the overview")));
  heading.focus({ preventScroll: true });
  if (matchMedia("(max-width: 820px)").matches) heading.scrollIntoView();
}

// ------------------------------------------------------------------------------------------------ problems: the index
// a row of the index: [id, text, points, principle, node, set, kind, figure, group]
const ID = 0, TEXT = 1, POINTS = 2, PRINCIPLE = 3, NODE = 4, SET = 5, KIND = 6, FIGURE = 7, GROUP = 8;
let rows = null; // below, by row, point or principle: normal texts, normal names, the principle's [name, Chinese name, point]
const words = [], pointWords = [], pointNames = [], principleWords = [], principleNames = [], principles = [];

const CJK = /[\u3400-\u9fff]/;
const normal = text => " " + text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ");

/** Reads the whole index once, file by file, so that the page stays alive. */
async function readIndex() {
  const said = await load("statements");
  const all = [];
  for (let i = 0; i < start.index; i++) {
    get("found").textContent = `Reading the index, ${i + 1} of ${start.index}`;
    for (const row of await load("index-" + i)) {
      all.push(row);
      words.push(normal(row[TEXT]));
    }
  }
  start.points.forEach((point, i) => {
    pointWords.push(normal([...point[1].slice(3), ...point[2].slice(3)].join(" ")));
    pointNames.push(normal(`${point[1][4]} ${point[2][4] || ""}`));
    point[3].forEach((name, j) => {
      principles.push([name, point[4][j], i]);
      principleNames.push(normal(`${name} ${point[4][j]}`));
      principleWords.push(normal(`${name} ${point[4][j]} ${said[principleWords.length]}`));
    });
  });
  const sizes = []; // a group of one is none
  for (const row of all) sizes[row[GROUP]] = (sizes[row[GROUP]] || 0) + 1;
  for (const row of all) if (sizes[row[GROUP]] === 1) row[GROUP] = -1;
  get("found").textContent = "";
  rows = all;
}
let reading = null;
const index = () => reading ||= readIndex();

/** The record of row number n with its formulas and the name of its set. */
async function details(n) {
  const page = await load("problems-" + Math.floor(n / start.page)), at = n - Math.floor(n / start.page) * start.page;
  return { n, row: page.rows[at], math: page.math, set: page.rows[at].set };
}

/** {rows, points, principles}: numbers of what holds every word (from its beginning) and passes the filters. */
function search(query, wanted) {
  const needles = normal(query).trim().split(" ").filter(Boolean).map(word => CJK.test(word) ? word : " " + word);
  const holding = list => needles.map(needle => list.map(text => text.includes(needle)));
  const inPoints = holding(pointWords), inPrinciples = holding(principleWords);
  const every = (found, names) => { // those that have it in the name come first
    const hits = needles.length ? [...names.keys()].filter(i => found.every(list => list[i])) : [];
    const named = i => needles.every(needle => names[i].includes(needle));
    return [...hits.filter(named), ...hits.filter(i => !named(i))];
  };
  const ok = wanted.points && start.points.map((_, i) => wanted.points.has(i)), found = [];
  const columns = [[SET, wanted.set], [NODE, wanted.node], [KIND, wanted.kind], [PRINCIPLE, wanted.principle]];
  const plainFilters = columns.filter(([, value]) => value !== null);
  const any = (numbers, hits) => { for (const i of numbers) if (hits[i]) return true; return false; };
  rows: for (let n = 0; n < rows.length; n++) {
    const row = rows[n];
    for (const [column, value] of plainFilters) if (row[column] !== value) continue rows;
    if (ok && !any(row[POINTS], ok)) continue;
    for (let k = 0; k < needles.length; k++) { // the row's own text, its points' names, or its principle
      if (!words[n].includes(needles[k]) && !inPrinciples[k][row[PRINCIPLE]] && !any(row[POINTS], inPoints[k])) continue rows;
    }
    found.push(n);
  }
  return { rows: found, points: every(inPoints, pointNames), principles: every(inPrinciples, principleNames) };
}

/** Found rows as lists that are shown together: the same question on several figures, or several questions on a figure. */
function together(found) {
  const groups = new Map();
  for (const n of found) {
    const row = rows[n], key = row[FIGURE] < 0 ? -1 - n : row[GROUP] >= 0 ? 2 * row[GROUP] : 2 * row[FIGURE] + 1;
    const list = groups.get(key);
    list ? list.push(n) : groups.set(key, [n]);
  }
  return [...groups.values()];
}

// ------------------------------------------------------------------------------------------------ problems: filters
const CASCADE = ["domain", "subdomain", "topic", "subtopic", "point", "principle"];
const select = name => get("filters").elements[name];

function makeFilters() {
  const titles = { node: "difficulty node", answer: "answer kind" };
  get("selects").replaceChildren(...[...CASCADE, "node", "answer", "set"].map(name => el("label", {}, titles[name] || name,
    el("select", { name, lang: CASCADE.includes(name) ? lang() : null }))));
  choices("node", start.nodes.map(n => [n, n]));
  choices("answer", start.kinds.map(k => [k, k]));
  choices("set", start.sets.map(([name, n]) => [name, `${name} (${number(n)})`]));
  cascade();
}

function choices(name, pairs, value = select(name).value) {
  select(name).replaceChildren(el("option", { value: "" }, "all"), ...pairs.map(([v, text]) => el("option", { value: v }, text)));
  select(name).value = pairs.some(([v]) => v === value) ? value : "";
}

/** Offers on each level what lies below the choices above it; returns the points and the principle that are left. */
function cascade(values = Object.fromEntries(CASCADE.map(name => [name, select(name).value]))) {
  let left = start.points.map((_, i) => i);
  CASCADE.slice(0, 5).forEach((name, level) => {
    const pairs = new Map(left.filter(i => start.points[i][1][level]).map(
      i => level === 4 ? [start.points[i][0], pointName(i)] : [start.points[i][1][level], levelName(start.points[i], level)]));
    choices(name, [...pairs], values[name]);
    const value = select(name).value;
    if (value) left = left.filter(i => (level === 4 ? start.points[i][0] : start.points[i][1][level]) === value);
  });
  const point = select("point").value && left[0], offset = start.points.slice(0, point || 0).reduce((sum, p) => sum + p[3].length, 0);
  const names = point === "" ? [] : start.points[point][3].map((name, j) => zh && start.points[point][4][j] || name);
  choices("principle", names.map((name, j) => [String(j), name]), values.principle);
  select("principle").disabled = point === "";
  const principle = select("principle").value;
  return { points: left.length < start.points.length ? new Set(left) : null, principle: principle ? offset + Number(principle) : null };
}

function wanted() {
  const of = (name, list) => select(name).value ? list.indexOf(select(name).value) : null;
  return { ...cascade(), node: of("node", start.nodes), kind: of("answer", start.kinds), set: of("set", start.sets.map(([name]) => name)) };
}

// ------------------------------------------------------------------------------------------------ problems: results
const SHOWN = 12, MOST = 6, CHIPS = 8; // results added at a time, figures or questions of one result, points and principles
let results = [], shownResults = 0, latest = 0;

async function find() {
  const mine = ++latest, began = performance.now();
  const query = get("q").value, found = search(query, wanted());
  results = together(found.rows);
  shownResults = 0;
  const cards = await moreResults(mine);
  if (mine !== latest) return;
  get("hits").replaceChildren(...cards);
  const chips = (title, list, show) => list.length ? [el("h3", {}, `${title} (${number(list.length)})`),
    el("ul", { class: "chips" }, list.slice(0, CHIPS).map(i => el("li", {}, show(i))))] : [];
  const principleLink = ([name, chinese, point]) => link(pointAddress(point), zh && chinese || name);
  get("knowledge-hits").replaceChildren(...chips("Points", found.points, i => pointLink(i)),
    ...chips("Principles", found.principles, i => principleLink(principles[i])));
  const spent = Math.round(performance.now() - began);
  get("found").textContent = `${number(found.rows.length)} problems in ${number(results.length)} cards, ${spent} ms`;
  get("found").dataset.ms = spent;
  const state = new URLSearchParams({ view: "find" });
  for (const { name, value } of get("filters").elements) if (name && value) state.set(name, value);
  if (get("find").hidden || get("card").open) return; // the person has gone on
  before = state.toString();
  history.replaceState(null, "", "#" + before);
}

/** The next results as elements. */
async function moreResults(mine) {
  const lists = results.slice(shownResults, shownResults + SHOWN);
  const made = await Promise.all(lists.map(list => Promise.all(list.slice(0, MOST).map(details)).then(found => hit(found, list.length))));
  if (mine === latest) shownResults += lists.length;
  get("more").hidden = shownResults >= results.length;
  return made;
}

function image(row, k, small) {
  const [path, width, height, thumb] = row.images[k];
  const alt = `Figure ${k + 1} of problem ${row.id}: ${row.knowledge.join("; ")}${row.difficulty ? "; node " + row.difficulty : ""}`;
  const src = `img/${path}${small && thumb ? ".webp" : ""}`;
  return el("img", { src, alt, width, height, loading: small ? "lazy" : null, decoding: "async" });
}

const badge = name => el("span", { class: "badge" }, name);
const badges = (row, set) => [set, row.difficulty && `node ${row.difficulty}`, row.level].filter(Boolean).map(badge);
const question = (row, math) => row.problem.length ? rich(row.problem, math) : ["(a figure without a question)"];

/** One result: figures side by side, under them the questions (a question that several figures share stands once). */
function hit(found, total) {
  const figures = new Map(), questions = new Map();
  for (const { row, set, math } of found) {
    row.images.forEach(([path], k) => figures.has(path) || figures.set(path, link({ problem: row.id, set }, image(row, k, true))));
    const text = plain(row.problem, math);
    if (!questions.has(text)) questions.set(text, link({ problem: row.id, set }, el("span", { class: "clamp" }, ...question(row, math))));
  }
  const { row, set } = found[0], more = total > found.length ? ` (${total} problems in all)` : "";
  const list = [...questions.values()].map(a => el(questions.size > 1 ? "li" : "p", { class: "text" }, a));
  return el("article", { class: "hit" }, figures.size ? el("div", { class: "thumbs" }, [...figures.values()].slice(0, MOST)) : null,
    questions.size > 1 ? el("ol", { class: "questions" }, list) : list,
    el("p", { class: "row" }, badges(row, set), el("span", { class: "soft" }, row.knowledge.slice(0, 3).join("; ") + more)));
}

// ------------------------------------------------------------------------------------------------ problems: a card
/** Everything about a row but its title; hidden: the answer only after a click. */
function body({ n, row, math }, hidden) {
  const part = (name, content) => content.length ? [el("h4", {}, name), el("p", { class: "text", dir: "auto" }, content)] : [];
  const options = row.options.map(option => el("li", {}, rich(option, math)));
  const answer = [...part("Answer", rich(row.answer, math)), ...part("Solution", rich(row.solution, math))];
  const linked = new Map(rows[n][POINTS].flatMap(i => [start.points[i][1][4], start.points[i][2][4]].map(name => [name, i])));
  const known = row.knowledge.map(name => el("li", {}, linked.has(name) ? pointLink(linked.get(name)) : badge(name)));
  const figures = row.images.map((_, k) => el("figure", {}, image(row, k, false)));
  return [el("div", { class: "figures" + (figures.length > 1 ? " many" : "") }, figures), ...part("Question", question(row, math)),
    ...(options.length ? [el("h4", {}, "Options"), el("ul", { class: "options" }, options)] : []),
    ...(hidden && answer.length ? [el("details", {}, el("summary", {}, "Answer and solution"), ...answer)] : answer),
    el("h4", {}, "Knowledge"), el("ul", { class: "chips" }, known),
    row.principle ? el("p", { class: "soft" }, `Principle: ${row.principle}`) : ""];
}

function record({ row, math }) {
  const { problem, answer, solution, options, images, ...rest } = row; // rest has the set
  const texts = Object.entries({ problem, answer, solution }).map(([name, pieces]) => [name, plain(pieces, math)]);
  const lists = { options: options.map(option => plain(option, math)), images: images.map(([path]) => "img/" + path) };
  return JSON.stringify({ ...rest, ...Object.fromEntries(texts), ...lists }, null, 1);
}

async function copy(json) {
  const area = get("card").querySelector("textarea"), says = get("card").querySelector("output");
  area.value = json;
  try {
    await navigator.clipboard.writeText(json);
    says.textContent = "Copied.";
  } catch (error) { // the browser forbids it: leave it to the person
    area.hidden = false;
    area.select();
    says.textContent = "Press Ctrl+C to copy.";
  }
}

let before = "view=find"; // the address under the card
async function showCard(id, set) {
  await index();
  const wantedSet = start.sets.findIndex(([name]) => name === set), dialog = get("card");
  const n = rows.findIndex(row => row[ID] === id && (wantedSet < 0 || row[SET] === wantedSet));
  const close = el("button", { type: "button", onclick: () => dialog.close() }, "Close");
  if (n < 0) {
    dialog.replaceChildren(el("h3", { id: "card-title" }, "No such problem"), el("p", {}, id), close);
  } else {
    const one = await details(n), { row, math } = one;
    const alike = column => rows[n][column] < 0 ? [] : [...rows.keys()].filter(i => i !== n && rows[i][column] === rows[n][column]);
    const [variants, others] = await Promise.all([GROUP, FIGURE].map(column => Promise.all(alike(column).slice(0, 2 * MOST).map(details))));
    const seed = row.question_id && row.difficulty ? link({ seed: row.question_id, set: one.set }, "Its seed in the cube") : null;
    dialog.replaceChildren(el("h3", { id: "card-title", tabindex: "-1" }, `Problem ${row.id}`),
      el("p", { class: "row" }, badges(row, one.set), seed), ...body(one));
    if (variants.length) {
      const pictures = row => row.images.map((_, k) => image(row, k, false));
      const shown = variants.map(v => el("figure", {}, link({ problem: v.row.id, set: v.set }, pictures(v.row)),
        el("figcaption", {}, "Answer: ", rich(v.row.answer, v.math))));
      dialog.append(el("h4", {}, "The same question with other figures"), el("div", { class: "figures many" }, shown));
    }
    if (others.length) {
      const shown = others.map(o => el("li", {}, link({ problem: o.row.id, set: o.set }, ...question(o.row, o.math)), " ",
        el("span", { class: "soft" }, "Answer: ", rich(o.row.answer, o.math))));
      dialog.append(el("h4", {}, "Other questions on this figure"), el("ol", { class: "questions" }, shown));
    }
    dialog.append(el("textarea", { readonly: true, hidden: true, "aria-label": "The problem as JSON" }),
      el("p", { class: "row" }, el("button", { type: "button", onclick: () => copy(record(one)) }, "Copy as JSON"), close, el("output")));
  }
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
}

// ------------------------------------------------------------------------------------------------ addresses, start
/** Shows what the address names. */
async function route() {
  const hash = new URLSearchParams(location.hash.slice(1));
  if (hash.has("problem")) return showCard(hash.get("problem"), hash.get("set"));
  const back = get("card").open && location.hash.slice(1) === before; // the view under the card is as it was
  before = location.hash.slice(1);
  if (get("card").open) get("card").close();
  if (back && document.querySelector("main > section:not([hidden])")) return;
  const named = hash.get("view") || (hash.has("seed") ? "cube" : ""), view = ["find", "cube", "replay"].includes(named) ? named : "explore";
  if (get(view).hidden) scrollTo(0, 0);
  for (const section of document.querySelectorAll("main > section")) section.hidden = section.id !== view;
  for (const a of document.querySelectorAll("nav a")) {
    a.dataset.view === view ? a.setAttribute("aria-current", "page") : a.removeAttribute("aria-current");
  }
  if (view === "explore") await showPoint(hash.get("point"));
  if (view === "cube") await showCube(hash.get("seed"), hash.get("set"));
  if (view === "replay") await showReplay();
  if (view === "find") {
    await index();
    const values = Object.fromEntries(hash);
    get("q").value = values.q || "";
    for (const name of ["node", "answer", "set"]) select(name).value = values[name] || "";
    cascade(values);
    await find();
  }
}

function showTexts() {
  document.title = `MathBook explorer: ${start.title}`;
  const statements = start.points.reduce((sum, point) => sum + point[3].length, 0), sets = start.sets.map(([name]) => name).join(", ");
  get("summary").textContent = `${number(start.points.length)} points, ${number(statements)} principles` +
    (start.rows ? `, ${number(start.rows)} problems, ${number(start.figures)} figures (${sets})` : "");
  showTree();
  makeFilters();
}

async function main() {
  start = await load("start");
  bySlug = new Map(start.points.map((point, i) => [point[0], i]));
  setLanguage(start.languages[0] === "zh");
  showTexts();
  document.querySelector("nav [data-view=cube]").hidden = !start.seeds;
  document.querySelector("nav [data-view=replay]").hidden = !start.replay;
  const sunburst = whenSeen(get("sunburst"), showSunburst);
  get("size").addEventListener("change", sunburst);
  get("size").parentElement.hidden = !start.rows;
  get("open-all").addEventListener("click", () => openTree(true));
  get("close-all").addEventListener("click", () => openTree(false));
  get("language").addEventListener("click", () => { setLanguage(!zh); showTexts(); sunburst(); route().catch(complain); });
  const again = () => find().catch(complain);
  get("q").addEventListener("input", again);
  get("filters").addEventListener("change", event => event.target !== get("q") && again());
  get("filters").addEventListener("submit", event => event.preventDefault());
  get("filters").addEventListener("reset", () => setTimeout(again));
  get("more").addEventListener("click", () => moreResults(latest).then(cards => get("hits").append(...cards)).catch(complain));
  get("seed-find").addEventListener("input", () => { listSeeds(); chooseSeed(); });
  get("seed").addEventListener("change", chooseSeed);
  get("right").addEventListener("click", () => answered(true));
  get("wrong").addEventListener("click", () => answered(false));
  get("restart").addEventListener("click", restart);
  get("play").addEventListener("click", play);
  get("step").addEventListener("input", showStep);
  get("walker").addEventListener("input", sayWalker);
  get("seeds").addEventListener("click", event => { get("walker").value = walkers[get("seeds").seedAt(event)] || ""; sayWalker(); });
  get("card").addEventListener("close", () => {
    if (!location.hash.startsWith("#problem=")) return;
    history.replaceState(null, "", "#" + before);
    if (!document.querySelector("main > section:not([hidden])")) route().catch(complain);
  });
  get("skip").addEventListener("click", event => { event.preventDefault(); get("main").focus(); });
  window.addEventListener("hashchange", () => route().catch(complain));
  window.addEventListener("resize", () => frames && !get("replay").hidden && drawSeeds(statesAt(Number(get("step").value))));
  await route();
}
main().catch(complain);
