/* Shows a question when its rule holds: the same rule as catalogue/conditions.py.
   Without this file all are shown, and the server asks only what it must. */
(function () {
  "use strict";

  var FIELD = "vraag.";

  /* given: question -> list of tokens; what is not answered or not asked has none */
  function clauseHolds(clause, given) {
    var tokens = given[clause.question] || [];
    if (!tokens.length) {
      return false;
    }
    var met = tokens.some(function (token) {
      return clause.answers.indexOf(token) !== -1;
    });
    return met !== clause.negated;
  }

  function holds(clauses, given) {
    return clauses.every(function (clause) {
      return clauseHolds(clause, given);
    });
  }

  window.eloketConditions = { holds: holds };

  var form = document.querySelector("form#aanvraag-formulier");
  var parts = form ? form.querySelectorAll("[data-rule]") : [];
  if (!parts.length) {
    return;
  }

  function tokensOf(question) {
    var found = [];
    [FIELD + question, FIELD + question + ":list"].forEach(function (name) {
      form.querySelectorAll('[name="' + name + '"]').forEach(function (input) {
        if (input.checked && !input.closest("[data-rule][hidden]")) {
          found.push(input.value);
        }
      });
    });
    return found;
  }

  function givenTo(clauses) {
    var given = JSON.parse(form.dataset.given || "{}");
    clauses.forEach(function (clause) {
      if (!given[clause.question]) {
        given[clause.question] = tokensOf(clause.question);
      }
    });
    return given;
  }

  /* in the order of the page: a question that is hidden counts for nothing below it */
  function look() {
    parts.forEach(function (part) {
      var clauses = JSON.parse(part.dataset.rule);
      part.hidden = !holds(clauses, givenTo(clauses));
      part.querySelectorAll("input[type=file]").forEach(function (input) {
        input.disabled = part.hidden;
      });
    });
  }

  form.querySelectorAll(".el-when").forEach(function (words) {
    words.hidden = true;
  });
  form.addEventListener("change", look);
  look();
}());
