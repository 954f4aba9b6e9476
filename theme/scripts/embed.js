// Tells the article how high this chart is, in the message forms that newsrooms' pages listen to.
(function () {
  "use strict";
  if (window.parent === window) return;
  var id = document.body.dataset.id;
  var secret = (location.hash.match(/[#?&]secret=([\w-]+)/) || [])[1];
  var child = (location.search.match(/[?&]childId=([\w-]+)/) || [])[1];
  var sent = 0;

  function post(message) {
    window.parent.postMessage(message, "*");
  }

  // A frame is parsed before it has its width: until the drawing for this width is there, its height is another's.
  function settled(image) {
    var source = image.parentNode.querySelector("source");
    var narrow = source && new URL(source.getAttribute("srcset"), location.href).href;
    return image.complete && (!source || window.matchMedia(source.media).matches === (image.currentSrc === narrow));
  }

  function tell() {
    if (![].every.call(document.images, settled)) return;
    var height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (!height || Math.abs(height - sent) < 1) return;
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

  if (window.ResizeObserver) new ResizeObserver(tell).observe(document.documentElement);
  [].forEach.call(document.images, function (image) {
    image.addEventListener("load", tell);
    image.addEventListener("error", tell);
  });
  window.addEventListener("load", tell);
  tell();
})();
