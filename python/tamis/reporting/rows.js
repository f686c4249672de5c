// One page of a table at a time: claims in their sentences, or documents.

const ROWS = 50;
const AROUND = 90; // characters of the sentence on each side of a claim
const NUMERIC = ["value", "claims", "characters kept", "dropped"];

// An element with attributes and children; strings become text, never markup.
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function marked(text, kind, bound) {
  const sign = SIGNS[bound];
  const mark = element("mark", { class: kind });
  if (sign) mark.append(element("b", { class: "bound" }, sign));
  mark.append(text);
  return mark;
}

// The words just before a place, and just after one.
function before(text, at) {
  if (at <= AROUND) return text.slice(0, at);
  return `…${text.slice(at - AROUND, at).replace(/^\S*\s/, "")}`;
}

function after(text, at) {
  if (text.length - at <= AROUND) return text.slice(at);
  return `${text.slice(at, at + AROUND).replace(/\s\S*$/, "")}…`;
}

async function claimRow(corpus, claim, link) {
  const { at, wide, from, long, value, value2 } = corpus.claims;
  const owner = corpus.owner[claim];
  const sentence = (await corpus.text(owner)).substr(at[claim], wide[claim]);
  const start = from[claim];
  const end = start + long[claim];
  const kind = corpus.word("kind", claim);
  const inside = element("a", { href: link({ open: claim }), class: "claim" },
    marked(sentence.slice(start, end), kind, corpus.word("bound", claim)));
  const context = element("td", { class: "context" },
    before(sentence, start), inside, after(sentence, end));
  const second = value2[claim] === null ? "" : ` to ${readable(value2[claim])}`;
  const dated = corpus.word("dated", claim) || corpus.documents.published[owner].slice(0, 10);
  const direction = { up: " ↑", down: " ↓" }[corpus.word("direction", claim)] ?? "";
  return element("tr", {},
    context,
    element("td", {}, element("span", { class: `kind ${kind}` }, kind)),
    element("td", { class: "n" }, readable(value[claim]) + second + direction,
      element("small", {}, corpus.word("unit", claim))),
    element("td", {}, corpus.word("counted", claim)),
    element("td", {}, corpus.word("event", claim)),
    element("td", {}, corpus.word("speaker", claim)),
    element("td", {}, corpus.word("when", claim), element("small", {}, dated)),
    element("td", {}, element("a", { href: link({ document: owner }) }, corpus.name(owner))));
}

async function documentRow(corpus, at, link) {
  const { id, site, published, lang, claims, kept, dropped } = corpus.documents;
  const whole = dropped[at] === null ? 0 : kept[at] + dropped[at];
  const first = corpus.first[at];
  const name = claims[at]
    ? element("a", { href: link({ open: first }) }, corpus.name(at))
    : corpus.name(at);
  const count = claims[at]
    ? element("a", { href: link({ view: "claims", document: at, q: "" }) }, String(claims[at]))
    : "0";
  return element("tr", {},
    element("td", { class: "context" }, name, element("small", {}, id[at])),
    element("td", {}, site[at]),
    element("td", {}, published[at].slice(0, 10)),
    element("td", {}, lang[at]),
    element("td", { class: "n" }, count),
    element("td", { class: "n" }, kept[at].toLocaleString("en")),
    element("td", { class: "n" }, whole ? `${Math.round((100 * dropped[at]) / whole)} %` : ""));
}

const VIEWS = {
  claims: {
    row: claimRow,
    head: ["claim in its sentence", "kind", "value", "counted", "event", "who says so", "when", "document"],
    sorts: { value: ["value", "smallest first"], "-value": ["value", "largest first"],
      dated: ["dated", "earliest first"], "-dated": ["dated", "latest first"] },
    find: (corpus, wish) => corpus.claimsLike(wish),
    key: (corpus, name) => name === "value"
      ? (claim) => corpus.claims.value[claim]
      : (claim) => corpus.word("dated", claim) || corpus.documents.published[corpus.owner[claim]] || null,
  },
  documents: {
    row: documentRow,
    head: ["document", "site", "published", "language", "claims", "characters kept", "dropped"],
    sorts: { "-claims": ["claims", "most claims first"], published: ["published", "earliest first"],
      "-published": ["published", "latest first"] },
    find: async (corpus, wish) => corpus.documentsLike(wish),
    key: (corpus, name) => (at) => corpus.documents[name][at] || null,
  },
};

// Numbers or strings in order, what is missing last.
function sorted(numbers, key, descending) {
  const held = new Map(numbers.map((number) => [number, key(number)]));
  return numbers.sort((a, b) => {
    const [x, y] = [held.get(a), held.get(b)];
    if (x === null || y === null) return (x === null) - (y === null) || a - b;
    const order = x < y ? -1 : x > y ? 1 : 0;
    return (descending ? -order : order) || a - b;
  });
}
