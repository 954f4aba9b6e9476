// What hits of a search are called in English. It comes behind the hits, so that they need not wait for it.
(function () {
  "use strict";
  var form = document.querySelector("form.search");

  form.named = function (list, hits, get) {
    var lines = Array.from(list.children);
    return Promise.all([get("index.json"), get("english.json")]).then(function (got) {
      return Promise.all(hits.map(function (hit) { return named(hit, got[0].block, got[1], get); }));
    }).then(function (names) {
      names.forEach(function (name, at) { if (name && lines[at].isConnected) call(lines[at], hits[at], name); });
    }).catch(function () {});
  };

  function named(hit, block, names, get) {
    var table = /^#?([a-z_]+)/.exec(hit.own);
    if (hit.kind === "t") return table && names.tables[table[1]];
    if (hit.kind === "i") return names.codes[hit.title.split(" ")[0]];
    if (!hit.row[0]) return names.titles[hit.title];
    if (hit.kind !== "d") return "";
    return get("english/" + Math.floor(hit.page / block) + ".json").then(function (some) { return some[hit.page % block]; });
  }

  // A department keeps its own name; what has a name in English is called by that, and its own stands behind.
  function call(line, hit, name) {
    var link = line.querySelector("a");
    var meta = line.querySelector(".meta");
    var said = document.createElement("span");
    if (hit.kind === "d") said.textContent = name;
    else {
      said.textContent = hit.title;
      said.lang = "zh-Hans";
      link.textContent = name;
      link.removeAttribute("lang");
    }
    if (said.textContent !== link.textContent) meta.append(" · ", said);
  }

  form.onnamed();
})();
