"use strict";
(function () {
  var details = Array.prototype.slice.call(document.querySelectorAll("details"));
  var opener = document.getElementById("open-all");
  if (opener && details.length) {
    opener.hidden = false;
    opener.addEventListener("click", function () {
      var open = opener.getAttribute("aria-pressed") !== "true";
      details.forEach(function (one) { one.open = open; });
      opener.setAttribute("aria-pressed", String(open));
    });
  }
  var closed = [];
  window.addEventListener("beforeprint", function () {
    closed = details.filter(function (one) { return !one.open; });
    closed.forEach(function (one) { one.open = true; });
  });
  window.addEventListener("afterprint", function () {
    closed.forEach(function (one) { one.open = false; });
  });
}());
