/* A box that ticks all rows of the list, and how many are ticked. Without this file each
   row is ticked by hand, and its own box says whether it is. */
(function () {
  "use strict";

  var label = document.getElementById("kies-alles");
  var all = label.querySelector("input");
  var chosen = document.getElementById("gekozen");
  var rows = Array.prototype.slice.call(
    label.closest("form").querySelectorAll('input[name="gekozen"]')
  );

  function show() {
    var ticked = rows.filter(function (one) { return one.checked; }).length;
    chosen.querySelector("b").textContent = String(ticked);
    all.checked = ticked === rows.length;
    all.indeterminate = ticked > 0 && ticked < rows.length;
  }

  all.addEventListener("change", function () {
    rows.forEach(function (one) { one.checked = all.checked; });
    show();
  });
  rows.forEach(function (one) { one.addEventListener("change", show); });
  label.hidden = false;
  chosen.hidden = false;
  show();
}());
