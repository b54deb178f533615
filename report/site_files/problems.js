"use strict";
// Problems: the index, search and filters, results and cards. Helpers and start: app.js.

// ------------------------------------------------------------------------------------------------ problems: the index
// a row of the index: [id, text, points, principle, node, set, kind, figure, group]
const ID = 0, TEXT = 1, POINTS = 2, PRINCIPLE = 3, NODE = 4, SET = 5, KIND = 6, FIGURE = 7, GROUP = 8;
let rows = null;
// by row, point or principle: normal texts, normal names, and [name, Chinese name, point] of a principle
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
      const own = words[n].includes(needles[k]) || inPrinciples[k][row[PRINCIPLE]];
      if (!own && !any(row[POINTS], inPoints[k])) continue rows;
    }
    found.push(n);
  }
  return { rows: found, points: every(inPoints, pointNames), principles: every(inPrinciples, principleNames) };
}

/** Found rows as lists that are shown together: a question on several figures, or several questions on a figure. */
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
  const made = [...CASCADE, "node", "answer", "set"].map(name => el("label", {}, titles[name] || name,
    el("select", { name, lang: CASCADE.includes(name) ? lang() : null })));
  get("selects").replaceChildren(...made);
  choices("node", start.nodes.map(n => [n, n]));
  choices("answer", start.kinds.map(k => [k, k]));
  choices("set", start.sets.map(([name, n]) => [name, `${name} (${number(n)})`]));
  cascade();
}

function choices(name, pairs, value = select(name).value) {
  const options = pairs.map(([v, text]) => el("option", { value: v }, text));
  select(name).replaceChildren(el("option", { value: "" }, "all"), ...options);
  select(name).value = pairs.some(([v]) => v === value) ? value : "";
}

/** Offers on each level what lies below the choices above it; returns the points and the principle that are left. */
function cascade(values = Object.fromEntries(CASCADE.map(name => [name, select(name).value]))) {
  let left = start.points.map((_, i) => i);
  CASCADE.slice(0, 5).forEach((name, level) => {
    const key = i => level === 4 ? start.points[i][0] : start.points[i][1][level]; // of a point: its address
    const named = left.filter(i => start.points[i][1][level]).map(i => [key(i), levelName(start.points[i], level)]);
    choices(name, [...new Map(named)], values[name]);
    const value = select(name).value;
    if (value) left = left.filter(i => key(i) === value);
  });
  const point = select("point").value && left[0]; // "" without a choice
  const offset = start.points.slice(0, point || 0).reduce((sum, p) => sum + p[3].length, 0);
  const names = point === "" ? [] : start.points[point][3].map((name, j) => zh && start.points[point][4][j] || name);
  choices("principle", names.map((name, j) => [String(j), name]), values.principle);
  select("principle").disabled = point === "";
  const principle = select("principle").value;
  const points = left.length < start.points.length ? new Set(left) : null;
  return { points, principle: principle ? offset + Number(principle) : null };
}

function wanted() {
  const of = (name, list) => select(name).value ? list.indexOf(select(name).value) : null;
  const sets = start.sets.map(([name]) => name);
  return { ...cascade(), node: of("node", start.nodes), kind: of("answer", start.kinds), set: of("set", sets) };
}

// ------------------------------------------------------------------------------------------------ problems: results
const SHOWN = 12, MOST = 6, CHIPS = 8; // results added at a time, figures or questions of one, points and principles
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
  const one = async list => hit(await Promise.all(list.slice(0, MOST).map(details)), list.length);
  const made = await Promise.all(lists.map(one));
  if (mine === latest) shownResults += lists.length;
  get("more").hidden = shownResults >= results.length;
  return made;
}

