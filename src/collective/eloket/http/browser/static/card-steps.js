/* Leads a person through reading their card, and hands in what it said.

   The page has one form, made by http/card_form.py (view/card_form), never by hand:

     <form class="el-card" method="post" action="..."
           data-el-card="sign-in"            or "read": with the signed files; or
                                             "files": those only, and only where
                                             BeIDConnect is there
           data-el-origin="https://host"     what the card signs; must be this page's
           data-el-challenge-url="..."       where a nonce is asked (sign-in), or
           data-el-nonce="..."               the nonce of this read
           data-el-patience="30000">         if there: milliseconds to wait for
                                             BeIDConnect, in place of the usual 30 s
       <input type="hidden" name="webeid">   gets the Web eID token, as JSON; not there
                                             when the card answered before
       <input type="hidden" name="content">  read and files: gets BeIDConnect's files, as
                                             JSON; stays empty when only names are read
       <div data-el-no-script>               says that a script is needed; goes at once
       <p role="status" data-el-status>      what happens now, for who cannot see it
       <ol class="el-read" data-el-steps>    the steps, <li data-el-step="computer">,
                                             "card", "pin", "read"; files: without "pin"
       <template data-el-note>               how a refusal of this side looks
       <script type="application/json" data-el-words>  words per code, and links

   When all is there the form is submitted as any other. Until then nothing of the card
   leaves the browser. */

import * as beidconnect from "./beidconnect.js";
import * as webeid from "./webeid.js";

/* milliseconds between two looks for a card */
const PAUSE = 1000;
const STEPS = ["computer", "card", "pin", "read"];
/* while waiting for a card these are no refusals, but told beside the step */
const WAITING = ["BEID_no_card", "BEID_no_reader", "BEID_busy", "BEID_unsupported",
  "BEID_several_cards"];

class Steps {
  constructor(form) {
    this.form = form;
    this.words = JSON.parse(form.querySelector("[data-el-words]").textContent);
    this.status = form.querySelector("[data-el-status]");
    this.lang = document.documentElement.lang.slice(0, 2);
    this.title = document.title;
    this.files = form.dataset.elCard !== "sign-in";
    /* the card answered before: without its files it goes on as well */
    this.adds = form.dataset.elCard === "files";
    this.steps = STEPS.filter((name) => this.step(name));
    this.patience = Number(form.dataset.elPatience) || beidconnect.READING;
    this.token = null;
    this.filled = false;
    form.querySelector("[data-el-no-script]").remove();
  }

  step(name) {
    return this.form.querySelector(`[data-el-step=${name}]`);
  }

  /* shows that this step is under way, those before are done, those behind wait */
  show(name) {
    const at = this.steps.indexOf(name);
    this.steps.forEach((other, place) => {
      const item = this.step(other);
      const state = place < at ? "done" : place === at ? "now" : "next";
      item.classList.remove("is-done", "is-now", "is-next");
      item.classList.add(`is-${state}`);
      item.toggleAttribute("aria-current", state === "now");
      if (state === "now") {
        item.setAttribute("aria-current", "step");
      }
      item.querySelectorAll("[data-el-when]").forEach((part) => {
        part.hidden = part.dataset.elWhen !== state;
      });
    });
    this.forget();
    this.say(this.step(name).dataset.elSays);
  }

  say(text) {
    this.status.textContent = text;
    document.title = `${text} - ${this.title}`;
  }

  /* tells beside the step what it waits for */
  wait(name, code) {
    const place = this.step(name).querySelector("[data-el-waiting]");
    const text = code ? this.words.waiting[code] : "";
    if (place.textContent !== text) {
      place.textContent = text;
      this.status.textContent = text;
    }
  }

  forget() {
    this.form.querySelectorAll("[data-el-refusal]").forEach((note) => note.remove());
  }

