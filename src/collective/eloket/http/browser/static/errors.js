/* Brings who sent a form with mistakes to the list of them. Without this file it is read
   as the page is: from the top. */
(function () {
  "use strict";

  var list = document.querySelector(".el-errors");
  if (!list) {
    return;
  }
  list.focus();
  /* an address with a place in it takes the focus there once the page has loaded */
  window.addEventListener("load", function () {
    window.setTimeout(function () {
      list.focus();
    });
  });
}());
