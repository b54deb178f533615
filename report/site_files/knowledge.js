"use strict";
// The knowledge system: tree, sunburst, and the page of a point. Helpers and start: app.js.

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
        const child = { name: levelName(point, level), key: node.key + "\n" + key, children: new Map(), points: [] };
        node.children.set(key, { ...child, problems });
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
    const below = pointsBelow(child), problems = start.rows ? `, ${number(child.problems)} problems` : "";
    const count = el("span", { class: "soft", lang: "en" }, `${number(below.length)} points${problems}`);
    const details = el("details", {}, el("summary", { lang: lang() }, child.name + " ", count));
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
  const column = Number(get("size").value), palette = colours();
  const ids = [], labels = [], parents = [], values = [], shades = [];
  const size = i => column === 3 ? start.points[i][3].length : start.points[i][5];
  const add = (id, label, parent, value, shade) => {
    if (!value) return;
    ids.push(id), labels.push(safe(label)), parents.push(parent), values.push(value), shades.push(shade);
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
  const target = get("sunburst"), what = column === 3 ? "principles" : "problems, one at each of its points";
  const trace = { type: "sunburst", ids, labels, parents, values, branchvalues: "total", maxdepth: 3, sort: false,
    marker: { colors: shades, line: { color: css("card"), width: 1 } },
    insidetextorientation: "auto", insidetextfont: { color: css("on") },
    hovertemplate: `%{label}<br>%{value} ${what}<extra></extra>` };
  await plot(target, [trace], {});
  target.removeAllListeners("plotly_sunburstclick");
  target.on("plotly_sunburstclick", event => {
    const [kind, i] = event.points[0].id.split(" ");
    if (kind !== "point") return true; // plotly goes into it
    location.hash = new URLSearchParams({ point: start.points[i][0] });
    return false;
  });
}

/** Calls `show` when the element is first seen, and when the colours change; returns a function to call it anew. */
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
  const counts = [[principles.length, "principles"], [point[5], "problems"], [point[6], "figures"]];
  const facts = counts.map(([n, what]) => el("span", {}, el("b", {}, number(n)), " " + what));
  box.replaceChildren(el("p", { class: "soft path", lang: lang() }, path.join(" › ")), heading,
    el("p", { class: "facts" }, facts),
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
