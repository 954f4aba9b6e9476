// Filters and adds up the printed figures of the whole site in the reader's browser, without counting twice: one kind of
// disclosure, one table, one column and one phase at a time, no sum beside its parts, no year with another.
(function () {
  "use strict";
  const own = document.currentScript.dataset;
  const told = JSON.parse(document.getElementById("told").textContent);
  const words = told.words;
  const form = document.querySelector("form.ask");
  const fields = form.querySelector("fieldset");
  const input = form.elements;
  const says = document.getElementById("ask-status");
  const answer = document.getElementById("answer");
  const MENUS = ["kind", "table", "classification", "measure", "phase", "year", "coverage"];
  const FIRST = ["disclosure_id", "department_id", "department", "fiscal_year", "kind", "phase", "table_number", "table_id",
    "classification", "measure", "direction", "status"];
  const REST = ["code", "label", "column", "value_yuan"];
  const SHOWN = 200;
  const FOOT = 32768;
  const CHINESE = document.documentElement.lang.startsWith("zh");
  let source, rows, coverage, groups, shown = [];

  const said = (name, value) => words[name].replace("%", value);
  const text = value => value == null ? "" : String(value);

  // What is fetched is counted, so that a reader on a slow line knows what it costs.
  function counted(file) {
    let bytes = 0;
    return {
      byteLength: file.byteLength,
      slice: async (start, end) => {
        const data = await file.slice(start, end);
        bytes += data.byteLength;
        says.textContent = said("loading", Math.round(bytes / 1000).toLocaleString());
        return data;
      },
      bytes: () => bytes,
    };
  }

  async function opened(library, url) {
    const whole = new URL(url, location.href).href;
    const file = counted(await library.asyncBufferFromUrl({ url: whole }));
    return { file, metadata: await library.parquetMetadataAsync(file, { initialFetchSize: FOOT }) };
  }

  function columns(library, from, names, rowStart, rowEnd) {
    const compressors = { ZSTD: (packed, length) => library.decompress(new Uint8Array(packed), new Uint8Array(length)) };
    return new Promise((resolve, reject) => {
      const options = { ...from, columns: names, rowStart, rowEnd, compressors, rowFormat: "object", onComplete: resolve };
      library.parquetRead(options).catch(reject);
    });
  }

  async function load() {
    input.start.disabled = true;
    try {
      const library = await import(new URL(own.parquet, location.href).href);
      source = { library, ...(await opened(library, own.facts)) };
      const overview = await opened(library, own.overview);
      const known = await columns(library, overview, ["disclosure_id", "coverage"]);
      coverage = new Map(known.map(one => [one.disclosure_id, text(one.coverage)]));
      rows = await columns(library, source, FIRST);
      groups = [];
      let start = 0;
      for (const group of source.metadata.row_groups) {
        const end = start + Number(group.num_rows);
        groups.push({ start, end, held: false });
        start = end;
      }
      says.textContent = said("loaded", Math.round(source.file.bytes() / 1000).toLocaleString());
      fields.disabled = fields.hidden = false;
      input.start.hidden = true;
      await ask(asked());
    } catch (error) {
      says.textContent = words.failed;
      input.start.disabled = false;
    }
  }

  // The longer columns come for those blocks of rows only that hold what is asked for.
  async function filled(found) {
    for (const group of groups) {
      if (group.held || !found.some(index => index >= group.start && index < group.end)) continue;
      const more = await columns(source.library, source, REST, group.start, group.end);
      more.forEach((one, index) => Object.assign(rows[group.start + index], one));
      group.held = true;
    }
  }

  const property = { kind: "kind", table: "table_id", classification: "classification", measure: "measure", phase: "phase",
    year: "fiscal_year" };
  const value = (row, name) => name === "coverage" ? coverage.get(row.disclosure_id) || "" : text(row[property[name]]);

  // Menus follow one another: each offers what is left by those before it, the fullest first.
  async function ask(wanted) {
    let left = [];
    rows.forEach((row, index) => { if (row.table_id) left.push(index); });
    for (const name of MENUS) {
      const counts = new Map();
      left.forEach(index => { const one = value(rows[index], name); counts.set(one, (counts.get(one) || 0) + 1); });
      const all = name === "year" || name === "coverage";
      let offered = [...counts.keys()];
      if (name === "year") offered.sort().reverse();
      else if (name === "measure") offered = await measures(left, counts);
      else offered.sort((one, other) => counts.get(other) - counts.get(one) || (one < other ? -1 : 1));
      const chosen = offered.includes(wanted[name]) ? wanted[name] : all ? null : preferred(name, offered);
      menu(name, offered, all, chosen);
      if (chosen !== null) left = left.filter(index => value(rows[index], name) === chosen);
    }
    input.who.value = wanted.who || "";
    input.what.value = wanted.what || "";
    if (wanted.by) input.by.value = wanted.by;
    await filled(left);
    show(left);
    says.textContent = said("loaded", Math.round(source.file.bytes() / 1000).toLocaleString());
  }

  function preferred(name, offered) {
    const first = { kind: ["dept_budget"], table: ["bg_general_expenditure"], classification: ["functional", "economic"],
      measure: ["total", "amount"] }[name] || [];
    return first.find(one => offered.includes(one)) || offered[0] || "";
  }

  // A column is called what most documents print over it.
  let headers = new Map();
  async function measures(left, counts) {
    await filled(left);
    const printed = new Map();
    left.forEach(index => {
      const row = rows[index], last = text(row.column).split(" / ").pop();
      if (!printed.has(row.measure)) printed.set(row.measure, new Map());
      const names = printed.get(row.measure);
      names.set(last, (names.get(last) || 0) + 1);
    });
    headers = new Map([...printed].map(([measure, names]) =>
      [measure, [...names].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1))[0][0] || measure]));
    return [...counts.keys()].sort((one, other) => counts.get(other) - counts.get(one) || (one < other ? -1 : 1));
  }

  const NAMES = {
    kind: one => told.kinds[one] || one,
    table: one => told.tables[one] || one,
    classification: one => words[one] || one,
    measure: one => headers.get(one) || one,
    phase: one => told.phases[one] || one,
    year: one => one,
    coverage: one => told.coverages[one],
  };

  function menu(name, offered, all, chosen) {
    const select = input[name];
    select.textContent = "";
    if (all) select.add(new Option(words.all, "*"));
    offered.forEach(one => select.add(new Option(NAMES[name](one), one)));
    select.value = chosen === null ? "*" : chosen;
    select.closest("label").hidden = offered.length < 2;
  }

  const total = row => !row.code && /^[合总]\s*计$|[合总]计$/.test(text(row.label));
  const cents = row => row.value_yuan == null ? null : Math.round(Number(row.value_yuan) * 100);

  // Of each document its first table of the kind; of a table with codes the last level only.
  function leaves(found) {
    const firsts = new Map();
    found.forEach(index => {
      const row = rows[index], known = firsts.get(row.disclosure_id);
      if (known === undefined || row.table_number < known) firsts.set(row.disclosure_id, row.table_number);
    });
    const used = found.filter(index => rows[index].table_number === firsts.get(rows[index].disclosure_id));
    const coded = used.some(index => rows[index].code);
    if (!coded) return { coded, used, all: used };
    const codes = new Map();
    used.forEach(index => {
      const row = rows[index];
      if (!codes.has(row.disclosure_id)) codes.set(row.disclosure_id, new Set());
      for (let end = 1; row.code && end < row.code.length; end++) codes.get(row.disclosure_id).add(row.code.slice(0, end));
    });
    const leaf = row => row.code && !total(row) && !codes.get(row.disclosure_id).has(row.code);
    return { coded, used: used.filter(index => leaf(rows[index])), all: used };
  }

  function matches(row) {
    const who = input.who.value.trim(), what = input.what.value.trim();
    const place = told.places[row.department_id] || "";
    return (!who || (row.department + place).includes(who)) &&
      (!what || (/^\d+$/.test(what) ? text(row.code).startsWith(what) : text(row.label).includes(what)));
  }

  function key(row, coded) {
    const by = input.by.value, item = [text(row.code), text(row.label)];
    const parts = { department: [row.department], year: [], place: [told.places[row.department_id] || ""],
      class: [coded ? row.code.slice(0, 3) : row.label], item: item }[by];
    const year = input.year.value === "*" || by !== "item" && by !== "class" ? [text(row.fiscal_year)] : [];
    return [...(coded || by === "item" || by === "class" ? parts : [...parts, row.label]), ...year];
  }

  function show(left) {
    const picked = leaves(left), seen = picked.used.filter(index => matches(rows[index]));
    const sums = new Map(), names = new Map();
    seen.forEach(index => {
      const row = rows[index], amount = cents(row);
      if (amount === null) return;
      const parts = key(row, picked.coded), name = parts.join("\u0000");
      if (!sums.has(name)) sums.set(name, { parts, amount: 0, figures: 0, doubts: 0, who: new Set(), row });
      const sum = sums.get(name);
      sum.amount += amount;
      sum.figures += 1;
      sum.doubts += row.status === "suspect" ? 1 : 0;
      sum.who.add(row.department_id);
    });
    classes(picked.all, names);
    shown = [...sums.values()].sort((one, other) => other.amount - one.amount || (one.parts < other.parts ? -1 : 1));
    told_of(seen, picked);
    table(names, picked.coded);
    const address = "#" + new URLSearchParams(state()).toString();
    if (location.hash !== address) history.replaceState(null, "", address);
  }

  // What a class is called: the row of its three digits.
  function classes(found, names) {
    if (input.by.value !== "class") return;
    found.forEach(index => { const row = rows[index]; if (text(row.code).length === 3) names.set(row.code, row.label); });
  }

  function told_of(seen, picked) {
    const title = words.answer.replace("{table}", NAMES.table(input.table.value))
      .replace("{measure}", NAMES.measure(input.measure.value)).replace("{kind}", NAMES.kind(input.kind.value));
    document.getElementById("answer-title").textContent = title;
    const notes = [], kinds = new Set(seen.map(index => value(rows[index], "coverage")));
    if (kinds.has("consolidated") && kinds.size > 1) notes.push(said("mixed", [...kinds].map(NAMES.coverage).join(" / ")));
    if (input.year.value === "*" && new Set(seen.map(index => rows[index].fiscal_year)).size > 1) notes.push(words.years);
    const doubts = shown.reduce((sum, one) => sum + one.doubts, 0);
    if (doubts) notes.push(said("doubt", doubts));
    if (seen.length && !picked.coded) notes.push(words.codeless);
    const differing = picked.coded && !input.what.value.trim() ? differs(seen, picked.all) : [];
    const list = answer.querySelector(".notes");
    list.textContent = "";
    notes.forEach(one => list.append(Object.assign(document.createElement("li"), { textContent: one })));
    if (differing.length) {
      const item = document.createElement("li");
      item.append(said("differs", differing.length) + " ");
      differing.slice(0, 8).forEach(row => item.append(page(row, row.department + " " + row.fiscal_year), " "));
      list.append(item);
    }
    if (!shown.length) list.append(Object.assign(document.createElement("li"), { textContent: words.none }));
  }

  // Documents whose items do not add up to the total that they print themselves.
  function differs(seen, all) {
    const sums = new Map(), totals = new Map();
    seen.forEach(index => {
      const row = rows[index];
      sums.set(row.disclosure_id, { row, amount: (sums.has(row.disclosure_id) ? sums.get(row.disclosure_id).amount : 0) + cents(row) });
    });
    all.forEach(index => { const row = rows[index]; if (total(row) && !totals.has(row.disclosure_id)) totals.set(row.disclosure_id, cents(row)); });
    const near = one => Math.abs(one.amount - totals.get(one.row.disclosure_id)) <= 100 * 300;
    return [...sums.values()].filter(one => totals.has(one.row.disclosure_id) && !near(one)).map(one => one.row);
  }

  function page(row, name) {
    const link = document.createElement("a");
    link.href = own.pages + row.department_id + "/" + row.fiscal_year + "/";
    link.textContent = name;
    return link;
  }

  function heads(coded) {
    const by = input.by.value;
    const first = { department: [words.body], year: [], place: [words.place], class: [coded ? words.code : words.name], item: [words.code, words.name] }[by];
    const label = coded || by === "item" || by === "class" ? [] : [words.name];
    const rest = shown.length ? shown[0].parts.length - first.length - label.length : 0;
    return [...first, ...label, ...(rest ? [words.year] : [])];
  }

  function table(names, coded) {
    const head = answer.querySelector("thead"), body = answer.querySelector("tbody");
    const sum = shown.reduce((all, one) => all + one.amount, 0), most = Math.max(1, ...shown.map(one => Math.abs(one.amount)));
    const single = coded && new Set(shown.map(one => one.row.fiscal_year)).size < 2;
    head.textContent = body.textContent = "";
    const named = [...heads(coded), words.amount, ...(single ? [words.share] : []), words.departments, words.figures, ""];
    row(head, named.map(one => cell("th", one)));
    shown.slice(0, SHOWN).forEach(one => {
      const parts = one.parts.map((part, index) => index === 0 && names.has(part) ? part + " " + names.get(part) : part);
      const cells = parts.map((part, index) => cell(index ? "td" : "th", part));
      if (input.by.value === "department") { cells[0].textContent = ""; cells[0].append(page(one.row, parts[0])); }
      const amount = cell("td", money(one.amount) + (one.doubts ? " ?" : ""), "n");
      const share = single ? [cell("td", shareOf(one, sum), "n")] : [];
      row(body, [...cells, amount, ...share, cell("td", one.who.size, "n"), cell("td", one.figures, "n"), bar(one.amount / most)]);
    });
    if (single && shown.length > 1) {
      const blank = shown[0].parts.slice(1).map(() => cell("td", ""));
      row(body, [cell("th", words.total), ...blank, cell("td", money(sum), "n"), cell("td", "100%", "n"), cell("td", ""), cell("td", ""), cell("td", "")]);
    }
    if (shown.length > SHOWN) {
      answer.querySelector(".notes").append(Object.assign(document.createElement("li"), { textContent: said("rest", shown.length - SHOWN) }));
    }
    answer.hidden = false;
    download(named.slice(0, -1), one => single ? [shareOf(one, sum)] : []);
  }

  const shareOf = (one, sum) => sum > 0 ? (100 * one.amount / sum).toFixed(1) + "%" : "";
  const money = amount => (amount / 100).toLocaleString(CHINESE ? "zh-CN" : "en-GB", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

  function cell(name, content, kind) {
    const made = document.createElement(name);
    made.textContent = content;
    if (kind) made.className = kind;
    if (name === "th") made.scope = "row";
    return made;
  }

  function row(parent, cells) {
    const made = document.createElement("tr");
    if (parent.tagName === "THEAD") cells.forEach(one => { one.scope = "col"; });
    made.append(...cells);
    parent.append(made);
  }

  function bar(share) {
    const space = "http://www.w3.org/2000/svg", held = cell("td", "");
    const drawing = document.createElementNS(space, "svg"), mark = document.createElementNS(space, "rect");
    Object.entries({ width: 120, height: 12, "aria-hidden": "true", class: "bar" }).forEach(([name, one]) => drawing.setAttribute(name, one));
    Object.entries({ width: Math.max(0, 120 * share).toFixed(1), height: 12 }).forEach(([name, one]) => mark.setAttribute(name, one));
    drawing.append(mark);
    held.append(drawing);
    return held;
  }

  // A text that a spreadsheet would take for a formula begins with an apostrophe, as in every CSV of the site.
  function download(names, share) {
    const quoted = one => {
      const plain = /^[=+\-@\t\r]/.test(one) && !/^-?\d+(\.\d+)?$/.test(one) ? "'" + one : one;
      return /[",\n\r]/.test(plain) ? '"' + plain.replace(/"/g, '""') + '"' : plain;
    };
    const lines = shown.map(one => [...one.parts, (one.amount / 100).toFixed(2), ...share(one), one.who.size, one.figures]);
    const content = "\ufeff" + [names, ...lines].map(line => line.map(text).map(quoted).join(",")).join("\n") + "\n";
    const link = answer.querySelector("a.csv");
    if (link.href.startsWith("blob:")) URL.revokeObjectURL(link.href);
    link.href = URL.createObjectURL(new Blob([content], { type: "text/csv;charset=utf-8" }));
  }

  function state() {
    const found = {};
    [...MENUS, "who", "what", "by"].forEach(name => { if (input[name].value && input[name].value !== "*") found[name] = input[name].value; });
    return found;
  }

  const asked = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));

  form.hidden = false;
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("change", () => { if (rows) ask(state()); });
  form.addEventListener("input", event => { if (rows && event.target.type === "search") ask(state()); });
  window.addEventListener("hashchange", () => { if (rows) ask(asked()); });
  input.start.addEventListener("click", load);
  answer.querySelector("[name=copy]").addEventListener("click", event => {
    navigator.clipboard.writeText(location.href).then(() => { event.target.textContent = words.copied; }, () => {});
  });
  if (location.hash.length > 1) load();
})();
