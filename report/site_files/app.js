"use strict";
// The MathBook explorer. Data come as scripts that call book(name, payload); text enters the page as text only.
// Addresses: #view=explore|find|cube|replay|rates, #point=NAME, #problem=ID&set=NAME, #seed=ID&set=NAME; the view find keeps
// its filters there. This file has what all views share, and the start: it is loaded after the views' own files.

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
      script.onerror = () => {
        parts.delete(name);
        reject(new Error(`${file} cannot be read; is the site's folder whole?`));
      };
    });
    script.src = file;
    document.head.append(script);
  }
  return parts.get(name).promise;
}

/** The lists of data/NAME-0.js ... as one. */
async function loadAll(name, count) {
  const pages = await Promise.all(Array.from({ length: count }, (_, i) => load(`${name}-${i}`)));
  return pages.flat();
}

const get = id => document.getElementById(id);

/** An element; attributes that are null or false are left out, those named on... are listeners. */
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    const absent = value === null || value === false || value === undefined;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (!absent) node.setAttribute(name, value === true ? "" : value);
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

function pointLink(i, ...more) {
  const href = "#" + new URLSearchParams(pointAddress(i));
  return el("a", { href, lang: lang() }, pointName(i), ...more);
}

function setLanguage(chinese) {
  zh = chinese;
  const both = start.languages.length > 1;
  get("language").hidden = !both;
  get("language").textContent = zh ? "English" : "中文";
  get("language").lang = zh ? "en" : "zh";
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
  const named = hash.get("view") || (hash.has("seed") ? "cube" : "");
  const view = ["find", "cube", "replay", "rates"].includes(named) ? named : "explore";
  if (get(view).hidden) scrollTo(0, 0);
  for (const section of document.querySelectorAll("main > section")) section.hidden = section.id !== view;
  for (const a of document.querySelectorAll("nav a")) {
    a.dataset.view === view ? a.setAttribute("aria-current", "page") : a.removeAttribute("aria-current");
  }
  if (view === "explore") await showPoint(hash.get("point"));
  if (view === "cube") await showCube(hash.get("seed"), hash.get("set"));
  if (view === "replay") await showReplay();
  if (view === "rates") await showRates();
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
  const statements = start.points.reduce((sum, point) => sum + point[3].length, 0);
  const sets = start.sets.map(([name]) => name).join(", ");
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
  document.querySelector("nav [data-view=rates]").hidden = !start.rates;
  const sunburst = whenSeen(get("sunburst"), showSunburst);
  get("size").addEventListener("change", sunburst);
  get("size").parentElement.hidden = !start.rows;
  get("open-all").addEventListener("click", () => openTree(true));
  get("close-all").addEventListener("click", () => openTree(false));
  get("language").addEventListener("click", () => {
    setLanguage(!zh);
    showTexts();
    sunburst();
    route().catch(complain);
  });
  const again = () => find().catch(complain);
  get("q").addEventListener("input", again);
  get("filters").addEventListener("change", event => event.target !== get("q") && again());
  get("filters").addEventListener("submit", event => event.preventDefault());
  get("filters").addEventListener("reset", () => setTimeout(again));
  const more = async () => get("hits").append(...await moreResults(latest));
  get("more").addEventListener("click", () => more().catch(complain));
  get("seed-find").addEventListener("input", () => { listSeeds(); chooseSeed(); });
  get("seed").addEventListener("change", chooseSeed);
  get("right").addEventListener("click", () => answered(true));
  get("wrong").addEventListener("click", () => answered(false));
  get("restart").addEventListener("click", restart);
  get("play").addEventListener("click", play);
  get("step").addEventListener("input", showStep);
  get("walker").addEventListener("input", sayWalker);
  get("seeds").addEventListener("click", event => {
    get("walker").value = walkers[get("seeds").seedAt(event)] || "";
    sayWalker();
  });
  get("card").addEventListener("close", () => {
    if (!location.hash.startsWith("#problem=")) return;
    history.replaceState(null, "", "#" + before);
    if (!document.querySelector("main > section:not([hidden])")) route().catch(complain);
  });
  get("skip").addEventListener("click", event => { event.preventDefault(); get("main").focus(); });
  window.addEventListener("hashchange", () => route().catch(complain));
  const seen = () => frames && !get("replay").hidden;
  window.addEventListener("resize", () => seen() && drawSeeds(statesAt(Number(get("step").value))));
  await route();
}
main().catch(complain);
