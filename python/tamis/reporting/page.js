// The address after # is what is looked at: filters, order, page, open article. So the browser's
// own buttons go back and forth, and a view can be kept as a bookmark.

const FILTERS = ["kind", "unit", "bound", "thing", "speaker", "document"];
const form = document.getElementById("filters");
const table = document.getElementById("rows");
const state = document.getElementById("found");

function wish() {
  return location.hash.includes("=") ? Object.fromEntries(new URLSearchParams(location.hash.slice(1))) : {};
}

function link(change) {
  const next = { ...wish(), ...change };
  const kept = Object.entries(next).filter(([, value]) => value !== undefined && value !== "");
  return `#${new URLSearchParams({ view: "claims", ...Object.fromEntries(kept) })}`;
}

function go(change) {
  if (link(change) !== location.hash) location.hash = link(change);
}
go.link = link;

async function show(corpus, reader, seen) {
  const want = wish();
  const view = VIEWS[want.view] ?? VIEWS.claims;
  const { open, page, ...list } = want;
  const listed = JSON.stringify(list);
  if (seen.listed !== listed) {
    seen.numbers = await view.find(corpus, want);
    if (view.sorts[want.sort]) {
      const name = want.sort.replace("-", "");
      sorted(seen.numbers, view.key(corpus, name), want.sort.startsWith("-"));
    }
    seen.listed = listed;
    controls(want, view, corpus);
  }
  await rows(corpus, view, seen, Number(page) || 1);
  const claim = Number(open);
  if (open !== undefined && claim >= 0 && claim < corpus.size) await reader.show(claim);
  else reader.hide();
}

async function rows(corpus, view, seen, wished) {
  const count = seen.numbers.length;
  const pages = Math.max(1, Math.ceil(count / ROWS));
  const page = Math.min(Math.max(1, wished), pages);
  const shown = `${seen.listed} ${page}`;
  if (seen.shown === shown) return;
  seen.shown = shown;
  const part = seen.numbers.slice((page - 1) * ROWS, page * ROWS);
  const made = await Promise.all(part.map((number) => view.row(corpus, number, link)));
  if (seen.shown !== shown) return; // another view was asked for meanwhile
  const head = view.head.map((name) =>
    element("th", { scope: "col", class: NUMERIC.includes(name) ? "n" : "" }, name));
  table.tHead.replaceChildren(element("tr", {}, ...head));
  table.tBodies[0].replaceChildren(...made);
  const what = view === VIEWS.claims ? "claim" : "document";
  state.textContent = count
    ? `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}, page ${page} of ${pages.toLocaleString("en")}`
    : `No ${what} is like that.`;
  for (const [name, to] of [["first", 1], ["previous", page - 1], ["next", page + 1], ["last", pages]]) {
    const button = document.querySelector(`[data-page=${name}]`);
    button.disabled = to < 1 || to > pages || to === page;
    button.onclick = () => go({ page: to > 1 ? to : undefined, open: undefined });
  }
}

// The form says what is wished, also where a link or the address said it.
function controls(want, view, corpus) {
  const claims = view === VIEWS.claims;
  for (const field of form.elements) {
    if (!field.name) continue;
    if (field.name === "view") field.checked = field.value === (claims ? "claims" : "documents");
    else if (field.name !== "sort") field.value = want[field.name] ?? "";
    if (FILTERS.includes(field.name)) field.disabled = !claims;
  }
  const orders = [element("option", { value: "" }, "as in the corpus")];
  for (const [value, [name, text]] of Object.entries(view.sorts)) {
    orders.push(element("option", { value }, `${name === "dated" ? "date" : name}, ${text}`));
  }
  form.elements.sort.replaceChildren(...orders);
  form.elements.sort.value = view.sorts[want.sort] ? want.sort : "";
  const chips = FILTERS.filter((name) => want[name] !== undefined).map((name) => {
    const text = name === "document" ? corpus.name(want[name]) ?? "?" : want[name];
    const chip = element("a", { href: link({ [name]: undefined, page: undefined }), class: "chip" });
    chip.append(element("span", {}, `${name}: ${text}`), " ×");
    chip.setAttribute("aria-label", `take away the filter ${name}: ${text}`);
    return chip;
  });
  document.getElementById("chips").replaceChildren(...chips);
}

function listen() {
  let waiting;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    clearTimeout(waiting);
    const { name, value } = event.target;
    const cleared = name === "view" ? { sort: undefined, kind: undefined, unit: undefined,
      bound: undefined, thing: undefined, speaker: undefined, document: undefined } : {};
    const change = { ...cleared, [name]: value, page: undefined, open: undefined };
    waiting = setTimeout(() => go(change), name === "q" ? 200 : 0);
  });
  // A bar or a name above the list leads down to it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#view=']");
    if (link && !link.closest("#browse, dialog")) document.getElementById("browse").scrollIntoView();
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName);
    const open = document.querySelector("dialog[open]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const button = { ArrowRight: "next", n: "next", ArrowLeft: "previous", p: "previous" }[event.key];
    if (event.key === "/" && !open) {
      event.preventDefault();
      form.elements.q.focus();
    } else if (button && open) {
      open.querySelector(`[data-part=${button === "next" ? "after" : "before"}]`).click();
    } else if (button && document.querySelector("#browse :focus")) {
      document.querySelector(`[data-page=${button}]`).click();
    }
  });
}

async function begin() {
  try {
    const corpus = await Corpus.open();
    const reader = new Reader(corpus, document.getElementById("reader"), go);
    const seen = {};
    let turn = Promise.resolve();
    const follow = () => (turn = turn.then(() => show(corpus, reader, seen)));
    window.addEventListener("hashchange", follow);
    listen();
    await follow();
    document.body.dataset.ready = "true";
  } catch (error) {
    state.textContent = `The claims of this page cannot be shown: ${error.message}`;
  }
}

begin();
