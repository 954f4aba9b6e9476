// Arrow keys walk over the marks of a drawing: each is framed, and read out as it is drawn or as the table tells it.
(function () {
  "use strict";

  function drawn(box) {
    var wide = box.querySelector("svg");
    var source = box.querySelector("source");
    var narrow = source ? matchMedia(source.media).matches : !wide.getClientRects().length;
    var numbers = (narrow ? box.dataset.narrow : (wide || box).dataset.rows).split(" ").map(Number);
    var form = wide ? (narrow ? box.querySelector("img") : wide) : narrow ? source : box.querySelector("img");
    return { top: numbers[0], step: numbers[1], count: numbers[2], height: Number(form.getAttribute("height")) };
  }

  // A drawn text, of one line or more.
  function text(node) {
    return [].map.call(node.children.length ? node.children : [node], function (one) { return one.textContent; }).join("");
  }

  // A row of the table of the chart: each figure with its unit, without its code.
  function told(row) {
    var heads = row.closest("table").tHead.rows[0].cells;
    return [].map.call(row.cells, function (cell, place) {
      var unit = heads[place].querySelector(".unit");
      var said = cell.textContent.trim();
      return said && !(place === 0 && /^\d+$/.test(said)) ? said + (unit ? " " + unit.textContent : "") : "";
    }).filter(Boolean).join(", ");
  }

  function words(box, index) {
    var groups = box.querySelectorAll("svg [data-words]");
    if (groups.length) return [].map.call(groups, function (one) { return text(one.children[index]); }).join(": ");
    return told(rows()[index]);
  }

  function rows() {
    return document.querySelectorAll("[aria-labelledby=figures] tbody tr");
  }

  // The mark at a height of a drawing, of a strip also by how far from the left; -1 where none is.
  function at(box, x, y) {
    var all = drawn(box);
    var space = box.getBoundingClientRect();
    var place = ((y - space.top) / space.height * all.height - all.top) / all.step;
    if (place >= 0) return place < all.count ? Math.floor(place) : -1;
    return { share: (x - space.left) / space.width, strip: place >= -1 };
  }

  // The rows of the table of a chart, of this page or of the chart's own.
  function table(box) {
    if (rows().length) return Promise.resolve([].slice.call(rows()));
    var link = box.parentNode.querySelector(".tools a").href;
    box.told = box.told || fetch(link).then(function (answer) { if (!answer.ok) throw answer; return answer.text(); }).then(function (text) {
      var page = new DOMParser().parseFromString(text, "text/html");
      page.querySelectorAll("a.seen").forEach(function (one) { one.href = new URL(one.getAttribute("href"), link).href; });
      return [].slice.call(page.querySelectorAll("[aria-labelledby=figures] tbody tr"));
    });
    return box.told;
  }

  // Address of the figure that a mark was drawn from; of a strip, the part at a share of its width.
  function seen(box, index) {
    return table(box).then(function (some) {
      if (index.strip) {
        var sizes = some.map(function (row) { var link = row.querySelector("a.seen"); return link ? Number(link.textContent.replace(/[^\d.]/g, "")) : 0; });
        var left = index.share * sizes.reduce(function (sum, one) { return sum + one; }, 0);
        index = sizes.findIndex(function (one) { left -= one; return left < 0; });
      }
      var link = some[index] && some[index].querySelector("a.seen");
      return link ? link.href : "";
    });
  }

  function leave(box) {
    box.querySelectorAll(".walked").forEach(function (one) { one.remove(); });
    rows().forEach(function (one) { one.classList.remove("lit"); });
    delete box.dataset.at;
  }

  function spoken(box) {
    var there = box.parentNode.querySelector("[role=status]");
    if (there) return there;
    there = document.createElement("p");
    there.className = "hide";
    there.setAttribute("role", "status");
    box.after(there);
    return there;
  }

  function go(box, index) {
    var all = drawn(box);
    index = Math.max(0, Math.min(all.count - 1, index));
    var frame = document.createElement("div");
    leave(box);
    box.dataset.at = index;
    frame.className = "walked";
    frame.style.top = (all.top + index * all.step) / all.height * 100 + "%";
    frame.style.height = all.step / all.height * 100 + "%";
    box.append(frame);
    var row = rows()[index];
    if (row) row.classList.add("lit");
    spoken(box).textContent = words(box, index) + " (" + (index + 1) + "/" + all.count + ")";
  }

  document.addEventListener("keydown", function (event) {
    var box = event.target;
    if (!box.matches || !box.matches(".drawing[tabindex]")) return;
    var at = "at" in box.dataset ? Number(box.dataset.at) : -1;
    var next = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: 1e9 }[event.key];
    if (event.key === "Escape") leave(box);
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    go(box, next);
  });
  document.addEventListener("focusout", function (event) {
    if (event.target.matches(".drawing[tabindex]")) leave(event.target);
  });
  document.querySelectorAll(".drawing[tabindex]").forEach(spoken);
  window.walk = { at: at, seen: seen };
})();
