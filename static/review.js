// Going through minutes by the keyboard, and lighting up the lines of the passage one is in. The page works without this.
const rows = () => [...document.querySelectorAll("article.hwb-proposed")];
const here = () => document.activeElement?.closest?.("article.hwb-proposed");
const option = document.getElementById("keys-on");
const KEPT = "single-keys-in-minutes";

if (option) {
  document.getElementById("keys-choice").hidden = false;
  option.checked = localStorage.getItem(KEPT) !== "off";
  option.addEventListener("change", () => localStorage.setItem(KEPT, option.checked ? "on" : "off"));
}

function light(row) {
  for (const line of document.querySelectorAll(".hwb-text .is-lit")) line.classList.remove("is-lit");
  for (const other of document.querySelectorAll("article.hwb-proposed.is-lit")) if (other !== row) other.classList.remove("is-lit");
  let first = null;
  for (let number = Number(row.dataset.from); number <= Number(row.dataset.to); number++) {
    const line = document.getElementById(`line-${number}`);
    line?.classList.add("is-lit");
    first ??= line;
  }
  const pane = first?.parentElement;
  if (pane) pane.scrollTop = first.offsetTop - pane.offsetTop - pane.clientHeight / 3;
}

function go(row) {
  if (!row) return;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

document.addEventListener("focusin", (event) => {
  const row = event.target.closest?.("article.hwb-proposed");
  if (row) light(row);
});
document.addEventListener("click", (event) => {
  const row = event.target.closest?.("article.hwb-proposed");
  if (row) light(row);
});

document.addEventListener("keydown", (event) => {
  if (!option?.checked || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.repeat) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const key = event.key.toLowerCase();
  const row = here();
  if (key === "j" || key === "k") {
    const all = rows();
    const at = row ? all.indexOf(row) + (key === "j" ? 1 : -1) : 0;
    go(all[at]);
  } else if (row && "acdmu".includes(key)) {
    row.querySelector(`[data-key="${key}"]`)?.click();
  } else return;
  event.preventDefault();
});

// A passage was decided in its place: on to the next that waits, as the page without script does.
document.addEventListener("decided", (event) => go(document.getElementById(event.detail.next)));

// What was pressed is gone with the passage it stood in: whoever pressed it stays in that passage.
document.addEventListener("htmx:afterSettle", (event) => {
  if (document.activeElement !== document.body) return;
  const row = document.getElementById(event.target.id);
  if (row?.matches("article.hwb-proposed")) (row.querySelector("[autofocus], textarea") ?? row).focus();
});

// No answer came: the passage stays as it is, and says so.
for (const trouble of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(trouble, (event) => {
    const form = event.target.closest("article.hwb-proposed")?.querySelector("form");
    if (!form) return;
    const told = document.createElement("p");
    told.className = "hwb-trouble";
    told.setAttribute("role", "alert");
    told.textContent = event.detail.xhr?.status === 403
      ? "Not saved: this page has grown old. Copy what you typed, load the page again, and put it in."
      : "Not saved: no answer came. What you typed is still here; try again in a moment.";
    form.querySelector(".hwb-trouble")?.remove();
    form.prepend(told);
  });
}

const lit = document.querySelector("article.hwb-proposed.is-lit");
if (lit) {
  light(lit);
  go(lit);
}