function image(row, k, small) {
  const [path, width, height, thumb] = row.images[k];
  const node = row.difficulty ? "; node " + row.difficulty : "";
  const alt = `Figure ${k + 1} of problem ${row.id}: ${row.knowledge.join("; ")}${node}`;
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
    const linked = child => link({ problem: row.id, set }, child), text = plain(row.problem, math);
    row.images.forEach(([path], k) => figures.has(path) || figures.set(path, linked(image(row, k, true))));
    if (!questions.has(text)) questions.set(text, linked(el("span", { class: "clamp" }, ...question(row, math))));
  }
  const { row, set } = found[0], more = total > found.length ? ` (${total} problems in all)` : "";
  const list = [...questions.values()].map(a => el(questions.size > 1 ? "li" : "p", { class: "text" }, a));
  const thumbs = figures.size ? el("div", { class: "thumbs" }, [...figures.values()].slice(0, MOST)) : null;
  const points = el("span", { class: "soft" }, row.knowledge.slice(0, 3).join("; ") + more);
  return el("article", { class: "hit" }, thumbs, questions.size > 1 ? el("ol", { class: "questions" }, list) : list,
    el("p", { class: "row" }, badges(row, set), points));
}

// ------------------------------------------------------------------------------------------------ problems: a card
/** Everything about a row but its title; hidden: the answer only after a click. */
function body({ n, row, math }, hidden) {
  const text = content => el("p", { class: "text", dir: "auto" }, content);
  const part = (name, content) => content.length ? [el("h4", {}, name), text(content)] : [];
  const options = row.options.map(option => el("li", {}, rich(option, math)));
  const answer = [...part("Answer", rich(row.answer, math)), ...part("Solution", rich(row.solution, math))];
  const names = i => [start.points[i][1][4], start.points[i][2][4]];
  const linked = new Map(rows[n][POINTS].flatMap(i => names(i).map(name => [name, i])));
  const known = row.knowledge.map(name => el("li", {}, linked.has(name) ? pointLink(linked.get(name)) : badge(name)));
  const figures = row.images.map((_, k) => el("figure", {}, image(row, k, false)));
  const many = figures.length > 1 ? " many" : "";
  return [el("div", { class: "figures" + many }, figures), ...part("Question", question(row, math)),
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

/** Details of the other rows that have row n's value in a column; some of them, where there are many. */
async function alike(n, column) {
  if (rows[n][column] < 0) return [];
  const same = [...rows.keys()].filter(i => i !== n && rows[i][column] === rows[n][column]);
  return Promise.all(same.slice(0, 2 * MOST).map(details));
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
    const variants = await alike(n, GROUP), others = await alike(n, FIGURE);
    const address = { seed: row.question_id, set: one.set };
    const seed = row.question_id && row.difficulty ? link(address, "Its seed in the cube") : null;
    dialog.replaceChildren(el("h3", { id: "card-title", tabindex: "-1" }, `Problem ${row.id}`),
      el("p", { class: "row" }, badges(row, one.set), seed), ...body(one));
    if (variants.length) {
      const pictures = row => row.images.map((_, k) => image(row, k, false));
      const shown = variants.map(v => el("figure", {}, link({ problem: v.row.id, set: v.set }, pictures(v.row)),
        el("figcaption", {}, "Answer: ", rich(v.row.answer, v.math))));
      dialog.append(el("h4", {}, "The same question with other figures"), el("div", { class: "figures many" }, shown));
    }
    if (others.length) {
      const says = o => el("span", { class: "soft" }, "Answer: ", rich(o.row.answer, o.math));
      const shown = others.map(o => el("li", {},
        link({ problem: o.row.id, set: o.set }, ...question(o.row, o.math)), " ", says(o)));
      dialog.append(el("h4", {}, "Other questions on this figure"), el("ol", { class: "questions" }, shown));
    }
    const button = el("button", { type: "button", onclick: () => copy(record(one)) }, "Copy as JSON");
    dialog.append(el("textarea", { readonly: true, hidden: true, "aria-label": "The problem as JSON" }),
      el("p", { class: "row" }, button, close, el("output")));
  }
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
}
