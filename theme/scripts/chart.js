// Makes a drawn chart interactive when a reader asks for it; until then nothing is loaded.
(function () {
  "use strict";

  function load(address) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = function () { reject(new Error(address)); };
      document.head.append(script);
    });
  }

  function colour(box, classes) {
    box.querySelectorAll("svg [fill]").forEach(function (node) {
      var name = classes[node.getAttribute("fill")];
      if (name) node.classList.add("c-" + name);
    });
  }

  function tooltip(box) {
    var tip = document.createElement("div");
    tip.className = "chart-tip";
    tip.hidden = true;
    box.append(tip);
    return function (handler, event, item, value) {
      tip.hidden = !value;
      if (!value) return;
      var frame = box.getBoundingClientRect();
      tip.textContent = value;
      tip.style.left = Math.max(0, Math.min(event.clientX - frame.left + 12, frame.width - tip.offsetWidth)) + "px";
      tip.style.top = event.clientY - frame.top + 16 + "px";
    };
  }

  // Puts the words and rows of a chart into the drawing that it shares with others.
  function filled(template, given) {
    var spec = JSON.parse(JSON.stringify(template));
    spec.signals.forEach(function (one) {
      if (one.name in given.signals) one.value = given.signals[one.name];
    });
    spec.data.forEach(function (one) {
      if (one.name in given.data) one.values = given.data[one.name];
    });
    return spec;
  }

  function json(address) {
    return fetch(address).then(function (answer) { return answer.json(); });
  }

  function show(box, given, shared) {
    var name = box.querySelector("img").alt;
    var form = box.clientWidth < 600 ? "narrow" : "wide";
    var drawing = document.createElement("div");
    box.textContent = "";
    box.append(drawing);
    var view = new vega.View(vega.parse(filled(shared[form], given[form]), null, { ast: true }), {
      expr: vega.expressionInterpreter,
      container: drawing,
      renderer: "svg",
      hover: true,
      tooltip: tooltip(box),
    });
    return view.runAsync().then(function () {
      var svg = drawing.querySelector("svg");
      svg.setAttribute("class", "chart-drawing interactive");
      svg.style.background = "none"; // the page's own paper, light or dark
      svg.setAttribute("role", "img");
      svg.setAttribute("aria-label", name);
      colour(box, shared.classes);
    });
  }

  function prepare(figure) {
    var button = figure.querySelector("button.interact");
    var box = figure.querySelector(".drawing");
    if (!button || !box) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      button.disabled = true;
      var files = load(figure.dataset.vega).then(function () { return load(figure.dataset.interpreter); });
      var address = new URL(figure.dataset.chart, location.href);
      var specification = json(address).then(function (given) {
        return json(new URL(given.template, address)).then(function (shared) { return [given, shared]; });
      });
      Promise.all([specification, files])
        .then(function (got) { return show(box, got[0][0], got[0][1]); })
        .then(function () { button.hidden = true; }, function () { button.disabled = false; });
    });
  }

  document.querySelectorAll("figure[data-chart]").forEach(prepare);
})();
