/* The last two minutes of a session: a warning, and a way to go on.
   Without this file the end time in the bar says the same. */
(function () {
  "use strict";

  var WARN = 120;
  var box = document.getElementById("sessie");
  if (!box || !window.fetch) {
    return;
  }
  var status = document.getElementById("sessie-status");
  var channel = window.BroadcastChannel ? new BroadcastChannel("eloket-session") : null;
  var end = 0;
  var most = 0;
  var before = null;

  function set(left, atMost) {
    end = Date.now() + left * 1000;
    most = Date.now() + atMost * 1000;
  }

  function seconds() {
    return Math.round((end - Date.now()) / 1000);
  }

  function clock() {
    var there = new Intl.DateTimeFormat("nl-BE", {
      timeZone: "Europe/Brussels", hour: "2-digit", minute: "2-digit", hour12: false
    });
    return there.format(new Date(end)).replace(":", ".");
  }

  function showTime() {
    document.querySelectorAll(".el-bar time").forEach(function (one) {
      one.textContent = clock();
    });
  }

  /* other windows of this browser hear that the session goes on */
  function tell() {
    if (channel) {
      channel.postMessage({ end: end, most: most });
    }
  }

  function show() {
    var canExtend = most - end > 1000;
    box.querySelectorAll("[data-when]").forEach(function (one) {
      one.hidden = (one.dataset.when === "idle") !== canExtend;
    });
    box.querySelector(".el-warning-kept").hidden = !document.querySelector("form[data-draft]");
    before = document.activeElement;
    box.hidden = false;
    box.querySelector("[data-when]:not([hidden]) button, a[data-when]:not([hidden])").focus();
  }

  function hide() {
    if (box.hidden) {
      return;
    }
    var inside = box.contains(document.activeElement);
    box.hidden = true;
    if (inside && before && document.contains(before)) {
      before.focus();
    }
  }

  function look() {
    if (seconds() <= 0) {
      document.dispatchEvent(new CustomEvent("eloket:leaving"));
      window.location.replace(box.dataset.signIn);
    } else if (seconds() > WARN) {
      hide();
    } else if (box.hidden) {
      document.dispatchEvent(new CustomEvent("eloket:warning"));
      show();
    }
  }

  function goOn(left, atMost) {
    set(left, atMost);
    showTime();
    tell();
    hide();
  }

  function extend(event) {
    event.preventDefault();
    fetch(box.dataset.extend, {
      method: "POST",
      credentials: "same-origin",
      headers: { Accept: "application/json", "X-CSRF-TOKEN": box.dataset.csrf }
    }).then(function (answer) {
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      return answer.json();
    }).then(function (told) {
      goOn(told.seconds_left, told.seconds_at_most);
      status.textContent = status.dataset.text.replace("%s", clock());
    }).catch(function () {
      window.location.assign(box.dataset.signIn);
    });
  }

  set(Number(box.dataset.secondsLeft), Number(box.dataset.secondsMost));
  tell();
  if (channel) {
    channel.onmessage = function (event) {
      if (event.data.end > end) {
        end = event.data.end;
        most = event.data.most;
        showTime();
        look();
      }
    };
  }
  box.querySelector("form[data-when=idle]").addEventListener("submit", extend);
  /* what was saved in the background kept the session alive, too */
  document.addEventListener("eloket:kept", function (event) {
    goOn(event.detail.seconds_left, event.detail.seconds_at_most);
  });
  /* a page that comes back with the Back button may be somebody else's */
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) {
      window.location.reload();
    }
  });
  document.addEventListener("visibilitychange", look);
  window.setInterval(look, 1000);
}());
