// Order and filters of comparisons; every page holds its lines without this script, and the data all of them.
(function () {
  "use strict";
  var form = document.querySelector("form.pick");
  var tables = Array.prototype.slice.call(document.querySelectorAll("table.compare"));
  if (!tables.length) return;
  var pager = document.querySelector(".pager");
  if (form) {
    form.hidden = false;
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("input", function () { whole().then(filter); });
  }
  tables.forEach(function (table) {
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      while (head.firstChild) button.append(head.firstChild);
      head.append(button);
      button.addEventListener("click", function () { whole().then(function () { sort(table, head, column); }); });
    });
  });

  // The number of a cell: its text without separators, letters of reasons and the mark of doubt.
  function number(cell) {
    var text = cell.firstChild ? cell.firstChild.textContent : "";
    var found = /^[+−<-]*([\d,]+(?:\.\d+)?)/.exec(text.trim());
    if (!found || cell.classList.contains("none")) return null;
    var value = Number(found[1].replace(/,/g, ""));
    return /^[−-]/.test(text.trim()) ? -value : value;
  }

  function sort(table, head, column) {
    var down = head.getAttribute("aria-sort") !== "descending";
    var body = table.tBodies[0];
    var text = !head.classList.contains("n");
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (one) { one.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    var rows = Array.prototype.map.call(body.rows, function (row) {
      return { row: row, key: text ? row.cells[column].textContent : number(row.cells[column]) };
    });
    rows.sort(function (a, b) {
      if (a.key === null || b.key === null) return (a.key === null) - (b.key === null);
      var order = text ? b.key.localeCompare(a.key, "zh") : b.key - a.key;
      return down ? order : -order;
    });
    rows.forEach(function (one) { body.append(one.row); });
  }

  function filter() {
    var text = form.elements.text.value.trim();
    var like = form.elements.like.checked;
    tables.forEach(function (table) {
      Array.prototype.forEach.call(table.tBodies[0].rows, function (row) {
        var name = row.cells[0].textContent;
        row.hidden = (text && name.indexOf(text) < 0) || (like && !!row.querySelector(".unlike"));
      });
    });
  }

  // What is sorted and chosen from are all lines: those on the other pages come here first.
  function whole() {
    var links = pager ? Array.prototype.slice.call(pager.querySelectorAll("a")) : [];
    if (!links.length) return Promise.resolve();
    return Promise.all(links.map(function (link) {
      return fetch(link.href)
        .then(function (answer) { if (!answer.ok) throw answer; return answer.text(); })
        .then(function (text) { return { base: link.href, page: new DOMParser().parseFromString(text, "text/html") }; });
    })).then(function (pages) {
      if (!pager) return;
      pager.remove();
      pager = null;
      pages.forEach(function (one) { tables.forEach(function (table) { take(one, table); }); });
    }, function () {});
  }

  function take(one, table) {
    var other = one.page.querySelector('table[data-view="' + table.dataset.view + '"]');
    if (!other) return;
    Array.prototype.slice.call(other.tBodies[0].rows).forEach(function (row) {
      row.querySelectorAll("[href]").forEach(function (part) {
        part.setAttribute("href", new URL(part.getAttribute("href"), one.base).href);
      });
      table.tBodies[0].append(document.adoptNode(row));
    });
  }
})();
