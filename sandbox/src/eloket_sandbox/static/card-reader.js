/* Stands in for card reader, card, PIN code and the two browser extensions, by their
   own message protocols, so that a page cannot tell the difference.

   Web eID: web-eid/web-eid-webextension, src/content/content.ts.
   BeIDConnect: Fedict/fts-beidconnect, ChromeExtension/src_v3/main.
   The cards lie at the sandbox (cards/pages.py); which one is in the reader, and what
   goes wrong, is kept per tab. */
(function () {
  "use strict";

  var SANDBOX = new URL(document.currentScript.src).origin;
  var KEY = "eloket-sandbox-reader";
  var MOMENT = 30;
  var GOOD = {
    card: "noor", inserted: false, reader: true, address: true, webeid: "", beid: ""
  };
  var state = Object.assign({}, GOOD, JSON.parse(sessionStorage.getItem(KEY) || "{}"));

  /* what can be made to go wrong: "" works, "missing" is not installed, else
     "<when>:<code>" */
  var WEBEID = {
    status: ["NATIVE_UNAVAILABLE", "VERSION_MISMATCH", "VERSION_INVALID", "CONTEXT_INSECURE"],
    authenticate: ["USER_CANCELLED", "USER_TIMEOUT", "ACTION_TIMEOUT", "ACTION_PENDING",
      "NATIVE_FATAL", "NATIVE_INVALID_ARGUMENT", "MISSING_PARAMETER", "UNKNOWN_ERROR",
      "EXTENSION_UNAVAILABLE"]
  };
  var RESULTS = ["general_error", "busy", "no_card", "no_reader", "pin_incorrect",
    "pin_too_short", "pin_too_long", "pin_3_attempts_left", "pin_2_attempts_left",
    "pin_1_attempt_left", "card_blocked", "pin_timeout", "cancel", "pin_length",
    "technical_error", "unsupported", "two_cards", "silent"];
  var BEID = {
    VERSION: ["timeout", "technical_error"],
    LOOK: RESULTS,
    READ: RESULTS
  };

  function keep(changes) {
    Object.assign(state, changes);
    sessionStorage.setItem(KEY, JSON.stringify(state));
  }

  function wrong(place, when) {
    var found = state[place].split(":");
    return found[0] === when ? found[1] : null;
  }

  function ask(path, body) {
    return fetch(SANDBOX + "/cards" + path, {
      method: body ? "POST" : "GET",
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body ? JSON.stringify(body) : undefined
    });
  }

  function post(message) {
    window.postMessage(message, window.location.origin);
  }

  /* ---- Web eID ---- */

  function fail(action, code) {
    var name = "ERR_WEBEID_" + code;
    post({ action: action + "-failure", error: { code: name, message: name } });
  }

  function webeid(asked) {
    if (state.webeid === "missing") {
      return;
    }
    var when = asked.action.slice("web-eid:".length);
    if (!(when in WEBEID)) {
      return;
    }
    post({ action: asked.action + "-ack" });
    var code = wrong("webeid", when);
    setTimeout(function () {
      if (code) {
        fail(asked.action, code);
      } else if (when === "status") {
        post({
          action: "web-eid:status-success",
          library: asked.libraryVersion, extension: "2.5.0", nativeApp: "2.7.0"
        });
      } else {
        askPin(asked);
      }
    }, MOMENT);
  }

  function element(name, attributes, text) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) {
      made.setAttribute(key, attributes[key]);
    });
    if (text) {
      made.textContent = text;
    }
    return made;
  }

  /* the window of the program Web eID */
  function askPin(asked) {
    var box = element("dialog", {
      class: "sandbox-window", lang: "nl", "aria-labelledby": "sandbox-window-title"
    });
    var form = element("form", { method: "dialog" });
    var label = element("label", { for: "sandbox-pin" }, "PIN-code");
    var input = element("input", {
      id: "sandbox-pin", type: "password", inputmode: "numeric", autocomplete: "off"
    });
    var told = element("p", { role: "alert" });
    var ok = element("button", { type: "submit" }, "OK");
    var cancel = element("button", { type: "button" }, "Annuleer");
    var insert = element("button", { type: "button" }, "Steek de kaart in");

    function show() {
      var ready = state.inserted;
      [label, input, ok].forEach(function (one) { one.hidden = !ready; });
      insert.hidden = ready;
      told.textContent = ready ? "" : "Er zit geen kaart in de lezer.";
      (ready ? input : insert).focus();
    }

    function end(message) {
      box.close();
      box.remove();
      post(message);
    }

    function refused(answer) {
      input.value = "";
      if (answer.left > 0) {
        var tries = answer.left === 1 ? "1 poging" : answer.left + " pogingen";
        told.textContent = "De PIN-code was niet juist. U hebt nog " + tries + ".";
        input.focus();
        return;
      }
      told.textContent = "De PIN-code is geblokkeerd.";
      [label, input, ok].forEach(function (one) { one.hidden = true; });
      cancel.textContent = "Sluit";
      cancel.focus();
    }

    function stop() {
      box.close();
      box.remove();
      fail(asked.action, "USER_CANCELLED");
    }

    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var body = { pin: input.value, nonce: asked.challengeNonce };
      ask("/" + state.card + "/sign", body).then(function (answer) {
        return answer.json().then(answer.ok ? end : refused);
      });
    });
    cancel.addEventListener("click", stop);
    box.addEventListener("cancel", function (event) {
      event.preventDefault();
      stop();
    });
    insert.addEventListener("click", function () {
      keep({ inserted: true });
      draw();
      show();
    });

    form.append(
      element("p", { class: "sandbox-label" }, "Testomgeving: het venster van Web eID"),
      element("h2", { id: "sandbox-window-title" }, "Geef uw PIN-code in"),
      element("p", {}, "Voor " + window.location.origin + ". De code van elke testkaart is 1234."),
      told, label, input, ok, insert, cancel
    );
    box.append(form);
    document.body.append(box);
    box.showModal();
    show();
  }

  /* ---- BeIDConnect ---- */

  function reply(asked, answer) {
    post(Object.assign({
      src: "beidconnect.background", correlationId: asked.correlationId,
      operation: asked.operation, extensionVersion: "0.0.11", extensionBrowser: "sandbox"
    }, answer));
  }

  function reader(files) {
    return Object.assign({
      ReaderName: "Sandbox 00", ReaderType: "standard", cardType: "BEID"
    }, files);
  }

  function refusal(result) {
    if (result === "unsupported") {
      return { Readers: "", result: "no_card", report: "card_type_unsupported" };
    }
    if (result === "two_cards") {
      return { Readers: [reader({}), reader({})], result: "OK" };
    }
    return { result: result };
  }

  function readFiles(asked) {
    ask("/" + state.card + "/read", { idflags: asked.idflags }).then(function (answer) {
      return answer.json();
    }).then(function (files) {
      if (!state.address) {
        delete files.addr;
        delete files.addrsig;
      }
      reply(asked, { Readers: [reader(files)], result: "OK" });
    });
  }

  function beidconnect(asked) {
    if (state.beid === "missing") {
      return;
    }
    var when = asked.operation;
    if (when === "ID") {
      when = asked.idflags === "1" ? "LOOK" : "READ";
    }
    var result = wrong("beid", when);
    if (result === "silent") {
      return;
    }
    setTimeout(function () {
      if (result) {
        reply(asked, refusal(result));
      } else if (when === "VERSION") {
        reply(asked, { version: "2.11", result: "OK" });
      } else if (asked.operation !== "ID") {
        reply(asked, { result: "general_error" });
      } else if (!state.reader) {
        reply(asked, { result: "no_reader" });
      } else if (!state.inserted) {
        reply(asked, { Readers: "", result: "no_card" });
      } else {
        readFiles(asked);
      }
    }, MOMENT);
  }

  window.addEventListener("message", function (event) {
    var said = event.data;
    if (event.source !== window || !said) {
      return;
    }
    if (typeof said.action === "string" && said.action.indexOf("web-eid:") === 0) {
      webeid(said);
    } else if (said.src === "beidconnect.page") {
      beidconnect(said);
    }
  });

  /* ---- the panel, where a card is read ---- */

  var panel = null;

  function choice(label, name, groups) {
    var id = "sandbox-" + name;
    var select = element("select", { id: id });
    Object.keys(groups).forEach(function (title) {
      var place = title ? element("optgroup", { label: title }) : select;
      groups[title].forEach(function (one) {
        place.append(element("option", { value: one[0] }, one[1]));
      });
      if (title) {
        select.append(place);
      }
    });
    select.value = state[name];
    select.addEventListener("change", function () {
      var changes = {};
      changes[name] = select.value;
      keep(changes);
    });
    var box = element("p");
    box.append(element("label", { for: id }, label), select);
    return box;
  }

  function check(label, name) {
    var id = "sandbox-" + name;
    var input = element("input", { id: id, type: "checkbox" });
    input.checked = state[name];
    input.addEventListener("change", function () {
      var changes = {};
      changes[name] = input.checked;
      keep(changes);
    });
    var box = element("p");
    box.append(input, element("label", { for: id }, label));
    return box;
  }

  function button(text, work) {
    var made = element("button", { type: "button" }, text);
    made.addEventListener("click", work);
    return made;
  }

  function failures(table) {
    var groups = { "": [["", "werkt"], ["missing", "is niet geïnstalleerd"]] };
    Object.keys(table).forEach(function (when) {
      groups["antwoordt bij " + when] = table[when].map(function (code) {
        return [when + ":" + code, code];
      });
    });
    return groups;
  }

  function draw() {
    if (panel) {
      panel.querySelector("[data-insert]").textContent =
        state.inserted ? "Haal de kaart uit" : "Steek de kaart in";
    }
  }

  function show(cards) {
    panel = element("aside", {
      class: "sandbox-panel", lang: "nl", "aria-label": "Testomgeving: kaartlezer"
    });
    var insert = button("", function () {
      keep({ inserted: !state.inserted });
      draw();
    });
    insert.setAttribute("data-insert", "");
    var actions = element("p");
    actions.append(insert, button("Maak de PIN-code weer vrij", function () {
      ask("/" + state.card + "/unblock", {});
    }));
    panel.append(
      element("h2", {}, "Testomgeving: kaartlezer"),
      element("p", {}, "Dit staat er alleen onder make start. De PIN-code van elke kaart is 1234."),
      choice("Kaart", "card", { "": cards.map(function (one) { return [one.id, one.title]; }) }),
      actions,
      choice("Web eID", "webeid", failures(WEBEID)),
      choice("BeIDConnect", "beid", failures(BEID)),
      check("Een kaartlezer is aangesloten", "reader"),
      check("Het adres kan gelezen worden", "address")
    );
    document.body.append(panel);
    draw();
  }

  if (document.querySelector("form[data-el-card]")) {
    ask("").then(function (answer) { return answer.json(); }).then(show);
  }
}());
