// What a row does is told while it is typed, so the button that asks for it is for pages without script.
document.documentElement.classList.add("has-script");

// A row was saved in place: on to the next one that waits, as the page without script does.
document.addEventListener("saved", (event) => document.getElementById(event.detail.next)?.focus());

// What the page of updates says when an answer does not come: the row stays as it is, and nothing typed is lost.
for (const trouble of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(trouble, (event) => {
    const told = event.target.closest("article")?.querySelector("[id$='-kept']");
    if (!told) return;
    told.setAttribute("role", "alert");
    told.textContent = event.detail.xhr?.status === 403
      ? "Not saved: this page has grown old. Copy what you typed, load the page again, and put it in."
      : "Not saved: no answer came. What you typed is still here; try again in a moment.";
  });
}
