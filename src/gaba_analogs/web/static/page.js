"use strict";
(() => {
  const LONGEST_LINK = 30000;
  const byId = (id) => document.getElementById(id);
  const content = JSON.parse(byId("content").textContent);
  const { texts } = content;
  const form = byId("form");
  const field = byId("text");
  let answer = null; // of the last request
  let asked = null; // what it was about: a text, or a file
  let frame = null;

  function make(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else node.setAttribute(name, value);
    }
    node.append(...children);
    return node;
  }

  // ---- Asking ---------------------------------------------------------------------------------

  function say(text) { byId("status").textContent = text; }

  function complain(text) {
    byId("error").textContent = text;
    byId("error").hidden = !text;
  }

  async function ask(path, body, type) {
    const query = new URLSearchParams({ names: byId("names").checked ? "1" : "0" });
    if (byId("pubchem").checked) query.set("pubchem", "1");
    if (body instanceof File) query.set("name", body.name);
    let response;
    try {
      response = await fetch(path + "?" + query, { method: "POST", headers: { "Content-Type": type }, body, credentials: "omit" });
    } catch {
      throw new Error(texts.unreachable);
    }
    let found = null;
    try { found = await response.json(); } catch { /* no JSON: the status says enough */ }
    if (!response.ok) throw new Error(found && found.error ? found.error.message : texts.unreachable + " (" + response.status + ")");
    return found;
  }

  async function verify(what) {
    const size = typeof what === "string" ? new TextEncoder().encode(what).length : what.size;
    if (!size) return complain(texts.nothing);
    if (size > content.largest) return complain(texts.too_large);
    complain("");
    say(texts.working);
    byId("verify").disabled = true;
    document.documentElement.dataset.ready = "no";
    try {
      answer = typeof what === "string" ? await ask("api/page", what, "text/plain") : await ask("api/page", what, "application/octet-stream");
      asked = what;
      show();
      say("");
    } catch (error) {
      answer = null;
      byId("result").hidden = true;
      say("");
      complain(error.message);
    } finally {
      byId("verify").disabled = false;
      document.documentElement.dataset.ready = "yes";
    }
    return undefined;
  }

  // ---- The report -----------------------------------------------------------------------------

  function show() {
    const counts = new Map();
    for (const record of answer.records) counts.set(record.verdict, (counts.get(record.verdict) || 0) + 1);
    byId("verdict").replaceChildren(...[...counts].flatMap(([verdict, count], place) =>
      [place ? ", " : "", make("span", { class: verdict }, (answer.records.length > 1 ? count + " " : "") + texts[verdict])]));
    byId("said").replaceChildren(...answer.said.map((line) => make("li", {}, line)));
    byId("copy-text").hidden = !answer.corrected;
    byId("copy-wikitext").hidden = !answer.records.some((record) => record.wikitext);
    byId("copy-cells").hidden = !answer.records.some((record) => record.cells);
    const url = URL.createObjectURL(new Blob([answer.html], { type: "text/html" }));
    frame = make("iframe", { src: url, title: texts.report_of, sandbox: "allow-scripts allow-popups allow-popups-to-escape-sandbox", lang: "en", allow: "clipboard-write" });
    byId("report").replaceChildren(frame);
    byId("result").hidden = false;
    byId("result").scrollIntoView({ block: "start" });
    byId("result").focus({ preventScroll: true });
  }

  window.addEventListener("message", (event) => {
    if (!frame || event.source !== frame.contentWindow || !event.data || typeof event.data.height !== "number") return;
    frame.style.height = Math.min(Math.max(event.data.height + 4, 200), 200000) + "px";
  });

  async function copy(text, button) {
    let done = true;
    try { await navigator.clipboard.writeText(text); } catch {
      const area = make("textarea", { class: "unseen", readonly: "" });
      area.value = text;
      document.body.append(area);
      area.select();
      done = document.execCommand("copy");
      area.remove();
    }
    const label = button.textContent;
    say(done ? texts.copied : texts.not_copied);
    if (done) { button.textContent = texts.copied; setTimeout(() => { button.textContent = label; }, 1500); }
    document.documentElement.dataset.copied = text;
  }

  const joined = (name) => answer.records.map((record) => record[name]).filter(Boolean).join("\n");

  function cells() {
    const titles = [];
    const rows = answer.records.filter((record) => record.cells).map((record) => {
      const whole = { ...record.stated, ...record.corrections };
      for (const name of Object.keys(whole)) if (!titles.includes(name) && name !== "molblock") titles.push(name);
      return whole;
    });
    const order = content.fields.map((one) => one[0]).filter((name) => titles.includes(name));
    return [order, ...rows.map((row) => order.map((name) => (row[name] || "").replace(/\s+/g, " ")))].map((row) => row.join("\t")).join("\n");
  }

  // ---- Links: the record itself stands behind the hash, which no browser sends ------------------------

  async function packed(text) {
    const bytes = new Uint8Array(await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer());
    let binary = "";
    for (const byte of bytes) binary += String.fromCharCode(byte);
    return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  }

  async function unpacked(code) {
    const binary = atob(code.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    const parts = [];
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return new Blob(parts).text();
      size += value.length;
      if (size > content.largest) throw new Error(texts.too_large);
      parts.push(value);
    }
  }

  async function link() {
    const text = typeof asked === "string" ? asked : await asked.text();
    const address = location.href.split("#")[0] + "#r=" + await packed(text);
    if (address.length > LONGEST_LINK || text.includes("\0")) return null;
    return address;
  }

  async function follow() {
    const code = /^#r=([A-Za-z0-9_-]+)$/.exec(location.hash);
    if (!code) return;
    try {
      field.value = await unpacked(code[1]);
    } catch (error) {
      complain(error.message || texts.nothing);
      return;
    }
    await verify(field.value);
  }

  // ---- The form of fields -------------------------------------------------------------------------

  const inputs = new Map();
  const outputs = new Map();
  for (const [name, words, example] of content.fields) {
    const input = make("input", { type: "text", spellcheck: "false", autocapitalize: "off", placeholder: example.length > 40 ? example.slice(0, 38) + "\u2026" : example, oninput: compare });
    const output = make("output", { "aria-live": "polite" });
    inputs.set(name, input);
    outputs.set(name, output);
    byId("grid").append(make("label", {}, words, input, output));
  }

  let computed = {};
  function compare() {
    for (const [name, output] of outputs) {
      const value = computed[name];
      const stated = inputs.get(name).value.trim();
      output.textContent = value === undefined ? "" : texts.computed + ": " + value;
      output.className = value !== undefined && stated && stated !== value ? "other" : "";
    }
  }

  function filled() {
    return Object.fromEntries([...inputs].map(([name, input]) => [name, input.value.trim()]).filter(([, value]) => value));
  }

  async function compute() {
    const stated = filled();
    const of = stated.smiles || stated.inchi || stated.connectivity_smiles;
    if (!of) return complain(texts.nothing);
    complain("");
    try {
      computed = await ask("api/fields", JSON.stringify(stated.smiles ? { smiles: stated.smiles } : { inchi: of }), "application/json");
      compare();
    } catch (error) {
      complain(error.message);
    }
    return undefined;
  }

  function asText(stated) {
    return Object.entries(stated).map(([name, value]) => name + "\t" + value.replace(/\s+/g, " ")).join("\n");
  }

  // ---- The editor, in a frame without rights ----------------------------------------------------------

  function openEditor() {
    const place = byId("editor");
    place.hidden = !place.hidden;
    if (place.childElementCount) return;
    const drawn = make("iframe", { src: "editor/frame.html", title: texts.editor, sandbox: "allow-scripts allow-same-origin" });
    place.append(drawn);
    window.addEventListener("message", (event) => {
      if (event.source !== drawn.contentWindow || !event.data) return;
      if (event.data.ready) drawn.contentWindow.postMessage({ smiles: inputs.get("smiles").value.trim() }, "*");
      if (typeof event.data.smiles === "string" && event.data.smiles.length < 5000) {
        inputs.get("smiles").value = event.data.smiles;
        compute();
      }
    });
  }

  // ---- What happens when ---------------------------------------------------------------------------

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const stated = filled();
    verify(field.value.trim() ? field.value : Object.keys(stated).length ? asText(stated) : "");
  });
  field.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(); });
  byId("clear").addEventListener("click", () => {
    field.value = "";
    for (const input of inputs.values()) input.value = "";
    computed = {};
    compare();
    complain("");
    say("");
    byId("result").hidden = true;
    history.replaceState(null, "", location.pathname + location.search);
    field.focus();
  });
  byId("file").addEventListener("change", (event) => { if (event.target.files[0]) verify(event.target.files[0]); event.target.value = ""; });
  byId("compute").addEventListener("click", compute);
  byId("draw").addEventListener("click", openEditor);
  byId("copy-text").addEventListener("click", (event) => copy(answer.corrected.text, event.currentTarget));
  byId("copy-wikitext").addEventListener("click", (event) => copy(joined("wikitext"), event.currentTarget));
  byId("copy-cells").addEventListener("click", (event) => copy(cells(), event.currentTarget));
  byId("copy-link").addEventListener("click", async (event) => {
    const button = event.currentTarget;
    const address = await link();
    if (!address) return complain(texts.too_long);
    history.replaceState(null, "", address);
    return copy(address, button);
  });
  byId("save").addEventListener("click", () => {
    const url = URL.createObjectURL(new Blob([answer.html], { type: "text/html" }));
    make("a", { href: url, download: "report.html" }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  });

  const zone = byId("drop");
  for (const kind of ["dragenter", "dragover"]) zone.addEventListener(kind, (event) => { event.preventDefault(); zone.classList.add("over"); });
  for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    const file = event.dataTransfer.files[0];
    const text = event.dataTransfer.getData("text/plain");
    if (file) verify(file);
    else if (text) { field.value = text; verify(text); }
  });

  for (const [name, text] of content.examples) {
    byId("examples").append(make("li", {}, make("button", { type: "button", onclick: () => { field.value = text; verify(text); } }, name)));
  }
  byId("names").checked = content.names;
  byId("names-choice").hidden = !content.names;
  byId("pubchem-choice").hidden = !content.pubchem;
  byId("draw").hidden = !content.editor;
  window.addEventListener("hashchange", follow);
  document.documentElement.dataset.ready = "yes";
  follow();
})();
