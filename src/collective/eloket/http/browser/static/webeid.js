/* Talks with the browser extension Web eID: is it there, and sign our question.

   Protocol: web-eid/web-eid.js, src/services/WebExtensionService.ts. The page posts
   {action: "web-eid:<what>"}; the extension answers at once "<action>-ack", and later
   "<action>-success" or "<action>-failure" with an error that has a code. */

/* milliseconds; source: web-eid/web-eid.js, src/config.ts */
const HANDSHAKE = 1000;
const NATIVE = 5000;
const USER = 2 * 60 * 1000;

const VERSION = "2.1.0";
const PREFIX = "ERR_WEBEID_";

/* all that the extension may say; source: src/errors/ErrorCode.ts */
export const CODES = [
  "ACTION_TIMEOUT", "USER_TIMEOUT", "VERSION_MISMATCH", "VERSION_INVALID",
  "EXTENSION_UNAVAILABLE", "NATIVE_UNAVAILABLE", "UNKNOWN_ERROR", "CONTEXT_INSECURE",
  "USER_CANCELLED", "NATIVE_INVALID_ARGUMENT", "NATIVE_FATAL", "ACTION_PENDING",
  "MISSING_PARAMETER"
].map((name) => PREFIX + name);

/* what makes a token, always and in version 1.1 */
const NEEDED = ["unverifiedCertificate", "algorithm", "signature", "format", "appVersion"];
const MORE = ["unverifiedSigningCertificate", "supportedSignatureAlgorithms"];

export class WebEidError extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

function refusal(name) {
  return new WebEidError(PREFIX + name);
}

/* the extension runs one action at a time */
const pending = new Set();

function ask(action, more, patience) {
  if (!window.isSecureContext) {
    return Promise.reject(refusal("CONTEXT_INSECURE"));
  }
  if (pending.has(action)) {
    return Promise.reject(refusal("ACTION_PENDING"));
  }
  pending.add(action);
  return new Promise((resolve, reject) => {
    const timers = [];

    function end(settle, value) {
      timers.forEach(clearTimeout);
      window.removeEventListener("message", hear);
      pending.delete(action);
      settle(value);
    }

    function hear(event) {
      const said = event.data;
      if (event.source !== window || !said || typeof said.action !== "string") {
        return;
      }
      if (said.action === `${action}-ack`) {
        clearTimeout(timers[0]);
      } else if (said.action === `${action}-success`) {
        end(resolve, said);
      } else if (said.action === `${action}-failure`) {
        const code = said.error && said.error.code;
        const known = CODES.includes(code) ? code : `${PREFIX}UNKNOWN_ERROR`;
        end(reject, new WebEidError(known));
      }
    }

    window.addEventListener("message", hear);
    timers.push(setTimeout(end, HANDSHAKE, reject, refusal("EXTENSION_UNAVAILABLE")));
    timers.push(setTimeout(end, patience, reject, refusal("ACTION_TIMEOUT")));
    window.postMessage(
      { action: action, libraryVersion: VERSION, ...more },
      window.location.origin
    );
  });
}

/* Resolves when extension and program are there and fit together. The extension may
   come a moment later than the page, so it is asked twice. */
export async function status() {
  try {
    return await ask("web-eid:status", {}, HANDSHAKE + NATIVE);
  } catch (error) {
    if (error.code !== `${PREFIX}EXTENSION_UNAVAILABLE`) {
      throw error;
    }
    return ask("web-eid:status", {}, HANDSHAKE + NATIVE);
  }
}

/* Resolves to the token by which the card signed our nonce for this page's origin. The
   PIN code is typed in a window of the program Web eID; no page sees it. */
export async function authenticate(nonce, lang) {
  if (!nonce) {
    throw refusal("MISSING_PARAMETER");
  }
  const said = await ask(
    "web-eid:authenticate",
    { challengeNonce: nonce, options: { userInteractionTimeout: USER, lang: lang } },
    HANDSHAKE + NATIVE + USER
  );
  if (!NEEDED.every((name) => typeof said[name] === "string" && said[name])) {
    throw refusal("UNKNOWN_ERROR");
  }
  const names = [...NEEDED, ...MORE].filter((name) => said[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, said[name]]));
}
