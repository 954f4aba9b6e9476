// Leads on at once, with the place on the page that the address names; without this script the page leads on without it.
(function () {
  "use strict";
  var link = document.getElementById("moved");
  if (link) location.replace(link.href + location.search + location.hash);
})();
