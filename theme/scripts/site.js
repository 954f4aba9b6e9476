// Conveniences; every page holds everything without this script.
(function () {
  "use strict";

  function make(tag, text, attributes) {
    var node = document.createElement(tag);
    if (text) node.textContent = text;
    for (var name in attributes || {}) node.setAttribute(name, attributes[name]);
    return node;
  }

  // Search: its script comes when somebody means to use it.
  function search(form) {
    var input = form.querySelector("input");
    var asked = new URLSearchParams(location.search).get("q");
    form.hidden = false;
    function load() {
      if (load.done) return;
      load.done = true;
      document.head.append(make("script", "", { src: form.dataset.script }));
    }
    input.addEventListener("focus", load);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    if (asked) { input.value = asked; load(); }
  }

  // Filters and order of the findings.
  function filter(form) {
    var list = document.querySelector(".finding-list");
    var count = document.getElementById("count");
    var items = Array.prototype.slice.call(list.children);
    var pager = document.querySelector(".pager");
    form.hidden = false;
    form.addEventListener("submit", function (event) { event.preventDefault(); });

    function apply() {
      var wanted = ["verdict", "level", "check", "region"];
      var text = form.elements.text.value.trim();
      var order = form.elements.sort.value;
      var sorted = items.slice();
      if (order === "department") {
        sorted.sort(function (a, b) { return a.dataset.department.localeCompare(b.dataset.department, "zh"); });
      } else if (order) {
        sorted.sort(function (a, b) { return Number(b.dataset[order]) - Number(a.dataset[order]); });
      }
      var shown = 0;
      sorted.forEach(function (item) {
        var fits = wanted.every(function (name) {
          var value = form.elements[name].value;
          return !value || item.dataset[name] === value;
        });
        item.hidden = !(fits && (!text || item.textContent.indexOf(text) >= 0));
        if (!item.hidden) shown += 1;
        list.append(item);
      });
      count.textContent = form.dataset.count.replace("%", shown);
    }
    form.addEventListener("input", function () { whole().then(apply); });

    // What is chosen from are all findings: those of the other pages come here first, with addresses that hold here.
    function whole() {
      var links = pager ? Array.prototype.slice.call(pager.querySelectorAll("a")) : [];
      return Promise.all(links.map(function (link) {
        return fetch(link.href)
          .then(function (answer) { if (!answer.ok) throw answer; return answer.text(); })
          .then(function (text) { return moved(new DOMParser().parseFromString(text, "text/html"), link.href); });
      })).then(function (found) {
        if (!pager) return;
        pager.remove();
        pager = null;
        found.forEach(function (some) { some.forEach(function (item) { items.push(item); list.append(item); }); });
      }, function () {});
    }

    function moved(page, base) {
      return Array.prototype.map.call(page.querySelectorAll(".finding-list > li"), function (item) {
        ["href", "src"].forEach(function (name) {
          item.querySelectorAll("[" + name + "]").forEach(function (part) {
            part.setAttribute(name, new URL(part.getAttribute(name), base).href);
          });
        });
        return document.adoptNode(item);
      });
    }
  }

  // Where a figure is printed, on demand: the script that shows it is loaded on the first click on a figure.
  var tag = document.currentScript;
  var showing = null;

  function evidence() {
    showing = showing || new Promise(function (done, failed) {
      var script = make("script", "", { src: tag.dataset.evidence, "data-pdf": tag.dataset.pdf });
      script.onload = function () { done(window.evidence); };
      script.onerror = failed;
      document.head.append(script);
    });
    return showing;
  }

  // The address of the figure that was clicked on: a figure of a sentence or a list, a cell, the place of a row.
  function figure(part) {
    var link = part.closest("a");
    var exhibit = part.closest(".exhibits li");
    if (exhibit && (part.closest("mark") || part.closest("a.place"))) return exhibit.querySelector(".where a").href;
    if (link && link.matches(".figure, .seen")) return link.href;
    if (link && !link.matches(".place")) return "";
    var cell = part.closest("td");
    var row = cell && cell.parentNode;
    if (!cell) return "";
    if (cell.closest("table.printed")) return named(cell.id || (cell.querySelector("span[id]") || {}).id);
    return row.id && (link || cell.matches(".n")) ? named(row.id) : "";
  }

  function named(id) { return id ? location.href.split("#")[0] + "#" + id : ""; }

  // The figure that a mark of a drawing was drawn from, of the mark that is pointed at or that keys came to.
  function drawn(box, find) {
    walking(box).then(function (walk) { return walk.seen(box, find(walk)); }).then(function (address) {
      if (address) return evidence().then(function (one) { return one.open(address); }).catch(function () { location.href = address; });
    });
  }

  function places() {
    function open(part, event, otherwise) {
      var address = figure(part);
      if (!address) return;
      event.preventDefault();
      evidence().then(function (one) { return one.open(address, part.closest("td")); }).catch(function () {
        location.href = otherwise || address;
      });
    }
    document.addEventListener("click", function (event) {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      var link = event.target.closest("a");
      var box = event.target.closest(".drawing[data-leads]");
      if (box) drawn(box, function (walk) { return walk.at(box, event.clientX, event.clientY); });
      else open(event.target, event, link && link.href);
    });
    document.addEventListener("keydown", function (event) {
      var here = document.activeElement;
      if (!here) return;
      if (here.matches("td")) {
        if (event.key === "Enter" || event.key === " ") open(here, event);
        step(here, event);
      } else if (here.matches(".drawing[data-leads][data-at]") && event.key === "Enter") {
        event.preventDefault();
        drawn(here, function () { return Number(here.dataset.at); });
      } else if (here.matches(".scroll") && event.key === "Enter") {
        var first = here.querySelector(FIGURES);
        if (first) { event.preventDefault(); reach(first); }
      }
    });
  }

  var FIGURES = "table.printed td.n, tr[id] td.n";

  function reach(cell) {
    cell.tabIndex = -1;
    cell.focus();
  }

  // Arrow keys walk over the figures of a table.
  function step(cell, event) {
    var row = cell.parentNode;
    var next = null;
    if (event.key === "ArrowRight") next = sibling(cell, "nextElementSibling");
    if (event.key === "ArrowLeft") next = sibling(cell, "previousElementSibling");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      var way = event.key === "ArrowDown" ? "nextElementSibling" : "previousElementSibling";
      for (var other = row[way]; other && !next; other = other[way]) {
        var below = other.cells[cell.cellIndex];
        if (below && below.matches(FIGURES) && below.offsetParent) next = below;
      }
    }
    if (next) { event.preventDefault(); reach(next); }
  }

  function sibling(cell, way) {
    var next = cell[way];
    while (next && !next.matches(FIGURES)) next = next[way];
    return next;
  }

  // A table that has a page of its own is put into its place here, where a reader asks for it.
  function whole(link) {
    var place = link.closest("article").querySelector(".paper-table");
    return fetch(link.href)
      .then(function (answer) { if (!answer.ok) throw answer; return answer.text(); })
      .then(function (text) {
        var page = new DOMParser().parseFromString(text, "text/html");
        var table = page.querySelector(".paper-table > *");
        table.lang = page.documentElement.lang;
        place.replaceChildren(document.adoptNode(table));
        link.remove();
      });
  }

  function wholes(links) {
    links.forEach(function (link) {
      link.addEventListener("click", function (event) {
        event.preventDefault();
        whole(link).catch(function () { location.href = link.href; });
      });
    });
  }

  // What this page does not show stands on one beside it: those are fetched until it is there, the likeliest first. A
  // table comes into its place here; to all else we go.
  function seek(links) {
    if (!links.length) return;
    var link = links[0];
    function next() { seek(links.slice(1)); }
    if (link.matches(".whole-table")) {
      whole(link).then(function () { if (sought()) unfold(); else next(); }, next);
    } else {
      fetch(link.href)
        .then(function (answer) { if (!answer.ok) throw answer; return answer.text(); })
        .then(function (text) {
          if (sought(new DOMParser().parseFromString(text, "text/html"))) location.replace(link.href + location.hash);
          else next();
        })
        .catch(next);
    }
  }

  // Links to what stands beside this page, the likeliest first: ids of goals, of statements and of findings tell.
  function beside() {
    var all = Array.prototype.slice.call(document.querySelectorAll("a.part, a.whole-table"));
    function likely(link) { return link.dataset.ids && location.hash.indexOf(link.dataset.ids) > 0; }
    return all.filter(likely).concat(all.filter(function (link) { return !likely(link); }));
  }

  // What the address asks for; one of a figure that was made of its row and column leads to that row.
  function sought(page) {
    var name = decodeURIComponent(location.hash.slice(1));
    var former = /^(.*t\d+r\d+)c\d+$/.exec(name);
    page = page || document;
    return name && (page.getElementById(name) || (former && page.getElementById(former[1])));
  }

  // A link into something folded opens it.
  function unfold() {
    var target = sought();
    if (!target) {
      if (location.hash.length > 1) seek(beside());
      return;
    }
    for (var fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    var table = target.closest(".folds");
    var box = table && target.closest(".deep") && table.querySelector("input");
    if (box) box.checked = true;
    target.scrollIntoView();
  }

  // Snippets get the whole address of this page when the site does not know it, and a button to copy them.
  function snippet(block) {
    var whole = new URL(block.dataset.address, location.href).href;
    block.textContent = block.textContent
      .replace(/(src=")(?!https?:)[^"]*/, "$1" + whole)
      .replace(/(href=")(?!https?:)[^"]*/, "$1" + location.href.split("#")[0]);
    if (!navigator.clipboard) return;
    var button = make("button", block.dataset.copy, { type: "button", class: "copy" });
    button.addEventListener("click", function () { navigator.clipboard.writeText(block.textContent); });
    block.after(button);
  }

  // Buttons that copy a text of this page, or its address.
  function copies(button) {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      var part = button.dataset.copies && document.querySelector(button.dataset.copies);
      navigator.clipboard.writeText(part ? part.textContent : location.href).then(function () { button.textContent = button.dataset.done; });
    });
  }

  // A printed row that is wider than its place is moved to the figure that is framed.
  function centre(paper) {
    var frame = (paper.querySelector(".first") || paper.querySelector("rect")).getBoundingClientRect();
    var place = paper.getBoundingClientRect();
    paper.scrollLeft += frame.left + frame.width / 2 - place.left - place.width / 2;
  }

  function centreAll(part) {
    part.querySelectorAll(".paper").forEach(centre);
  }

  // What reads the marks of a drawing out is loaded when a reader comes to one.
  var walked = null;

  function walking(box) {
    walked = walked || (window.walk ? Promise.resolve(window.walk) : new Promise(function (done, failed) {
      var script = make("script", "", { src: box.dataset.walk });
      script.onload = function () { done(window.walk); };
      script.onerror = failed;
      document.head.append(script);
    }));
    return walked;
  }

  document.addEventListener("focusin", function walk(event) {
    if (!event.target.dataset || !event.target.dataset.walk) return;
    document.removeEventListener("focusin", walk);
    walking(event.target);
  });

  wholes(document.querySelectorAll("a.whole-table"));
  document.querySelectorAll("form.search").forEach(search);
  document.querySelectorAll("form.filters").forEach(filter);
  if (tag.dataset.evidence) places();
  var card = document.querySelector("[data-card]");
  if (card) {
    var put = function () { evidence().then(function (one) { return one.put(location.href, card); }); };
    window.addEventListener("hashchange", put);
    put();
  }
  document.querySelectorAll("pre.snippet").forEach(snippet);
  document.querySelectorAll("[data-copies]").forEach(copies);
  centreAll(document);
  document.addEventListener("toggle", function (event) { centreAll(event.target); }, true);
  window.addEventListener("hashchange", unfold);
  unfold();
})();
