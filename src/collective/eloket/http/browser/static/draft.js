/* Keeps a form's answers while they are typed. Without this file "Keep and stop" does. */
(function () {
  "use strict";

  var PAUSE = 3000;
  var SPOKEN_EVERY = 60000;
  var FIELD = "vraag.";
  var form = document.querySelector("form[data-draft]");
  if (!form || !window.fetch || !window.FormData) {
    return;
  }
  var line = document.getElementById("bewaard-status");
  var timer = null;
  var spoken = 0;
  var base = form.dataset.base;
  var stopped = false;
  var kept = serialised();

  function answers() {
    var found = {};
    new FormData(form).forEach(function (value, name) {
      if (name.indexOf(FIELD) !== 0 || typeof value !== "string") {
        return;
      }
      var several = /:list$/.test(name);
      var question = name.slice(FIELD.length).replace(/:list$/, "");
      if (several) {
        (found[question] = found[question] || []).push(value);
      } else {
        found[question] = value;
      }
    });
    return found;
  }

  function body() {
    var channel = form.querySelector("input[name=kanaal]:checked");
    var found = {
      answers: answers(),
      channel: channel ? channel.value : null,
      key: form.elements.sleutel.value
    };
    if (form.dataset.step) {
      found.step = Number(form.dataset.step);
    }
    return found;
  }

  function serialised() {
    return JSON.stringify(body());
  }

  /* seen at once, spoken at most once a minute */
  function say(text) {
    var quiet = Date.now() - spoken < SPOKEN_EVERY;
    line.setAttribute("aria-live", quiet ? "off" : "polite");
    if (!quiet) {
      spoken = Date.now();
    }
    line.textContent = text;
  }

  function told(answer) {
    return answer.json().then(function (found) {
      if (answer.ok) {
        base = found.saved;
        say(line.dataset.kept.replace("%s", found.time));
        document.dispatchEvent(new CustomEvent("eloket:kept", { detail: found }));
        return;
      }
      /* another window took over, or the session is over: what is sent decides */
      stopped = true;
      say(found.error.message);
    });
  }

  function keep(leaving) {
    window.clearTimeout(timer);
    var now = serialised();
    if (stopped || now === kept) {
      return;
    }
    var sent = JSON.parse(now);
    sent.base = base;
    fetch(form.dataset.draft, {
      method: "PUT",
      credentials: "same-origin",
      keepalive: leaving === true,
      headers: {
        Accept: "application/json",
        "Content-Type": "application/json",
        "X-CSRF-TOKEN": form.elements._csrf.value
      },
      body: JSON.stringify(sent)
    }).then(function (answer) {
      kept = now;
      return told(answer);
    }).catch(function () {
      /* no network: the next pause tries again */
      say(line.dataset.failed);
    });
  }

  function later() {
    window.clearTimeout(timer);
    timer = window.setTimeout(keep, PAUSE);
  }

  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", function () {
    stopped = true;
    window.clearTimeout(timer);
  });
  document.addEventListener("eloket:warning", function () { keep(); });
  window.addEventListener("pagehide", function () { keep(true); });
}());
