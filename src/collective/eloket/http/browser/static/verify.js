/* Compares a PDF with the one that was sealed, here in the browser: the file goes
   nowhere. Without this file, or without Web Crypto (plain http), it is uploaded. */
(function () {
  "use strict";

  var form = document.querySelector("form[data-sha256]");
  var subtle = window.crypto && window.crypto.subtle;
  if (!form || !subtle) {
    return;
  }
  var field = form.querySelector("input[type=file]");
  var same = document.querySelector("[data-same]");
  var other = document.querySelector("[data-other]");

  document.querySelector("[data-uploads]").hidden = true;
  document.querySelector("[data-stays]").hidden = false;

  function hex(buffer) {
    return Array.from(new Uint8Array(buffer), function (byte) {
      return byte.toString(16).padStart(2, "0");
    }).join("");
  }

  function show(isSame) {
    same.hidden = !isSame;
    other.hidden = isSame;
  }

  field.addEventListener("change", function () {
    same.hidden = true;
    other.hidden = true;
  });

  form.addEventListener("submit", function (event) {
    if (!field.files.length) {
      return;
    }
    event.preventDefault();
    field.files[0]
      .arrayBuffer()
      .then(function (content) {
        return subtle.digest("SHA-256", content);
      })
      .then(function (digest) {
        show(hex(digest) === form.dataset.sha256);
      });
  });
})();
