// Tells the article how high this chart is, in the message forms that newsrooms' pages listen to.
(function () {
  "use strict";
  var id = document.body.dataset.id;
  var image = document.querySelector("img");
  var narrow = document.querySelector("source");
  var credit = document.querySelector(".credit");
  var link = credit.querySelector("a");
  var theme = (location.search.match(/[?&]theme=(dark|auto)\b/) || [])[1];
  var secret = (location.hash.match(/[#?&]secret=([\w-]+)/) || [])[1];
  var child = (location.search.match(/[?&]childId=([\w-]+)/) || [])[1];
  var sent = 0;

  if (theme) document.documentElement.className = theme;
  if (/[?&]title=0\b/.test(location.search)) {
    narrow.srcset += "#bare";
    image.src += "#bare";
    image.style.objectFit = "fill"; // the file has the shape of the whole, what is shown of it has another
    [narrow, image].forEach(function (one) { one.setAttribute("height", one.dataset.bare); });
    window.addEventListener("resize", shape);
    shape();
  }
  if (window.parent === window) return;

  function shape() {
    var form = matchMedia(narrow.media).matches ? narrow : image;
    image.style.aspectRatio = form.getAttribute("width") + "/" + form.getAttribute("height");
  }

  function post(message) {
    window.parent.postMessage(message, "*");
  }

  // The height that the chart has at this width when nothing bounds it: known before the drawing is there.
  function tell() {
    var width = document.documentElement.clientWidth;
    var form = width > 540 ? image : narrow;
    var drawn = (width > 540 ? width : Math.min(width, 440)) * form.getAttribute("height") / form.getAttribute("width");
    var height = Math.ceil(drawn + credit.offsetHeight);
    if (!width || height === sent) return;
    sent = height;
    var heights = {};
    heights[id] = height;
    post({ type: "mingzhang-height", id: id, height: height });
    post({ "datawrapper-height": heights });
    post({ sentinel: "amp", type: "embed-size", height: height });
    post(JSON.stringify({ src: location.href, context: "iframe.resize", height: height }));
    if (secret) post({ message: "height", value: height, secret: secret });
    if (child) post("pymxPYMx" + child + "xPYMxheightxPYMx" + height);
  }

  // WordPress asks when it is ready, and opens links itself: its frames may not.
  window.addEventListener("message", function (event) {
    if (!secret || !event.data || event.data.message !== "ready" || event.data.secret !== secret) return;
    sent = 0;
    tell();
  });
  link.addEventListener("click", function (event) {
    if (!secret) return;
    event.preventDefault();
    post({ message: "link", value: link.href, secret: secret });
  });
  window.addEventListener("resize", tell);
  window.addEventListener("load", tell);
  tell();
})();
