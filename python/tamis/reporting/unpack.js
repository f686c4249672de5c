// The data of the page: columns of claims and documents, texts that are unpacked when needed.

async function unpacked(element) {
  const bytes = Uint8Array.from(atob(element.textContent.trim()), (c) => c.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(plain).text());
}

class Corpus {
  static async open() {
    const data = await unpacked(document.getElementById("claims-data"));
    return new Corpus(data, [...document.querySelectorAll("script.texts")]);
  }

  constructor({ documents, claims, words }, chunks) {
    this.documents = documents;
    this.claims = claims;
    this.words = words;
    this.size = claims.value.length;
    this.chunks = chunks.map((element) => ({ first: Number(element.dataset.first), element }));
    this.first = []; // the first claim of each document
    this.owner = new Uint32Array(this.size); // the document of each claim
    let at = 0;
    documents.claims.forEach((count, document) => {
      this.first.push(at);
      this.owner.fill(document, at, (at += count));
    });
  }

  word(column, claim) {
    return this.words[this.claims[column][claim]];
  }

  name(document) {
    const id = this.documents.id[document] ?? "";
    return this.documents.title[document] || id.replace(/\/+$/, "").split("/").pop() || id;
  }

  // The text of a document: a promise the first time, then at once.
  async text(document) {
    const chunk = this.chunks.findLast(({ first }) => first <= document);
    chunk.texts ??= unpacked(chunk.element);
    return (await chunk.texts)[document - chunk.first];
  }

  async allTexts() {
    this.texts ??= Promise.all(this.chunks.map(async (chunk) => {
      chunk.texts ??= unpacked(chunk.element);
      return chunk.texts;
    })).then((parts) => parts.flat());
    return this.texts;
  }

  // The claims that agree with all of `wish`: { kind, unit, bound, thing, speaker, document, q }.
  async claimsLike(wish) {
    const tests = [];
    for (const column of ["kind", "unit", "bound", "thing"]) {
      if (wish[column] === undefined) continue;
      const number = this.words.indexOf(wish[column]);
      const values = this.claims[column];
      tests.push((claim) => values[claim] === number);
    }
    if (wish.speaker !== undefined) {
      const wanted = this.wordsLike((word) => bare(word) === bare(wish.speaker));
      tests.push((claim) => wanted[this.claims.speaker[claim]]);
    }
    if (wish.document !== undefined) {
      tests.push((claim) => this.owner[claim] === Number(wish.document));
    }
    if (wish.q) tests.push(await this.searcher(wish.q));
    const found = [];
    for (let claim = 0; claim < this.size; claim++) {
      if (tests.every((test) => test(claim))) found.push(claim);
    }
    return found;
  }

  wordsLike(test) {
    return Uint8Array.from(this.words, (word) => (test(word) ? 1 : 0));
  }

  async searcher(query) {
    const wanted = query.toLowerCase();
    const holds = (text) => text.toLowerCase().includes(wanted);
    const words = this.wordsLike(holds);
    const { id, title, site } = this.documents;
    const named = Uint8Array.from(id, (_, at) =>
      holds(id[at]) || holds(title[at]) || holds(site[at]) ? 1 : 0);
    const texts = await this.allTexts();
    const { at, wide, unit, when } = this.claims;
    return (claim) =>
      words[unit[claim]] || words[when[claim]] || named[this.owner[claim]] ||
      holds(texts[this.owner[claim]].substr(at[claim], wide[claim]));
  }

  documentsLike(wish) {
    const { id, title, site, lang } = this.documents;
    const all = id.map((_, at) => at);
    if (!wish.q) return all;
    const wanted = wish.q.toLowerCase();
    return all.filter((at) =>
      [id, title, site, lang].some((column) => column[at].toLowerCase().includes(wanted)));
  }
}

function bare(name) {
  return name.toLowerCase().replace(/^the /, "");
}

const SIGNS = {
  about: "≈", over: ">", at_least: "≥", under: "<", at_most: "≤", between: "↔", vague: "~",
};

function readable(value) {
  if (value === null) return "";
  for (const [size, name] of [[1e12, "trillion"], [1e9, "billion"], [1e6, "million"]]) {
    if (Math.abs(value) >= size && Math.abs(value) < 1e15) {
      return `${(value / size).toLocaleString("en", { maximumFractionDigits: 3 })} ${name}`;
    }
  }
  if (Math.abs(value) >= 1e15) return value.toExponential();
  return value.toLocaleString("en", { maximumFractionDigits: 6 });
}
