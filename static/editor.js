// Writing a paper: a row of buttons over each long box, and what is typed kept as a draft. The page works without this.
// What is typed is the plain format of the boxes all along; nothing here is another copy of it.

const BUTTONS = [
  ["bold", "B", "Bold", "Ctrl+B"],
  ["italic", "I", "Italic", "Ctrl+I"],
  ["heading", "Heading", "Heading", "Ctrl+Alt+2"],
  ["list", "List", "List with dashes", "Ctrl+Shift+8"],
  ["numbers", "Numbered", "Numbered list", "Ctrl+Shift+7"],
  ["table", "Table row", "Table row", ""],
];
const LINE_MARK = /^(?:#{1,6} |- |\d{1,2}\. )/;

// --- Changing the text of a box. insertText keeps the browser's own undo. --------------------------------------------

function put(box, start, end, text, select = [start + text.length, start + text.length]) {
  box.focus();
  box.setSelectionRange(start, end);
  const worked = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
  if (!worked) {
    box.setRangeText(text, start, end, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
  box.setSelectionRange(...select);
}

function wrap(box, mark) {
  const { selectionStart: start, selectionEnd: end, value } = box;
  const inside = value.slice(start, end);
  const size = mark.length;
  if (value.slice(start - size, start) === mark && value.slice(end, end + size) === mark) {
    put(box, start - size, end + size, inside, [start - size, end - size]);
  } else if (start === end && value.slice(end, end + size) === mark) {
    box.setSelectionRange(end + size, end + size); // what was begun ends here
  } else if (inside.includes("\n")) {
    const marked = inside.split("\n").map((line) => (line.trim() ? line.replace(/^(#{1,6} |- |\d{1,2}\. )?(\s*)(.*?)(\s*)$/, `$1$2${mark}$3${mark}$4`) : line)).join("\n");
    put(box, start, end, marked, [start, start + marked.length]);
  } else {
    const [, before, words, after] = /^(\s*)(.*?)(\s*)$/.exec(inside);
    const from = start + before.length + size;
    put(box, start, end, `${before}${mark}${words}${mark}${after}`, [from, from + words.length]);
  }
}

function lines(box, change) {
  const { selectionStart: start, selectionEnd: end, value } = box;
  const from = value.lastIndexOf("\n", start - 1) + 1;
  const next = value.indexOf("\n", end > start && value[end - 1] === "\n" ? end - 1 : end);
  const to = next === -1 ? value.length : next;
  const before = value.slice(from, to);
  const after = change(before.split("\n")).join("\n");
  const alone = start === end;
  const at = Math.max(from, end + after.length - before.length);
  put(box, from, to, after, alone ? [at, at] : [from, from + after.length]);
}

const bare = (line) => line.replace(LINE_MARK, "");
const all = (rows, test) => rows.filter((row) => row.trim()).every(test) && rows.some((row) => row.trim());

const ACTS = {
  bold: (box) => wrap(box, "**"),
  italic: (box) => wrap(box, "_"),
  heading: (box) => lines(box, (rows) => (all(rows, (row) => row.startsWith("## ")) ? rows.map(bare) : rows.map((row) => `## ${bare(row)}`))),
  list: (box) => lines(box, (rows) => (all(rows, (row) => row.startsWith("- ")) ? rows.map(bare) : rows.map((row) => `- ${bare(row)}`))),
  numbers: (box) => lines(box, (rows) => {
    let number = 0;
    return all(rows, (row) => /^\d{1,2}\. /.test(row)) ? rows.map(bare) : rows.map((row) => `${++number}. ${bare(row)}`);
  }),
  table: (box) => {
    const at = box.selectionEnd;
    const from = box.value.lastIndexOf("\n", at - 1) + 1;
    const next = box.value.indexOf("\n", at);
    const to = next === -1 ? box.value.length : next;
    const line = box.value.slice(from, to);
    const cells = line.startsWith("|") ? line.split(/(?<!\\)\|/).length - 2 : 2;
    const row = line.startsWith("|") ? `| ${Array(cells).fill(" ").join(" | ")} |` : "| Heading | Heading |";
    const text = `${line.trim() ? "\n" : ""}${row}`;
    const first = to + text.length - row.length + 2;
    put(box, to, to, text, line.startsWith("|") ? [first, first + 1] : [first, first + 7]);
  },
};

// --- Keys: the shortcuts, and a list that goes on when Enter is pressed -----------------------------------------------

function act(event) {
  if (event.isComposing) return;
  const box = event.target;
  if (event.ctrlKey || event.metaKey) {
    const code = event.code;
    const name = event.altKey ? (code === "Digit2" ? "heading" : "")
      : event.shiftKey ? { Digit8: "list", Digit7: "numbers" }[code]
      : { KeyB: "bold", KeyI: "italic" }[code];
    if (!name) return;
    event.preventDefault();
    ACTS[name](box);
  } else if (event.key === "Enter" && !event.shiftKey && !event.altKey && box.selectionStart === box.selectionEnd) {
    const at = box.selectionStart;
    const from = box.value.lastIndexOf("\n", at - 1) + 1;
    const line = box.value.slice(from, at);
    const found = /^(- |(\d{1,2})\. )(.*)$/.exec(line);
    if (!found) return;
    event.preventDefault();
    if (!found[3].trim()) put(box, from, at, "");
    else put(box, at, at, found[2] ? `\n${Number(found[2]) + 1}. ` : "\n- ");
  }
}

// --- Pasting: paragraphs, lists, headings, tables, bold and italics are kept; everything else is dropped --------------

const DROPPED = new Set(["STYLE", "SCRIPT", "HEAD", "META", "LINK", "TITLE", "TEMPLATE", "IFRAME", "OBJECT", "SVG", "O:P"]);
const BLOCKS = new Set(["P", "DIV", "LI", "UL", "OL", "TABLE", "TR", "H1", "H2", "H3", "H4", "H5", "H6", "BLOCKQUOTE", "BODY", "SECTION", "ARTICLE"]);

function read(node, look) {
  if (node.nodeType === Node.TEXT_NODE) {
    const words = node.data.replace(/\s+/g, " ").replace(/\*\*/g, "\\*\\*");
    const mark = `${look.bold ? "**" : ""}${look.italic ? "_" : ""}`;
    const [, before, inside, after] = /^(\s*)(.*?)(\s*)$/.exec(words);
    return inside && mark ? `${before}${mark}${inside}${[...mark].reverse().join("")}${after}` : words;
  }
  if (node.nodeType !== Node.ELEMENT_NODE || DROPPED.has(node.nodeName.toUpperCase()) || /mso-list:\s*Ignore/i.test(node.getAttribute("data-style") ?? "")) return "";
  const style = node.getAttribute("data-style") ?? "";
  const weight = /font-weight:\s*(\w+)/i.exec(style)?.[1];
  const inner = {
    bold: weight ? weight === "bold" || Number(weight) >= 600 : look.bold || /^(B|STRONG)$/.test(node.nodeName),
    italic: /font-style:\s*normal/i.test(style) ? false : look.italic || /^(I|EM)$/.test(node.nodeName) || /font-style:\s*italic/i.test(style),
    list: /^(UL|OL)$/.test(node.nodeName) ? { ordered: node.nodeName === "OL", number: 0 } : look.list,
  };
  const heading = /^H[1-6]$/.test(node.nodeName);
  if (heading) inner.bold = inner.italic = false;
  if (node.nodeName === "BR") return "\n";
  if (node.nodeName === "TABLE") {
    const rows = [...node.querySelectorAll("tr")].map((row) => `| ${[...row.cells].map((cell) => inline(cell, { list: null }).replace(/(?<!\\)\|/g, "\\|")).join(" | ")} |`);
    return `\n${rows.join("\n")}\n`;
  }
  const text = [...node.childNodes].map((child) => read(child, inner)).join("");
  if (!BLOCKS.has(node.nodeName)) return text;
  const line = text.trim();
  if (!line) return "\n";
  if (heading) return `\n## ${line.replace(/\s+/g, " ")}\n`;
  if (node.nodeName === "LI") return `\n${inner.list?.ordered ? `${++inner.list.number}.` : "-"} ${line}\n`;
  if (/mso-list:\s*l\d/i.test(style)) {
    const sign = [...node.querySelectorAll("[data-style]")].find((one) => /mso-list:\s*Ignore/i.test(one.getAttribute("data-style")))?.textContent.trim() ?? "";
    return `\n${/^\d{1,2}[.)]$/.test(sign) ? sign.replace(")", ".") : /^\d+(\.\d+)+\.?$/.test(sign) ? sign : "-"} ${line}\n`;
  }
  return `\n${line}\n`;
}

const inline = (cell, look) => [...cell.childNodes].map((child) => read(child, look)).join("").replace(/\s+/g, " ").trim();

export function asTyped(html) {
  // Inert: nothing in it runs or is fetched. Its styles are read, and go by another name lest the page try to apply them.
  const unstyled = html.replace(/<style\b[\s\S]*?<\/style>/gi, "").replace(/(<[^<>]*?\s)style(\s*=)/gi, "$1data-style$2");
  const page = new DOMParser().parseFromString(unstyled, "text/html");
  const text = read(page.body, { bold: false, italic: false, list: null });
  return text.replace(/\*\*(\s*)\*\*/g, "$1").replace(/[^\S\n]+\n/g, "\n").replace(/\n[^\S\n]+/g, "\n").replace(/\n{2,}/g, "\n").trim();
}

function paste(event) {
  const html = event.clipboardData?.getData("text/html");
  if (!html) return;
  const text = asTyped(html);
  if (!text) return;
  event.preventDefault();
  put(event.target, event.target.selectionStart, event.target.selectionEnd, text);
}

// --- The row of buttons -----------------------------------------------------------------------------------------------

function furnish(box) {
  const label = document.querySelector(`label[for="${box.id}"]`)?.textContent ?? "";
  const bar = document.createElement("div");
  bar.className = "hwb-editor__bar";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", `Set the text of ${label}`);
  for (const [name, words, title, keys] of BUTTONS) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.words = words; // drawn by the style sheet: the page says the same with script as without
    button.setAttribute("aria-label", title);
    button.title = keys ? `${title} (${keys})` : title;
    if (name === "bold") button.className = "hwb-editor__key";
    button.addEventListener("click", () => ACTS[name](box));
    bar.append(button);
  }
  if (writing) {
    const shown = document.createElement("div");
    shown.className = "hwb-editor__shown hwb-prose";
    shown.id = `${box.id}-shown`;
    shown.hidden = true;
    shown.setAttribute("role", "region");
    shown.setAttribute("aria-label", `How ${label} reads`);
    shown.dataset.reads = box.name;
    const toggle = document.createElement("button");
    toggle.type = "button";
    toggle.dataset.words = "How it reads";
    toggle.setAttribute("aria-label", "How it reads");
    toggle.setAttribute("aria-pressed", "false");
    toggle.setAttribute("aria-controls", shown.id);
    toggle.addEventListener("click", () => {
      shown.hidden = !shown.hidden;
      toggle.setAttribute("aria-pressed", String(!shown.hidden));
      if (!shown.hidden) keep();
    });
    bar.append(toggle);
    box.after(shown);
  }
  box.before(bar);
  box.addEventListener("keydown", act);
  box.addEventListener("paste", paste);
}

// --- Keeping what is typed --------------------------------------------------------------------------------------------

const writing = document.querySelector("form[data-writing]");
const QUIET = 1500;
let timer, sent = 0, strokes = 0, isLeaving = false, isChanged = false;

function asked() {
  const data = new FormData(writing);
  data.set("draft", "1");
  for (const one of writing.querySelectorAll("[data-reads]:not([hidden])")) data.append("show", one.dataset.reads);
  return data;
}

function tell(words) {
  const place = writing.querySelector("[data-kept]");
  if (place.textContent !== words) place.textContent = words;
}

async function keep() {
  clearTimeout(timer);
  if (isLeaving) return;
  const turn = ++sent;
  const until = strokes;
  try {
    const answer = await fetch(writing.action || location.href, { method: "POST", body: asked(), headers: { "HX-Request": "true" } });
    if (turn !== sent) return; // a later one is on its way
    if (!answer.ok) throw new Error(String(answer.status));
    if (strokes === until) isChanged = false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    tell((page.querySelector("[data-told]") ?? page.body).textContent.trim());
    const advice = page.querySelector("[data-advice]");
    if (advice) writing.querySelector("[data-advice]").replaceChildren(...advice.childNodes);
    for (const one of page.querySelectorAll("[data-shown]")) {
      writing.querySelector(`[data-reads="${one.dataset.shown}"]`)?.replaceChildren(...one.childNodes);
    }
  } catch (trouble) {
    tell(trouble.message === "403" ? "Not kept: this page has grown old. Copy what you typed, and load the page again." : "Not kept: no answer came. What you typed is still here; it is tried again when you go on.");
  }
}

function states(section) {
  const boxes = [...section.querySelectorAll("textarea, input:not([type=hidden])")].filter((box) => box.name !== "title");
  const place = writing.querySelector(`[data-state="${section.dataset.section}"]`);
  if (place) place.textContent = boxes.some((box) => /\p{L}/u.test(box.value)) ? "Written" : "Empty";
}

for (const box of document.querySelectorAll("textarea[data-editor]")) furnish(box);

if (writing) {
  writing.addEventListener("input", (event) => {
    isChanged = true;
    strokes += 1;
    const section = event.target.closest("[data-section]");
    if (section) states(section);
    clearTimeout(timer);
    timer = setTimeout(keep, QUIET);
  });
  writing.addEventListener("submit", () => { isLeaving = true; clearTimeout(timer); });
  window.addEventListener("pageshow", () => { isLeaving = false; });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && isChanged && !isLeaving) navigator.sendBeacon(writing.action || location.href, asked());
  });
}
