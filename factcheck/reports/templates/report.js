"use strict";
(function () {
  var all = function (selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); };
  var by = function (id) { return document.getElementById(id); };
  var said = by("said");
  var tell = function (text) { said.textContent = ""; said.textContent = text; };
  var select = function (node) {
    var range = document.createRange();
    range.selectNodeContents(node);
    var selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };
  var copy = function (text, node, button, what) {
    var done = function () { button.textContent = "Copied"; tell(what + " copied."); };
    var failed = function () { select(node); tell(what + " selected; copy with the keyboard."); };
    if (navigator.clipboard) { navigator.clipboard.writeText(text).then(done, failed); } else { failed(); }
  };
  all("pre").forEach(function (block) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy SQL";
    button.addEventListener("click", function () { copy(block.textContent, block, button, "SQL"); });
    block.parentNode.insertBefore(button, block.nextSibling);
  });
  var notes = by("copy-notes");
  if (notes) {
    notes.hidden = false;
    notes.addEventListener("click", function () {
      var list = by("problems");
      copy(list.innerText.replace(/[ \t]+/g, " ").replace(/\n{2,}/g, "\n").trim(), list, notes, "Notes");
    });
  }
  var cards = all(".card");
  var open = function (card) { card.querySelector("details").open = true; };
  var current = null;
  var show = function (card) {
    current = card;
    open(card);
    card.scrollIntoView();
    card.focus({ preventScroll: true });
  };
  var target = function () {
    var named = /^#claim-\d+$/.test(location.hash) && by(location.hash.slice(1));
    if (named) { show(named); }
  };
  window.addEventListener("hashchange", target);
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href^='#claim-']");
    if (link && link.hash === location.hash) { target(); }
  });
  var failing = cards.filter(function (card) { return card.classList.contains("fail"); });
  document.addEventListener("focusin", function (event) { current = event.target.closest(".card") || current; });
  var step = function (way) {
    // From the card that was last used, if it is still to be seen; else from where the reader is on the page.
    var box = current && current.getBoundingClientRect();
    var seen = box && box.bottom > 0 && box.top < window.innerHeight;
    var behind = function (card) {
      return seen ? Boolean(current.compareDocumentPosition(card) & 4) : card.getBoundingClientRect().top > 80;
    };
    var rest = failing.filter(function (card) { return card !== current && behind(card) === (way > 0); });
    if (rest.length) {
      show(way > 0 ? rest[0] : rest[rest.length - 1]);
    } else {
      tell(way > 0 ? "This is the last failing figure." : "This is the first failing figure.");
    }
  };
  [["previous", -1], ["next", 1]].forEach(function (pair) {
    var button = by(pair[0]);
    if (button) {
      button.hidden = false;
      button.addEventListener("click", function () { step(pair[1]); });
    }
  });
  var details = all("details");
  var opener = by("open-all");
  if (opener && details.length) {
    opener.hidden = false;
    opener.addEventListener("click", function () {
      var pressed = opener.getAttribute("aria-pressed") !== "true";
      details.forEach(function (one) { one.open = pressed; });
      opener.setAttribute("aria-pressed", String(pressed));
    });
  }
  var closed = [];
  window.addEventListener("beforeprint", function () {
    closed = details.filter(function (one) { return !one.open && one.matches(".unknown, .fail > .whole, .fail .held"); });
    closed.forEach(function (one) { one.open = true; });
  });
  window.addEventListener("afterprint", function () {
    closed.forEach(function (one) { one.open = false; });
  });
  if (cards.length) { target(); }
}());
