/* A box that ticks all rows of the list. Without this file each row is ticked by hand. */
(function () {
  "use strict";

  var label = document.getElementById("kies-alles");
  var all = label.querySelector("input");
  var rows = Array.prototype.slice.call(
    label.closest("form").querySelectorAll('input[name="gekozen"]')
  );

  function show() {
    var ticked = rows.filter(function (one) { return one.checked; }).length;
    all.checked = ticked === rows.length;
    all.indeterminate = ticked > 0 && ticked < rows.length;
  }

  all.addEventListener("change", function () {
    rows.forEach(function (one) { one.checked = all.checked; });
    show();
  });
  rows.forEach(function (one) { one.addEventListener("change", show); });
  label.hidden = false;
  show();
}());
