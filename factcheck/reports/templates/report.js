"use strict";
(function () {
  var all = function (selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); };
  var said = document.getElementById("said");
  var select = function (node) {
    var range = document.createRange();
    range.selectNodeContents(node);
    var selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };
  all("pre").forEach(function (block) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy SQL";
    button.addEventListener("click", function () {
      var done = function () { button.textContent = "Copied"; said.textContent = "SQL copied."; };
      var failed = function () { select(block); said.textContent = "SQL selected; copy it with the keyboard."; };
      if (navigator.clipboard) { navigator.clipboard.writeText(block.textContent).then(done, failed); } else { failed(); }
    });
    block.parentNode.insertBefore(button, block.nextSibling);
  });
  var details = all("details");
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
