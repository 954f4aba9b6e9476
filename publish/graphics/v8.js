// Draws charts with Vega where there is no browser: text is as wide as our own font says, not as a canvas measures it.
"use strict";

const templates = {};
let widths = {};

function setWidths(given) {
  widths = given;
}

vega.textMetrics.width = (item, text) => {
  const table = /bold|[6-9]00/.test(String(item.fontWeight)) ? widths.Bold : widths.Regular;
  let sum = 0;
  for (const character of String(text ?? "")) sum += table[character] ?? 1000;
  return (sum * (item.fontSize ?? 11)) / 1000;
};

function draw(name, specification, signals, data) {
  templates[name] ??= vega.parse(JSON.parse(specification));
  const view = new vega.View(templates[name], { renderer: "none", logLevel: vega.Error });
  for (const [key, value] of Object.entries(signals)) view.signal(key, value);
  for (const [key, rows] of Object.entries(data)) view.data(key, rows);
  return view.toSVG().finally(() => view.finalize());
}
