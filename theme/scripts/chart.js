// Makes what a chart page offers to copy: whole addresses, the frozen version, buttons, a figure with its table.
(function () {
  "use strict";
  var embeds = document.querySelector(".embeds");
  var offered = document.querySelectorAll("pre.form");
  var place = embeds.querySelector(".figure-form");
  var chosen = embeds.querySelector("form.choices");
  var rules = embeds.dataset.rules.split("|");
  var root = new URL(embeds.dataset.root, location.href).href;
  var today = new Date();
  var live = [].map.call(offered, function (one) { return whole(one.textContent); });

  // A site that does not know its address is where the reader found it.
  function whole(text) {
    var date = [today.getFullYear(), today.getMonth() + 1, today.getDate()].join("-").replace(/-(\d)\b/g, "-0$1");
    text = text.replace(/____-__-__/g, date);
    return embeds.dataset.unknown ? text.split(embeds.dataset.unknown).join(root) : text;
  }

  function frozen(text) {
    var stem = whole(embeds.dataset.page).slice(0, -1);
    var kept = stem + "/v/" + embeds.dataset.kept;
    var ends = { "/embed.html": ".html", ".png": ".svg", ".svg": ".svg", ".narrow.svg": ".narrow.svg", "/": ".html" };
    var found = new RegExp(stem.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") + "(/embed\\.html|\\.png|\\.narrow\\.svg|\\.svg|/)", "g");
    return text.replace(found, function (all, end) { return kept + ends[end]; });
  }

  // Other colours, and no heading: the frame is that much lower.
  function dressed(text) {
    var asked = [];
    if (chosen.elements.theme.value !== "light") asked.push("theme=" + chosen.elements.theme.value);
    if (chosen.elements.bare.checked) {
      asked.push("title=0");
      text = text.replace(rules[0], rules[2]).replace(' height="' + rules[1] + '"', ' height="' + rules[3] + '"');
    }
    return asked.length ? text.replace(/(iframe src="[^"]*)/, "$1?" + asked.join("&amp;")) : text;
  }

  function show() {
    offered.forEach(function (one, index) {
      var inside = embeds.contains(one);
      var text = inside && chosen.elements.keep.checked ? frozen(live[index]) : live[index];
      one.textContent = inside ? dressed(text) : text;
    });
  }

  function button(after, make) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "copy";
    made.textContent = embeds.dataset.copy;
    made.addEventListener("click", function () {
      Promise.resolve(make()).then(function (text) { return navigator.clipboard.writeText(text); }).then(function () {
        made.textContent = embeds.dataset.copied;
        setTimeout(function () { made.textContent = embeds.dataset.copy; }, 2000);
      });
    });
    after.after(made);
  }

  // The drawing with its own style for no one, and the table of the page with nothing but its words.
  function figure() {
    return fetch(place.dataset.svg).then(function (answer) { return answer.text(); }).then(function (text) {
      var svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
      svg.querySelectorAll("style, view").forEach(function (one) { one.remove(); });
      svg.setAttribute("style", "max-width:100%;height:auto");
      var table = document.querySelector("[aria-labelledby=figures] table").cloneNode(true);
      table.querySelectorAll("a").forEach(function (one) { one.replaceWith(one.textContent); });
      [table].concat([].slice.call(table.querySelectorAll("*"))).forEach(function (one) {
        ["class", "data-source", "title"].forEach(function (name) { one.removeAttribute(name); });
      });
      var box = document.createElement("figure");
      var fold = document.createElement("details");
      var name = document.createElement("summary");
      var caption = document.createElement("figcaption");
      name.textContent = place.dataset.table;
      fold.append(name, table);
      caption.textContent = whole(place.dataset.caption);
      box.append(document.importNode(svg, true), fold, caption);
      return box.outerHTML;
    });
  }

  show();
  chosen.addEventListener("change", show);
  chosen.addEventListener("submit", function (event) { event.preventDefault(); });
  chosen.hidden = false;
  if (!navigator.clipboard) return;
  offered.forEach(function (one) {
    var before = one.dataset.after && embeds.querySelector("[data-form=" + one.dataset.after + "]");
    button(one, function () { return (before ? before.textContent : "") + one.textContent; });
  });
  button(place, figure);
})();
