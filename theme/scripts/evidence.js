// Shows where a figure is printed: the page of the document with its cell framed, or the lines around it. Loaded where a
// reader asks for it; what it shows comes from figures.json.gz of the year.
(function () {
  "use strict";
  var tag = document.currentScript;
  var own = new URL(tag.src);
  var pdf = new URL(tag.dataset.pdf, location.href);
  var root = new URL("../", own);
  var lang = document.documentElement.lang === "en" ? "en" : "zh";
  var years = {};
  var library = null;
  var papers = {};

  function make(name, text, attributes) {
    var node = document.createElement(name);
    if (text) node.textContent = text;
    for (var key in attributes || {}) node.setAttribute(key, attributes[key]);
    return node;
  }

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (all, key) { return key in values ? values[key] : all; });
  }

  // Folder of the year that an address belongs to: its first two steps, after those of a language.
  function folder(url) {
    var steps = url.pathname.slice(root.pathname.length).split("/");
    if (/^(en|zh)$/.test(steps[0])) steps.shift();
    return new URL(steps[0] + "/" + steps[1] + "/", root);
  }

  function unpacked(answer) {
    if (!answer.ok) throw answer;
    return answer.arrayBuffer().then(function (data) {
      var head = new Uint8Array(data, 0, 2);
      if (head[0] !== 31 || head[1] !== 139) return new TextDecoder().decode(data);
      return new Response(new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
    });
  }

  function load(url) {
    var base = folder(url);
    if (!years[base.href]) {
      years[base.href] = fetch(new URL("figures.json.gz", base)).then(unpacked).then(function (text) {
        var held = JSON.parse(text);
        held.by = {};
        held.figures.forEach(function (row) {
          var one = {};
          held.columns.forEach(function (name, index) { one[name] = row[index]; });
          held.by[one.id] = one;
        });
        held.base = held.base ? new URL(held.base) : base;
        held.folder = base;
        held.say = held.words[lang] || held.words[Object.keys(held.words)[0]];
        held.index = Math.max(0, Object.keys(held.words).indexOf(lang));
        return held;
      });
    }
    return years[base.href];
  }

  // Where something is printed, in words.
  function place(held, one) {
    var paper = held.documents[one.document];
    var parts = paper ? [paper.name] : [];
    if (one.part) parts.push(fill(/^\d+$/.test(one.part) && !/\.(xls[xm]?|et|ods|csv)$/i.test(parts[0]) ? held.say.page : held.say.sheet, { n: one.part }));
    if (one.line) parts.push(fill(held.say.line, { n: one.line }));
    return parts.join(lang === "en" ? ", " : "，");
  }

  function card(held, one) {
    return new URL(held.cards !== true && held.cards.indexOf(one.id) < 0 ? "figure.html#" + one.id : "figures/" + one.id + "/", held.base).href;
  }

  function cited(held, one) {
    var paper = held.documents[one.document] || {};
    return fill(held.say.citation, {
      department: held.department, title: held.disclosures[one.disclosure].title || held.year, place: place(held, one),
      says: one.says, value: one.value, compiler: held.compiler[lang] || held.compiler.zh, address: card(held, one), hash: paper.sha256 || "",
    });
  }

  function copier(held, label, text) {
    var button = make("button", label, { type: "button" });
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(text).then(function () { button.textContent = held.say.copied; }, function () { window.prompt(label, text); });
    });
    return button;
  }

  // All that is told of a figure, below ``space``, where its print comes.
  function told(held, one, space) {
    var body = make("div", "", { class: "evidence-card" });
    var head = make("p", "", { class: "evidence-head" });
    head.append(make("span", one.says, { lang: "zh-Hans" }), " ", make("b", one.value, { lang: "zh-Hans" }));
    body.append(head);
    var where = make("p", place(held, one), { class: "meta" });
    var table = one.table === null ? null : held.tables[one.table];
    if (table && table[0]) where.prepend(make("span", fill(held.say.table, { title: table[0] }), { lang: "zh-Hans" }), " · ");
    if (one.print) where.append(" · " + (one.table === null ? held.say.quote : one.goal ? held.say.actual : held.say.printed) + " ", make("span", one.print, { lang: "zh-Hans" }));
    body.append(where, space);
    body.append(checks(held, one), tools(held, one));
    return body;
  }

  function checks(held, one) {
    var list = make("ul", "", { class: "evidence-checks" });
    one.checks.forEach(function (each) {
      var counts = [];
      if (each[1]) counts.push(fill(held.say.held, { n: each[1] }));
      if (each[2]) counts.push(fill(held.say.rounding, { n: each[2] }));
      var name = (held.checks[each[0]] || [])[held.index];
      list.append(make("li", each[0] + (name && name !== each[0] ? " " + name : "") + (lang === "en" ? ": " : "：") + counts.join(lang === "en" ? ", " : "，")));
    });
    one.findings.forEach(function (number) {
      var each = held.findings[number];
      var item = make("li", "", { class: "evidence-doubt" });
      item.append(make("a", (lang === "en" && each[2]) || each[1], { href: new URL(each[3], home(held, each[3])).href }));
      list.append(item);
    });
    if (!list.children.length) list.append(make("li", held.say.untested));
    return list;
  }

  // The pages of the year in the language of this page, where there is one.
  function home(held, address) {
    var alone = /^(?!findings\.html)[^#]+\.html/.test(address);
    var steps = location.pathname.slice(root.pathname.length).split("/");
    return !alone && /^(en|zh)$/.test(steps[0]) ? new URL(steps[0] + "/" + held.folder.pathname.slice(root.pathname.length), root) : held.folder;
  }

  function tools(held, one) {
    var line = make("p", "", { class: "tools" });
    var paper = held.documents[one.document] || {};
    var at = opened(held, one);
    if (at) {
      var paged = paper.pdf && /^\d+$/.test(one.part);
      line.append(make("a", paged ? fill(held.say.open_page, { n: one.part }) : paper.copy || !paper.shown ? held.say.open : held.say.text, { href: at, rel: "noreferrer" }), " ");
    }
    if (paper.shown) line.append(make("a", held.say.text, { href: shown(held, one) }), " ");
    if (paper.source && paper.source !== at) line.append(make("a", held.say.published, { href: paper.source, rel: "noreferrer" }), " ");
    line.append(make("a", held.say.here, { href: new URL(one.home + "#" + one.id, home(held, one.home || "")).href, class: "evidence-here" }), " ");
    if (!document.querySelector("[data-card]")) line.append(make("a", held.say.card, { href: card({ cards: held.cards, base: held.folder }, one) }), " ");
    line.append(copier(held, held.say.copy, card(held, one)), " ", copier(held, held.say.cite, cited(held, one)));
    return line;
  }

  function opened(held, one) {
    var paper = held.documents[one.document] || {};
    var page = paper.pdf && /^\d+$/.test(one.part) ? "#page=" + one.part : "";
    return paper.copy ? new URL(paper.copy + page, held.folder).href : paper.source ? paper.source.split("#")[0] + page : "";
  }

  function shown(held, one) {
    return new URL(held.documents[one.document].shown + (one.at ? "#" + one.at : ""), held.folder).href;
  }

  // The print itself.
  function print(held, one, space) {
    var paper = held.documents[one.document];
    var note = paper && { private: 1, unread: 1, size: 1 }[paper.withheld] ? make("p", held.say[paper.withheld], { class: "meta" }) : null;
    var waiting = make("p", held.say.loading, { class: "meta", role: "status" });
    space.append(waiting);
    if (paper && paper.copy && paper.pdf) space.classList.add("paged"); // as high as it will be, so that nothing moves
    var done = !paper ? Promise.resolve()
      : paper.copy && paper.pdf ? drawn(held, one, space)
      : paper.shown ? lines(held, one, space)
      : Promise.resolve().then(function () { if (!note && !paper.source) space.append(make("p", held.say.nothing, { class: "meta" })); });
    return done.then(function () {
      waiting.remove();
      if (note) space.prepend(note);
    }, function () {
      waiting.textContent = held.say.failed;
    });
  }

  function lines(held, one, space) {
    return fetch(shown(held, one)).then(function (answer) {
      if (!answer.ok) throw answer;
      return answer.text();
    }).then(function (text) {
      var page = new DOMParser().parseFromString(text, "text/html");
      var target = one.at && page.getElementById(one.at);
      var some = target ? around(target) : page.querySelector("table.original, main p[lang]");
      if (!some) return;
      some.lang = page.documentElement.lang;
      space.append(document.adoptNode(some));
      var mark = space.querySelector(".evidence-mark");
      if (mark) {
        var from = mark.getBoundingClientRect(), to = space.getBoundingClientRect();
        space.scrollLeft += from.left + from.width / 2 - to.left - to.width / 2;
        space.scrollTop += from.top + from.height / 2 - to.top - to.height / 2;
      }
    });
  }

  // A place with its neighbours: rows of its table with the first ones, lines, or paragraphs.
  function around(target) {
    var row = target.closest("tr");
    target.classList.add("evidence-mark");
    if (!row) {
      if (target.matches("table")) return target;
      var some = make("div");
      [target.previousElementSibling, target, target.nextElementSibling].forEach(function (each) {
        if (each && each.matches("p")) some.append(each);
      });
      return some;
    }
    var table = row.closest("table");
    var rows = Array.prototype.slice.call(table.rows);
    var at = rows.indexOf(row);
    var heads = table.matches(".lines") ? 0 : 3;
    var spanned = rows.some(function (each) { return each.querySelector("[rowspan]") && rows.indexOf(each) >= heads; });
    rows.forEach(function (each, index) {
      if (!spanned && index >= heads && Math.abs(index - at) > 5) each.remove();
    });
    return table;
  }

  function drawn(held, one, space) {
    var url = new URL(held.documents[one.document].copy, held.folder).href;
    library = library || import(pdf.href).then(function (made) {
      made.GlobalWorkerOptions.workerSrc = new URL("pdf.worker.min.js", pdf).href;
      return made;
    });
    return library.then(function (made) {
      papers[url] = papers[url] || made.getDocument({
        url: url, cMapUrl: new URL("cmaps/", pdf).href, cMapPacked: true, standardFontDataUrl: new URL("fonts/", pdf).href,
        isEvalSupported: false, useSystemFonts: true, enableXfa: false, disableAutoFetch: true, disableStream: true,
      }).promise;
      papers[url].catch(function () { delete papers[url]; });
      return papers[url];
    }).then(function (paper) {
      return paper.getPage(Number(one.part) || 1);
    }).then(function (page) {
      var turned = (page.rotate + 90 * (held.documents[one.document].turned[one.part] || 0)) % 360;
      var plain = page.getViewport({ scale: 1, rotation: turned });
      var width = Math.max(space.clientWidth - 2, 640);
      var scale = width / plain.width;
      var dense = Math.min(window.devicePixelRatio || 1, 2);
      var view = page.getViewport({ scale: scale * dense, rotation: turned });
      var canvas = make("canvas", "", { width: Math.floor(view.width), height: Math.floor(view.height), role: "img", "aria-label": place(held, one) + " " + one.value });
      canvas.style.width = width + "px";
      var sheet = make("div", "", { class: "evidence-sheet" });
      sheet.style.width = width + "px";
      sheet.append(canvas);
      if (one.box) {
        var frame = make("div", "", { class: "evidence-box" });
        frame.style.left = one.box[0] * scale - 2 + "px";
        frame.style.top = one.box[1] * scale - 2 + "px";
        frame.style.width = (one.box[2] - one.box[0]) * scale + 4 + "px";
        frame.style.height = (one.box[3] - one.box[1]) * scale + 4 + "px";
        sheet.append(frame);
      }
      space.append(sheet);
      if (one.box) {
        space.scrollTop = (one.box[1] + one.box[3]) / 2 * scale - space.clientHeight / 2;
        space.scrollLeft = (one.box[0] + one.box[2]) / 2 * scale - space.clientWidth / 2;
      }
      return page.render({ canvasContext: canvas.getContext("2d"), viewport: view, annotationMode: 0 }).promise;
    });
  }

  var shell = null;

  function dialog(held) {
    if (!shell) {
      shell = make("dialog", "", { class: "evidence", "aria-label": held.say.title });
      shell.addEventListener("click", function (event) {
        if (event.target === shell || event.target.closest(".evidence-here")) shell.close();
      });
      shell.addEventListener("close", function () {
        document.querySelectorAll(".lit").forEach(function (each) { each.classList.remove("lit"); });
      });
      document.body.append(shell);
    }
    return shell;
  }

  // Shows a figure in a window; fails where it is none that is known.
  function open(address, lit) {
    var url = new URL(address, location.href);
    return load(url).then(function (held) {
      var one = held.by[decodeURIComponent(url.hash.slice(1))];
      if (!one) throw url;
      var window_ = dialog(held);
      var space = make("div", "", { class: "evidence-space", tabindex: "0" });
      var button = make("button", "×", { type: "button", class: "evidence-close", "aria-label": held.say.close });
      button.addEventListener("click", function () { window_.close(); });
      window_.replaceChildren(button, told(held, one, space));
      if (lit) lit.classList.add("lit");
      if (!window_.open) window_.showModal();
      return print(held, one, space);
    });
  }

  // Shows a figure within a page: its card.
  function put(address, node) {
    var url = new URL(address, location.href);
    return load(url).then(function (held) {
      var one = held.by[decodeURIComponent(url.hash.slice(1))];
      node.replaceChildren();
      if (!one) {
        node.append(make("p", held.say.unknown));
        return null;
      }
      var space = make("div", "", { class: "evidence-space", tabindex: "0" });
      document.title = one.says + " " + one.value + " — " + held.department + " " + held.year;
      node.append(told(held, one, space), make("p", cited(held, one), { class: "cite" }));
      return print(held, one, space);
    });
  }

  window.evidence = { open: open, put: put };
})();