  /* shows why it does not go on; resolves to what the person chose: "again" or "names" */
  refuse(name, code) {
    const words = this.words.codes[code] || this.words.codes.ERR_WEBEID_UNKNOWN_ERROR;
    const part = this.form.querySelector("template[data-el-note]").content.cloneNode(true);
    const note = part.querySelector("[data-el-refusal]");
    note.dataset.elRefusal = code;
    note.classList.add(`el-note--${words.kind}`);
    // the first drawing warns, the second refuses
    note.querySelectorAll(":scope > svg")[words.kind === "warn" ? 1 : 0].remove();
    note.querySelector("[data-el-title]").textContent = words.title;
    note.querySelector("[data-el-text]").textContent = words.text;
    const install = note.querySelector("[data-el-install]");
    install.hidden = !words.install;
    note.querySelector("[data-el-how]").hidden = !words.install;
    if (words.install) {
      const offer = this.words.install[words.install];
      install.textContent = offer.title;
      install.href = offer.links[browser()] || offer.links.other;
    }
    const names = note.querySelector("[data-el-names]");
    names.hidden = !(this.files && code.startsWith("BEID_"));
    const again = note.querySelector("[data-el-again]");
    again.textContent = words.install ? this.words.look : this.words.again;
    const dot = this.step(name).querySelector(".el-time__dot");
    dot.querySelector("[data-el-when=now]").hidden = true;
    dot.querySelector("[data-el-when=stopped]").hidden = false;
    this.step(name).append(part);
    return new Promise((resolve) => {
      again.addEventListener("click", () => this.go(name, resolve, "again"));
      names.addEventListener("click", () => this.go(name, resolve, "names"));
    });
  }

  go(name, resolve, choice) {
    this.forget();
    this.step(name).querySelector("h3").focus();
    resolve(choice);
  }

  /* does one thing until it succeeds, or the person goes on without the files */
  async until(name, work) {
    for (;;) {
      this.show(name);
      try {
        return await work();
      } catch (error) {
        if (!error.code) {
          throw error;
        }
        if ((await this.refuse(name, error.code)) === "names") {
          this.files = false;
          return null;
        }
      }
    }
  }

  async computer() {
    if (window.location.origin !== this.form.dataset.elOrigin) {
      throw new CardError("OTHER_ORIGIN");
    }
    if (this.adds) {
      return this.offered();
    }
    const program = webeid.status();
    const reader = this.files ? beidconnect.version() : null;
    // both are asked at once; a refusal of the second waits until it is looked at
    if (reader) {
      reader.catch(() => null);
    }
    await program;
    await reader;
    return null;
  }

  /* is BeIDConnect there? If not, nobody is asked to install it only to go on */
  async offered() {
    try {
      await beidconnect.version();
    } catch {
      this.files = false;
    }
    return null;
  }

  /* sees a card by BeIDConnect; without it, the person says that it is in */
  async card() {
    if (!this.files) {
      return this.adds ? null : this.told();
    }
    for (;;) {
      try {
        await beidconnect.cardIsIn(this.lang, this.patience);
        this.wait("card", null);
        return null;
      } catch (error) {
        if (!WAITING.includes(error.code)) {
          throw error;
        }
        this.wait("card", error.code);
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }

  told() {
    const part = this.step("card").querySelector("[data-el-told]");
    part.hidden = false;
    return new Promise((resolve) => {
      part.querySelector("button").addEventListener("click", () => {
        part.hidden = true;
        this.step("pin").querySelector("h3").focus();
        resolve(null);
      }, { once: true });
    });
  }

  async pin() {
    const nonce = this.form.dataset.elNonce || (await this.challenge());
    this.token = await webeid.authenticate(nonce, this.lang);
  }

  async challenge() {
    let answer;
    try {
      answer = await fetch(this.form.dataset.elChallengeUrl, {
        method: "POST",
        credentials: "same-origin",
        headers: { Accept: "application/json", "Content-Type": "application/json" },
        body: "{}"
      });
    } catch {
      throw new CardError("NO_CONNECTION");
    }
    if (!answer.ok) {
      throw new CardError("NO_CONNECTION");
    }
    return (await answer.json()).nonce;
  }

  async read() {
    const content = this.files ? await beidconnect.getId(this.lang, this.patience) : null;
    this.filled = true;
    if (this.form.elements.webeid) {
      this.form.elements.webeid.value = JSON.stringify(this.token);
    }
    if (this.form.elements.content) {
      this.form.elements.content.value = content ? JSON.stringify(content) : "";
    }
  }

  async run() {
    for (const name of this.steps) {
      await this.until(name, () => this[name]());
      if (name === "read" && !this.filled) {
        // the person went on without the files
        await this.read();
      }
    }
    this.form.submit();
  }
}

/* why it does not go on, where no extension says so */
class CardError extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/* which shop of extensions is this browser's? */
function browser() {
  const agent = window.navigator.userAgent;
  if (agent.includes("Firefox/")) {
    return "firefox";
  }
  if (agent.includes("Edg/")) {
    return "edge";
  }
  return agent.includes("Chrome/") ? "chrome" : "other";
}

document.querySelectorAll("form[data-el-card]").forEach((form) => new Steps(form).run());
/* a page that comes back with the Back button has a question that is used up */
window.addEventListener("pageshow", (event) => {
  if (event.persisted) {
    window.location.reload();
  }
});
