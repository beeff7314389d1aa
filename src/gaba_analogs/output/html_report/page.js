"use strict";
const page = (() => {
  const PER_PAGE = 25;
  const SIGNS = { verified: "\u2713", underspecified: "!", inconsistent: "\u2717", unverified: "?", error: "\u2717", warning: "!", info: "\u00b7" };
  const RANK = { inconsistent: 0, underspecified: 1, unverified: 2, verified: 4 };
  const NOTABLE = 3; // where a verified record with a warning stands among the others
  const CHARTED = 8;
  const SVG = "http://www.w3.org/2000/svg";
  // Characters that cannot be seen, or that change how their neighbours are read.
  const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\uffff]|\p{Cs}|[\u{e0000}-\u{e0fff}]/u;
  const HIDDEN = { 0x200e: "left-to-right mark", 0x200f: "right-to-left mark", 0x202d: "left-to-right override", 0x202e: "right-to-left override", 0x00ad: "soft hyphen", 0x200b: "zero-width space", 0xfeff: "byte order mark", 0: "null" };

  const framed = window.parent !== window && window.name !== "review"; // a notebook shows the whole page, review and all
  const byId = (id) => document.getElementById(id);
  const content = JSON.parse(byId("content").textContent);
  const { verdicts, severities, fields, aspects, shared, summary } = content;
  const codes = { ...summary.codes, ...summary.conflicts };

  // What the review of the findings adds to the page: review.js puts it here.
  const hooks = { card: () => null, finding: () => null, fits: () => true, shown: () => undefined };

  // ---- Elements: text only ever becomes text nodes -------------------------------------------

  function make(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === "class") node.className = value;
      else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (value === true) node.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
    }
    node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
    return node;
  }

  function draw(tag, attributes, text) {
    const node = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    if (text !== undefined) node.textContent = text;
    return node;
  }

  /** What a record states, isolated from the text around it, with unseen characters made visible. */
  function told(text, tag = "bdi", attributes = {}) {
    const node = make(tag, attributes);
    node.dir = tag === "bdi" ? "auto" : node.dir;
    node.append(...visible(text));
    return node;
  }

  function visible(text) {
    const parts = [];
    let plain = "";
    for (const sign of String(text)) {
      if (UNSEEN.test(sign)) {
        if (plain) parts.push(plain);
        plain = "";
        const number = sign.codePointAt(0);
        const code = "U+" + number.toString(16).toUpperCase().padStart(4, "0");
        parts.push(make("span", { class: "control", title: HIDDEN[number] || "character that cannot be seen", dir: "ltr" }, code));
      } else plain += sign;
    }
    if (plain) parts.push(plain);
    return parts;
  }

  const word = (member) => typeof member === "string" ? member : fields[member][1];
  const sign = (name) => make("span", { class: "sign " + name, "aria-hidden": "true" }, SIGNS[name]);
  const number = (value) => value.toLocaleString("en");
  const plural = (count, one) => number(count) + " " + one + (count === 1 ? "" : "s");

  function listed(numbers) {
    const words = numbers.map(word);
    return words.length < 2 ? words.join("") : words.slice(0, -1).join(", ") + " and " + words[words.length - 1];
  }

  function say(text) {
    byId("said").textContent = "";
    setTimeout(() => { byId("said").textContent = text; }, 50);
  }

  // ---- Records --------------------------------------------------------------------------------

  const value = (reference) => (Array.isArray(reference) ? reference[0] : shared[reference]);

  class Entry {
    constructor(row, number) {
      this.number = number;
      [this.name, this.sourceReference, this.line, this.row, this.verdictNumber, this.stated, this.said, this.suspects,
        this.ambiguous, this.corrections, this.findings, this.agreementReference, this.skippedReference,
        this.passedReference, this.links, this.labelReference, this.drawings, this.identity, this.fingerprint] = row;
      this.verdict = verdicts[this.verdictNumber];
      this.warned = this.findings.some((finding) => severities[finding[1]] !== "info");
      this.rank = this.verdict === "verified" && this.warned ? NOTABLE : RANK[this.verdict];
    }

    get agreement() { return value(this.agreementReference); }
    get source() { return value(this.sourceReference); }
    get title() {
      if (this.identity === null || this.identity === this.name) return this.name || "unnamed record";
      return this.name ? this.identity + " (" + this.name + ")" : this.identity;
    }
    get short() { return this.verdict === "verified" && !this.warned; }

    get place() {
      const source = this.source;
      if (this.line !== null) return (source || "record") + ":" + this.line;
      return source === null ? "" : source + (this.row === null ? "" : " row " + this.row);
    }

    /** The place, without the source where all records share it. */
    get where() {
      if (sources.length > 1 || (this.line === null && this.row === null)) return this.place;
      return this.line === null ? "row " + number(this.row) : "line " + number(this.line);
    }

    get compared() {
      const found = new Set();
      for (const groups of Object.values(this.agreement)) {
        if (groups.flat().length > 1) groups.flat().forEach((field) => found.add(field));
      }
      return [...found].sort((a, b) => typeof a === typeof b ? (a < b ? -1 : 1) : typeof a === "string" ? 1 : -1);
    }

    get sentence() {
      if (this.said) return this.said;
      const compared = this.compared.filter((member) => typeof member === "number");
      return plural(compared.length, "field") + " agree: " + listed(compared);
    }

    /** Everything that the search looks through. */
    get haystack() {
      if (this.lower === undefined) {
        const parts = [this.title, this.place, this.verdict, this.said || ""];
        for (let i = 1; i < this.stated.length; i += 2) parts.push(this.stated[i]);
        for (let i = 1; i < this.corrections.length; i += 3) parts.push(this.corrections[i]);
        for (const finding of this.findings) parts.push(finding[0], finding[3]);
        this.lower = parts.join("\n").toLowerCase();
      }
      return this.lower;
    }
  }

  const entries = [];
  for (const block of document.querySelectorAll("script.records")) {
    for (const row of JSON.parse(block.textContent)) entries.push(new Entry(row, entries.length + 1));
    block.remove();
  }
  const only = entries.length === 1;
  const sources = [...new Set(entries.map((entry) => entry.source))].filter(Boolean);

  // ---- What is looked at: the filter, and the address that leads to it -----------------------------

  const EMPTY = { text: "", verdict: "", code: "", suspect: "", review: "", order: "", page: 1 };
  let view = { ...EMPTY };
  let chosen = entries;
  const opened = new Set();
  let printing = false;

  function choose() {
    const text = view.text.trim().toLowerCase();
    const verdict = verdicts.indexOf(view.verdict);
    const suspect = fields.findIndex((field) => field[0] === view.suspect);
    chosen = entries.filter((entry) =>
      (verdict < 0 || entry.verdictNumber === verdict)
      && (!view.code || entry.findings.some((finding) => finding[0] === view.code))
      && (suspect < 0 || entry.suspects.includes(suspect))
      && (!view.review || hooks.fits(entry, view.review))
      && (!text || entry.haystack.includes(text)));
    if (view.order !== "input") chosen = chosen.slice().sort((a, b) => a.rank - b.rank || a.number - b.number);
    view.page = Math.min(Math.max(1, view.page), pages());
  }

  const pages = () => Math.max(1, Math.ceil(chosen.length / PER_PAGE));

  function address() {
    const parts = Object.entries(view).filter(([name, at]) => at !== EMPTY[name]);
    return "#" + new URLSearchParams(parts).toString();
  }

  function remember() {
    const to = address();
    if (to !== (location.hash || "#")) history.replaceState(null, "", to);
  }

  function follow() {
    const hash = location.hash.slice(1);
    const record = /^record-(\d+)$/.exec(hash);
    if (record) return visit(Number(record[1]));
    if (hash.startsWith("check-")) return explain(hash);
    if (hash === "records") return undefined;
    const asked = new URLSearchParams(hash);
    view = { ...EMPTY };
    for (const name of ["text", "order"]) view[name] = asked.get(name) || "";
    if (verdicts.includes(asked.get("verdict"))) view.verdict = asked.get("verdict");
    if (Object.hasOwn(codes, asked.get("code") || "")) view.code = asked.get("code");
    if (fields.some((field) => field[0] === asked.get("suspect"))) view.suspect = asked.get("suspect");
    if ([...byId("review").options].some((option) => option.value === asked.get("review"))) view.review = asked.get("review");
    view.page = Number.parseInt(asked.get("page"), 10) || 1;
    return show();
  }

  function visit(target) {
    const entry = entries[target - 1];
    if (!entry) return show();
    choose();
    if (!chosen.includes(entry)) {
      view = { ...EMPTY, order: view.order };
      choose();
    }
    view.page = Math.floor(chosen.indexOf(entry) / PER_PAGE) + 1;
    opened.add(entry.number);
    show();
    const card = byId("record-" + target);
    card.classList.add("here");
    card.scrollIntoView();
    card.focus({ preventScroll: true });
    return undefined;
  }

  /** Turn to the page of a record that fits the filter. */
  function reveal(entry) {
    const place = chosen.indexOf(entry);
    if (place < 0) return;
    view.page = Math.floor(place / PER_PAGE) + 1;
    show();
    remember();
  }

  function explain(id) {
    const details = byId(id);
    if (!details) return;
    details.open = true;
    details.scrollIntoView();
    details.querySelector("summary").focus({ preventScroll: true });
  }

  function change(part) {
    view = { ...view, page: 1, ...part };
    show();
    remember();
  }

  function turn(page) {
    view.page = page;
    show();
    remember();
    byId("records").scrollIntoView();
    byId("records").focus({ preventScroll: true });
  }

  // ---- The page --------------------------------------------------------------------------------

  function show() {
    choose();
    for (const name of ["text", "verdict", "code", "suspect", "review", "order"]) {
      if (byId(name).value !== view[name]) byId(name).value = view[name];
    }
    for (const button of document.querySelectorAll("[data-filter]")) {
      const [name, at] = button.dataset.filter.split("=");
      button.setAttribute("aria-pressed", String(view[name] === at));
    }
    const start = printing ? 0 : (view.page - 1) * PER_PAGE;
    const part = printing ? chosen : chosen.slice(start, start + PER_PAGE);
    byId("list").replaceChildren(...part.map((entry) => make("li", { class: entry.short && !only ? "short" : "" }, card(entry))));
    if (!part.length) byId("list").append(make("li", { class: "empty" }, entries.length ? "No record fits the filter." : "No records were read."));
    const all = chosen.length === entries.length ? "" : " of " + number(entries.length);
    byId("found").textContent = only ? "" : number(chosen.length) + all + (entries.length === 1 ? " record" : " records")
      + (pages() > 1 && !printing ? ", " + number(start + 1) + "\u2013" + number(start + part.length) + " shown" : "");
    for (const nav of document.querySelectorAll(".pager")) nav.replaceChildren(...pager());
    hooks.shown();
  }

  /** Print every record that fits the filter, not only those of the page that is looked at. */
  function print(all) {
    printing = all;
    show();
  }

  function pager() {
    if (pages() < 2) return [];
    const to = (label, page, off) => make("button", { type: "button", disabled: off, onclick: () => turn(page) }, label);
    return [
      to("First", 1, view.page === 1), to("Previous", view.page - 1, view.page === 1),
      make("span", {}, "page " + number(view.page) + " of " + number(pages())),
      to("Next", view.page + 1, view.page === pages()), to("Last", pages(), view.page === pages()),
    ];
  }

  function card(entry) {
    const id = "record-" + entry.number;
    const attributes = { id, tabindex: "-1", "aria-labelledby": id + "-name", class: entry.verdict };
    const link = make("a", { href: "#" + id, title: "link to this record" }, "#" + entry.number);
    const place = told(entry.where);
    if (entry.short && !only) {
      const name = make("h3", { id: id + "-name" }, told(entry.title, "bdi", { class: "cut" }));
      const badge = make("span", {}, sign(entry.verdict), make("span", { class: "unseen" }, entry.verdict));
      const said = make("span", { class: "soft said" }, plural(entry.compared.length, "field") + " agree");
      const details = make("details", { open: opened.has(entry.number) },
        make("summary", {}, badge, name, said, make("span", { class: "place" }, place)));
      const fill = () => { if (details.open && details.childElementCount === 1) details.append(body(entry, link)); };
      details.addEventListener("toggle", fill);
      fill();
      return make("article", { ...attributes, class: "short verified" }, details);
    }
    return make("article", attributes,
      make("div", { class: "head" }, told(entry.title, "h3", { id: id + "-name", dir: "auto" }), make("p", {}, place, entry.where ? " \u00b7 " : "", link)),
      make("p", { class: "verdict" }, make("span", { class: "badge " + entry.verdict }, sign(entry.verdict), entry.verdict), ...visible(entry.sentence)),
      corrections(entry), hooks.card(entry), body(entry, null));
  }

  function body(entry, link) {
    const findings = entry.findings.length
      ? make("section", { class: entry.drawings ? "" : "full" }, make("h4", {}, "Findings"), make("ul", { class: "findings" }, ...entry.findings.map((finding) => findingItem(finding, entry)))) : null;
    const alone = !findings && entry.drawings;
    return make("div", { class: "body" },
      link ? make("p", { class: "full soft" }, "Record ", link, ": ", ...visible(entry.sentence)) : null,
      findings, pictures(entry, alone), fieldTable(entry), matrix(entry), rest(entry));
  }

  function corrections(entry) {
    if (!entry.corrections.length) return null;
    const list = make("dl", { class: "corrections" });
    for (let i = 0; i < entry.corrections.length; i += 3) {
      const name = word(entry.corrections[i]);
      const text = entry.corrections[i + 1];
      const safety = entry.corrections[i + 2];
      list.append(make("dt", {}, name + " should be"),
        make("dd", {}, told(text, "bdi", { class: "value" }), " ", make("small", { class: "soft" }, safety)),
        copyButton(name, text));
    }
    return list;
  }

  function copyButton(name, text) {
    const button = make("button", { type: "button", class: "copy", "aria-label": "Copy the corrected " + name }, "Copy");
    button.addEventListener("click", async () => {
      const done = await copy(text);
      button.textContent = done ? "Copied" : "Not copied";
      say(done ? name + " copied" : "the browser did not allow copying");
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    return make("dd", {}, button);
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = make("textarea", { class: "unseen", readonly: true });
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  }

  function findingItem(finding, entry) {
    const [code, severity, , message, stated, expected, , accepted] = finding;
    const name = severities[severity];
    const item = make("li", {}, make("p", { class: "message" }, sign(name), make("span", { class: "unseen" }, name + ": "),
      ...visible(message), " ", codeLink(code), accepted ? make("span", { class: "accepted" }, "accepted by the baseline") : null));
    const known = entry && entry.stated.includes(stated) && expected === null;
    if (!known && (stated !== null || expected !== null)) item.append(pair(stated, expected));
    if (Object.hasOwn(content.checks, code)) item.append(lazily("why", "About this check", () => documentation(code)));
    const more = entry ? null : hooks.finding(finding);
    if (more) item.append(more);
    return item;
  }

  function codeLink(code) {
    const name = make("code", {}, code);
    return Object.hasOwn(content.checks, code) ? make("a", { href: "#check-" + code }, name) : name;
  }

  function lazily(kind, label, build) {
    const details = make("details", { class: kind }, make("summary", {}, label));
    details.addEventListener("toggle", () => { if (details.open && details.childElementCount === 1) details.append(build()); });
    return details;
  }

  /** Stated and expected value, the part in which they differ marked. */
  function pair(stated, expected) {
    const list = make("dl", { class: "pair" });
    const ends = stated !== null && expected !== null ? common(stated, expected) : null;
    for (const [label, text] of [["stated", stated], ["expected", expected]]) {
      if (text === null) continue;
      const shown = make("bdi", { class: "value" });
      if (ends) {
        const last = text.length - ends[1];
        shown.append(...visible(text.slice(0, ends[0])));
        if (last > ends[0]) shown.append(make("mark", {}, ...visible(text.slice(ends[0], last))));
        shown.append(...visible(text.slice(last)));
      } else shown.append(...visible(text));
      list.append(make("dt", {}, label), make("dd", {}, shown));
    }
    return list;
  }

  /** Lengths of the common start and end; null where the texts share too little. */
  function common(one, other) {
    const shorter = Math.min(one.length, other.length);
    let start = 0;
    while (start < shorter && one[start] === other[start]) start += 1;
    let end = 0;
    while (end < shorter - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1;
    return one !== other && 2 * (start + end) >= shorter ? [start, end] : null;
  }

  // ---- Structures ------------------------------------------------------------------------------

  function pictures(entry, alone) {
    if (!entry.drawings) return null;
    const marked = entry.drawings.some((drawing) => drawing[3]);
    const figures = entry.drawings.map((drawing) => figure(drawing, entry));
    return make("section", { class: entry.drawings.length > 2 || alone ? "full" : "" },
      make("h4", {}, entry.drawings.length < 2 ? "Structure" : marked ? "Structures, differences highlighted" : "Structures"), make("div", { class: "pictures" }, ...figures));
  }

  function figure([members, remark, shape, differing], entry) {
    const suspect = members.length && members.every((field) => entry.suspects.includes(field));
    const words = listed(members);
    const label = "Structure stated by " + words + (differing ? ", " + plural(differing, "atom") + " highlighted that differ" + (differing === 1 ? "s" : "") : "");
    const caption = make("figcaption", {}, suspect ? sign(entry.verdict === "underspecified" ? "warning" : "error") : null, words,
      suspect ? make("span", { class: "unseen" }, " (suspect)") : null, remark ? make("span", { class: "soft" }, ": " + remark) : null);
    return make("figure", {}, shape ? picture(shape, label) : make("p", { class: "absent" }, "no drawing"), caption);
  }

  function picture(shape, label) {
    const [width, height] = shape.size;
    const svg = draw("svg", { viewBox: "0 0 " + width * 10 + " " + height * 10, width, height, role: "img", "aria-label": label });
    for (const kind of ["halo", "glow"]) if (shape[kind]) svg.append(draw("path", { class: kind, d: shape[kind] }));
    for (const [cx, cy, rx, ry] of shape.circles || []) svg.append(draw("ellipse", { cx, cy, rx, ry }));
    for (const kind of ["lines", "thin", "dashes", "filled"]) if (shape[kind]) svg.append(draw("path", { class: kind, d: shape[kind] }));
    for (const [x, y, size, letter, note] of shape.letters || []) svg.append(draw("text", { x, y, "font-size": size * 10, class: note ? "note" : "" }, letter));
    return svg;
  }

  // ---- Fields, agreement, the rest ----------------------------------------------------------------

  function fieldTable(entry) {
    const compared = new Set([...entry.compared, ...entry.suspects]);
    const labels = value(entry.labelReference);
    const links = new Map();
    for (let i = 0; i < entry.links.length; i += 2) links.set(entry.links[i], entry.links[i + 1]);
    const warned = new Set(entry.findings.filter((f) => severities[f[1]] === "warning" && f[2].length).map((f) => f[2][0]));
    const certain = new Set(entry.findings.filter((f) => severities[f[1]] === "error" && f[2].length === 1).map((f) => f[2][0]));
    const rows = [];
    for (let i = 0; i < entry.stated.length; i += 2) rows.push([entry.stated[i], entry.stated[i + 1]]);
    rows.sort((a, b) => compared.has(b[0]) - compared.has(a[0]));
    const table = make("table", { class: "fields" }, make("thead", {}, make("tr", {}, ...["field", "stated", "state"].map((text) => make("th", { scope: "col" }, text)))));
    const tbody = make("tbody");
    for (const [field, text] of rows) {
      const suspect = entry.suspects.includes(field);
      let kind = compared.has(field) ? "verified" : "info";
      let state = compared.has(field) ? "agrees" : links.has(field) ? (fields[field][0] === "cas" ? "check digit valid" : fields[field][0] === "unii" ? "check character valid" : "form valid") : "not compared";
      if (warned.has(field)) { kind = "warning"; state = compared.has(field) ? "agrees, with a warning" : "see the findings"; }
      if (suspect) { kind = entry.verdict === "underspecified" ? "warning" : "error"; state = entry.verdict === "underspecified" ? "says less" : entry.ambiguous && !certain.has(field) ? "perhaps wrong" : "wrong"; }
      const label = Object.hasOwn(labels, field) && ![word(field), fields[field][0]].map(plain).includes(plain(labels[field])) ? make("span", { class: "soft" }, " (", told(labels[field]), ")") : null;
      tbody.append(make("tr", { class: suspect ? "suspect" : "" },
        make("th", { scope: "row" }, sign(kind), word(field), label),
        make("td", {}, stated(field, text, links.get(field))), make("td", { class: "state" }, state)));
    }
    table.append(tbody);
    const paired = entry.compared.length > 1;
    return rows.length ? make("section", { class: paired ? "" : "full" }, make("h4", {}, "Stated fields"), table) : null;
  }

  const plain = (text) => text.toLowerCase().replace(/[^a-z0-9]/g, "");

  function stated(field, text, identifier) {
    const shown = told(text, "bdi", { class: "value" });
    const home = content.addresses[field];
    if (!home || identifier === undefined || !/^[A-Za-z0-9-]+$/.test(identifier)) return shown;
    return make("a", { href: home[0] + identifier + home[1], rel: "noopener noreferrer", target: "_blank" }, shown, make("span", { class: "unseen" }, " (opens the registry in a new tab)"));
  }

  function matrix(entry) {
    const present = aspects.filter((aspect) => Object.hasOwn(entry.agreement, aspect));
    const members = entry.compared;
    if (!present.length || members.length < 2) return null;
    const split = present.some((aspect) => entry.agreement[aspect].length > 1);
    const head = make("tr", {}, make("td"), ...present.map((aspect) => make("th", { scope: "col" }, aspect)));
    const rows = members.map((field) => make("tr", { class: entry.suspects.includes(field) ? "suspect" : "" },
      make("th", { scope: "row" }, word(field)), ...present.map((aspect) => cell(entry.agreement[aspect], field))));
    const caption = split
      ? "Fields with the same letter in a column agree with one another; a tick stands where all agree, a dash where a field says nothing."
      : "A tick stands where all fields that say something agree, a dash where a field says nothing.";
    return make("section", {}, make("h4", {}, "Agreement"),
      make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Agreement of the fields of " + entry.title + " (#" + entry.number + "), by aspect" },
        make("table", { class: "matrix" }, make("caption", {}, caption), make("thead", {}, head), make("tbody", {}, ...rows))));
  }

  function cell(groups, field) {
    const home = groups.findIndex((group) => group.includes(field));
    if (home < 0) return make("td", { class: "soft" }, make("span", { "aria-hidden": "true" }, "\u2013"), make("span", { class: "unseen" }, "says nothing"));
    if (groups.length === 1) return make("td", {}, make("span", { class: "verified", "aria-hidden": "true" }, SIGNS.verified), make("span", { class: "unseen" }, "agrees"));
    return make("td", { class: home ? "odd" : "" }, home < 26 ? String.fromCharCode(65 + home) : String(home + 1));
  }

  function rest(entry) {
    const skipped = value(entry.skippedReference);
    const passed = value(entry.passedReference);
    const out = make("div", { class: "full" });
    if (passed.length) out.append(lazily("rest", plural(passed.length, "check") + " passed", () => make("p", {}, passed.join(", "))));
    if (skipped.length) {
      out.append(lazily("rest", plural(skipped.length, "check") + " skipped", () => {
        const reasons = new Map();
        for (const [code, reason] of skipped) reasons.set(reason, [...(reasons.get(reason) || []), code]);
        return make("ul", {}, ...[...reasons].map(([reason, found]) => make("li", {}, ...visible(reason), ": ", make("span", { class: "soft" }, found.join(", ")))));
      }));
    }
    return out.childElementCount ? out : null;
  }

  // ---- Summary, checks, footer --------------------------------------------------------------------

  function charts() {
    const strip = make("div", { class: "strip", "aria-hidden": "true" });
    const legend = make("ul", { class: "legend", "aria-label": "Records by verdict" });
    for (const verdict of ["inconsistent", "underspecified", "unverified", "verified"]) {
      const count = summary.verdicts[verdict];
      if (!count) continue;
      const part = make("span", { class: verdict });
      part.style.flexGrow = String(count);
      strip.append(part);
      const share = 100 * count / summary.records;
      const percent = (share === 100 ? 100 : share >= 10 ? Math.min(99, Math.round(share)) : share < 0.1 ? "<0.1" : share.toFixed(1)) + " %";
      legend.append(make("li", {}, make("button", { type: "button", class: verdict, "data-filter": "verdict=" + verdict, onclick: toggle },
        make("b", {}, number(count)), make("span", {}, sign(verdict), verdict, make("span", { class: "soft" }, " " + percent)))));
    }
    byId("verdicts").append(strip, legend);
    chart("codes", "Most common findings (records)", Object.entries(summary.codes), (code) => [code, severities[content.worst[code]], make("code", { class: "word" }, code)], "code");
    const suspects = new Map();
    for (const entry of entries) for (const field of entry.suspects) suspects.set(field, (suspects.get(field) || 0) + 1);
    const ranked = [...suspects].sort((a, b) => b[1] - a[1]);
    chart("suspects", "Suspect fields (records)", ranked, (field) => [fields[field][0], "error", make("span", { class: "word" }, word(field))], "suspect");
    options("verdict", verdicts.filter((verdict) => summary.verdicts[verdict]).map((verdict) => [verdict, verdict, summary.verdicts[verdict]]));
    options("code", Object.entries(summary.codes).map(([code, count]) => [code, code, count]));
    options("suspect", ranked.map(([field, count]) => [fields[field][0], word(field), count]));
  }

  function chart(id, title, ranked, describe, name) {
    if (!ranked.length) return;
    const most = ranked[0][1];
    const list = make("ol", { class: "chart" });
    for (const [key, count] of ranked.slice(0, CHARTED)) {
      const [at, kind, label] = describe(key);
      const fill = make("span", { class: kind });
      fill.style.width = 100 * count / most + "%";
      list.append(make("li", {}, make("button", { type: "button", "data-filter": name + "=" + at, onclick: toggle },
        label, make("span", { class: "rail", "aria-hidden": "true" }, fill), make("span", { class: "count" }, number(count)))));
    }
    const more = ranked.length > CHARTED ? make("p", { class: "soft" }, "and " + (ranked.length - CHARTED) + " more, in the filter below") : null;
    byId(id).append(make("h3", { class: "heading" }, title), list);
    if (more) byId(id).append(more);
  }

  function options(id, choices) {
    byId(id).append(make("option", { value: "" }, "any"), ...choices.map(([at, label, count]) => make("option", { value: at }, label + " (" + number(count) + ")")));
  }

  function toggle(event) {
    const [name, at] = event.currentTarget.dataset.filter.split("=");
    change({ [name]: view[name] === at ? "" : at });
  }

  function documentation(code) {
    const [title, , , sections] = content.checks[code];
    const parts = [make("p", {}, title)];
    for (const [heading, paragraphs] of sections) {
      if (heading) parts.push(make("h4", {}, heading));
      for (const [text, session] of paragraphs) parts.push(session ? make("pre", { tabindex: "0" }, text) : make("p", {}, text));
    }
    return make("div", { class: "doc" }, ...parts);
  }

  function checks() {
    const known = Object.keys(content.checks);
    for (const code of known) {
      const [title, severity, family] = content.checks[code];
      const details = make("details", { id: "check-" + code },
        make("summary", {}, sign(severities[severity]), make("code", {}, code), " ", make("span", { class: "soft" }, severities[severity] + ", " + family + ": "), title));
      details.addEventListener("toggle", () => { if (details.open && details.childElementCount === 1) details.append(documentation(code)); });
      byId("check-list").append(details);
    }
    byId("checks").hidden = !known.length;
  }

  function footer() {
    const versions = Object.entries(content.versions).map(([name, version]) => name + " " + version).join(" \u00b7 ");
    const said = Object.entries(content.options).map(([name, at]) => {
      if (at === null || (Array.isArray(at) && !at.length) || (typeof at === "object" && !Array.isArray(at) && !Object.keys(at).length)) return null;
      const words = Array.isArray(at) ? at.join(", ") : typeof at === "object" ? Object.entries(at).map(([key, to]) => key + "=" + to).join(", ") : at === true ? "yes" : at === false ? "no" : String(at);
      return name.replaceAll("_", " ") + ": " + words;
    }).filter(Boolean).join(" \u00b7 ");
    const asked = [...(content.options.pubchem ? ["PubChem"] : []), ...(content.options.against || [])];
    byId("run").append(make("p", {}, "Made by ", ...visible(versions)), make("p", {}, "Options: ", ...visible(said)),
      make("p", {}, "Each record was compared with itself" + (asked.length ? " and with " + asked.join(", ") : "; no registry was asked") + ". Agreement of fields is no proof that the substance is the right one.",
        content.whole ? "" : " Structures are drawn for records with a disagreement."));
  }

  function about() {
    const named = sources.slice(0, 3);
    const moment = make("time", { datetime: content.moment }, content.moment.slice(0, 16).replace("T", " ") + (content.moment.endsWith("+00:00") ? " UTC" : content.moment.slice(19)));
    const line = byId("about");
    named.forEach((source, position) => line.append(position ? ", " : "", told(source)));
    for (const complaint of content.unread) byId("unread").append(make("li", {}, sign("error"), ...visible(complaint)));
    for (const sentence of content.not_read) byId("unread").append(make("li", {}, sign("info"), ...visible(sentence)));
    byId("unread").hidden = !content.unread.length && !content.not_read.length;
    if (sources.length > named.length) line.append(" and " + (sources.length - named.length) + " more");
    line.append(named.length ? " \u00b7 " : "", plural(entries.length, "record") + " \u00b7 ", moment);
    const first = only && entries[0].name ? entries[0].name : named[0];
    if (first) document.title = "Structure report: " + first;
  }

  function later(work, delay) {
    let timer = 0;
    return (...parts) => { clearTimeout(timer); timer = setTimeout(() => work(...parts), delay); };
  }

  /** Fill the page; what else is in it has been hooked in by then. */
  function start() {
    about();
    charts();
    checks();
    footer();
    if (content.wide.length) {
      byId("wide-list").append(...content.wide.map((finding) => findingItem(finding, null)));
      byId("wide").hidden = false;
    }
    if (content.conflicts.length) {
      byId("conflict-list").append(...content.conflicts.map((finding) => findingItem(finding, null)), ...content.more.map((text) => make("li", { class: "soft" }, text)));
      byId("conflicts").hidden = false;
    }
    byId("summary").hidden = entries.length < 2;
    byId("filter").hidden = entries.length < 2;
    byId("records").hidden = false;
    byId("loading").remove();
    for (const name of ["verdict", "code", "suspect", "review", "order"]) byId(name).addEventListener("change", (event) => change({ [name]: event.target.value }));
    byId("text").addEventListener("input", later(() => change({ text: byId("text").value.trim() }), 150));
    byId("filter").addEventListener("submit", (event) => event.preventDefault());
    byId("clear").addEventListener("click", () => { change(EMPTY); byId("text").focus(); });
    window.addEventListener("hashchange", follow);
    const height = () => (getComputedStyle(byId("filter")).position === "sticky" ? byId("filter").offsetHeight : 0);
    new ResizeObserver(() => document.documentElement.style.setProperty("--covered", height() + "px")).observe(byId("filter"));
    window.addEventListener("beforeprint", () => print(true));
    window.addEventListener("afterprint", () => print(false));
    show();
    follow();
    if (framed) { // the page around it makes it as high as it is, and has a title of its own
      document.documentElement.classList.add("framed");
      new ResizeObserver(() => window.parent.postMessage({ height: document.documentElement.scrollHeight }, "*")).observe(document.body);
    }
    document.documentElement.dataset.ready = "yes";
  }

  return {
    content, entries, fields, severities, hooks, byId, make, told, visible, word, sign, number, plural, say, only,
    framed, start, show, reveal, chosen: () => chosen, view: () => view,
  };
})();
