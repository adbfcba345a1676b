// Building elements. Text gets into the page here, as text and never as
// markup: nothing in this report reads a string as HTML.

// Characters that change how others are shown, or show nothing: controls,
// marks and overrides of writing direction, the byte order mark.
const UNSEEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

function codePoint(sign) {
  return "U+" + sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
}

/** Text from a document for places that hold bare text, unseen signs named. */
function plain(text) {
  return String(text ?? "").replace(UNSEEN, (sign) => `⟨${codePoint(sign)}⟩`);
}

/** An element; children are nodes or strings, handlers begin with `on`. */
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

/** Text from a document: isolated from the direction of what is around it,
 *  unseen signs shown by their code points. */
function quoted(text, tag = "bdi", attributes = {}) {
  return h(tag, attributes, ...shown(text));
}

function shown(text) {
  const nodes = [];
  let from = 0;
  for (const found of String(text ?? "").matchAll(UNSEEN)) {
    if (found.index > from) nodes.push(text.slice(from, found.index));
    nodes.push(h("span", { class: "unseen" }, codePoint(found[0])));
    from = found.index + found[0].length;
  }
  nodes.push(String(text ?? "").slice(from));
  return nodes;
}

/** An address that a link may lead to: of the web, nothing else. */
function webAddress(text) {
  return /^https?:\/\/[^\s]+$/i.test(text ?? "") ? text : null;
}

function byId(id) {
  return document.getElementById(id);
}

function fillIn(id, ...children) {
  byId(id).replaceChildren(...children.flat(Infinity).filter(Boolean));
}

/** `1 event`, `2 events`. */
function some(number, one, many = one + "s") {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

/** `law_enacted` as words. */
function words(id) {
  const text = plain(id).replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
