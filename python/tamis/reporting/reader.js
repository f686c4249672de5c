// The article of a claim in a dialog, with all its claims marked.

class Reader {
  constructor(corpus, dialog, go) {
    this.corpus = corpus;
    this.dialog = dialog;
    this.go = go;
    this.part = (name) => dialog.querySelector(`[data-part=${name}]`);
    dialog.addEventListener("close", () => go({ open: undefined }));
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    this.part("close").addEventListener("click", () => dialog.close());
    this.part("before").addEventListener("click", () => this.step(-1));
    this.part("after").addEventListener("click", () => this.step(1));
  }

  step(by) {
    this.go({ open: this.claim + by });
  }

  async show(claim) {
    const corpus = this.corpus;
    const document = corpus.owner[claim];
    this.claim = claim;
    this.part("title").textContent = corpus.name(document);
    this.facts(document);
    this.part("text").replaceChildren(...this.body(document, await corpus.text(document)));
    this.part("record").replaceChildren(...this.record(claim));
    this.part("before").disabled = claim === 0;
    this.part("after").disabled = claim === corpus.size - 1;
    if (!this.dialog.open) this.dialog.showModal();
    const current = this.part("text").querySelector("[aria-current]");
    current?.scrollIntoView({ block: "center" });
    current?.focus({ preventScroll: true });
  }

  hide() {
    if (this.dialog.open) this.dialog.close();
  }

  facts(document) {
    const { id, site, published, lang, url } = this.corpus.documents;
    const known = [site, published, lang].map((column) => column[document]).filter(Boolean);
    const parts = [[id[document], ...known].join(" · ")];
    if (/^https?:\/\//i.test(url[document])) {
      const source = element("a", { href: url[document], rel: "noopener noreferrer nofollow" });
      source.append("source");
      parts.push(" · ", source);
    }
    this.part("facts").replaceChildren(...parts);
  }

  // The text cut wherever a claim begins or ends; claims that overlap share a mark.
  body(document, text) {
    const { at, from, long } = this.corpus.claims;
    const first = this.corpus.first[document];
    const claims = Array.from({ length: this.corpus.documents.claims[document] }, (_, n) => {
      const start = at[first + n] + from[first + n];
      return { claim: first + n, start, end: start + long[first + n] };
    });
    const edges = [...new Set(claims.flatMap(({ start, end }) => [start, end]))];
    edges.push(text.length);
    edges.sort((a, b) => a - b);
    const signed = new Set();
    const nodes = [];
    let place = 0;
    for (const edge of edges) {
      if (edge <= place) continue;
      const over = claims.filter(({ start, end }) => start <= place && place < end);
      const words = text.slice(place, edge);
      nodes.push(over.length ? this.mark(words, over, signed) : words);
      place = edge;
    }
    return nodes;
  }

  mark(words, over, signed) {
    const { claim } = over.find((one) => one.claim === this.claim) ?? over.at(-1);
    const bound = signed.has(claim) ? "" : this.corpus.word("bound", claim);
    signed.add(claim);
    const mark = marked(words, this.corpus.word("kind", claim), bound);
    if (over.length > 1) mark.classList.add("shared");
    const link = element("a", { href: this.go.link({ open: claim }), class: "claim" }, mark);
    if (claim === this.claim) link.setAttribute("aria-current", "true");
    return link;
  }

  record(claim) {
    const corpus = this.corpus;
    const { value, value2 } = corpus.claims;
    const second = value2[claim] === null ? "" : ` to ${readable(value2[claim])}`;
    const unit = corpus.word("unit", claim);
    const fields = { kind: corpus.word("kind", claim),
      value: `${readable(value[claim])}${second} ${unit}` };
    for (const name of ["bound", "counted", "event", "direction", "speaker", "when", "dated"]) {
      fields[name] = corpus.word(name, claim);
    }
    return Object.entries(fields).filter(([, text]) => text.trim()).flatMap(([name, text]) => [
      element("dt", {}, name), element("dd", {}, text)]);
  }
}
