"use strict";
// The heat map of a run that drew from the book: success rates by program and node. Helpers and start: app.js.

// a stage: [stage, nodes, programs]; a program: [name, cells]; a cell: [problems, rate], or null where none was drawn
async function showRates() {
  const stages = start.rates ? await load("rates") : [];
  get("rates-parts").replaceChildren(...stages.map(([stage, nodes, programs]) => {
    const head = ["program", ...nodes].map(name => el("th", { scope: "col" }, name));
    const lines = programs.map(([name, cells]) => el("tr", {}, el("th", { scope: "row" }, name), cells.map(heatCell)));
    const table = el("table", { class: "heat" }, el("thead", {}, el("tr", {}, head)), el("tbody", {}, lines));
    const title = `Stage ${stage}: ${number(programs.length)} programs, the hardest first`;
    return el("div", { class: "panel" }, el("h3", {}, title),
      el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": title }, table));
  }));
  if (!stages.length) get("rates-parts").replaceChildren("No run that drew from the book.");
}

function heatCell(cell) {
  if (!cell) return el("td");
  const [problems, rate] = cell, node = el("td", {}, `${(100 * rate).toFixed(1)} (${number(problems)})`);
  node.style.background = `color-mix(in srgb, var(--c0) ${(45 * rate).toFixed(1)}%, transparent)`; // words stay readable
  return node;
}
