/* Talks with BOSA's browser extension BeIDConnect: is it there, and read the files.

   Protocol: Fedict/fts-beidconnect, ChromeExtension/src_v3/main/page.js. The page posts
   {src: "beidconnect.page", correlationId, operation, ...}; the answer comes with
   src "beidconnect.background" and the same correlationId. Its operations AUTH and SIGN
   are not used: they want the PIN code on the page, and are not bound to its origin. */

/* milliseconds; a card gives all its files in some five seconds */
const HANDSHAKE = 1500;
export const READING = 30 * 1000;

/* identity (1), address (2), and what proves them (8); never the photo (4).
   Source: Fedict/fts-beidconnect, common/general.h */
const IDENTITY = "1";
const SIGNED_FILES = "11";
const FILES = ["id", "addr", "idsig", "addrsig", "rrncert"];
const MORE = ["authcert", "cacert", "rootcert"];

/* all results that are no success; the last three are said by the extension itself */
export const RESULTS = [
  "general_error", "busy", "no_card", "no_reader", "pin_incorrect", "pin_too_short",
  "pin_too_long", "pin_3_attempts_left", "pin_2_attempts_left", "pin_1_attempt_left",
  "card_blocked", "pin_timeout", "cancel", "pin_length", "timeout", "technical_error"
];

/* ours: no extension answered; no answer in time; more than one card; not all files */
export const OWN = ["missing", "silent", "several_cards", "files_missing", "unsupported"];

export class BeidError extends Error {
  constructor(result) {
    super(result);
    this.code = `BEID_${result}`;
  }
}

function ask(operation, more, patience, late) {
  const id = window.crypto.randomUUID();
  return new Promise((resolve, reject) => {
    function end(settle, value) {
      clearTimeout(timer);
      window.removeEventListener("message", hear);
      settle(value);
    }

    function hear(event) {
      const said = event.data;
      if (event.source !== window || !said || said.src !== "beidconnect.background") {
        return;
      }
      if (said.correlationId !== id) {
        return;
      }
      if (said.result === "OK") {
        end(resolve, said);
      } else if (said.report === "card_type_unsupported") {
        end(reject, new BeidError("unsupported"));
      } else {
        const known = RESULTS.includes(said.result) ? said.result : "technical_error";
        end(reject, new BeidError(known));
      }
    }

    window.addEventListener("message", hear);
    const timer = setTimeout(end, patience, reject, new BeidError(late));
    window.postMessage(
      { src: "beidconnect.page", correlationId: id, operation: operation, ...more },
      window.location.origin
    );
  });
}

/* Resolves when the extension and its program answer. */
export async function version() {
  try {
    return await ask("VERSION", {}, HANDSHAKE, "missing");
  } catch (error) {
    if (error.code !== "BEID_missing") {
      throw error;
    }
    return ask("VERSION", {}, HANDSHAKE, "missing");
  }
}

async function card(flags, lang, patience) {
  const asked = { idflags: flags, language: lang, mac: "0" };
  const said = await ask("ID", asked, patience, "silent");
  const found = (said.Readers || []).filter((reader) => reader.cardType === "BEID");
  if (found.length === 0) {
    throw new BeidError("no_card");
  }
  if (found.length > 1) {
    throw new BeidError("several_cards");
  }
  return found[0];
}

/* Resolves when one card is in a reader; nothing of it is kept. */
export async function cardIsIn(lang, patience = READING) {
  await card(IDENTITY, lang, patience);
}

/* Resolves to the signed files of the card, in base64, under BeIDConnect's names. */
export async function getId(lang, patience = READING) {
  const found = await card(SIGNED_FILES, lang, patience);
  if (!FILES.every((name) => typeof found[name] === "string" && found[name])) {
    throw new BeidError("files_missing");
  }
  const names = [...FILES, ...MORE].filter((name) => typeof found[name] === "string");
  return Object.fromEntries(names.map((name) => [name, found[name]]));
}
