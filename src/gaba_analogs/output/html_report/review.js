(() => {
  if (page.framed) return page.start(); // a page that shows the report in a frame keeps no decisions
  const { content, entries, fields, severities, hooks, byId, make, told, visible, word, sign, number, plural, say, only } = page;
  const LONGEST = 4000; // characters of a value that the page holds as a whole
  const NAMES = fields.map((field) => field[0]);
  const SHAPE = /^g[0-9a-f]{31}$/;
  const CHOICES = { accept: "accepted", reject: "rejected", "": "undecided" };
  const STORE = "gaba_analogs review " + content.fingerprint;
  const REVIEWER = "gaba_analogs reviewer";
  const SWITCH = "gaba_analogs single keys";

  // ---- Cases: the findings of a record that one decision settles ------------------------------

  /** Findings that blame the same field of a record, or the same fields where the record does not decide. */
  class Case {
    constructor(entry, id, members, findings) {
      this.entry = entry;
      this.id = id;
      this.members = members;
      this.findings = findings;
    }

    /** The fields that can be typed anew: not a molfile, which has many lines. */
    get editable() { return this.entry ? this.members.filter((member) => NAMES[member] !== "molblock") : []; }

    get severity() { return this.findings.some((finding) => severities[finding[1]] === "error") ? "error" : "warning"; }

    get title() { return this.entry ? this.entry.title : "across the records"; }
    get about() { return this.members.map(word).join(" or ") || this.findings[0][0]; }

    /** What a field of the record states, to the letter; null where the page does not hold all of it. */
    stated(member) {
      if (!this.entry) return this.findings[0][4];
      const at = this.entry.stated.findIndex((part, place) => place % 2 === 0 && part === member);
      if (at < 0 || NAMES[member] === "molblock") return null;
      const text = this.entry.stated[at + 1];
      return text.length > LONGEST ? null : text;
    }

    /** What a field should state as far as the record decides, and how safe that is; null for nothing. */
    proposed(member) {
      if (!this.entry) return null;
      const all = this.entry.corrections;
      for (let i = 0; i < all.length; i += 3) if (all[i] === member) return [all[i + 1], all[i + 2]];
      const found = this.findings.find((finding) => finding[5] !== null && finding[2][0] === member);
      return found ? [found[5], "suggested"] : null;
    }

    /** The decision on all its findings; where they differ, none. */
    get decision() {
      const all = this.findings.map((finding) => decisions.get(finding[6]));
      const same = all.every((one) => one && ["decision", "field", "correction"].every((name) => one[name] === all[0][name]));
      return same ? all[0] : { ...OPEN, comment: (all.find((one) => one && one.comment) || OPEN).comment };
    }

    get conflicts() { return this.findings.map((finding) => conflicts.get(finding[6])).filter(Boolean); }
    get decided() { return this.decision.decision !== ""; }
  }

  const OPEN = Object.freeze({ decision: "", field: "", correction: "", comment: "", by: "" });

  function casesOf(entry) {
    if (entry.cases) return entry.cases;
    const groups = new Map();
    for (const finding of entry.findings) {
      if (severities[finding[1]] === "info" || finding[7]) continue;
      const blamed = finding[2].filter((member) => entry.suspects.includes(member));
      const several = entry.ambiguous && blamed.length && finding[2].length > 1;
      const key = several ? "several" : String(blamed.length ? blamed[0] : finding[2][0]);
      const group = groups.get(key) || { members: [], findings: [] };
      for (const member of several ? blamed : [blamed.length ? blamed[0] : finding[2][0]]) {
        if (member !== undefined && !group.members.includes(member)) group.members.push(member);
      }
      group.findings.push(finding);
      groups.set(key, group);
    }
    entry.cases = [...groups.values()].map((group, place) => new Case(entry, entry.number + "-" + place, group.members, group.findings))
      .sort((one, other) => (one.severity === "warning") - (other.severity === "warning"));
    return entry.cases;
  }

  const across = content.conflicts.filter((finding) => severities[finding[1]] !== "info" && !finding[7])
    .map((finding, place) => new Case(null, "across-" + place, finding[2], [finding]));
  const all = [...across, ...entries.flatMap(casesOf)];
  const known = new Map();
  for (const one of all) for (const finding of one.findings) known.set(finding[6], [...(known.get(finding[6]) || []), one]);
  const excused = entries.reduce((count, entry) => count + entry.findings.filter((finding) => finding[7]).length, 0);

  // ---- Decisions, kept in the browser --------------------------------------------------------

  const decisions = new Map();
  const conflicts = new Map();
  let unsaved = 0;
  let kept = true;
  let current = null;
  let editing = null;

  function read(name) {
    try { return localStorage.getItem(name); } catch { return null; }
  }

  function write(name, text) {
    try { localStorage.setItem(name, text); return true; } catch { return false; }
  }

  const sound = (one) => one && typeof one === "object" && Object.hasOwn(CHOICES, one.decision)
    && ["field", "correction", "comment", "by"].every((name) => typeof one[name] === "string")
    && (one.field === "" || NAMES.includes(one.field));

  function load() {
    decisions.clear();
    conflicts.clear();
    try {
      const stored = JSON.parse(read(STORE) || "{}");
      for (const [name, target] of [["decisions", decisions], ["conflicts", conflicts]]) {
        for (const [fingerprint, one] of Object.entries(stored[name] || {})) if (known.has(fingerprint) && sound(one)) target.set(fingerprint, one);
      }
      unsaved = Number(stored.unsaved) || 0;
    } catch { /* what is not understood is not ours */ }
  }

  function save() {
    kept = write(STORE, JSON.stringify({ decisions: Object.fromEntries(decisions), conflicts: Object.fromEntries(conflicts), unsaved }));
  }

  function decide(one, part) {
    for (const finding of one.findings) {
      decisions.set(finding[6], { ...OPEN, ...decisions.get(finding[6]), ...part, by: byId("reviewer").value.trim() });
      conflicts.delete(finding[6]);
    }
    unsaved += 1;
    save();
    refresh(one);
  }

  // ---- What is left, and where ---------------------------------------------------------------

  const queue = () => {
    const chosen = page.chosen();
    return [...(chosen.length === entries.length ? across : []), ...chosen.flatMap(casesOf)];
  };

  const FILTERS = {
    undecided: (one) => !one.decided && !one.conflicts.length,
    "undecided errors": (one) => FILTERS.undecided(one) && one.severity === "error",
    "undecided warnings": (one) => FILTERS.undecided(one) && one.severity === "warning",
    accepted: (one) => one.decision.decision === "accept",
    rejected: (one) => one.decision.decision === "reject",
    commented: (one) => one.decision.comment !== "",
    contradicted: (one) => one.conflicts.length > 0,
  };

  hooks.fits = (entry, wanted) => wanted === "baseline" ? entry.findings.some((finding) => finding[7])
    : Object.hasOwn(FILTERS, wanted) && (casesOf(entry).some(FILTERS[wanted]) || (editing !== null && editing.entry === entry));

  function progress() {
    const count = (test) => all.filter(test).length;
    const left = count((one) => !one.decided);
    const errors = count((one) => !one.decided && one.severity === "error");
    const kinds = errors && errors !== left ? " (" + plural(errors, "error") + ", " + plural(left - errors, "warning") + ")" : left && !errors ? " (warnings only)" : "";
    const here = queue().filter((one) => !one.decided).length;
    const accepted = count(FILTERS.accepted);
    const rejected = count(FILTERS.rejected);
    const contradicted = count(FILTERS.contradicted);
    const parts = [left ? number(left) + " of " + plural(all.length, "case") + " left" + kinds : "all " + plural(all.length, "case") + " decided"];
    if (left && here !== left) parts.push(number(here) + " in this view");
    if (accepted) parts.push(number(accepted) + " accepted");
    if (rejected) parts.push(number(rejected) + " rejected");
    if (contradicted) parts.push(plural(contradicted, "contradiction"));
    if (excused) parts.push(plural(excused, "finding") + " accepted by the baseline");
    byId("progress").textContent = parts.join(" \u00b7 ");
    byId("done").value = all.length - left;
    byId("kept").textContent = (kept ? "" : "This browser keeps nothing: export before you close the page. ")
      + (unsaved ? plural(unsaved, "change") + " since the last export" : "");
    byId("export").disabled = !decisions.size;
  }

  // ---- A case on its card ----------------------------------------------------------------------

  const button = (label, key, act, extra = {}) => make("button", { type: "button", "aria-keyshortcuts": key, onclick: act, ...extra },
    label, make("kbd", { "aria-hidden": "true" }, key));

  function block(one) {
    const decided = one.decision;
    const node = make("section", { class: "case" + (decided.decision ? " " + decided.decision : ""), id: "case-" + one.id, tabindex: "-1", "aria-label": "Decision on " + one.about + " of " + one.title });
    node.append(make("p", { class: "settles" }, make("span", { class: "state" }, CHOICES[decided.decision]), sign(one.severity), make("span", { class: "unseen" }, one.severity + ": "), ...summary(one, decided)));
    if (decided.comment) node.append(make("p", { class: "remark" }, ...visible(decided.comment), decided.by ? make("span", { class: "soft" }, " (", told(decided.by), ")") : null));
    for (const theirs of one.conflicts.slice(0, 1)) node.append(contradiction(one, theirs));
    if (editing === one) node.append(form(one));
    else node.append(make("div", { class: "choices" },
      button("Accept", "a", () => accept(one), { "aria-pressed": String(decided.decision === "accept") }),
      button("Reject", "r", () => reject(one), { "aria-pressed": String(decided.decision === "reject") }),
      one.editable.length ? button("Edit", "e", () => edit(one)) : null,
      button("Comment", "c", () => edit(one, "comment")),
      decided.decision || decided.comment ? button("Undo", "u", () => undo(one)) : null));
    return node;
  }

  function summary(one, decided) {
    if (decided.decision === "reject") return [one.about, " stands as it is"];
    if (decided.decision === "accept" && decided.correction) {
      return [word(NAMES.indexOf(decided.field)), " becomes ", told(decided.correction, "bdi", { class: "value" })];
    }
    if (decided.decision === "accept") return [one.about, " is to be corrected by hand"];
    const proposals = one.members.map((member) => [member, one.proposed(member)]).filter(([, found]) => found);
    if (!proposals.length) return [one.about, ": no correction is proposed"];
    return proposals.flatMap(([member, [text, safety]], place) => [place ? ", or " : "", word(member), " should be ", told(text, "bdi", { class: "value" }), make("small", { class: "soft" }, " " + safety)]);
  }

  function contradiction(one, theirs) {
    const who = theirs.by || "The imported file";
    const what = theirs.decision === "reject" ? "rejects" : theirs.correction ? "accepts, with " : "accepts, to be corrected by hand";
    return make("div", { class: "contradiction" },
      make("p", {}, sign("warning"), told(who), " " + what, theirs.correction ? told(theirs.correction, "bdi", { class: "value" }) : null,
        theirs.comment ? [": ", ...visible(theirs.comment)].reduce((span, part) => (span.append(part), span), make("span")) : null),
      make("div", { class: "choices" }, button("Keep mine", "m", () => settle(one, false)), button("Take theirs", "t", () => settle(one, true))));
  }

  function form(one) {
    const decided = one.decision;
    const commenting = commented || !one.editable.length;
    const id = "edit-" + one.id;
    const start = decided.field && one.editable.includes(NAMES.indexOf(decided.field)) ? NAMES.indexOf(decided.field) : one.editable[0];
    const input = make("input", { id, type: "text", spellcheck: "false", autocomplete: "off", "aria-describedby": id + "-fault" });
    const fill = (member) => {
      const proposal = one.proposed(member);
      input.value = decided.correction && NAMES.indexOf(decided.field) === member ? decided.correction : proposal ? proposal[0] : one.stated(member) || "";
    };
    const choices = !commenting && one.editable.length > 1 ? make("fieldset", {}, make("legend", {}, "Which one is to be corrected?"), ...one.editable.map((member) => make("label", {},
      make("input", { type: "radio", name: id + "-field", value: NAMES[member], checked: member === start, onchange: () => { fill(member); name.textContent = word(member) + " should be"; } }), " " + word(member)))) : null;
    const name = make("span", {}, start === undefined ? "" : word(start) + " should be");
    const fault = make("p", { id: id + "-fault", class: "fault", role: "alert" });
    const comment = make("textarea", { id: id + "-comment", rows: "2" });
    comment.value = decided.comment;
    if (start !== undefined) fill(start);
    const node = make("form", { class: "editor", novalidate: true }, choices,
      commenting || start === undefined ? null : make("label", { for: id }, name, input),
      fault, make("label", { for: id + "-comment" }, "Comment", comment),
      make("div", { class: "choices" }, make("button", { type: "submit" }, "Save", make("kbd", { "aria-hidden": "true" }, "Enter")),
        make("button", { type: "button", onclick: () => leave(one) }, "Cancel", make("kbd", { "aria-hidden": "true" }, "Esc"))));
    const submit = (event) => {
      event.preventDefault();
      const remark = comment.value.trim().replace(/\s+/g, " ");
      if (commenting) {
        editing = null;
        decide(one, { comment: remark });
        return go(one);
      }
      const chosen = node.querySelector("input[type=radio]:checked");
      const member = chosen ? NAMES.indexOf(chosen.value) : start;
      const text = input.value.trim();
      if (text && text === one.stated(member)) {
        fault.textContent = "This is the stated value: reject the finding to let it stand.";
        return input.focus();
      }
      if ([...text].some((letter) => /\p{Cc}/u.test(letter))) {
        fault.textContent = "There is a character in it that cannot be seen.";
        return input.focus();
      }
      editing = null;
      decide(one, { decision: "accept", field: NAMES[member], correction: text, comment: remark });
      return after(one, text ? word(member) + " becomes " + text : one.about + " is to be corrected by hand");
    };
    node.addEventListener("submit", submit);
    node.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { event.stopPropagation(); leave(one); }
      if (event.key === "Enter" && event.target === comment && !event.shiftKey) submit(event);
    });
    return node;
  }

  hooks.card = (entry) => {
    const cases = casesOf(entry);
    return cases.length ? make("div", { class: "cases" }, ...cases.map(block)) : null;
  };
  hooks.finding = (finding) => {
    const one = across.find((each) => each.findings[0] === finding);
    return one ? block(one) : null;
  };
  hooks.shown = () => { mark(); progress(); };

  function refresh(one) {
    const same = new Set(one.findings.flatMap((finding) => known.get(finding[6])));
    for (const each of same) {
      const node = byId("case-" + each.id);
      if (node) node.replaceWith(block(each));
    }
    mark();
    progress();
  }

  function mark() {
    for (const node of document.querySelectorAll(".case.current")) node.classList.remove("current");
    const node = current && byId("case-" + current.id);
    if (node) node.classList.add("current");
  }

  // ---- Acts --------------------------------------------------------------------------------------

  let commented = false;

  function accept(one) {
    const proposals = one.members.map((member) => [member, one.proposed(member)]).filter(([, found]) => found);
    if (one.editable.length > 1) return edit(one);
    const [member, proposal] = proposals[0] || [one.members[0], null];
    decide(one, { decision: "accept", field: member === undefined ? "" : NAMES[member], correction: proposal ? proposal[0] : "" });
    return after(one, "accepted");
  }

  function reject(one) {
    const member = one.members[0];
    decide(one, { decision: "reject", field: member === undefined ? "" : NAMES[member], correction: "" });
    after(one, "rejected");
  }

  function edit(one, what = "value") {
    current = one;
    editing = one;
    commented = what === "comment" || !one.editable.length;
    refresh(one);
    const node = byId("case-" + one.id);
    const first = node && (node.querySelector("input[type=radio]:checked") || node.querySelector("input[type=text]") || node.querySelector("textarea"));
    if (first) { first.focus(); if (first.select) first.select(); }
  }

  function leave(one) {
    editing = null;
    refresh(one);
    go(one);
  }

  function undo(one) {
    for (const finding of one.findings) decisions.delete(finding[6]);
    unsaved += 1;
    save();
    refresh(one);
    go(one);
    say(one.about + ": undecided again");
  }

  function settle(one, theirs) {
    for (const finding of one.findings) {
      const other = conflicts.get(finding[6]);
      if (theirs && other) decisions.set(finding[6], other);
      conflicts.delete(finding[6]);
    }
    unsaved += 1;
    save();
    refresh(one);
    after(one, theirs ? "theirs taken" : "mine kept");
  }

  /** Go on to the next case that is left, once one is settled. */
  function after(one, what) {
    const cases = queue();
    const at = cases.indexOf(one);
    const next = cases.find((each, place) => place > at && (!each.decided || each.conflicts.length)) || cases.find((each) => !each.decided);
    if (page.view().review) page.show();
    if (!next) {
      current = one;
      mark();
      const node = byId("case-" + one.id);
      if (node) node.focus({ preventScroll: true });
      return say(one.about + " " + what + "; nothing is left here");
    }
    say(one.about + " " + what);
    return go(next);
  }

  function step(by) {
    const cases = queue();
    if (!cases.length) return;
    const at = cases.indexOf(current);
    const shownFirst = cases.findIndex((one) => byId("case-" + one.id));
    const next = at < 0 ? Math.max(0, shownFirst) : Math.min(cases.length - 1, Math.max(0, at + by));
    go(cases[next]);
  }

  function go(one) {
    current = one;
    if (!byId("case-" + one.id) && one.entry) page.reveal(one.entry);
    mark();
    const node = byId("case-" + one.id);
    if (!node) return;
    node.focus({ preventScroll: true });
    const card = node.closest("article");
    const near = card && node.getBoundingClientRect().bottom - card.getBoundingClientRect().top < innerHeight - 150;
    (near ? card : node).scrollIntoView({ block: card ? "start" : "center" });
  }

  // ---- Keys ----------------------------------------------------------------------------------------

  const KEYS = {
    j: () => step(1), k: () => step(-1), a: () => current && accept(current), r: () => current && reject(current),
    e: () => current && edit(current), c: () => current && edit(current, "comment"), u: () => current && undo(current),
    m: () => current && current.conflicts.length && settle(current, false), t: () => current && current.conflicts.length && settle(current, true),
    x: () => decisions.size && download(),
    "?": () => byId("help").showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (!all.length || !byId("single").checked || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || byId("help").open) return;
    if (event.target.closest("input, textarea, select, [contenteditable]") && event.target.type !== "checkbox") return;
    if (!Object.hasOwn(KEYS, event.key)) return;
    event.preventDefault();
    const inside = event.target.closest(".case");
    const here = inside && queue().find((one) => "case-" + one.id === inside.id);
    if (here) current = here;
    if (!current && "arecu".includes(event.key)) step(1);
    KEYS[event.key]();
  });

  // ---- Files -----------------------------------------------------------------------------------------

  /** Write a cell; an apostrophe before what a spreadsheet would run. */
  function cell(text) {
    const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
    return /[",\n\r]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  }

  function exported() {
    const rows = [content.decisions];
    for (const one of all) {
      const open = one.conflicts.length > 0;
      for (const finding of one.findings) {
        const own = decisions.get(finding[6]);
        if (!own || (!own.decision && !own.comment)) continue;
        const member = NAMES.indexOf(own.field);
        const at = member < 0 ? one.members[0] : member;
        const told = {
          fingerprint: finding[6], record_fingerprint: one.entry ? one.entry.fingerprint : "", record: one.title, code: finding[0],
          field: at === undefined ? "" : NAMES[at], value: (at === undefined ? "" : one.stated(at)) || "",
          decision: open ? "" : own.decision, correction: open ? "" : own.correction, comment: own.comment, by: own.by,
        };
        rows.push(content.decisions.map((name) => told[name]));
      }
    }
    return rows;
  }

  function download() {
    const rows = exported();
    const text = "\ufeff" + rows.map((row) => row.map((part) => cell(String(part))).join(",") + "\n").join("");
    const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    const link = make("a", { href: address, download: "decisions.csv" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    unsaved = 0;
    save();
    progress();
    const left = all.filter((one) => one.conflicts.length).length;
    say("decisions on " + plural(rows.length - 1, "finding") + " exported" + (left ? "; " + plural(left, "contradiction") + " left out" : ""));
  }

  /** Split a text into rows of cells; a quotation mark that never closes is a fault. */
  function table(text) {
    const first = text.split("\n", 1)[0];
    const count = (sign) => first.split(sign).length;
    const delimiter = [",", ";", "\t"].reduce((best, sign) => count(sign) > count(best) ? sign : best);
    const rows = [];
    let row = [], part = "", quoted = false, line = 1, start = 1;
    const end = () => { row.push(part); part = ""; };
    for (let i = 0; i < text.length; i += 1) {
      const letter = text[i];
      if (letter === "\n") line += 1;
      if (quoted) {
        if (letter !== '"') part += letter;
        else if (text[i + 1] === '"') { part += '"'; i += 1; } else quoted = false;
      } else if (letter === '"' && part === "") quoted = true;
      else if (letter === delimiter) end();
      else if (letter === "\n") { end(); rows.push([start, row]); row = []; start = line; } else if (letter !== "\r") part += letter;
    }
    if (quoted) throw new Error("line " + start + ": a quotation mark never closes");
    if (part !== "" || row.length) { end(); rows.push([start, row]); }
    return rows;
  }

  /** Read the decisions of a file; what is not understood to the letter is a fault, and nothing is taken. */
  function understood(text) {
    const rows = table(text.replace(/^\ufeff/, ""));
    const header = (rows[0] || [1, []])[1].map((title) => title.trim());
    for (const title of header) if (!content.decisions.includes(title)) throw new Error("line 1: " + (title || "an empty title") + ": unknown column");
    for (const needed of ["fingerprint", "decision", "field", "correction"]) if (!header.includes(needed)) throw new Error("line 1: " + needed + ": no column");
    const found = new Map();
    for (const [line, cells] of rows.slice(1)) {
      if (cells.every((part) => !part.trim())) continue;
      if (cells.length !== header.length) throw new Error("line " + line + ": " + plural(cells.length, "cell") + ", but the header has " + header.length);
      const told = Object.fromEntries(header.map((title, place) => [title, cells[place].replace(/^'(?=[=+\-@\t\r])/, "").trim()]));
      const one = { ...OPEN };
      for (const name of Object.keys(OPEN)) one[name] = told[name] || "";
      if (!SHAPE.test(told.fingerprint)) throw new Error("line " + line + ": fingerprint: " + (told.fingerprint || "missing"));
      if (!Object.hasOwn(CHOICES, one.decision)) throw new Error("line " + line + ": decision: " + one.decision + " is neither accept nor reject");
      if (one.field && !NAMES.includes(one.field)) throw new Error("line " + line + ": field: no field named " + one.field);
      if (one.correction && one.decision !== "accept") throw new Error("line " + line + ": correction: goes with accept only");
      if (one.correction && !one.field) throw new Error("line " + line + ": field: missing");
      const earlier = found.get(told.fingerprint);
      if (earlier && (earlier.decision !== one.decision || earlier.correction !== one.correction)) throw new Error("line " + line + ": decision: another one on the same finding stands above");
      found.set(told.fingerprint, one);
    }
    return found;
  }

  function take(text) {
    const found = understood(text);
    const counts = { taken: 0, same: 0, contradicted: 0, unknown: 0 };
    for (const [fingerprint, theirs] of found) {
      const mine = decisions.get(fingerprint) || OPEN;
      if (!known.has(fingerprint)) counts.unknown += 1;
      else if (theirs.decision === "") {
        if (theirs.comment && !mine.comment) decisions.set(fingerprint, { ...mine, comment: theirs.comment, by: mine.by || theirs.by });
      } else if (mine.decision === "") {
        decisions.set(fingerprint, { ...theirs, comment: theirs.comment || mine.comment });
        counts.taken += 1;
      } else if (["decision", "field", "correction"].every((name) => mine[name] === theirs[name])) counts.same += 1;
      else {
        conflicts.set(fingerprint, theirs);
        counts.contradicted += 1;
      }
    }
    unsaved += counts.taken + counts.contradicted;
    save();
    page.show();
    return plural(counts.taken, "decision") + " taken, " + number(counts.same) + " the same"
      + (counts.contradicted ? ", " + plural(counts.contradicted, "contradiction") + " to settle: choose \u201ccontradicted\u201d in the filter" : "")
      + (counts.unknown ? ", " + number(counts.unknown) + " on findings that are not in this report" : "");
  }

  async function receive(event) {
    const [file] = event.target.files;
    event.target.value = "";
    if (!file) return;
    const line = byId("imported");
    try {
      const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
      line.textContent = file.name + ": " + take(text);
      line.className = "";
    } catch (error) {
      line.textContent = file.name + ": " + (error instanceof TypeError ? "not text in UTF-8" : error.message) + ". Nothing was imported.";
      line.className = "fault";
    }
    line.hidden = false;
  }

  // ---- The bar -----------------------------------------------------------------------------------------

  function bar() {
    byId("review").append(make("option", { value: "" }, "any"), ...[...Object.keys(FILTERS), ...(excused ? ["baseline"] : [])].map((value) => make("option", { value }, value === "baseline" ? "accepted by the baseline" : value)));
    byId("review-bar").hidden = !all.length;
    byId("review").parentElement.hidden = !all.length && !excused;
    byId("done").max = all.length;
    byId("reviewer").value = read(REVIEWER) || "";
    byId("reviewer").addEventListener("change", () => write(REVIEWER, byId("reviewer").value.trim()));
    byId("single").checked = read(SWITCH) !== "off";
    byId("single").addEventListener("change", () => write(SWITCH, byId("single").checked ? "on" : "off"));
    byId("export").addEventListener("click", download);
    byId("import").addEventListener("click", () => byId("file").click());
    byId("file").addEventListener("change", receive);
    byId("keys").addEventListener("click", () => byId("help").showModal());
    byId("help-close").addEventListener("click", () => byId("help").close());
    window.addEventListener("storage", (event) => { if (event.key === STORE && editing === null) { load(); page.show(); } });
    window.addEventListener("beforeunload", (event) => { if (!kept && unsaved) event.preventDefault(); });
  }

  load();
  bar();
  if (only) byId("review-bar").classList.add("only");
  return page.start();
})();
